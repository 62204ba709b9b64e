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
    private static let heldOutShare = 0.15

    static func run(_ context: TrainingContext) throws -> Artifact? {
        let rows = try Rows(context)
        guard !rows.labels.isEmpty else { return nil }
        var artifact = context.artifact(
            service: HostedClientModel.entry.name, from: rows.firstTime, to: rows.lastTime)
        let hires = rows.labels.reduce(0, +)
        let model: StandardizedLogisticModel
        if Int(hires) < minimumHires {
            context.logger.warning("\(Int(hires)) hires are too few to learn from: every answer is the share of hires")
            model = try constant((hires + 1) / (Double(rows.labels.count) + 3))
        } else {
            artifact.metrics = try heldOutMetrics(rows)
            model = try fit(rows, 0..<rows.labels.count)
        }
        artifact.logisticModels = [
            try PairModel(features: EngagementFeatures.all, logistic: model).stored(name: EngagementFeatures.modelName)
        ]
        return artifact
    }

    private static func fit(_ rows: Rows, _ range: Range<Int>) throws -> StandardizedLogisticModel {
        try StandardizedLogisticModel.fit(
            features: EngagementFeatures.all.map(\.name), rows: rows.matrix.rows(at: Array(range)),
            labels: Array(rows.labels[range]), limit: limit, options: .init(l2: penalty))
    }

    private static func constant(_ share: Double) throws -> StandardizedLogisticModel {
        let width = EngagementFeatures.all.count
        return try StandardizedLogisticModel(
            features: EngagementFeatures.all.map(\.name), means: Array(repeating: 0, count: width),
            deviations: Array(repeating: 1, count: width), weights: Array(repeating: 0, count: width),
            bias: Logistic.logOdds(probability: share), prior: share, limit: limit)
    }

    /// Fits on the earlier applications and measures on the later ones.
    private static func heldOutMetrics(_ rows: Rows) throws -> [Metric] {
        let cut = Int(Double(rows.labels.count) * (1 - heldOutShare))
        guard rows.labels[..<cut].contains(1), rows.labels[cut...].contains(1) else { return [] }
        let model = try fit(rows, 0..<cut)
        let held = cut..<rows.labels.count
        return ProbabilityReport.metrics(
            probabilities: model.probabilities(of: rows.matrix.rows(at: Array(held))),
            labels: rows.labels[held].map { $0 > 0 })
    }

    /// One row an application, made before the application was applied to the state.
    private struct Rows {
        var matrix = DenseMatrix(columnCount: EngagementFeatures.all.count)
        var labels: [Double] = []
        var firstTime = Int64.max
        var lastTime = Int64.min

        init(_ context: TrainingContext) throws {
            var pairs: [(job: Int, freelancer: String)] = []
            var market = MarketState()
            try context.replay("client-model: features") { fact in
                firstTime = min(firstTime, fact.time)
                lastTime = max(lastTime, fact.time)
                if case .application(let event)? = fact.body, let job = market.jobNumbers[event.jobID] {
                    let jobContext = JobContext(number: job, in: market, now: fact.time)
                    let signals = market.signals(
                        jobContext, freelancer: market.freelancerNumbers[event.freelancerID], arriving: event,
                        at: fact.time)
                    matrix.append(PairModel.row(EngagementFeatures.all, signals))
                    pairs.append((job, event.freelancerID))
                }
                market.apply(fact)
            }
            labels = pairs.map { pair in
                guard let hired = market.jobs[pair.job].hired.first else { return 0 }
                return market.freelancers[Int(hired)].profile.id == pair.freelancer ? 1 : 0
            }
        }
    }
}
