/// One tree, prepared for path-dependent Shapley values: what the integral over paths needs at each edge.
///
/// An edge leads from a node to a child. It is met when the row goes this way at every node above, itself included, that
/// asks for the same feature; z is the share of training rows that do. Numbers for the points of the rule lie together,
/// padded to an even count with points of weight 0, two to a vector. Edges are in an order where parents come first.
final class ShapleyPlan: Sendable {
    typealias Pair = SIMD2<Double>

    private struct Edge {
        /// The edge above, plus 1; 0 for the root.
        var parent: Int32
        /// The nearest edge above with the same feature, plus 1; 0 for none.
        var same: Int32
        var node: Int32
        var feature: Int32
        /// The leaf it leads to, or -1.
        var leaf: Int32
        /// 1 when it is the way of rows that go left.
        var left: UInt8
    }

    private let tree: RegressionTree
    private let leafValues: NumberBuffer<Double>
    private let edges: [Edge]
    /// Vectors for each number of points.
    private let pairs: Int
    /// For each edge, `pairs` vectors each: by what the product over features changes when an edge of the same feature
    /// above is unmet already, when this one is, and when both are met; then (1 - z) / (t + (1 - t) z).
    private let factors: NumberBuffer<Pair>
    /// The rule's weights, and -1 / (1 - t) at its points.
    private let rule: NumberBuffer<Pair>

    init(_ tree: RegressionTree) {
        self.tree = tree
        var edges: [Edge] = []
        var shares: [Double] = []
        var longest = 1
        var pending: [(child: Int32, edge: Int32, path: [Int32: Int32])] = []
        if tree.nodeCount > 0 { pending.append((0, 0, [:])) }
        while let (child, parent, path) = pending.popLast() {
            let node = Int(child)
            let feature = tree.splitFeature[node]
            let cover = Double(tree.internalCount[node])
            let same = path[feature] ?? 0
            for (next, left) in [(tree.leftChild[node], UInt8(1)), (tree.rightChild[node], 0)] {
                let share = cover > 0 ? tree.cover(ofChild: next) / cover : 0.5
                shares.append(share * (same > 0 ? shares[Int(same) - 1] : 1))
                edges.append(
                    Edge(
                        parent: parent, same: same, node: child, feature: feature, leaf: next < 0 ? ~next : -1,
                        left: left))
                var extended = path
                extended[feature] = Int32(edges.count)
                longest = max(longest, extended.count)
                if next >= 0 { pending.append((next, Int32(edges.count), extended)) }
            }
        }
        self.edges = edges
        leafValues = NumberBuffer(count: tree.leafValue.count, repeating: 0)
        for (leaf, value) in tree.leafValue.enumerated() { leafValues.base[leaf] = value }
        let rule = ShapleyRule(points: (longest + 1) / 2)
        let points = rule.points
        pairs = (points.count + 1) / 2
        factors = NumberBuffer(count: edges.count * 4 * pairs, repeating: .zero)
        self.rule = NumberBuffer(count: 2 * pairs, repeating: .zero)
        store(rule.weights, at: self.rule.base)
        store(points.map { -1 / (1 - $0) }, at: self.rule.base + pairs)
        for (index, edge) in edges.enumerated() {
            let share = shares[index]
            let above = edge.same > 0 ? shares[Int(edge.same) - 1] : 1
            let met = points.map { $0 + (1 - $0) * share }
            // What the features above contributed is divided out; without one, that is 1.
            let metAbove = points.map { edge.same > 0 ? $0 + (1 - $0) * above : 1 }
            let target = factors.base + index * 4 * pairs
            store(points.map { _ in above > 0 ? share / above : 0 }, at: target)
            store(points.indices.map { (1 - points[$0]) * share / metAbove[$0] }, at: target + pairs)
            store(points.indices.map { met[$0] / metAbove[$0] }, at: target + 2 * pairs)
            store(met.map { (1 - share) / $0 }, at: target + 3 * pairs)
        }
    }

    private func store(_ numbers: [Double], at target: UnsafeMutablePointer<Pair>) {
        for (index, number) in numbers.enumerated() { target[index / 2][index % 2] = number }
    }

