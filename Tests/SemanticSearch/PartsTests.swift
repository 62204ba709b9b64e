import Foundation
import Learning
import Retrieval
import Testing
import Text

@testable import SemanticSearch

struct PartsTests {
    @Test func selectionIsWhatSortingGives() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let keys = (0..<generator.integer(in: 1...150)).map { _ in Double(generator.integer(below: 12)) }
            let documents = Bitmap(keys.indices.filter { _ in generator.bernoulli(0.8) }.map { UInt32($0) })
            let limit = generator.integer(below: 40)
            let selection = Selection(limit: limit, key: { keys[Int($0)] }, id: { "id\($0)" })
            let expected = documents.numbers.sorted {
                let (left, right) = (keys[Int($0)], keys[Int($1)])
                return left != right ? left > right : "id\($0)" < "id\($1)"
            }
            #expect(selection.best(of: documents) == Array(expected.prefix(limit)))
        }
    }

    @Test func activityFadesByHalfEveryFourteenDays() {
        let day: Int64 = 86_400_000_000
        let now = 1_700_000_000_000_000 as Int64
        var activity = Activity()
        #expect(activity.count(at: now) == 0)
        activity.add(at: now - 28 * day)
        #expect(abs(activity.count(at: now) - 0.25) < 1e-9)
        activity.add(at: now)
        #expect(abs(activity.count(at: now) - 1.25) < 1e-9)
        // Told late, and a very long time ago.
        activity.add(at: now - 14 * day)
        activity.add(at: 0)
        #expect(abs(activity.count(at: now) - 1.75) < 1e-9)
        #expect(abs(activity.count(at: now + 14 * day) - 0.875) < 1e-9)
    }

    @Test func termsOfAFieldAreReplacedAlone() {
        var generator = SeededGenerator(seed: 8)
        var terms = DocumentTerms()
        var expected = [[UInt32]](repeating: [], count: DocumentField.allCases.count)
        for _ in 0..<300 {
            let field = DocumentField.allCases[generator.integer(below: expected.count)]
            let list = (0..<generator.integer(below: 6)).map { _ in UInt32(generator.integer(below: 100)) }
            terms.set(field, list)
            expected[field.rawValue] = list
            #expect(terms.contents == expected)
        }
    }

    @Test func aVocabularyNumbersWhatAnExtractorSays() {
        var vocabulary = Vocabulary()
        var index = DocumentField.makeIndex()
        let long = String(repeating: "x", count: 65)
        let texts = [
            "Designing the mobile apps, naïve C++ and node.js!", "designs for a Mobile app \(long)",
            "see https://example.com/a, $1,500 or jo@example.com", "the and of", "", "日本語 текст",
        ]
        for text in texts {
            let numbers = vocabulary.words(text, limit: 100)
            vocabulary.teach(&index)
            let expected = TermExtractor().terms(text).filter { $0 != long }
            #expect(numbers == expected.map { index.number(of: $0) })
            #expect(Vocabulary.words(text) == expected)
            #expect(index.termCount == vocabulary.count, "and the index learns them in the same order")
        }
        #expect(vocabulary.words("one two three four", limit: 2).count == 2)
        #expect(vocabulary.key("Machine Learning") == vocabulary.key("machine-learning"))
        #expect(vocabulary.key("Machine Learning") != vocabulary.key("Machine-Learnings"))
        #expect(vocabulary.key("!?") == nil && vocabulary.key(String(repeating: "long", count: 65)) == nil)
    }

    @Test func aLongTextIsAskedByTheWordsThatTellMost() {
        var index = DocumentField.makeIndex()
        let common = (0..<100).map { "common\($0)" }
        let rare = (0..<500).map { "rare\($0)" }
        for (document, word) in rare.enumerated() { index.update(UInt32(document), [[], common + [word]]) }
        let words = common[..<50] + rare + common[50...]
        let query = SearchQuery(text: words.joined(separator: " "), concepts: [], index: index).query
        #expect(query.groups.count == SearchQuery.maximumWords)
        let asked = query.groups.flatMap(\.terms)
        #expect(asked == common[..<12] + rare, "in the order of the text")
        let repeated = SearchQuery(text: "rare1 rare2 rare1 unknown", concepts: [], index: index).query
        #expect(repeated.groups.map(\.terms) == [["rare1"], ["rare2"]])
        #expect(repeated.groups.map(\.weight) == [18.0 / 10, 1])
    }

    @Test func titlesAreCutBetweenCharacters() {
        #expect("short".prefix(bytes: 10) == "short")
        #expect("naïve".prefix(bytes: 3) == "na")
        #expect("naïve".prefix(bytes: 4) == "naï")
        #expect("e\u{301}e\u{301}".prefix(bytes: 4) == "e\u{301}")
    }
}
