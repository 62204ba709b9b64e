import Contracts
import Text

/// Answers what texts and names mean, from a state and a model of categories.
struct Understanding {
    /// The most concepts and skills an answer names.
    static let conceptLimit = 1_000

    let state: UnderstandingState
    /// Nil before any was trained.
    let model: CategoryModel?

    private static let levels = LevelReader()
    private static let features = CategoryFeatures()

    /// What a text speaks of; everything is empty if it has no words.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - tokens: The same, cut by ``tokenizer``.
    ///   - categoryLimit: How many categories to answer with.
    func understand(_ text: String, tokens: TokenizedText, categoryLimit: Int) -> UnderstandResponse {
        let original = Array(text.utf8)
        let linked = ConceptLinker(state: state).link(tokens, original: original)
        let concepts = linked.concepts.prefix(Self.conceptLimit)
        let names = linked.links.map { link in
            state.vocabulary.kind(of: link.concept) == .occupation ? link.tokens.dropLast() : link.tokens
        }
        return UnderstandResponse(
            normalizedText: tokens.text.string,
            mentions: linked.links.map { mention($0, tokens: tokens, original: original) },
            concepts: concepts.map { concept, score in
                ScoredConcept(
                    id: state.vocabulary.id(of: concept), label: state.vocabulary.label(of: concept),
                    kind: state.vocabulary.kind(of: concept), score: score, keys: state.vocabulary.keys(of: concept))
            },
            categories: categories(tokens, concepts: linked.concepts).prefix(categoryLimit).map {
                ScoredCategory(name: $0.name, score: $0.share)
            },
            skills: concepts.filter { [.skill, .tool].contains(state.vocabulary.kind(of: $0.concept)) }
                .map { state.vocabulary.loggedName(of: $0.concept) },
            level: Self.levels.level(of: tokens, names: names))
    }

    /// What cuts texts for ``understand(_:tokens:categoryLimit:)``.
    static let tokenizer = Tokenizer()

    /// All categories with shares that add up to 1, best first.
    ///
    /// From the classifier and the concepts together (``CategoryModel/combined(_:implied:name:)``); from the concepts
    /// alone before it is trained, and from the posts' shares if there are no concepts either.
    func categories(
        _ text: TokenizedText, concepts: [(concept: UInt32, score: Double)]
    ) -> [(name: String, share: Double)] {
        guard !text.tokens.isEmpty else { return [] }
        let implied = ImpliedCategories(state: state)
        let shares = implied.shares(concepts)
        guard let model else { return shares.isEmpty ? implied.priorShares() : shares }
        let features = Self.features.features(text, concepts: concepts, vocabulary: state.vocabulary)
        return model.combined(features, implied: shares) { label in
            state.categories.category(named: label).map { state.categories.name(of: $0) } ?? label
        }
    }

    private func mention(_ link: LinkedText.Link, tokens: TokenizedText, original: [UInt8]) -> Mention {
        let range = tokens.originalRange(of: link.tokens)
        return Mention(
            start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
            text: String(decoding: original[range], as: UTF8.self), conceptID: state.vocabulary.id(of: link.concept),
            score: link.score)
    }

    // MARK: Concepts

    /// The concept that a name stands for, of several the one that profiles and posts state most; nil if none.
    func describe(_ name: String) -> Concept? {
        let found = state.vocabulary.concepts(named: name).enumerated().max { left, right in
            (statements(of: left.element), right.offset) < (statements(of: right.element), left.offset)
        }
        guard let number = found?.element else { return nil }
        let vocabulary = state.vocabulary
        let entry = vocabulary.isLearned(number) ? nil : vocabulary.ontology.concepts[Int(number)]
        let links = [entry?.broader, entry?.narrower, entry?.related].map { $0 ?? [] }
        return Concept(
            id: vocabulary.id(of: number), label: vocabulary.label(of: number), kind: vocabulary.kind(of: number),
            aliases: aliases(of: number), broader: links[0].map(vocabulary.id), narrower: links[1].map(vocabulary.id),
            related: (links[2] + coOccurring(with: number, except: links.flatMap { $0 })).map(vocabulary.id),
            learned: vocabulary.isLearned(number), freelancers: UInt64(state.freelancers(stating: number)),
            jobs: UInt64(state.jobs(stating: number)))
    }

    private func statements(of concept: UInt32) -> Int {
        state.freelancers(stating: concept) + state.jobs(stating: concept)
    }

    private func aliases(of concept: UInt32) -> [String] {
        var seen: Set<String> = [state.vocabulary.label(of: concept)]
        return state.vocabulary.names(of: concept).filter { seen.insert($0).inserted }
    }

    /// At most ten concepts that three posts or more state together with one, the most frequent first.
    private func coOccurring(with concept: UInt32, except linked: [UInt32]) -> [UInt32] {
        let support = UnderstandingState.RelatednessWeight.leastCommonJobs
        return state.coOccurrences.best(10, of: concept, support: support).map(\.number).filter { !linked.contains($0) }
    }
}
