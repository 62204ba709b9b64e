/// Grows one tree after another, leaf by leaf: always the leaf whose best split brings most.
///
/// The histogram of the smaller child of a split is summed from its rows, that of the larger is the parent's less the
/// smaller's. Groups of features are independent pieces of work; each is summed by one thread in the order of the rows,
/// so that the tree is the same for any number of threads.
///
/// Safe to share between the threads of one `grow`: each touches the histograms and candidates of its own group.
final class TreeGrower: @unchecked Sendable {
    private let data: BinnedMatrix
    private let rules: SplitRules
    private let maximumLeaves: Int
    private let maximumDepth: Int
    private let monotone: [Int]
    private let work: WorkShares
    /// The rows that trees are grown from.
    let inside: RowPartition
    /// The rows left out by bagging, which only receive the tree's answers.
    let outside: RowPartition

    private let histograms: NumberBuffer<HistogramKernel.Entry>
    private let gathered: NumberBuffer<HistogramKernel.Entry>
    private let splittable: NumberBuffer<Bool>
    private let smallerCandidates: ResultSlots<SplitCandidate>
    private let largerCandidates: ResultSlots<SplitCandidate>
    private let featureCount: Int
    private var leaves: [LeafState] = []
    private var allowed: [Bool] = []

    /// Creates the memory for trees on the given rows.
    init(data: BinnedMatrix, options: BoostingOptions) {
        self.data = data
        rules = options.rules
        maximumLeaves = options.leaves
        maximumDepth = options.maximumDepth ?? .max
        monotone = data.usedColumns.map { options.monotone[$0]?.rawValue ?? 0 }
        work = WorkShares(threads: options.threads)
        inside = RowPartition(capacity: data.rowCount)
        outside = RowPartition(capacity: options.baggingFraction < 1 ? data.rowCount : 0)
        featureCount = data.usedColumns.count
        let places = (data.groups.last.map { $0.first + $0.width }) ?? 0
        histograms = NumberBuffer(count: places * HistogramKernel.stride * maximumLeaves, repeating: .zero)
        gathered = NumberBuffer(count: data.rowCount, repeating: .zero)
        splittable = NumberBuffer(count: featureCount * maximumLeaves, repeating: true)
        smallerCandidates = ResultSlots(count: featureCount)
        largerCandidates = ResultSlots(count: featureCount)
        placesPerSlot = places
    }

    private let placesPerSlot: Int

    /// Grows a tree from the rows inside; afterwards both partitions have them leaf by leaf.
    ///
    /// - Parameters:
    ///   - gradients: Gradient and hessian of every row.
    ///   - features: Whether each feature that varies may be used.
    func grow(gradients: UnsafePointer<SIMD2<Float>>, features: [Bool]) -> RegressionTree {
        allowed = features
        leaves = [LeafState()]
        leaves[0].count = inside.count
        gather(gradients, leaf: 0)
        var sum = SIMD2<Double>()
        for index in 0..<inside.count { sum += gathered.base[index] }
        leaves[0].gradient = sum.x
        leaves[0].hessian = sum.y
        let rootOutput = rules.output(sum.x, sum.y, l2: rules.l2)
        var tree = RegressionTree(constant: rootOutput, count: inside.count)
        tree.leafWeight[0] = sum.y
        searchRoot()
        var parents = [-1]
        while leaves.count < maximumLeaves {
            var chosen = 0
            for leaf in 1..<max(leaves.count, 1) where leaves[leaf].best.isBetter(than: leaves[chosen].best) {
                chosen = leaf
            }
            guard leaves[chosen].best.gain > 0 else { break }
            split(chosen, tree: &tree, parents: &parents)
            guard leaves.count < maximumLeaves else { break }
            searchChildren(chosen, leaves.count - 1, gradients: gradients)
        }
        return tree
    }

    private func gather(_ gradients: UnsafePointer<SIMD2<Float>>, leaf: Int) {
        let rows = SharedPointer(inside.leaf(leaf).baseAddress)
        let source = SharedPointer(gradients)
        let target = gathered
        work.forRanges(of: leaves[leaf].count, atLeast: 16_384) { range in
            guard let rows = rows.base, let source = source.base else { return }
            for index in range {
                let gradient = source[Int(rows[index])]
                target.base[index] = SIMD2(Double(gradient.x), Double(gradient.y))
            }
        }
    }

    private func histogram(slot: Int, used: Int) -> UnsafeMutablePointer<HistogramKernel.Entry> {
        histograms.base + (slot * placesPerSlot + used) * HistogramKernel.stride
    }

    private func accumulate(_ group: BinnedMatrix.FeatureGroup, leaf: Int) {
        let target = histogram(slot: leaves[leaf].slot, used: group.first)
        target.update(repeating: .zero, count: group.width * HistogramKernel.stride)
        let rows = inside.leaf(leaf)
        guard let first = rows.baseAddress else { return }
        HistogramKernel.accumulate(
            codes: data.codes.base + group.offset, width: group.width, rows: first, gradients: gathered.base,
            count: rows.count, histogram: target)
    }

    private func search(leaf: Int, used: Int) -> SplitCandidate {
        let state = leaves[leaf]
        let bins = data.bins[data.usedColumns[used]]
        let search = SplitSearch(
            rules: rules, leaf: state, histogram: UnsafePointer(histogram(slot: state.slot, used: used)))
        var found =
            bins.isCategorical
            ? search.categorical(binCount: bins.binCount)
            : search.numeric(binCount: bins.binCount, hasMissing: bins.hasMissing, monotone: monotone[used])
        found.used = used
        splittable.base[state.slot * featureCount + used] = found.gain > -.infinity
        return found
    }

