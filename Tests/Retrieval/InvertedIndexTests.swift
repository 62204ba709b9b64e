import Retrieval
import Testing

struct InvertedIndexTests {
    private static let fields = [
        IndexField("title", weight: 3, lengthNormalization: 0.5), IndexField("text"),
        IndexField("skills", weight: 2, lengthNormalization: 0),
    ]

    private func randomContents(_ random: inout SplitMix) -> [[String]] {
        (0..<random.below(4)).map { _ in
            (0..<random.below(8)).map { _ in "t\(random.skewed(below: 30))" }
        }
    }

    private func randomGroup(_ random: inout SplitMix) -> TermGroup {
        let terms = (0..<1 + random.below(3)).map { _ in "t\(random.skewed(below: 33))" }
        let mask = random.below(2) == 0 ? FieldSet.all : FieldSet(rawValue: UInt64(1 + random.below(7)))
        return TermGroup(terms, weight: [1, 0.5, 2, 0][random.below(4)], fields: mask)
    }

    private func check(_ index: InvertedIndex, against naive: NaiveIndex, _ random: inout SplitMix) throws {
        let query = Query(
            (0..<random.below(4)).map { _ in randomGroup(&random) },
            required: (0..<[0, 0, 1, 2][random.below(4)]).map { _ in randomGroup(&random) })
        let expected = naive.search(query)
        let limit = random.below(12)
        let result = index.search(query, limit: limit)
        try #require(result.total == expected.count)
        try #require(result.hits.count == min(limit, expected.count))
        for (position, hit) in result.hits.enumerated() {
            try #require(abs(hit.score - expected[position].score) <= 1e-12)
            let own = expected.first { $0.document == hit.document }
            try #require(abs(hit.score - (own?.score ?? .infinity)) <= 1e-12)
        }
        for (left, right) in zip(result.hits, result.hits.dropFirst()) {
            try #require(left.score > right.score || (left.score == right.score && left.document < right.document))
        }
        for hit in result.hits where hit.score > 0 {
            let explanation = try #require(index.explain(query, document: hit.document))
            try #require(explanation.score == hit.score)
            try #require(abs(explanation.parts.reduce(0) { $0 + $1.score } - hit.score) <= 1e-12)
        }
    }

    @Test(arguments: 1...6)
    func equalsTheDefinitionWhateverHappens(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var index = InvertedIndex(fields: Self.fields, saturation: 1.2)
        var naive = NaiveIndex(fields: Self.fields, saturation: 1.2)
        for step in 0..<400 {
            let document = UInt32(random.below(60))
            if random.below(4) == 0 {
                #expect(index.remove(document) == (naive.documents.removeValue(forKey: document) != nil))
            } else {
                let contents = randomContents(&random)
                index.update(document, contents)
                naive.documents[document] = contents
            }
            if step % 97 == 50 { index.compact() }
            if step % 131 == 60 { index = try InvertedIndex(serialized: index.serialized()) }
            #expect(index.count == naive.documents.count)
            #expect(index.contains(document) == (naive.documents[document] != nil))
            if step % 4 == 0 { try check(index, against: naive, &random) }
        }
        #expect(index.documents.numbers == naive.documents.keys.sorted())
        for term in (0..<33).map({ "t\($0)" }) {
            let expected = naive.documents.values.filter { $0.contains { $0.contains(term) } }.count
            #expect(index.documentFrequency(of: term) == expected)
        }
    }

