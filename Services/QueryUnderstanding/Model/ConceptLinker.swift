import Contracts
import Text

/// What a text's names were found to mean.
struct LinkedText {
    /// A name with the concept it means.
    struct Link {
        var tokens: Range<Int>
        var concept: UInt32
        var score: Double
    }

    /// In order of the text.
    var links: [Link] = []
    /// Each concept once with its score, best first.
    var concepts: [(concept: UInt32, score: Double)] = []
}

/// Decides which concepts the names in a text mean, and how sure that is.
///
/// After Milne and Witten, "Learning to Link with Wikipedia" (CIKM 2008), with fixed weights. For a name with prior p
/// (``PhrasePrior``) and each of its senses c:
///
///     support(c) = 1 − Π (1 − ½ · p(k) · relatedness(c, k))     over the context k
///     share(c)   = w(c) / Σ w,  w(c) = commonness(c) · (0.05 + support(c))²
///     score(c)   = share(c) · sure(c),  sure(c) = p + (0.98 − p) · support(c)
///
/// The context is the first 32 different concepts whose names have one sense and are no ordinary words. Commonness is
/// the number of profiles and posts that state the sense, and one more. The sense with the best share is the one meant;
/// where sure(c) is below ``leastScore``, the words are taken to mean no concept at all. A concept named several times
/// has the score 1 − Π (1 − score) over its first eight names, at most 0.99.
struct ConceptLinker {
    /// Names that less surely mean anything are left out.
    static let leastScore = 0.35
    private static let contextSize = 32
    private static let contextWeight = 0.5
    private static let leastSupport = 0.05
    private static let highestScore = 0.98
    private static let highestConceptScore = 0.99
    private static let namesThatCount = 8
    /// Of a name's score, what a name inside it has: "react" in "react developer".
    private static let innerShare = 0.7

    let state: UnderstandingState

    /// Links a text to concepts.
    ///
    /// Linear in the text.
    func link(_ text: TokenizedText, original: [UInt8]) -> LinkedText {
        let candidates = MentionFinder(matcher: state.vocabulary.matcher).candidates(in: text)
        guard !candidates.isEmpty else { return LinkedText() }
        let prior = PhrasePrior(text: text, original: original)
        let priors = candidates.map { candidate in
            let sense = candidate.senses[0]
            let isLearned = state.vocabulary.isLearned(sense)
            return prior.value(of: candidate.tokens, learnedStatements: isLearned ? statements(of: sense) : nil)
        }
        let context = context(of: candidates, priors: priors)
        var known: [Judgement.Question: Judgement] = [:]
        var result = LinkedText()
        var total = ConceptScores(limit: Self.namesThatCount)
        for (candidate, prior) in zip(candidates, priors) {
            let question = Judgement.Question(senses: candidate.senses, prior: prior)
            let judgement = known[question] ?? judge(candidate.senses, prior: prior, context: context)
            known[question] = judgement
            guard judgement.isConcept else { continue }
            result.links.append(
                LinkedText.Link(tokens: candidate.tokens, concept: judgement.concept, score: judgement.score))
            total.add(judgement.concept, judgement.score)
            for inner in candidate.inner {
                guard let concept = inner.first(where: { counts($0, inside: judgement.concept) }) else { continue }
                total.add(concept, judgement.score * Self.innerShare)
            }
        }
        result.concepts = total.best(highest: Self.highestConceptScore) { rank(state.vocabulary.kind(of: $0)) }
        return result
    }

    // MARK: Senses

    private struct Judgement {
        struct Question: Hashable {
            var senses: [UInt32]
            var prior: Double
        }

        var concept: UInt32
        var score: Double
        /// Whether the words mean a concept at all, this one or another of their senses.
        var isConcept = false
    }

    private func judge(
        _ senses: [UInt32], prior: Double, context: [(concept: UInt32, weight: Double)]
    ) -> Judgement {
        // A sure name is itself in the context, and must not support itself.
        let mayBeElsewhere = senses.count > 1 || prior <= PhrasePrior.ordinaryWordOfQuery
        var best = Judgement(concept: senses[0], score: 0)
        var bestWeight = -1.0
        var allWeights = 0.0
        for sense in senses {
            var doubt = 1.0
            for (concept, weight) in context where concept != sense || mayBeElsewhere {
                doubt *= 1 - Self.contextWeight * weight * state.relatedness(sense, concept)
            }
            let support = 1 - doubt
            let focus = Self.leastSupport + support
            let weight = Double(1 + statements(of: sense)) * focus * focus
            allWeights += weight
            if weight > bestWeight {
                bestWeight = weight
                best = Judgement(concept: sense, score: prior + max(0, Self.highestScore - prior) * support)
            }
        }
        best.isConcept = best.score >= Self.leastScore
        best.score *= senses.count > 1 ? bestWeight / allWeights : 1
        return best
    }

    private func statements(of concept: UInt32) -> Int {
        state.freelancers(stating: concept) + state.jobs(stating: concept)
    }

    private func context(of candidates: [Candidate], priors: [Double]) -> [(concept: UInt32, weight: Double)] {
        var result: [(concept: UInt32, weight: Double)] = []
        for (candidate, prior) in zip(candidates, priors) {
            guard candidate.senses.count == 1, prior > PhrasePrior.ordinaryWordOfQuery else { continue }
            if result.contains(where: { $0.concept == candidate.senses[0] }) { continue }
            result.append((candidate.senses[0], prior))
            if result.count == Self.contextSize { break }
        }
        return result
    }

    // MARK: Names inside names

    /// Whether a concept whose name stands inside the name of another is spoken of as well.
    ///
    /// "React" is in "react developer"; "java" is not in "java script", which has nothing to do with it, and
    /// "developer" adds nothing to "web developer".
    private func counts(_ inner: UInt32, inside outer: UInt32) -> Bool {
        guard inner != outer, state.isLinked(inner, outer) else { return false }
        switch state.vocabulary.kind(of: inner) {
        case .occupation: return false
        case .category: return state.vocabulary.kind(of: outer) == .occupation
        default: return true
        }
    }

    /// Of concepts as sure as each other, particular things come before branches of work.
    private func rank(_ kind: ConceptKind) -> Int {
        switch kind {
        case .skill, .tool: 0
        case .deliverable: 1
        case .occupation: 2
        default: 3
        }
    }
}

/// Adds up the scores of names by concept.
struct ConceptScores {
    private let limit: Int
    private var places: [UInt32: Int] = [:]
    private var entries: [(concept: UInt32, doubt: Double, names: Int)] = []

    /// No scores yet; of each concept so many names count.
    init(limit: Int) {
        self.limit = limit
    }

    /// Adds a name of a concept.
    mutating func add(_ concept: UInt32, _ score: Double) {
        if let place = places[concept] {
            guard entries[place].names < limit else { return }
            entries[place].doubt *= 1 - score
            entries[place].names += 1
        } else {
            places[concept] = entries.count
            entries.append((concept, 1 - score, 1))
        }
    }

    /// All concepts, best first; equal ones by rank, then by the order in which they came.
    func best(highest: Double, rank: (UInt32) -> Int) -> [(concept: UInt32, score: Double)] {
        let scored = entries.enumerated().map { order, entry in
            (concept: entry.concept, score: min(1 - entry.doubt, highest), rank: rank(entry.concept), order: order)
        }
        return scored.sorted { ($1.score, $0.rank, $0.order) < ($0.score, $1.rank, $1.order) }
            .map { ($0.concept, $0.score) }
    }
}
