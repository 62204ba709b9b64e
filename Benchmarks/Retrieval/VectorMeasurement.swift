import Foundation
import Retrieval

/// Building, bytes, recall and queries a second of the vector index, floats and bytes.
func measureVectors(_ folder: String) throws {
    let dimension = 64
    let base = try numbers(folder + "/vectors.f32", Float.self)
    let vectors = stride(from: 0, to: base.count, by: dimension).map { Array(base[$0..<$0 + dimension]) }
    let flat = try numbers(folder + "/vector-queries.f32", Float.self)
    let queries = stride(from: 0, to: flat.count, by: dimension).map { Array(flat[$0..<$0 + dimension]) }
    let neighbors = try numbers(folder + "/neighbors.i32", Int32.self)
    for element in [VectorElement.float32, .int8] {
        let prefix = element == .float32 ? "vectors" : "byte_vectors"
        let index = VectorIndex(.init(dimension: dimension, element: element))
        let start = now()
        for (document, vector) in vectors.enumerated() { try index.update(UInt32(document), vector) }
        report("\(prefix)_build_seconds", now() - start)
        try measure(index, prefix, queries, neighbors)
        let path = "\(folder)/\(prefix)-ours"
        try index.save(to: path)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        report("\(prefix)_file_bytes", size?.doubleValue ?? 0)
        let opening = now()
        let opened = try VectorIndex(opening: path)
        report("\(prefix)_open_seconds", now() - opening)
        try measure(opened, "\(prefix)_mapped", queries, neighbors)
    }
}

private func measure(
    _ index: VectorIndex, _ prefix: String, _ queries: [[Float]], _ neighbors: [Int32]
) throws {
    for breadth in [16, 32, 64] {
        var found = 0
        let seconds = try shortest(of: 7) {
            found = 0
            for (number, query) in queries.enumerated() {
                for hit in try index.search(query, limit: 10, breadth: breadth)
                where neighbors[number * 10..<number * 10 + 10].contains(Int32(hit.document)) {
                    found += 1
                }
            }
        }
        report("\(prefix)_recall_\(breadth)", Double(found) / Double(10 * queries.count))
        report("\(prefix)_queries_per_second_\(breadth)", Double(queries.count) / seconds)
    }
}