    /// Adds the contributions of each feature to the scores of rows.
    ///
    /// - Parameters:
    ///   - rows: Their values, `featureCount` each.
    ///   - count: How many rows there are.
    ///   - target: Where the first row's contributions begin; the next row's are `stride` further.
    func add(
        _ rows: UnsafePointer<Double>, count: Int, featureCount: Int, scale: Double,
        to target: UnsafeMutablePointer<Double>, stride: Int
    ) {
        guard !edges.isEmpty else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: tree.nodeCount + edges.count + 1) { marks in
            withUnsafeTemporaryAllocation(of: Pair.self, capacity: 2 * (edges.count + 1) * pairs) { products in
                guard let ways = marks.baseAddress, let products = products.baseAddress else { return }
                let leaves = UnsafePointer(leafValues.base)
                for row in 0..<count {
                    let values = rows + row * featureCount
                    for node in 0..<tree.nodeCount {
                        ways[node] = tree.goesLeft(values[Int(tree.splitFeature[node])], node: node) ? 1 : 0
                    }
                    let met = ways + tree.nodeCount
                    let result = target + row * stride
                    // Known counts let the loops over points be unrolled.
                    switch pairs {
                    case 1: walk(1, ways, met, products, leaves, scale, result)
                    case 2: walk(2, ways, met, products, leaves, scale, result)
                    case 3: walk(3, ways, met, products, leaves, scale, result)
                    case 4: walk(4, ways, met, products, leaves, scale, result)
                    default: walk(pairs, ways, met, products, leaves, scale, result)
                    }
                }
            }
        }
    }

    @inline(__always)
    private func walk(
        _ pairs: Int, _ ways: UnsafePointer<UInt8>, _ met: UnsafeMutablePointer<UInt8>,
        _ products: UnsafeMutablePointer<Pair>, _ values: UnsafePointer<Double>, _ scale: Double,
        _ result: UnsafeMutablePointer<Double>
    ) {
        let factors = UnsafePointer(self.factors.base)
        let weights = UnsafePointer(rule.base)
        let sums = products + (edges.count + 1) * pairs
        edges.withUnsafeBufferPointer { edges in
            met[0] = 1
            for pair in 0..<pairs { products[pair] = Pair(repeating: 1) }
            // Down: the product over the features of each path. Place e + 1 is that of edge e, place 0 the root's.
            for index in 0..<edges.count {
                let edge = edges[index]
                let above = met[Int(edge.same)]
                let own = above & (ways[Int(edge.node)] ^ edge.left ^ 1)
                met[index + 1] = own
                let factor = factors + (index * 4 + Int(above) + Int(own)) * pairs
                let parent = products + Int(edge.parent) * pairs
                let product = products + (index + 1) * pairs
                for pair in 0..<pairs { product[pair] = parent[pair] * factor[pair] }
                let sum = sums + (index + 1) * pairs
                let value = edge.leaf >= 0 ? values[Int(edge.leaf)] * scale : 0
                for pair in 0..<pairs { sum[pair] = product[pair] * (value * weights[pair]) }
            }
            for pair in 0..<pairs { sums[pair] = Pair() }
            // Up: sums over the leaves below each edge, from which its feature takes its part.
            for index in stride(from: edges.count - 1, through: 0, by: -1) {
                let edge = edges[index]
                let sum = sums + (index + 1) * pairs
                let part = Self.part(index, met[index + 1], factors, weights, pairs)
                let parent = sums + Int(edge.parent) * pairs
                var own = Pair()
                for pair in 0..<pairs {
                    own += sum[pair] * part[pair]
                    parent[pair] += sum[pair]
                }
                if edge.same > 0 {
                    // The leaves below are the business of this edge and no longer of the one above.
                    let above = Self.part(Int(edge.same) - 1, met[Int(edge.same)], factors, weights, pairs)
                    for pair in 0..<pairs { own -= sum[pair] * above[pair] }
                }
                result[Int(edge.feature)] += own.x + own.y
            }
        }
    }

    /// (o - z) over the factor of an edge, at the points.
    @inline(__always)
    private static func part(
        _ edge: Int, _ met: UInt8, _ factors: UnsafePointer<Pair>, _ weights: UnsafePointer<Pair>, _ pairs: Int
    ) -> UnsafePointer<Pair> {
        met != 0 ? factors + (edge * 4 + 3) * pairs : weights + pairs
    }
}
