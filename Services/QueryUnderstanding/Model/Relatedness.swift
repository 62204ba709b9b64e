import Contracts

extension UnderstandingState {
    /// Weights of the ways in which two concepts can belong together.
    enum RelatednessWeight {
        static let linked = 0.8
        static let wider = 0.5
        static let siblings = 0.5
        static let commonAncestors = 0.4
        static let leastCommonJobs: UInt32 = 3
        static let commonJobs = 1.5
    }

    /// How much two concepts belong together, from 0 to 1: the largest of what the ontology and the log say.
    ///
    /// The ontology says 0.8 for a direct link, 0.5 for a wider concept at any distance or for a common broader one,
    /// and up to 0.4 by the share of common ancestors. The log says 1.5 times the cosine of the posts that state them,
    /// n(a, b) / √(n(a) · n(b)), once three posts state both.
    func relatedness(_ first: UInt32, _ second: UInt32) -> Double {
        if first == second { return 1 }
        return max(linkRelatedness(first, second), logRelatedness(first, second))
    }

    /// Whether a link leads from one concept to the other, or one is wider than the other at any distance.
    func isLinked(_ first: UInt32, _ second: UInt32) -> Bool {
        guard !vocabulary.isLearned(first), !vocabulary.isLearned(second) else { return false }
        return vocabulary.ontology.concepts[Int(first)].related.contains(second)
            || vocabulary.ontology.ancestors[Int(first)].contains(second)
            || vocabulary.ontology.ancestors[Int(second)].contains(first)
    }

    private func linkRelatedness(_ first: UInt32, _ second: UInt32) -> Double {
        guard !vocabulary.isLearned(first), !vocabulary.isLearned(second) else { return 0 }
        let ontology = vocabulary.ontology
        let (one, other) = (ontology.concepts[Int(first)], ontology.concepts[Int(second)])
        if one.related.contains(second) || one.broader.contains(second) || one.narrower.contains(second) {
            return RelatednessWeight.linked
        }
        let (above, otherAbove) = (ontology.ancestors[Int(first)], ontology.ancestors[Int(second)])
        if above.contains(second) || otherAbove.contains(first) { return RelatednessWeight.wider }
        if one.broader.contains(where: other.broader.contains) { return RelatednessWeight.siblings }
        guard !above.isEmpty, !otherAbove.isEmpty else { return 0 }
        let common = above.count(where: otherAbove.contains)
        return RelatednessWeight.commonAncestors * Double(common) / Double(max(above.count, otherAbove.count))
    }

    private func logRelatedness(_ first: UInt32, _ second: UInt32) -> Double {
        let common = coOccurrences.count(of: second, with: first)
        guard common >= RelatednessWeight.leastCommonJobs else { return 0 }
        let jobs = Double(jobs(stating: first)) * Double(jobs(stating: second))
        guard jobs > 0 else { return 0 }
        return min(RelatednessWeight.commonJobs * Double(common) / jobs.squareRoot(), 1)
    }
}
