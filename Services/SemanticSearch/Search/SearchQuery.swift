import Contracts
import Foundation
import Retrieval

/// A request's text and concepts as an index understands them.
struct SearchQuery {
    /// Nothing is asked for: everything that passes the filter matches.
    let isEmpty: Bool
    /// What documents are scored by; empty though something is asked for when no document can have it.
    let query: Query

    /// Words of a text that count; of a longer one those that tell most.
    static let maximumWords = 512
    /// BM25's k₃: how soon saying a word again counts no more.
    static let repetition = 8.0

    init(text: String, concepts: [ConceptQuery], index: InvertedIndex) {
        isEmpty = concepts.isEmpty && text.allSatisfy(\.isWhitespace)
        query = Query(Self.words(text, index) + concepts.map(Self.concept))
    }

    /// Whether anything can match by words or concepts.
    var canMatch: Bool { !query.groups.isEmpty }

    /// A group for each different word that some document has, in order of first appearance.
    private static func words(_ text: String, _ index: InvertedIndex) -> [TermGroup] {
        var counts: [String: Int] = [:]
        var order: [(word: String, frequency: Int)] = []
        for word in Vocabulary.words(text) {
            if let count = counts[word] {
                if count > 0 { counts[word] = count + 1 }
                continue
            }
            let frequency = index.documentFrequency(of: word)
            counts[word] = frequency > 0 ? 1 : 0
            if frequency > 0 { order.append((word, frequency)) }
        }
        func weight(_ word: String) -> Double {
            let count = Double(counts[word] ?? 0)
            return (repetition + 1) * count / (repetition + count)
        }
        guard order.count > maximumWords else { return order.map { TermGroup($0.word, weight: weight($0.word)) } }
        let documents = Double(index.count)
        let promise = order.map { entry in
            weight(entry.word) * log(1 + (documents - Double(entry.frequency) + 0.5) / (Double(entry.frequency) + 0.5))
        }
        let best = order.indices.sorted { promise[$0] != promise[$1] ? promise[$0] > promise[$1] : $0 < $1 }
        return best.prefix(maximumWords).sorted().map { TermGroup(order[$0].word, weight: weight(order[$0].word)) }
    }

    /// All spellings of a concept are one group: a document has the concept or it hasn't.
    private static func concept(_ concept: ConceptQuery) -> TermGroup {
        TermGroup(
            concept.keys.compactMap { Vocabulary.key($0) }, weight: concept.weight == 0 ? 1 : concept.weight)
    }
}
