import Learning
import Simulation

/// What became of the same jobs under each ranking.
struct ExperimentComparison: Sendable {
    /// One figure of one ranking, and how it differs from those of the rankings named before.
    struct Figure: Sendable, Equatable {
        let measure: Measure
        /// Place of the ranking.
        let place: Int
        /// Nil where there was nothing to measure, as days to a hire without a hire.
        let value: Double?
        /// Against each of the rankings before, in their order, where both have a value.
        let differences: [Difference]
    }

    /// A difference and where it lies: 95 % of the bootstrap's samples are inside.
    struct Difference: Sendable, Equatable {
        /// Place of the other ranking.
        let against: Int
        let estimate: Double
        let lower: Double
        let upper: Double

        /// Whether chance alone would rarely give it.
        var isSignificant: Bool { lower > 0 || upper < 0 }
    }

    /// What is measured.
    enum Measure: String, Sendable, CaseIterable {
        /// Share of jobs for which somebody was hired.
        case hires
        /// Days from post to hire, over jobs filled.
        case fillDays = "fill_days"
        /// How well the work of those hired is going to go but for chance, in deviations.
        case quality
        /// Share of invitations accepted.
        case acceptance
        /// Share of jobs that went to somebody who had never been hired.
        case firstHires = "first_hires"
        /// Gini coefficient of how often freelancers were shown to clients: 0 all alike, 1 only one.
        case exposureGini = "exposure_gini"

        /// For people.
        var title: String {
            switch self {
            case .hires: "jobs filled, share"
            case .fillDays: "days to a hire"
            case .quality: "quality of hires, deviations"
            case .acceptance: "invitations accepted, share"
            case .firstHires: "newcomers' first hires, share of jobs"
            case .exposureGini: "exposure, Gini"
            }
        }
    }

    /// Jobs counted, over all markets.
    let jobs: Int
    /// Every measure for every ranking.
    let figures: [Figure]

    /// - Parameters:
    ///   - results: By replicate, then by ranking.
    ///   - plan: Which jobs count.
    init(_ results: [[ExperimentRun.ArmOutcome]], _ plan: ExperimentPlan) {
        var rows: [[JobOutcome]] = []
        var exposures: [[Double]] = []
        for arms in results {
            let sorted = arms.first.map { $0.outcomes.jobs.keys.sorted() } ?? []
            for number in sorted {
                let row = arms.compactMap { $0.outcomes.jobs[number] }.filter { $0.postedAt < plan.ends }
                if row.count == arms.count { rows.append(row) }
            }
            for freelancer in 0..<(arms.map(\.freelancers).min() ?? 0) {
                exposures.append(arms.map { Double($0.outcomes.exposures[freelancer]) })
            }
        }
        jobs = rows.count
        var figures: [Figure] = []
        for measure in Measure.allCases {
            let count = measure == .exposureGini ? exposures.count : rows.count
            guard count > 0 else { continue }
            func statistic(_ places: [Int], _ arm: Int) -> Double {
                measure == .exposureGini
                    ? Self.gini(places.map { exposures[$0][arm] }) : Self.value(measure, places.map { rows[$0][arm] })
            }
            for place in plan.choices.indices {
                func isMeasured(_ arm: Int) -> Bool {
                    measure == .exposureGini || Self.isMeasured(measure, rows.map { $0[arm] })
                }
                guard isMeasured(place) else {
                    figures.append(Figure(measure: measure, place: place, value: nil, differences: []))
                    continue
                }
                let differences = (0..<place).filter(isMeasured).map { other in
                    var generator = SeededGenerator(seed: plan.options.seed, stream: UInt64(place))
                    let interval = BootstrapInterval.interval(
                        count: count, confidence: 0.95, resamples: plan.resamples, using: &generator
                    ) { statistic($0, place) - statistic($0, other) }
                    return Difference(
                        against: other, estimate: interval.estimate, lower: interval.lower, upper: interval.upper)
                }
                figures.append(
                    Figure(
                        measure: measure, place: place, value: statistic(Array(0..<count), place),
                        differences: differences))
            }
        }
        self.figures = figures
    }

    /// Whether a measure has anything to go by.
    static func isMeasured(_ measure: Measure, _ jobs: [JobOutcome]) -> Bool {
        switch measure {
        case .fillDays, .quality: jobs.contains { $0.hiredAt != nil }
        case .acceptance: jobs.contains { $0.invitations > 0 }
        case .hires, .firstHires, .exposureGini: !jobs.isEmpty
        }
    }

    /// A measure over jobs; 0 where there is nothing to measure.
    static func value(_ measure: Measure, _ jobs: [JobOutcome]) -> Double {
        func share(_ part: Double, _ whole: Double) -> Double { whole > 0 ? part / whole : 0 }
        let filled = jobs.filter { $0.hiredAt != nil }
        switch measure {
        case .hires: return share(Double(filled.count), Double(jobs.count))
        case .fillDays:
            let days = filled.reduce(0.0) { $0 + Double(($1.hiredAt ?? 0) - $1.postedAt) / Double(SimulatedTime.day) }
            return share(days, Double(filled.count))
        case .quality: return share(filled.reduce(0) { $0 + $1.promise }, Double(filled.count))
        case .acceptance:
            return share(
                Double(jobs.reduce(0) { $0 + $1.accepted }), Double(jobs.reduce(0) { $0 + $1.invitations }))
        case .firstHires: return share(Double(filled.count(where: \.isFirstHire)), Double(jobs.count))
        case .exposureGini: return 0
        }
    }

    /// Gini coefficient of values from 0; 0 when all are 0.
    static func gini(_ values: [Double]) -> Double { ValueMetrics.gini(values) ?? 0 }
}
