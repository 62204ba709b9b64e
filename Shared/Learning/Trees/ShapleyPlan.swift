/// One tree, prepared for path-dependent Shapley values: the features on the path to each leaf, with what the integral
/// over them needs.
///
/// Numbers for the points of the rule lie together, padded to an even count with points of weight 0, two to a vector.
final class ShapleyPlan: Sendable {
    private typealias Pair = SIMD2<Double>

    private let tree: RegressionTree
    private let leaves: [Leaf]
    private let features: [PathFeature]
    private let conditions: [Condition]
    /// For each feature of each path: t + (1 - t) z, its inverse, and (1 - t) z, at the points of the path's rule.
    private let factors: NumberBuffer<SIMD2<Double>>
    /// For each length of a rule: the weights, and the weights over 1 - t.
    private let rules: NumberBuffer<SIMD2<Double>>
    private let mostPairs: Int

    private struct Leaf {
        var value: Double
        var firstFeature: Int32
        var featureCount: Int32
        /// Points of the rule, in vectors of two.
        var pairCount: Int32
        var factorOffset: Int32
        var ruleOffset: Int32
    }

    private struct PathFeature {
        var feature: Int32
        var firstCondition: Int32
        var conditionCount: Int32
        /// 1 - z.
        var rest: Double
    }

    /// A node of the path and which way the path goes on.
    private struct Condition {
        var node: Int32
        var left: UInt8
    }

    init(_ tree: RegressionTree) {
        self.tree = tree
        let paths = tree.leafPaths()
        var leaves: [Leaf] = []
        var features: [PathFeature] = []
        var conditions: [Condition] = []
        var factors: [Pair] = []
        var rules: [Pair] = []
        var ruleOffsets: [Int: Int] = [:]
        for path in paths {
            let rule = ShapleyRule(points: max(1, (path.features.count + 1) / 2))
            let pairs = (rule.points.count + 1) / 2
            if ruleOffsets[rule.points.count] == nil {
                ruleOffsets[rule.points.count] = rules.count
                let over = zip(rule.weights, rule.points).map { $0 / (1 - $1) }
                rules += ShapleyPlan.paired(rule.weights, pairs: pairs, filling: 0)
                rules += ShapleyPlan.paired(over, pairs: pairs, filling: 0)
            }
            leaves.append(
                Leaf(
                    value: tree.leafValue[path.leaf], firstFeature: Int32(features.count),
                    featureCount: Int32(path.features.count), pairCount: Int32(pairs),
                    factorOffset: Int32(factors.count),
                    ruleOffset: Int32(ruleOffsets[rule.points.count] ?? 0)))
            for element in path.features {
                features.append(
                    PathFeature(
                        feature: Int32(element.feature), firstCondition: Int32(conditions.count),
                        conditionCount: Int32(element.steps.count), rest: 1 - element.share))
                for step in element.steps {
                    conditions.append(Condition(node: Int32(step.node), left: step.left ? 1 : 0))
                }
                let met = rule.points.map { $0 + (1 - $0) * element.share }
                factors += ShapleyPlan.paired(met, pairs: pairs, filling: 1)
                factors += ShapleyPlan.paired(met.map { 1 / $0 }, pairs: pairs, filling: 1)
                factors += ShapleyPlan.paired(rule.points.map { (1 - $0) * element.share }, pairs: pairs, filling: 1)
            }
        }
        mostPairs = leaves.map { Int($0.pairCount) }.max() ?? 1
        self.leaves = leaves
        self.features = features
        self.conditions = conditions
        self.factors = NumberBuffer(count: factors.count, repeating: .zero)
        for (index, factor) in factors.enumerated() { self.factors.base[index] = factor }
        self.rules = NumberBuffer(count: rules.count, repeating: .zero)
        for (index, weight) in rules.enumerated() { self.rules.base[index] = weight }
    }

    private static func paired(_ numbers: [Double], pairs: Int, filling: Double) -> [Pair] {
        (0..<pairs).map { pair in
            let first = pair * 2
            return Pair(
                first < numbers.count ? numbers[first] : filling,
                first + 1 < numbers.count ? numbers[first + 1] : filling)
        }
    }

    /// Adds the contributions of each feature to a row's score.
    func add(_ row: UnsafePointer<Double>, scale: Double, to target: UnsafeMutablePointer<Double>) {
        let nodes = tree.nodeCount
        guard nodes > 0 else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: nodes) { ways in
            for node in 0..<nodes {
                ways[node] = tree.goesLeft(row[Int(tree.splitFeature[node])], node: node) ? 1 : 0
            }
            withUnsafeTemporaryAllocation(of: Pair.self, capacity: mostPairs) { product in
                guard let ways = ways.baseAddress, let product = product.baseAddress else { return }
                add(UnsafePointer(ways), product: product, scale: scale, to: target)
            }
        }
    }

    private func add(
        _ ways: UnsafePointer<UInt8>, product: UnsafeMutablePointer<Pair>, scale: Double,
        to target: UnsafeMutablePointer<Double>
    ) {
        let factors = UnsafePointer(self.factors.base)
        let rules = UnsafePointer(self.rules.base)
        conditions.withUnsafeBufferPointer { conditions in
            features.withUnsafeBufferPointer { features in
                for leaf in leaves {
                    let pairs = Int(leaf.pairCount)
                    let count = Int(leaf.featureCount)
                    let first = Int(leaf.firstFeature)
                    for pair in 0..<pairs { product[pair] = Pair(repeating: 1) }
                    // Bit i: whether the row meets the path's conditions on its i-th feature.
                    var met: UInt64 = 0
                    var factor = factors + Int(leaf.factorOffset)
                    for index in 0..<count {
                        let element = features[first + index]
                        let isMet = Self.isMet(element, conditions, ways)
                        if index < 64, isMet { met |= 1 << UInt64(index) }
                        let chosen = isMet ? factor : factor + 2 * pairs
                        for pair in 0..<pairs { product[pair] *= chosen[pair] }
                        factor += 3 * pairs
                    }
                    let weights = rules + Int(leaf.ruleOffset)
                    // What is not met contributes alike, whatever its share.
                    var unmet = Pair()
                    for pair in 0..<pairs { unmet += product[pair] * weights[pairs + pair] }
                    let value = leaf.value * scale
                    let unmetShare = -value * (unmet.x + unmet.y)
                    for pair in 0..<pairs { product[pair] *= weights[pair] }
                    factor = factors + Int(leaf.factorOffset) + pairs
                    for index in 0..<count {
                        let element = features[first + index]
                        let isMet = index < 64 ? met >> UInt64(index) & 1 != 0 : Self.isMet(element, conditions, ways)
                        if isMet {
                            var sum = Pair()
                            for pair in 0..<pairs { sum += product[pair] * factor[pair] }
                            target[Int(element.feature)] += value * element.rest * (sum.x + sum.y)
                        } else {
                            target[Int(element.feature)] += unmetShare
                        }
                        factor += 3 * pairs
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func isMet(
        _ element: PathFeature, _ conditions: UnsafeBufferPointer<Condition>, _ ways: UnsafePointer<UInt8>
    ) -> Bool {
        var differing: UInt8 = 0
        for index in Int(element.firstCondition)..<Int(element.firstCondition + element.conditionCount) {
            differing |= ways[Int(conditions[index].node)] ^ conditions[index].left
        }
        return differing == 0
    }
}
