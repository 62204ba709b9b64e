import Testing
import Text

struct FuzzyDictionaryTests {
    /// Optimal string alignment by its definition, all cells.
    private func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count {
            for column in 0...right.count {
                if row == 0 || column == 0 {
                    table[row][column] = row + column
                    continue
                }
                let change = left[row - 1] == right[column - 1] ? 0 : 1
                var cell = min(table[row - 1][column] + 1, table[row][column - 1] + 1)
                cell = min(cell, table[row - 1][column - 1] + change)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cell = min(cell, table[row - 2][column - 2] + 1)
                }
                table[row][column] = cell
            }
        }
        return table[left.count][right.count]
    }

    private func word(_ random: inout SplitMix) -> String {
        let letters: [Character] = ["a", "b", "c", "é", "東"]
        return String((0..<random.below(8)).map { _ in letters[random.below(random.below(5) + 1)] })
    }

    @Test(arguments: 1...4)
    func findsExactlyTheWordsWithinADistance(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let words = (0..<400).map { _ in word(&random) }
        let dictionary = FuzzyDictionary(words)
        #expect(dictionary.count == words.count)
        for _ in 0..<60 {
            let wanted = word(&random)
            let distance = random.below(4)
            let expected = words.indices.map { FuzzyMatch(index: $0, distance: self.distance(wanted, words[$0])) }
                .filter { $0.distance <= distance }
                .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
            #expect(dictionary.matches(wanted, within: distance) == expected)
            #expect(dictionary.matches(wanted, within: distance, limit: 3) == Array(expected.prefix(3)))
        }
    }

    @Test func edits() {
        let dictionary = FuzzyDictionary(["javascript", "java", "typescript", "python", "pyhton"])
        #expect(dictionary.matches("javasript", within: 1) == [FuzzyMatch(index: 0, distance: 1)])
        #expect(
            dictionary.matches("python", within: 1) == [
                FuzzyMatch(index: 3, distance: 0), FuzzyMatch(index: 4, distance: 1),
            ])
        #expect(dictionary.matches("", within: 4) == [FuzzyMatch(index: 1, distance: 4)])
        #expect(FuzzyDictionary([]).matches("a", within: 2).isEmpty)
        let long = String(repeating: "x", count: 255)
        #expect(FuzzyDictionary([long, long + "x"]).matches(long + "xx", within: 2).map(\.index) == [0])
        #expect(FuzzyDictionary([long]).matches(long + "xxxxxxxxx", within: 8).isEmpty)
    }
}
