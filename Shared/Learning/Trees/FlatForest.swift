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
        addBySteps(rows, count: count, to: target) { place, row in
            let node = nodes[Int(place)]
            return node.left &+ (row[Int(node.feature)] > node.threshold ? 1 : 0)
        }
    }

    private func addWithMissing(_ rows: UnsafePointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>) {
        let nodes = UnsafePointer(self.nodes.base)
        let missing = UnsafePointer(missingSteps.base)
        addBySteps(rows, count: count, to: target) { place, row in
            let node = nodes[Int(place)]
            let value = row[Int(node.feature)]
            let ordinary: UInt32 = value > node.threshold ? 1 : 0
            return node.left &+ (value.isNaN ? UInt32(missing[Int(place)]) : ordinary)
        }
    }

    @inline(__always)
    private func addBySteps(
        _ rows: UnsafePointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>,
        _ step: (UInt32, UnsafePointer<Double>) -> UInt32
    ) {
        let values = UnsafePointer(self.values.base)
        var output = 0
        for tree in roots.indices {
            let root = UInt32(roots[tree])
            let depth = depths[tree]
            var row = 0
            while row + 8 <= count {
                let x = rows + row * featureCount
                var place = SIMD8<UInt32>(repeating: root)
                for _ in 0..<depth {
                    let before = place
                    place[0] = step(place[0], x)
                    place[1] = step(place[1], x + featureCount)
                    place[2] = step(place[2], x + 2 * featureCount)
                    place[3] = step(place[3], x + 3 * featureCount)
                    place[4] = step(place[4], x + 4 * featureCount)
                    place[5] = step(place[5], x + 5 * featureCount)
                    place[6] = step(place[6], x + 6 * featureCount)
                    place[7] = step(place[7], x + 7 * featureCount)
                    if place == before { break }
                }
                for lane in 0..<8 { target[(row + lane) * outputCount + output] += values[Int(place[lane])] }
                row += 8
            }
            while row < count {
                let x = rows + row * featureCount
                var place = root
                for _ in 0..<depth { place = step(place, x) }
                target[row * outputCount + output] += values[Int(place)]
                row += 1
            }
            output = output + 1 == outputCount ? 0 : output + 1
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
