import Foundation
import Retrieval

/// Indexing, bytes, and queries a second of the segmented index.
func measureIndex(_ folder: String) throws {
    let directory = folder + "/index-ours"
    try? FileManager.default.removeItem(atPath: directory)
    let index = try SegmentedIndex(directory: directory, fields: [.init(IndexField("text"))])
    let start = now()
    try addDocuments(contents(folder + "/documents.txt"), to: index)
    try index.commit()
    report("index_seconds", now() - start)
    try index.merge()
    report("index_and_merge_seconds", now() - start)
    report("index_bytes", Double(index.byteCount))
    let queries = try String(contentsOfFile: folder + "/queries.txt", encoding: .utf8).split(separator: "\n").map {
        Query(terms: $0.split(separator: " ").map(String.init))
    }
    var sum = 0.0
    let seconds = shortest(of: 7) {
        sum = queries.reduce(0) { $0 + (index.search($1, limit: 10).first?.score ?? 0) }
    }
    report("queries_per_second", Double(queries.count) / seconds)
    report("sum_of_best_scores", sum)
    let sample = queries.prefix(100)
    let exhaustive = shortest(of: 1) {
        for query in sample { _ = index.search(query, limit: 10, strategy: .exhaustive) }
    }
    report("exhaustive_queries_per_second", Double(sample.count) / exhaustive)
    let differing = sample.count { index.search($0, limit: 10) != index.search($0, limit: 10, strategy: .exhaustive) }
    report("queries_where_pruning_changes_hits", Double(differing))
}

/// A document a line, words parted by spaces.
private func addDocuments(_ data: Data, to index: SegmentedIndex) throws {
    try data.withUnsafeBytes { raw in
        let bytes = raw.bindMemory(to: UInt8.self)
        var position = 0
        var document: UInt32 = 0
        while position < bytes.count {
            try index.update(document) { writer in
                var start = position
                while position < bytes.count {
                    let byte = bytes[position]
                    if byte == 10 || byte == 32 {
                        if position > start { writer.add(UnsafeBufferPointer(rebasing: bytes[start..<position])) }
                        start = position + 1
                    }
                    position += 1
                    if byte == 10 { break }
                }
            }
            document += 1
        }
    }
}
