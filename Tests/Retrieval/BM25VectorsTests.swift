import Foundation
import JSON
import Retrieval
import Testing

/// The answers of an independent exact implementation, kept beside the repository.
struct BM25VectorsTests {
    private static let file = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared/vectors/bm25.json")

    @Test(.enabled(if: FileManager.default.fileExists(atPath: file.path), "../shared/vectors/bm25.json is not there"))
    func scoresAreThoseOfTheExactFormula() throws {
        let vectors = try JSONValue(parsing: [UInt8](Data(contentsOf: Self.file)))
        let documents = try #require(vectors["docs"]?.objectValue).members
        let queries = try #require(vectors["queries"]?.objectValue).members
        var compared = 0
        for setting in try #require(vectors["settings"]?.arrayValue) {
            let field = IndexField("text", lengthNormalization: try #require(setting["b"]?.doubleValue))
            var index = InvertedIndex(fields: [field], saturation: try #require(setting["k1"]?.doubleValue))
            let directory = try temporaryPath()
            defer { removeFile(directory) }
            let segmented = try SegmentedIndex(
                directory: directory, fields: [.init(field)], saturation: index.saturation)
            var numbers: [String: UInt32] = [:]
            for (number, document) in documents.enumerated() {
                numbers[document.key] = UInt32(number)
                index.update(UInt32(number), [words(document.value)])
                try segmented.update(UInt32(number), [words(document.value)])
            }
            try segmented.commit()
            for query in queries {
                let expected = try #require(setting["exact_f64"]?[query.key]?.arrayValue)
                let hits = index.search(Query(terms: words(query.value)), limit: documents.count).hits
                let scores = Dictionary(uniqueKeysWithValues: hits.map { ($0.document, $0.score) })
                #expect(hits.count == expected.count)
                for (rank, pair) in expected.enumerated() {
                    let number = try #require(numbers[pair[0]?.stringValue ?? ""])
                    let score = try #require(pair[1]?.doubleValue)
                    #expect(abs(try #require(scores[number]) - score) <= 1e-12 * score)
                    #expect(abs(hits[rank].score - score) <= 1e-12 * score)
                    compared += 1
                }
                let pruned = segmented.search(Query(terms: words(query.value)), limit: documents.count)
                #expect(pruned.count == hits.count)
                for hit in pruned {
                    let score = try #require(scores[hit.document])
                    #expect(abs(hit.score - score) <= 1e-12 * score)
                }
            }
        }
        #expect(compared > 1_000)
    }

    private func words(_ text: JSONValue) -> [String] {
        (text.stringValue ?? "").split(separator: " ").map(String.init)
    }
}
