import Contracts
import Foundation
import Hosting
import Learning
import MarketState
import Operations

/// Fits the engagement model: each application as it arrived, and whether it became the job's first hire.
///
/// Applications to jobs that nobody was hired for count as not engaged: leaving them out would teach that every job ends
/// in a hire.
enum Training {
    /// Penalty on the squared weights, and limit of a standardised value; chosen on held-back jobs of three markets.
    private static let penalty = 10.0
    private static let limit = 4.0
    /// Below so many hires the model is the share of applications that led to one.
    private static let minimumHires = 20

    static func run(_ context: TrainingContext) throws -> Artifact? {
        let rows = try Rows(context)
        guard !rows.timed.labels.isEmpty else { return nil }
        var artifact = context.artifact(
            service: HostedClientModel.entry.name, from: rows.firstTime, to: rows.lastTime)
        let hires = rows.timed.labels.reduce(0, +)
        let model: StandardizedLogisticModel
        if Int(hires) < minimumHires {
            context.logger.warning("\(Int(hires)) hires are too few to learn from: every answer is the share of hires")
            model = try constant((hires + 1) / (Double(rows.timed.labels.count) + 3))
        } else {
            let fitted = try CalibratedFit(rows.timed, lags: rows.lags, end: artifact.trainedUntil) { range in
                try PairModel.fit(
                    EngagementFeatures.all, without: context.ablated, rows.timed, range, limit: limit,
                    options: .init(l2: penalty))
            }
            model = fitted.model
            artifact.metrics = fitted.metrics
            artifact.calibrationBins = fitted.bins
        }
        artifact.logisticModels = [
            try PairModel(features: EngagementFeatures.all, logistic: model).stored(name: EngagementFeatures.modelName)
        ]
        return artifact
    }

    private static func constant(_ share: Double) throws -> StandardizedLogisticModel {
        let width = EngagementFeatures.all.count
        return try StandardizedLogisticModel(
            features: EngagementFeatures.all.map(\.name), means: Array(repeating: 0, count: width),
            deviations: Array(repeating: 1, count: width), weights: Array(repeating: 0, count: width),
            bias: Logistic.logOdds(probability: share), prior: share, limit: limit)
    }

    /// One row an application, made before the application was applied to the state.
    private struct Rows {
        var timed = TimedRows(columnCount: EngagementFeatures.all.count)
        /// From each application that led to a hire to the hire, in microseconds.
        var lags: [Int64] = []
        var firstTime = Int64.max
        var lastTime = Int64.min

        init(_ context: TrainingContext) throws {
            var pairs: [(job: Int, freelancer: String)] = []
            var hireTimes: [Int: Int64] = [:]
            var market = MarketState()
            try context.replay("client-model: features") { fact in
                firstTime = min(firstTime, fact.time)
                lastTime = max(lastTime, fact.time)
                if case .application(let event)? = fact.body, let job = market.jobNumbers[event.jobID] {
                    let jobContext = JobContext(number: job, in: market, now: fact.time)
                    let signals = market.signals(
                        jobContext, freelancer: market.freelancerNumbers[event.freelancerID], arriving: event,
                        at: fact.time)
                    timed.append(PairModel.row(EngagementFeatures.all, signals), label: 0, time: fact.time)
                    pairs.append((job, event.freelancerID))
                }
                if case .hire(let event)? = fact.body, let job = market.jobNumbers[event.jobID],
                    market.jobs[job].hired.isEmpty
                {
                    hireTimes[job] = fact.time
                }
                market.apply(fact)
            }
            for (row, pair) in pairs.enumerated() {
                guard let hired = market.jobs[pair.job].hired.first,
                    market.freelancers[Int(hired)].profile.id == pair.freelancer
                else { continue }
                timed.labels[row] = 1
                if let time = hireTimes[pair.job] { lags.append(max(0, time - timed.times[row])) }
            }
        }
    }
}