    private func searchRoot() {
        for used in 0..<featureCount { splittable.base[used] = true }
        let canSplit = canSplit(0)
        work.forEach(data.groups.count) { index in
            let group = self.data.groups[index]
            let features = group.first..<group.first + group.count
            guard canSplit, features.contains(where: { self.allowed[$0] }) else { return }
            self.accumulate(group, leaf: 0)
            for used in features where self.allowed[used] {
                self.smallerCandidates[used] = self.search(leaf: 0, used: used)
            }
        }
        if canSplit { leaves[0].best = best(of: smallerCandidates, slot: 0) }
    }

    private func canSplit(_ leaf: Int) -> Bool {
        leaves[leaf].depth < maximumDepth && Double(leaves[leaf].count) >= 2 * rules.minimumRows
    }

    private func best(of candidates: ResultSlots<SplitCandidate>, slot: Int) -> SplitCandidate {
        var best = SplitCandidate()
        for used in 0..<featureCount where allowed[used] && splittable.base[slot * featureCount + used] {
            if let candidate = candidates[used], candidate.isBetter(than: best) { best = candidate }
        }
        return best
    }

    private func searchChildren(_ left: Int, _ right: Int, gradients: UnsafePointer<SIMD2<Float>>) {
        leaves[left].best = SplitCandidate()
        leaves[right].best = SplitCandidate()
        guard canSplit(left) || canSplit(right) else { return }
        let smaller = leaves[left].count < leaves[right].count ? left : right
        let larger = smaller == left ? right : left
        // The larger child takes over the parent's histogram and becomes what the smaller leaves of it.
        let parentSlot = leaves[left].slot
        leaves[larger].slot = parentSlot
        leaves[smaller].slot = leaves.count - 1
        gather(gradients, leaf: smaller)
        let smallerSlot = leaves[smaller].slot
        work.forEach(data.groups.count) { index in
            let group = self.data.groups[index]
            let features = group.first..<group.first + group.count
            // What could not be split in the parent is not tried in its children.
            func isLive(_ used: Int) -> Bool {
                self.allowed[used] && self.splittable.base[parentSlot * self.featureCount + used]
            }
            let live = features.map(isLive)
            for used in features where !live[used - group.first] {
                self.splittable.base[smallerSlot * self.featureCount + used] = false
            }
            guard live.contains(true) else { return }
            self.accumulate(group, leaf: smaller)
            for used in features where live[used - group.first] {
                let bins = self.data.bins[self.data.usedColumns[used]].binCount
                let part = UnsafePointer(self.histogram(slot: smallerSlot, used: used))
                HistogramKernel.subtract(part, from: self.histogram(slot: parentSlot, used: used), count: bins)
                self.smallerCandidates[used] = self.search(leaf: smaller, used: used)
                self.largerCandidates[used] = self.search(leaf: larger, used: used)
            }
        }
        if canSplit(smaller) { leaves[smaller].best = best(of: smallerCandidates, slot: smallerSlot) }
        if canSplit(larger) { leaves[larger].best = best(of: largerCandidates, slot: parentSlot) }
    }

    private func split(_ leaf: Int, tree: inout RegressionTree, parents: inout [Int]) {
        let best = leaves[leaf].best
        let newLeaf = leaves.count
        let bins = data.bins[data.usedColumns[best.used]]
        var goesLeft = [UInt8](repeating: 0, count: 256)
        if let categories = best.categories {
            for bin in 0..<bins.binCount where categories.contains(bin) { goesLeft[bin] = 1 }
        } else {
            for bin in 0...best.threshold { goesLeft[bin] = 1 }
            if bins.hasMissing { goesLeft[bins.binCount - 1] = best.defaultLeft ? 1 : 0 }
        }
        let column = data.column(used: best.used)
        goesLeft.withUnsafeBufferPointer { marks in
            guard let marks = marks.baseAddress else { return }
            inside.split(leaf: leaf, newLeaf: newLeaf, codes: column.codes, stride: column.stride, goesLeft: marks)
            if outside.count > 0 {
                outside.split(leaf: leaf, newLeaf: newLeaf, codes: column.codes, stride: column.stride, goesLeft: marks)
            }
        }
        var left = leaves[leaf]
        left.gradient = best.leftGradient
        left.hessian = best.leftHessian
        left.count = inside.leaf(leaf).count
        left.depth += 1
        var right = left
        right.gradient = best.rightGradient
        right.hessian = best.rightHessian
        right.count = inside.leaf(newLeaf).count
        if best.monotone != 0 {
            let middle = (best.leftOutput + best.rightOutput) / 2
            if best.monotone > 0 {
                left.highest = min(left.highest, middle)
                right.lowest = max(right.lowest, middle)
            } else {
                left.lowest = max(left.lowest, middle)
                right.highest = min(right.highest, middle)
            }
        }
        leaves[leaf] = left
        leaves.append(right)
        tree.split(
            leaf: leaf, parents: &parents, best: best, bins: bins, column: data.usedColumns[best.used],
            left: left, right: right)
    }
}

/// A pointer that several threads may read; its owner keeps the memory alive meanwhile.
struct SharedPointer<Element>: @unchecked Sendable {
    let base: UnsafePointer<Element>?

    init(_ base: UnsafePointer<Element>?) {
        self.base = base
    }
}
