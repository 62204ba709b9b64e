import Contracts
import Text

/// What the first pass searches for: words, and concepts by all their spellings.
struct CandidateQuery: Sendable, Equatable {
    var text: String
    var concepts: [ConceptQuery]

    /// Bytes of words that are searched for: a title and the beginning of what follows it.
    static let textBytes = 600
    /// Bytes of a long text that are understood for a search.
    static let understoodBytes = 4_096
    static let conceptLimit = 64
    static let keyLimit = 64

    /// - Parameters:
    ///   - title: comes first; `body` fills up what is left.
    ///   - skills: as the marketplace writes them.
    ///   - understanding: of the same text, if there is one.
    init(title: String, body: String, skills: [String], understanding: UnderstandResponse?) {
        text = Self.words(title, body)
        concepts = Self.concepts(skills: skills, understanding)
    }

    /// The concepts that are understood, best first, and the skills that none of them covers.
    static func concepts(skills: [String], _ understanding: UnderstandResponse?) -> [ConceptQuery] {
        let stated = skills.map { (name: $0, key: TermKey.make($0)) }.filter { !$0.key.isEmpty }
        let statedKeys = Set(stated.map(\.key))
        var covered: Set<String> = []
        var concepts: [ConceptQuery] = []
        for concept in (understanding?.concepts ?? []).prefix(conceptLimit) where !concept.keys.isEmpty {
            let isStated = concept.keys.contains { statedKeys.contains($0) }
            concepts.append(
                ConceptQuery(
                    id: concept.id, keys: Array(concept.keys.prefix(keyLimit)), weight: isStated ? 1 : concept.score))
            covered.formUnion(concept.keys)
        }
        for (name, key) in stated where concepts.count < conceptLimit {
            guard covered.insert(key).inserted else { continue }
            concepts.append(ConceptQuery(id: name, keys: [key], weight: 1))
        }
        return concepts
    }

    /// A title and as many of the words after it as there is room for; no word is cut.
    static func words(_ title: String, _ body: String) -> String {
        let whole = body.isEmpty ? title : "\(title)\n\(body.bounded(bytes: textBytes + 256))"
        guard whole.utf8.count > textBytes else { return whole }
        let cut = whole.bounded(bytes: textBytes)
        guard let end = cut.lastIndex(where: \.isWhitespace), end > cut.startIndex else { return cut }
        return String(cut[..<end])
    }

    /// The text out of which a post's concepts are understood.
    static func understood(title: String, skills: [String]) -> String {
        ([title] + skills).filter { !$0.isEmpty }.joined(separator: "\n").bounded(bytes: understoodBytes)
    }
}

/// Skills that two sides share.
enum SharedSkills {
    /// Those asked for, in their order and spelling, that are among those had, however they are written.
    static func matched(asked: [String], had: [String]) -> [String] {
        guard !asked.isEmpty, !had.isEmpty else { return [] }
        let keys = Set(had.map(TermKey.make))
        var seen: Set<String> = []
        return asked.filter { name in
            let key = TermKey.make(name)
            return !key.isEmpty && keys.contains(key) && seen.insert(key).inserted
        }
    }
}
