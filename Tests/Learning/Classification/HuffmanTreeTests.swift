import Testing

@testable import Learning

@Suite struct HuffmanTreeTests {
    /// The cost of the best prefix code, by merging the two smallest counts as often as it takes.
    private func bestCost(_ counts: [Int64]) -> Int64 {
        var counts = counts
        var cost: Int64 = 0
        while counts.count > 1 {
            counts.sort(by: >)
            let merged = counts.removeLast() + counts.removeLast()
            cost += merged
            counts.append(merged)
        }
        return cost
    }

    @Test(arguments: [1, 2, 3, 7, 50, 200])
    func isAsShortAsCanBeAndWhole(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        for _ in 0..<20 {
            let counts = (0..<count).map { _ in Int64(generator.integer(in: 0...1_000)) }
            let tree = HuffmanTree(counts: counts)
            #expect(tree.nodeCount == count - 1)
            let cost = (0..<count).reduce(Int64(0)) { $0 + counts[$1] * Int64(tree.path(of: $1).count) }
            #expect(cost == bestCost(counts))
            for outcome in 0..<count {
                // From the root, which is the last node of the path, the labels lead to the outcome.
                var member = Int32(-tree.nodeCount)
                for position in tree.path(of: outcome).reversed() {
                    #expect(tree.nodes[position] == -1 - member)
                    let children = tree.children[Int(-1 - member)]
                    member = tree.labels[position] == 1 ? children.first : children.second
                }
                #expect(count == 1 || member == Int32(outcome))
            }
        }
    }
}
