/// Trees laid out for scoring: 16 bytes a node, siblings side by side, eight rows in flight at once.
///
/// A step is `node = left(node) + (value > threshold ? 1 : 0)` without a branch; leaves lead to themselves, so that rows
/// that arrive early wait for the others. Rows are scored in blocks small enough to stay in the nearest cache, tree by
/// tree. Blocks with a NaN ask each node, beside, where that goes; models that ask for categories, or take zeros for missing,
/// take a slower way with the same answers.
struct FlatForest: Sendable {
    /// A decision, or a leaf when it leads to itself.
    struct Node: Sendable {
        var threshold: Double
        var feature: UInt32
        var left: UInt32
    }

    private let nodes: NumberBuffer<Node>
    /// By node: 1 where NaN goes right.
    private let missingSteps: NumberBuffer<UInt8>
    private let values: NumberBuffer<Double>
    private let roots: [Int]
    private let depths: [Int]
    private let trees: [RegressionTree]
    private let featureCount: Int
    private let outputCount: Int
    /// Whether values that are not NaN go by thresholds alone.
    private let isPlain: Bool

    init(trees: [RegressionTree], featureCount: Int, outputCount: Int) {
        let total = trees.reduce(0) { $0 + 2 * $1.nodeCount + 1 }
        nodes = NumberBuffer(count: total, repeating: Node(threshold: .infinity, feature: 0, left: 0))
        missingSteps = NumberBuffer(count: total, repeating: 0)
        values = NumberBuffer(count: total, repeating: 0)
        var roots: [Int] = []
        var depths: [Int] = []
        var next = 0
        for tree in trees {
            roots.append(next)
            var depth = 0
            // Breadth first, so that what is visited most lies together.
            var queue: [(child: Int32, depth: Int)] = [(tree.nodeCount > 0 ? 0 : -1, 0)]
            let root = next
            var place = 0
            while place < queue.count {
                let (child, level) = queue[place]
                let index = root + place
                depth = max(depth, level)
                if child >= 0 {
                    let node = Int(child)
                    nodes.base[index] = Node(
                        threshold: tree.threshold[node], feature: UInt32(tree.splitFeature[node]),
                        left: UInt32(root + queue.count))
                    missingSteps.base[index] = tree.goesLeft(.nan, node: node) ? 0 : 1
                    queue.append((tree.leftChild[node], level + 1))
                    queue.append((tree.rightChild[node], level + 1))
                } else {
                    nodes.base[index].left = UInt32(index)
                    values.base[index] = tree.leafValue[Int(~child)]
                }
                place += 1
            }
            next += queue.count
            depths.append(depth)
        }
        self.roots = roots
        self.depths = depths
        self.trees = trees
        self.featureCount = featureCount
        self.outputCount = outputCount
        isPlain = trees.allSatisfy { tree in
            (0..<tree.nodeCount).allSatisfy { !tree.isCategorical(node: $0) && tree.missingKind(node: $0) != .zero }
        }
    }

    /// Adds the scores of rows that follow one another to an array of them.
    func add(rows: UnsafeBufferPointer<Double>, to result: inout [Double], scale: Double) {
        result.withUnsafeMutableBufferPointer { target in
            guard let base = target.baseAddress else { return }
            add(rows: rows, count: rows.count / featureCount, to: base, scale: scale)
        }
    }

    /// Adds the scores of rows that follow one another to `outputCount` places for each.
    func add(rows: UnsafeBufferPointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>, scale: Double) {
        guard let base = rows.baseAddress else { return }
        var first = 0
        while first < count {
            let size = min(Self.blockSize, count - first)
            let block = base + first * featureCount
            if !isPlain {
                addGeneral(block, count: size, to: target + first * outputCount)
            } else if hasMissing(block, count: size * featureCount) {
                addWithMissing(block, count: size, to: target + first * outputCount)
            } else {
                addPlain(block, count: size, to: target + first * outputCount)
            }
            first += size
        }
        if scale != 1 { for index in 0..<count * outputCount { target[index] *= scale } }
    }

    private static let blockSize = 32
    /// Rows in flight at once.
    private static let lanes = 8

    private func hasMissing(_ values: UnsafePointer<Double>, count: Int) -> Bool {
        // A sum of x - x is 0 unless some x is NaN or infinite; those take the slower way.
        var sums = SIMD4<Double>()
        var index = 0
        while index + 4 <= count {
            let part = UnsafeRawPointer(values + index).loadUnaligned(as: SIMD4<Double>.self)
            sums += part - part
            index += 4
        }
        while index < count {
            sums[0] += values[index] - values[index]
            index += 1
        }
        return !(sums.sum() == 0)
    }

    private func addPlain(_ rows: UnsafePointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>) {
        let nodes = UnsafePointer(self.nodes.base)
        addBySteps(rows, count: count, to: target) { place, row, stride in
            let node = nodes[Int(place)]
            return node.left &+ (row[Int(node.feature) &* stride] > node.threshold ? 1 : 0)
        }
    }

