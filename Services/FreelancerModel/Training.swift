import Contracts
import Foundation
import Hosting
import Learning
import MarketState
import Operations

/// Fits the interest model: for each job at its posting, who of those known came to apply or accept.
enum Training {
    /// Rows beyond this many are sampled from the negatives, with weights that make up for it.
    static let rowLimit = 1_000_000
    /// Penalty on the squared weights, and limit of a standardised value; chosen on held-back jobs of three markets.
    private static let penalty = 10.0
    private static let limit = 6.0

    static func run(_ context: TrainingContext) throws -> Artifact? {
        let outcomes = try Outcomes(context)
        guard outcomes.pairs > 0 else { return nil }
        let rows = try Rows(context, outcomes)
        guard rows.timed.labels.contains(1), rows.timed.labels.contains(0) else {
            context.logger.warning(
                "no freelancer who was known at a job's posting applied to it: nothing to learn from")
            return nil
        }
        var artifact = context.artifact(
            service: HostedFreelancerModel.entry.name, from: outcomes.firstTime, to: outcomes.lastTime)
        let fitted = try CalibratedFit(rows.timed, lags: rows.lags, end: artifact.trainedUntil) { range in
            try PairModel.fit(
                InterestFeatures.all, without: context.ablated, rows.timed, range, limit: limit,
                options: .init(l2: penalty, tolerance: 1e-8))
        }
        artifact.metrics = fitted.metrics
        artifact.calibrationBins = fitted.bins
        let model = try PairModel(features: InterestFeatures.all, logistic: fitted.model)
        artifact.logisticModels = [model.stored(name: InterestFeatures.modelName)]
        return artifact
    }

    /// Who came to apply to which job, and how many rows the whole would have.
    private struct Outcomes {
        /// By job, then by freelancer: when they first applied or accepted.
        var takers: [String: [String: Int64]] = [:]
        var pairs = 0
        var firstTime = Int64.max
        var lastTime = Int64.min

        init(_ context: TrainingContext) throws {
            var known: Set<String> = []
            try context.replay("freelancer-model: outcomes") { fact in
                firstTime = min(firstTime, fact.time)
                lastTime = max(lastTime, fact.time)
                switch fact.body {
                case .job: pairs += known.count
                case .application(let event):
                    known.insert(event.freelancerID)
                    note(event.jobID, event.freelancerID, fact.time)
                case .invitationResponse(let event) where event.accepted:
                    note(event.jobID, event.freelancerID, fact.time)
                default: break
                }
            }
        }

        private mutating func note(_ job: String, _ freelancer: String, _ time: Int64) {
            if takers[job]?[freelancer] == nil { takers[job, default: [:]][freelancer] = time }
        }
    }

    /// One row for each (job, freelancer known at its posting), as everything stood then.
    private struct Rows {
        var timed = TimedRows(columnCount: InterestFeatures.all.count)
        /// From each posting to the application or acceptance, in microseconds.
        var lags: [Int64] = []

        init(_ context: TrainingContext, _ outcomes: Outcomes) throws {
            let rate = min(1, Double(Training.rowLimit) / Double(max(1, outcomes.pairs)))
            var generator = SeededGenerator(seed: context.seed)
            var market = MarketState()
            try context.replay("freelancer-model: features") { fact in
                let jobsBefore = market.jobs.count
                market.apply(fact)
                guard case .job(let post)? = fact.body, market.jobs.count > jobsBefore else { return }
                let takers = outcomes.takers[post.id] ?? [:]
                let jobContext = JobContext(number: jobsBefore, in: market)
                for number in market.freelancers.indices where market.freelancers[number].isKnown {
                    let taken = takers[market.freelancers[number].profile.id]
                    guard taken != nil || rate >= 1 || generator.uniform() < rate else { continue }
                    let signals = market.signals(jobContext, freelancer: number)
                    timed.append(
                        PairModel.row(InterestFeatures.all, signals), label: taken == nil ? 0 : 1,
                        weight: taken == nil ? 1 / rate : 1, time: fact.time)
                    if let taken { lags.append(max(0, taken - fact.time)) }
                }
            }
        }
    }
}
