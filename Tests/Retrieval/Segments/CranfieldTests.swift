import Foundation
import JSON
import Retrieval
import TestSupport
import Testing
import Text

/// The Cranfield collection: how good what is found is, by people's judgement.
struct CranfieldTests {
    private static let folder = "data/retrieval_cranfield/"

    @Test(.enabled(if: SharedFiles.has(folder + "qrels.tsv"), SharedFiles.skipped(folder)))
    func stemmedSearchFindsWhatPeopleJudgedRelevant() throws {
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let extractor = TermExtractor()
        // Texts begin with their titles, and titles count once more.
        let fields = [IndexField("title"), IndexField("text")]
        let segmented = try SegmentedIndex(directory: directory, fields: [.init(IndexField("text"))])
        var live = InvertedIndex(fields: [fields[1]])
        for line in try SharedFiles.lines(Self.folder + "docs.jsonl.gz") {
            let document = try JSONValue(parsing: Array(line.utf8))
            let number = try #require(document["id"]?.stringValue.flatMap { UInt32($0) })
            let text = "\(document["title"]?.stringValue ?? "") \(document["text"]?.stringValue ?? "")"
            let terms = extractor.terms(text)
            try segmented.update(number, [terms])
            live.update(number, [terms])
        }
        try segmented.commit()
        var relevant: [String: Set<UInt32>] = [:]
        for line in try SharedFiles.lines(Self.folder + "qrels.tsv").dropFirst() {
            let parts = line.split(separator: "\t")
            if parts[2] == "1", let document = UInt32(parts[1]) {
                relevant[String(parts[0]), default: []].insert(document)
            }
        }
        var gains: [Double] = []
        for line in try SharedFiles.lines(Self.folder + "queries.jsonl") {
            let query = try JSONValue(parsing: Array(line.utf8))
            let terms = extractor.terms(query["text"]?.stringValue ?? "")
            let hits = segmented.search(Query(terms: terms), limit: 10)
            let liveHits = live.search(Query(terms: terms), limit: 10).hits
            #expect(hits.map(\.document) == liveHits.map(\.document))
            guard let wanted = relevant[query["id"]?.stringValue ?? ""] else { continue }
            gains.append(normalizedGain(hits.map { wanted.contains($0.document) }, relevant: wanted.count))
        }
        #expect(gains.count == 225)
        let mean = gains.reduce(0, +) / Double(gains.count)
        print("Cranfield nDCG@10: \(mean)")
        #expect(mean >= 0.374)
    }

    /// nDCG at the length of the list, for relevance of 0 or 1.
    private func normalizedGain(_ hits: [Bool], relevant: Int) -> Double {
        func discount(_ rank: Int) -> Double { 1 / log2(Double(rank + 2)) }
        let ideal = (0..<min(relevant, 10)).reduce(0) { $0 + discount($1) }
        let gain = hits.enumerated().reduce(0) { $0 + ($1.element ? discount($1.offset) : 0) }
        return ideal == 0 ? 0 : gain / ideal
    }
}