    @Test func compactsByItselfAndChangesNothing() {
        var index = InvertedIndex(fields: [IndexField("text")])
        var fresh = index
        for round in 0..<8 {
            for document in 0..<UInt32(1_000) {
                index.update(document, [["w\(document % 17)", "w\(document % 5)", "r\(round)"]])
            }
        }
        for document in 0..<UInt32(1_000) {
            fresh.update(document, [["w\(document % 17)", "w\(document % 5)", "r7"]])
        }
        let query = Query(terms: ["w3", "w16", "r7"])
        #expect(index.search(query, limit: 1_000) == fresh.search(query, limit: 1_000))
        #expect(index.search(Query(terms: ["r6"]), limit: 10).total == 0)
        index.compact()
        #expect(index.search(query, limit: 1_000) == fresh.search(query, limit: 1_000))
        let sizes = (index.serialized().count, fresh.serialized().count)
        #expect(sizes.0 == sizes.1, "what was replaced leaves no trace in a snapshot")
    }

    @Test func filtersExclusionsAndTies() {
        var index = InvertedIndex(fields: [IndexField("text")])
        for document in 0..<UInt32(20) { index.update(document, [["same"]]) }
        let query = Query(terms: ["same"])
        #expect(index.search(query, limit: 3).hits.map(\.document) == [0, 1, 2])
        let filtered = index.search(query, limit: 3, filter: [3, 5, 7, 11, 40], excluding: [5]) { $0 != 3 }
        #expect(filtered.hits.map(\.document) == [7, 11])
        #expect(filtered.total == 2)
        let reversed = index.search(query, limit: 3, tiesBy: { $0 > $1 })
        #expect(reversed.hits.map(\.document) == [19, 18, 17])
        let byParity = index.search(query, limit: 4, filter: [1, 2, 3, 4], tiesBy: { $0 % 2 < $1 % 2 })
        #expect(byParity.hits.map(\.document) == [2, 4, 1, 3])
        let everything = index.search(Query(), limit: 2, tiesBy: { $0 > $1 })
        #expect(everything.hits == [SearchHit(document: 19, score: 0), SearchHit(document: 18, score: 0)])
        #expect(everything.total == 20)
        #expect(index.search(query, limit: 0).total == 20)
        #expect(index.search(query, limit: -5).hits.isEmpty)
        #expect(index.search(Query(terms: ["unknown"]), limit: 5).total == 0)
    }

    @Test func numberedTermsAreTheSameAsSpelledOnes() {
        var random = SplitMix(seed: 11)
        var spelled = InvertedIndex(fields: Self.fields)
        var numbered = InvertedIndex(fields: Self.fields)
        for name in 0..<30 { #expect(numbered.number(of: "t\(name)") == UInt32(name)) }
        for _ in 0..<200 {
            let document = UInt32(random.below(40))
            let contents = randomContents(&random)
            spelled.update(document, contents)
            let numbers = contents.map { terms in terms.map { numbered.number(of: $0) } }
            numbered.update(document, numbered: numbers)
        }
        #expect(numbered.termCount == 30, "terms that are known get no new number")
        for name in 0..<30 {
            let query = Query(terms: ["t\(name)", "t\(29 - name)"])
            #expect(numbered.search(query, limit: 40) == spelled.search(query, limit: 40))
        }
    }

    @Test func aGroupScoresOnce() {
        var index = InvertedIndex(fields: [IndexField("text", lengthNormalization: 0)])
        index.update(0, [["react", "reactjs"]])
        index.update(1, [["react", "react"]])
        index.update(2, [["vue", "vue"]])
        let hits = index.search(Query([TermGroup(["react", "reactjs", "react"])]), limit: 5).hits
        #expect(hits.map(\.document) == [0, 1])
        #expect(hits[0].score == hits[1].score)
    }

    @Test func emptyIndexesAndDocuments() throws {
        var index = InvertedIndex(fields: [IndexField("text")])
        #expect(index.search(Query(terms: ["a"]), limit: 5) == index.search(Query(), limit: 5))
        #expect(index.explain(Query(terms: ["a"]), document: 9) == nil)
        index.update(4, [])
        index.update(5, [[]])
        #expect(index.search(Query(), limit: 5).hits.map(\.document) == [4, 5])
        #expect(index.averageLength(ofField: 0) == 0)
        #expect(try InvertedIndex(serialized: index.serialized()).documents == [4, 5])
    }
}
