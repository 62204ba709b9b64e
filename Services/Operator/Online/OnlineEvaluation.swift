import Learning

/// What a log tells of the rankings that it shows: experiments, interleavings, other fusions' worth, and places.
struct OnlineEvaluation: Sendable {
    let exposures: Int
    let unattributed: Int
    private(set) var comparisons: [ArmComparison] = []
    private(set) var interleavings: [InterleavingResult] = []
    private(set) var offPolicy: [OffPolicyResult] = []
    private(set) var examinations: [Examination] = []

    /// - Parameters:
    ///   - control: The arm that others are held against, where an experiment has one of this name.
    ///   - outcome: What off-policy estimates are of.
    init(_ log: ExposureLog, control: String? = nil, outcome: Exposure.Outcome = .clicks) throws(LearningError) {
        exposures = log.exposures.count
        unattributed = log.unattributed
        for question in Exposure.Question.allCases {
            let own = log.exposures.filter { $0.question == question }
            let experiments = Set(own.map(\.experiment)).subtracting([""]).sorted()
            for experiment in experiments {
                let shown = own.filter { $0.experiment == experiment }
                comparisons.append(ArmComparison(experiment, question, shown, control: control))
                interleavings += Self.interleavings(shown, question)
            }
            if question.outcomes.contains(outcome) {
                offPolicy += try Self.offPolicy(own, outcome)
            }
            if let examination = Examination.fit(own, question) { examinations.append(examination) }
        }
    }

    /// By arm and by what was interleaved in fact.
    private static func interleavings(
        _ exposures: [Exposure], _ question: Exposure.Question
    ) -> [InterleavingResult] {
        var groups: [String: [Exposure]] = [:]
        for exposure in exposures where exposure.items.contains(where: { $0.team > 0 }) {
            groups["\(exposure.arm)\n\(exposure.fusion)", default: []].append(exposure)
        }
        return groups.sorted { $0.key < $1.key }.flatMap { _, group in
            question.outcomes.map { InterleavingResult(group, outcome: $0) }
        }
    }

    private static func offPolicy(
        _ exposures: [Exposure], _ outcome: Exposure.Outcome
    ) throws(LearningError) -> [OffPolicyResult] {
        var results: [OffPolicyResult] = []
        let explored = exposures.filter { $0.exploration > 0 }
        for served in Set(explored.map(\.fusion)).sorted() {
            let own = explored.filter { $0.fusion == served }
            for target in Set(own.flatMap(\.targets)).subtracting([served]).sorted() {
                let measured = exposures.filter { $0.fusion == target }
                if let result = try OffPolicyResult(own, target: target, outcome: outcome, measured: measured) {
                    results.append(result)
                }
            }
        }
        return results
    }
}