    private func addWithMissing(_ rows: UnsafePointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>) {
        let nodes = UnsafePointer(self.nodes.base)
        let missing = UnsafePointer(missingSteps.base)
        addBySteps(rows, count: count, to: target) { place, row, stride in
            let node = nodes[Int(place)]
            let value = row[Int(node.feature) &* stride]
            let ordinary: UInt32 = value > node.threshold ? 1 : 0
            return node.left &+ (value.isNaN ? UInt32(missing[Int(place)]) : ordinary)
        }
    }

    /// A step: from a node, with the first value of a row and the distance of its values, to the next node.
    private typealias Step = (UInt32, UnsafePointer<Double>, Int) -> UInt32

    /// Goes down tree after tree with groups of eight rows, and with those left over one by one.
    @inline(__always)
    private func addBySteps(
        _ rows: UnsafePointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>, _ step: Step
    ) {
        let grouped = count / Self.lanes * Self.lanes
        // Laying rows out anew costs a move for each value, and pays where there are trees enough.
        if grouped > 0, featureCount <= 4 * trees.count {
            withUnsafeTemporaryAllocation(of: Double.self, capacity: grouped * featureCount) { columns in
                guard let base = columns.baseAddress else { return }
                transpose(rows, count: grouped, to: base)
                forEachTree { tree, output in
                    for first in stride(from: 0, to: grouped, by: Self.lanes) {
                        descend(
                            tree, base + first * featureCount, rowDistance: 1, stride: Self.lanes,
                            to: target + (first * outputCount + output), step)
                    }
                }
            }
        } else {
            forEachTree { tree, output in
                for first in stride(from: 0, to: grouped, by: Self.lanes) {
                    descend(
                        tree, rows + first * featureCount, rowDistance: featureCount, stride: 1,
                        to: target + (first * outputCount + output), step)
                }
            }
        }
        forEachTree { tree, output in
            for row in grouped..<count {
                var place = UInt32(truncatingIfNeeded: roots[tree])
                for _ in 0..<depths[tree] { place = step(place, rows + row * featureCount, 1) }
                target[row * outputCount + output] += values.base[Int(place)]
            }
        }
    }

    /// Gives each tree and the output that it adds to.
    @inline(__always)
    private func forEachTree(_ use: (_ tree: Int, _ output: Int) -> Void) {
        var output = 0
        for tree in roots.indices {
            use(tree, output)
            output = output + 1 == outputCount ? 0 : output + 1
        }
    }

    /// Lays rows out in groups of eight, the eight values of a feature side by side.
    private func transpose(_ rows: UnsafePointer<Double>, count: Int, to columns: UnsafeMutablePointer<Double>) {
        for index in 0..<count {
            let row = rows + index * featureCount
            let lane = columns + (index / Self.lanes * featureCount * Self.lanes + index % Self.lanes)
            for feature in 0..<featureCount { lane[feature &* Self.lanes] = row[feature] }
        }
    }

    /// Adds one tree's values of eight rows that begin `rowDistance` apart and have their values `stride` apart.
    @inline(__always)
    private func descend(
        _ tree: Int, _ rows: UnsafePointer<Double>, rowDistance: Int, stride: Int,
        to target: UnsafeMutablePointer<Double>, _ step: Step
    ) {
        let root = UInt32(truncatingIfNeeded: roots[tree])
        // Eight variables, since it takes long to move a vector's lanes to where addresses are made.
        var (p0, p1, p2, p3, p4, p5, p6, p7) = (root, root, root, root, root, root, root, root)
        func next(_ place: UInt32, _ row: Int) -> UInt32 { step(place, rows + row &* rowDistance, stride) }
        var remaining = depths[tree]
        while remaining > 0 {
            (p0, p1, p2, p3) = (next(p0, 0), next(p1, 1), next(p2, 2), next(p3, 3))
            (p4, p5, p6, p7) = (next(p4, 4), next(p5, 5), next(p6, 6), next(p7, 7))
            var moved: UInt32 = 0
            func goOn(_ place: inout UInt32, _ row: Int) {
                let after = next(place, row)
                moved |= after ^ place
                place = after
            }
            goOn(&p0, 0)
            goOn(&p1, 1)
            goOn(&p2, 2)
            goOn(&p3, 3)
            goOn(&p4, 4)
            goOn(&p5, 5)
            goOn(&p6, 6)
            goOn(&p7, 7)
            if moved == 0 { break }
            remaining &-= 2
        }
        let values = UnsafePointer(self.values.base)
        withUnsafeBytes(of: (p0, p1, p2, p3, p4, p5, p6, p7)) { bytes in
            let places = bytes.assumingMemoryBound(to: UInt32.self)
            for row in 0..<Self.lanes { target[row &* outputCount] += values[Int(places[row])] }
        }
    }

    private func addGeneral(_ rows: UnsafePointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>) {
        for (index, tree) in trees.enumerated() {
            for row in 0..<count {
                let values = UnsafeBufferPointer(start: rows + row * featureCount, count: featureCount)
                target[row * outputCount + index % outputCount] += tree.value(of: values)
            }
        }
    }
}
