import Foundation
import Retrieval

/// What an index should answer, worked out from the definition over all documents, one by one.
struct NaiveIndex {
    let fields: [IndexField]
    let saturation: Double
    var documents: [UInt32: [[String]]] = [:]

    struct Entry: Equatable {
        var document: UInt32
        var score: Double
    }

    func terms(_ document: UInt32, _ field: Int) -> [String] {
        let contents = documents[document] ?? []
        return field < contents.count ? contents[field] : []
    }

    func averageLength(_ field: Int) -> Double {
        let lengths = documents.keys.map { terms($0, field).count }.filter { $0 > 0 }
        return lengths.isEmpty ? 0 : Double(lengths.reduce(0, +)) / Double(lengths.count)
    }

    func occurrences(_ group: TermGroup, _ document: UInt32) -> Double {
        var sum = 0.0
        for term in Set(group.terms) {
            for (position, field) in fields.enumerated() where group.fields.contains(.field(position)) {
                let terms = terms(document, position)
                let count = terms.filter { $0 == term }.count
                if count == 0 { continue }
                let b = field.lengthNormalization
                sum += field.weight * Double(count) / (1 - b + b * Double(terms.count) / averageLength(position))
            }
        }
        return sum
    }

    /// All that match, best first.
    func search(_ query: Query) -> [Entry] {
        let groups = query.groups.filter { $0.weight > 0 }
        var scores: [UInt32: Double] = [:]
        for group in groups {
            let found = documents.keys.map { ($0, occurrences(group, $0)) }.filter { $0.1 > 0 }
            let (count, frequency) = (Double(documents.count), Double(found.count))
            let idf = log(1 + (count - frequency + 0.5) / (frequency + 0.5))
            for (document, x) in found { scores[document, default: 0] += group.weight * idf * x / (saturation + x) }
        }
        if query.groups.isEmpty { for document in documents.keys { scores[document] = 0 } }
        return scores.filter { score in query.required.allSatisfy { occurrences($0, score.key) > 0 } }
            .map { Entry(document: $0.key, score: $0.value) }
            .sorted { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
    }
}
