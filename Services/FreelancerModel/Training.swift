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
    /// Share of the jobs, the latest, that the figures in the artifact are measured on.
    private static let heldOutShare = 0.15

    static func run(_ context: TrainingContext) throws -> Artifact? {
        let outcomes = try Outcomes(context)
        guard outcomes.pairs > 0 else { return nil }
        let rows = try Rows(context, outcomes)
        guard rows.labels.contains(1), rows.labels.contains(0) else {
            context.logger.warning(
                "no freelancer who was known at a job's posting applied to it: nothing to learn from")
            return nil
        }
        var artifact = context.artifact(
            service: HostedFreelancerModel.entry.name, from: outcomes.firstTime, to: outcomes.lastTime)
        artifact.metrics = try heldOutMetrics(rows)
        let model = try PairModel(features: InterestFeatures.all, logistic: try fit(rows, 0..<rows.labels.count))
        artifact.logisticModels = [model.stored(name: InterestFeatures.modelName)]
        return artifact
    }

    private static func fit(_ rows: Rows, _ range: Range<Int>) throws -> StandardizedLogisticModel {
        let isWhole = range.count == rows.labels.count
        return try StandardizedLogisticModel.fit(
            features: InterestFeatures.all.map(\.name),
            rows: isWhole ? rows.matrix : rows.matrix.rows(at: Array(range)), labels: Array(rows.labels[range]),
            weights: Array(rows.weights[range]), limit: limit, options: .init(l2: penalty, tolerance: 1e-8))
    }

    /// Fits on the earlier jobs and measures on the later ones.
    private static func heldOutMetrics(_ rows: Rows) throws -> [Metric] {
        let cut = rows.firstRow(ofJobShare: 1 - heldOutShare)
        let earlier = rows.labels[..<cut]
        guard earlier.contains(1), earlier.contains(0), rows.labels[cut...].contains(1) else { return [] }
        let model = try fit(rows, 0..<cut)
        let held = cut..<rows.labels.count
        return ProbabilityReport.metrics(
            probabilities: model.probabilities(of: rows.matrix.rows(at: Array(held))),
            labels: rows.labels[held].map { $0 > 0 }, weights: Array(rows.weights[held]))
    }

    /// Who came to apply to which job, and how many rows the whole would have.
    private struct Outcomes {
        var takers: [String: Set<String>] = [:]
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
                    takers[event.jobID, default: []].insert(event.freelancerID)
                case .invitationResponse(let event) where event.accepted:
                    takers[event.jobID, default: []].insert(event.freelancerID)
                default: break
                }
            }
        }
    }

    /// One row for each (job, freelancer known at its posting), as everything stood then.
    private struct Rows {
        var matrix = DenseMatrix(columnCount: InterestFeatures.all.count)
        var labels: [Double] = []
        var weights: [Double] = []
        /// First row of each job.
        private var starts: [Int] = []

        init(_ context: TrainingContext, _ outcomes: Outcomes) throws {
            let rate = min(1, Double(Training.rowLimit) / Double(max(1, outcomes.pairs)))
            var generator = SeededGenerator(seed: context.seed)
            var market = MarketState()
            try context.replay("freelancer-model: features") { fact in
                let jobsBefore = market.jobs.count
                market.apply(fact)
                guard case .job(let post)? = fact.body, market.jobs.count > jobsBefore else { return }
                starts.append(labels.count)
                let takers = outcomes.takers[post.id] ?? []
                let jobContext = JobContext(number: jobsBefore, in: market)
                for number in market.freelancers.indices where market.freelancers[number].isKnown {
                    let isTaker = takers.contains(market.freelancers[number].profile.id)
                    guard isTaker || rate >= 1 || generator.uniform() < rate else { continue }
                    let signals = market.signals(jobContext, freelancer: number)
                    matrix.append(PairModel.row(InterestFeatures.all, signals))
                    labels.append(isTaker ? 1 : 0)
                    weights.append(isTaker ? 1 : 1 / rate)
                }
            }
        }

        /// The first row of the jobs after a share of them.
        func firstRow(ofJobShare share: Double) -> Int {
            let index = Int(Double(starts.count) * share)
            return index < starts.count ? starts[index] : labels.count
        }
    }
}
