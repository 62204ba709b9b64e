import Learning

/// Which of two interleaved fusions people preferred, by the picks that came to something.
///
/// A person is one vote: for the fusion of whose picks more came to something. Those of whom nothing did have none.
struct InterleavingResult: Sendable {
    let experiment: String
    let arm: String
    let question: Exposure.Question
    let first: String
    let second: String
    let outcome: Exposure.Outcome
    let exposures: Int
    let firstVotes: Int
    let secondVotes: Int
    let ties: Int
    /// Votes for the first and half of the ties, over all votes.
    let preference: Double
    /// Wilson's bounds of the preference.
    let interval: (lower: Double, upper: Double)
    /// By the sign test, without the ties.
    let pValue: Double

    /// - Parameter exposures: All of one arm and question, interleaved from the same two.
    init(_ exposures: [Exposure], outcome: Exposure.Outcome) {
        var credits: [Int: (first: Int, second: Int)] = [:]
        for exposure in exposures {
            for item in exposure.items.prefix(exposure.shown) where item.has(outcome) {
                if item.team == 1 { credits[exposure.unit, default: (0, 0)].first += 1 }
                if item.team == 2 { credits[exposure.unit, default: (0, 0)].second += 1 }
            }
        }
        let names = (exposures.first?.fusion ?? "").split(separator: "+").map(String.init)
        (first, second) = (names.first ?? "", names.last ?? "")
        experiment = exposures.first?.experiment ?? ""
        arm = exposures.first?.arm ?? ""
        question = exposures.first?.question ?? .matchFreelancers
        self.outcome = outcome
        self.exposures = exposures.count
        let (wins, losses) = (
            credits.values.count { $0.first > $0.second }, credits.values.count { $0.first < $0.second }
        )
        (firstVotes, secondVotes, ties) = (wins, losses, credits.count - wins - losses)
        let successes = Double(wins) + 0.5 * Double(ties)
        preference = credits.isEmpty ? 0.5 : successes / Double(credits.count)
        interval = SignificanceTests.binomialInterval(successes: successes, count: credits.count)
        pValue = SignificanceTests.signTest(wins: wins, losses: losses)
    }
}
