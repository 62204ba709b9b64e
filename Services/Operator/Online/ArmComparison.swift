import Learning

/// One experiment over one question: what each arm came to, and how far they differ.
struct ArmComparison: Sendable {
    /// One arm's figures.
    struct Arm: Sendable {
        let name: String
        /// Planned, of all units.
        let share: Double
        let exposures: Int
        let units: Int
        /// What one exposure came to, by outcome.
        let means: [Exposure.Outcome: ClusteredMean]
    }

    /// An arm against the control, in one outcome.
    struct Difference: Sendable {
        let arm: String
        let outcome: Exposure.Outcome
        let difference: MeanDifference
        /// Corrected for all differences of this experiment and question, by Holm's method.
        let correctedP: Double

        /// Whether chance alone would rarely give any such difference in the whole comparison.
        var isSignificant: Bool { correctedP < ArmComparison.level }
    }

    let experiment: String
    let question: Exposure.Question
    let control: String
    /// The control first, the others by name.
    let arms: [Arm]
    let differences: [Difference]
    /// Probability of numbers of units as far from the planned shares, by chance; nil when shares changed on the way.
    let shareP: Double?
    /// Units that were in several arms, which a change of shares makes; they are left out.
    let crossedUnits: Int

    /// Level of significance.
    static let level = 0.05
    /// Below this, the numbers of units are not what the shares say, and nothing else should be believed.
    static let shareLevel = 0.001

    /// Whether units are missing from an arm, or surplus: the comparison is not of like with like.
    var hasShareMismatch: Bool { shareP.map { $0 < Self.shareLevel } ?? false }

    /// - Parameters:
    ///   - exposures: All of one experiment and question.
    ///   - control: The arm to hold the others against; the first by name when there is none of this name.
    init(_ experiment: String, _ question: Exposure.Question, _ exposures: [Exposure], control: String?) {
        self.experiment = experiment
        self.question = question
        var armsByUnit: [Int: Set<String>] = [:]
        var shares: [String: Set<Double>] = [:]
        for exposure in exposures {
            armsByUnit[exposure.unit, default: []].insert(exposure.arm)
            shares[exposure.arm, default: []].insert(exposure.armShare)
        }
        let crossed = Set(armsByUnit.filter { $0.value.count > 1 }.keys)
        crossedUnits = crossed.count
        let names = shares.keys.sorted()
        let first = control.flatMap { names.contains($0) ? $0 : nil } ?? names.first ?? ""
        self.control = first
        var groups: [String: [Exposure]] = [:]
        for exposure in exposures where !crossed.contains(exposure.unit) {
            groups[exposure.arm, default: []].append(exposure)
        }
        let arms = ([first] + names.filter { $0 != first }).map { name in
            let own = groups[name] ?? []
            var means: [Exposure.Outcome: ClusteredMean] = [:]
            for outcome in question.outcomes {
                var mean = ClusteredMean()
                for exposure in own { mean.add(exposure.count(outcome), unit: exposure.unit) }
                means[outcome] = mean
            }
            return Arm(
                name: name, share: shares[name]?.max() ?? 0, exposures: own.count, units: Set(own.map(\.unit)).count,
                means: means)
        }
        self.arms = arms
        let isSteady = shares.values.allSatisfy { $0.count == 1 }
        shareP =
            isSteady && arms.count > 1
            ? SignificanceTests.goodnessOfFit(counts: arms.map(\.units), shares: arms.map(\.share)) : nil
        var found: [(arm: String, outcome: Exposure.Outcome, difference: MeanDifference)] = []
        for arm in arms.dropFirst() {
            for outcome in question.outcomes {
                guard let base = arms[0].means[outcome], let mean = arm.means[outcome] else { continue }
                found.append((arm.name, outcome, base.difference(to: mean)))
            }
        }
        differences = zip(found, SignificanceTests.holm(found.map(\.difference.pValue))).map {
            Difference(arm: $0.arm, outcome: $0.outcome, difference: $0.difference, correctedP: $1)
        }
    }
}
