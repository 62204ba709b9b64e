import Testing

@testable import Learning

/// Splits found in histograms against all splits, each worked out from its rows.
struct SplitSearchTests {
    /// Options that differ from the base in what the name says.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let options: BoostingOptions

        init(_ name: String, _ change: (inout BoostingOptions) -> Void) {
            self.name = name
            var options = BoostingOptions()
            options.leaves = 2
            options.minimumRowsInLeaf = 3
            options.categorySmoothing = 1
            options.categoryL2 = 1
            options.minimumRowsInCategoryGroup = 1
            change(&options)
            self.options = options
        }

        var testDescription: String { name }

        static let base = Case("base") { _ in }
        static let all: [Case] = [
            base, Case("l1") { $0.l1 = 4 }, Case("l2") { $0.l2 = 20 }, Case("maximumStep") { $0.maximumStep = 0.2 },
            Case("l1, l2 and maximumStep") {
                $0.l1 = 2
                $0.l2 = 3
                $0.maximumStep = 0.3
            },
            Case("minimumRowsInLeaf") { $0.minimumRowsInLeaf = 25 },
            Case("minimumHessianInLeaf") { $0.minimumHessianInLeaf = 25.01 },
            Case("minimumGain") { $0.minimumGain = 2 }, Case("categorySmoothing") { $0.categorySmoothing = 6 },
            Case("categoryL2") { $0.categoryL2 = 30 },
            Case("maximumCategoriesInSplit") { $0.maximumCategoriesInSplit = 1 },
            Case("minimumRowsInCategoryGroup") { $0.minimumRowsInCategoryGroup = 20 },
            Case("maximumOneHotCategories, none") { $0.maximumOneHotCategories = 0 },
            Case("maximumOneHotCategories, all") { $0.maximumOneHotCategories = 20 },
        ]
    }

    /// Numbers, numbers with ties and missing ones, few categories and many, both with missing and negative ones.
    private static func rows(_ count: Int, generator: inout SeededGenerator) -> DenseMatrix {
        var rows = DenseMatrix(columnCount: 4)
        for _ in 0..<count {
            rows.append([
                generator.normal(), generator.bernoulli(0.2) ? .nan : (generator.normal() * 3).rounded() / 2,
                generator.bernoulli(0.1) ? .nan : Double(generator.integer(below: 3)),
                generator.bernoulli(0.1) ? -3 : Double(generator.integer(below: 10)),
            ])
        }
        return rows
    }

    private static func reference(
        _ rows: DenseMatrix, columns: [Int], options: BoostingOptions, isWeighted: Bool,
        generator: inout SeededGenerator
    ) throws -> SplitReference {
        let chosen = try DenseMatrix(rows: (0..<rows.rowCount).map { row in columns.map { rows[row, $0] } })
        var binning = FeatureBins.Options()
        binning.minimumRowsInBin = 1
        binning.categoricalColumns = Set(columns.indices.filter { columns[$0] >= 2 })
        let gradients = (0..<rows.rowCount).map { row in
            let push = (rows[row, 1].isNaN ? 0.5 : 0) + (rows[row, 3] == 4 || rows[row, 3] == 7 ? 0.7 : 0)
            return SIMD2(
                Float(generator.normal(mean: push)), isWeighted ? Float(generator.uniform(in: 0.2..<2)) : 1)
        }
        return SplitReference(
            rows: chosen, bins: try BinnedMatrix(chosen, options: binning), gradients: gradients, options: options)
    }

    private static func tree(_ reference: SplitReference) -> RegressionTree {
        let grower = TreeGrower(data: reference.bins, options: reference.options)
        grower.inside.reset(
            leaves: reference.options.leaves, rows: (0..<reference.rows.rowCount).lazy.map { Int32($0) })
        let features = [Bool](repeating: true, count: reference.bins.usedColumns.count)
        return reference.gradients.withUnsafeBufferPointer { gradients in
            gradients.baseAddress.map { grower.grow(gradients: $0, features: features) }
                ?? RegressionTree(constant: 0)
        }
    }

    /// The candidate that a node stands for among those of the rows that reach it; nil when it is none of them.
    private static func candidate(
        _ reference: SplitReference, _ tree: RegressionTree, node: Int, _ members: [Int],
        among candidates: [SplitReference.Candidate]
    ) -> SplitReference.Candidate? {
        let feature = Int(tree.splitFeature[node])
        let left = members.filter { tree.goesLeft(reference.rows[$0, feature], node: node) }
        return candidates.first { $0.feature == feature && $0.left == left }
    }

    private static func isNear(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) <= 1e-5 * max(1, abs(other))
    }

    @Test(arguments: Case.all)
    func oneSplitIsTheBestOfAll(example: Case) throws {
        var generator = SeededGenerator(seed: 31)
        var splits = [Int](repeating: 0, count: 4)
        var changed = 0
        for round in 0..<60 {
            let rows = Self.rows(50 + round, generator: &generator)
            let columns = [[0, 1, 2, 3], [0], [1], [2], [3]][round % 5]
            let reference = try Self.reference(
                rows, columns: columns, options: example.options, isWeighted: round % 2 == 1, generator: &generator)
            let members = Array(0..<rows.rowCount)
            let tree = Self.tree(reference)
            let candidates = reference.candidates(members)
            let plain = SplitReference(
                rows: reference.rows, bins: reference.bins, gradients: reference.gradients, options: Case.base.options)
            guard let best = candidates.max(by: { $0.gain < $1.gain }) else {
                #expect(tree.nodeCount == 0, "round \(round): there is nothing to split")
                changed += plain.candidates(members).isEmpty ? 0 : 1
                continue
            }
            try #require(tree.nodeCount == 1, "round \(round)")
            #expect(Self.isNear(Double(tree.splitGain[0]), best.gain), "round \(round): \(tree.splitGain), \(best)")
            // Two splits may gain the same: what was found must be one of the best, with its answers.
            let found = try #require(
                Self.candidate(reference, tree, node: 0, members, among: candidates), "round \(round): no such split")
            #expect(Self.isNear(found.gain, best.gain), "round \(round): \(found), \(best)")
            #expect(Self.isNear(tree.leafValue[0], found.leftValue) && Self.isNear(tree.leafValue[1], found.rightValue))
            #expect(tree.leafCount.map(Int.init) == [found.left.count, members.count - found.left.count])
            splits[columns[found.feature]] += 1
            let other = plain.candidates(members).max { $0.gain < $1.gain }
            if let other, !Self.isNear(other.gain, best.gain) || other.left != best.left { changed += 1 }
        }
        #expect(splits.allSatisfy { $0 > 0 }, "splits by column: \(splits)")
        #expect(changed > 0 || example.name == Case.base.name, "the option never mattered")
    }

    @Test func sortedCategoriesGiveTheBestOfAllSubsets() throws {
        // Fisher: without smoothing or l2 the best of all subsets is a prefix of the order by gradient over hessian.
        var generator = SeededGenerator(seed: 32)
        var options = Case.base.options
        options.minimumRowsInLeaf = 1
        options.categorySmoothing = 0
        options.categoryL2 = 0
        for round in 0..<40 {
            let categories = 5 + round % 4
            let rows = try DenseMatrix(rows: (0..<70).map { [Double($0 % categories)] })
            var binning = FeatureBins.Options()
            binning.categoricalColumns = [0]
            let gradients = (0..<70).map { _ in
                SIMD2(Float(generator.normal()), Float(generator.uniform(in: 0.5..<2)))
            }
            let reference = SplitReference(
                rows: rows, bins: try BinnedMatrix(rows, options: binning), gradients: gradients, options: options)
            func worth(_ subset: Int) -> Double {
                var (gradient, hessian) = (0.0, 0.0)
                for row in 0..<70 where subset & 1 << (row % categories) != 0 {
                    gradient += Double(gradients[row].x)
                    hessian += Double(gradients[row].y)
                }
                return gradient * gradient / hessian
            }
            let all = 1 << categories - 1
            let best = (1..<all).map { worth($0) + worth(all ^ $0) - worth(all) }.max()
            let tree = Self.tree(reference)
            try #require(tree.nodeCount == 1)
            #expect(Self.isNear(Double(tree.splitGain[0]), try #require(best)), "round \(round)")
        }
    }

    @Test func treesGrowWhereASplitGainsMost() throws {
        var generator = SeededGenerator(seed: 33)
        var options = Case.base.options
        options.leaves = 7
        options.minimumRowsInLeaf = 5
        for round in 0..<12 {
            let rows = Self.rows(160, generator: &generator)
            let reference = try Self.reference(
                rows, columns: [0, 1, 2, 3], options: options, isWeighted: round % 2 == 1, generator: &generator)
            let tree = Self.tree(reference)
            try #require(tree.nodeCount == 6)
            var leaves = [Array(0..<160)]
            for node in 0..<tree.nodeCount {
                let members = Self.rows(of: tree, reaching: node, reference.rows)
                let leaf = try #require(leaves.firstIndex(of: members), "node \(node) splits no leaf")
                let best = leaves.flatMap { reference.candidates($0) }.map(\.gain).max()
                let found = try #require(
                    Self.candidate(reference, tree, node: node, members, among: reference.candidates(members)))
                #expect(Self.isNear(found.gain, try #require(best)), "round \(round), node \(node)")
                #expect(Self.isNear(Double(tree.splitGain[node]), found.gain), "round \(round), node \(node)")
                leaves[leaf] = found.left
                leaves.append(members.filter { !found.left.contains($0) })
            }
        }
    }

    private static func rows(of tree: RegressionTree, reaching target: Int, _ rows: DenseMatrix) -> [Int] {
        (0..<rows.rowCount).filter { row in
            var node = 0
            while node >= 0, node != target {
                let goesLeft = tree.goesLeft(rows[row, Int(tree.splitFeature[node])], node: node)
                node = Int(goesLeft ? tree.leftChild[node] : tree.rightChild[node])
            }
            return node == target
        }
    }

    @Test(arguments: [1, 2, 3, 5])
    func noLeafIsDeeperThanAsked(depth: Int) throws {
        let (rows, labels) = try GradientBoostingTests.mixedRows(600, seed: 34)
        let bins = try GradientBoostingTests.bins(rows)
        func depths(_ limit: Int?) throws -> [Int] {
            var options = BoostingOptions.small
            options.leaves = 40
            options.maximumDepth = limit
            let model = try GradientBoosting(objective: .squaredError, options: options)
                .train(bins, BoostingData(labels: labels))
            return model.trees.map { tree in
                var depths = [Int](repeating: 1, count: tree.nodeCount)
                for node in 0..<tree.nodeCount {
                    for child in [tree.leftChild[node], tree.rightChild[node]] where child >= 0 {
                        depths[Int(child)] = depths[node] + 1
                    }
                }
                return depths.max() ?? 0
            }
        }
        #expect(try depths(depth).allSatisfy { $0 == depth })
        #expect(try depths(nil).allSatisfy { $0 > 5 })
    }

    @Test(arguments: [0.01, 0.4, 0.5, 0.8, 1])
    func treesUseTheirShareOfFeatures(share: Double) throws {
        let (rows, labels) = try GradientBoostingTests.mixedRows(600, seed: 35)
        let bins = try GradientBoostingTests.bins(rows)
        var options = BoostingOptions.small
        options.iterations = 40
        options.featureFraction = share
        let model = try GradientBoosting(objective: .squaredError, options: options)
            .train(bins, BoostingData(labels: labels))
        // Five features vary; a draw of nothing but the sixth would end training.
        #expect(bins.usedColumns == [0, 1, 2, 3, 4] && model.trees.count == 40)
        let most = max(1, Int((share * 5).rounded()))
        let used = model.trees.map { Set($0.splitFeature) }
        #expect(used.allSatisfy { $0.count <= most })
        // A tree of many features need not split by that one which the labels do not depend on.
        guard share < 0.8 else { return }
        #expect(used.contains { $0.count == most })
        #expect(used.reduce(Set()) { $0.union($1) } == [0, 1, 2, 3, 4])
    }
}
