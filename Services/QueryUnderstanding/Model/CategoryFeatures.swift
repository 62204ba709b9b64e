import Text

/// What the classifier of categories sees of a text: hashed words, pairs of neighbours and concepts.
struct CategoryFeatures {
    /// Terms and concepts that are looked at, from the beginning.
    enum Limit {
        static let terms = 256
        static let concepts = 32
    }

    private let extractor = TermExtractor()
    /// So many buckets that a classifier of any size takes its own remainder.
    private let words = FeatureHasher(buckets: 1 << 30)
    private let names = FeatureHasher(buckets: 1 << 30, hashesPairs: false)

    /// The features of a text, repeats included; empty for one without words.
    func features(
        _ text: TokenizedText, concepts: [(concept: UInt32, score: Double)], vocabulary: Vocabulary
    ) -> [UInt32] {
        var terms: [String] = []
        for token in text.tokens {
            guard terms.count < Limit.terms else { break }
            if let term = extractor.term(text.string(token), kind: token.kind) { terms.append(term) }
        }
        var things: [String] = []
        for (concept, _) in concepts.prefix(Limit.concepts) {
            things.append("concept:" + vocabulary.id(of: concept))
            guard !vocabulary.isLearned(concept) else { continue }
            for ancestor in vocabulary.ontology.ancestors[Int(concept)] {
                things.append("within:" + vocabulary.id(of: ancestor))
            }
        }
        return words.features(of: terms) + names.features(of: things)
    }
}
