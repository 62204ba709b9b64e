import Contracts
import Dispatch
import ProtobufWire
import RPC
import Simulation
import Synchronization

/// A suite as a simulated market's eyes and memory: it ranks what people see, and is told what they did.
///
/// Facts go in through the gateway; the services stand still and are moved along the log before they are asked, so that the
/// same run gives the same answers. What happened less than `refresh` ago may be unknown to a feed, as in real marketplaces; a
/// job's own rankings know all.
final class SuiteMarket: FactSink, RankingSource {
    private let services: ReplayedServices
    private let choice: RankingChoice
    private let isStopped: @Sendable () -> Bool
    private var pending: [Fact] = []
    /// Freelancers of whom the suite has not heard.
    private var newcomers: Set<String> = []
    /// Simulated time up to which the suite knows all, in milliseconds since 1970.
    private var known = Int64.min
    /// Rankings asked for.
    private var asked = 0

    /// Simulated milliseconds.
    private static let refresh = SimulatedTime.hour
    private static let batch = 5_000
    /// More than a person sees, since some of it may be gone; from here on the gateway gives no reasons unless asked.
    private static let hits: UInt32 = 201

    /// - Parameter isStopped: Makes the next call fail.
    init(_ services: ReplayedServices, _ choice: RankingChoice, isStopped: @escaping @Sendable () -> Bool) {
        self.services = services
        self.choice = choice
        self.isStopped = isStopped
    }

    func append(_ fact: Fact) throws(SimulationError) {
        pending.append(LogSink.named(fact))
        if case .freelancer(let freelancer)? = fact.body { newcomers.insert(freelancer.id) }
    }

    func ranking(_ request: RankingRequest) throws(SimulationError) -> [String] {
        if isStopped() { throw SimulationError(.ranking, "stopped") }
        if isDue(request) { try flush(at: request.time) }
        asked += 1
        let response: MatchResponse
        switch request.subject {
        case .freelancers(let job):
            let question = MatchFreelancersRequest(jobID: job, limit: Self.hits, fusion: fusion, trial: trial)
            response = try ask(GatewayService.matchFreelancers, question)
        case .jobs(let freelancer):
            let question = MatchJobsRequest(
                freelancerID: freelancer, limit: Self.hits, fusion: fusion, trial: trial)
            response = try ask(GatewayService.matchJobs, question)
        case .proposals(let job):
            let question = RankProposalsRequest(jobID: job, limit: Self.hits, fusion: fusion, trial: trial)
            response = try ask(GatewayService.rankProposals, question)
        }
        if let exposure = response.exposure { return remember(exposure, request) }
        return order(response.matches)
    }

    private var fusion: Fusion {
        switch choice.way {
        case .fusion(let fusion): fusion
        case .served: .unspecified
        case .own, .text: .product
        }
    }

    /// The same number in every run, so that the gateway draws alike.
    private var trial: Trial? { choice.way == .served ? Trial(drawID: "\(asked)", exposure: true) : nil }

    /// What people are shown goes into the log as of when they look: in replay the gateway writes nothing itself.
    private func remember(_ exposure: RankingServed, _ request: RankingRequest) -> [String] {
        var shown = exposure.page(of: request.limit, leavingOut: Set(request.seen))
        shown.rankingID = "served-\(asked)"
        pending.append(
            Fact(id: "ranking:\(shown.rankingID)", time: request.time * 1_000, body: .rankingServed(shown)))
        return shown.items.prefix(Int(shown.shown)).map(\.id)
    }

    /// Tells the suite what it has not heard yet.
    func finish() throws(SimulationError) { try flush(at: known) }

    private func order(_ matches: [Match]) -> [String] {
        guard choice.way == .text else { return matches.map(\.id) }
        // Proposals have none: these stay in the order in which they came.
        guard matches.contains(where: { $0.textScore != 0 }) else { return [] }
        return matches.sorted { ($1.textScore, $0.id) < ($0.textScore, $1.id) }.map(\.id)
    }

    private func isDue(_ request: RankingRequest) -> Bool {
        guard !pending.isEmpty else { return false }
        switch request.subject {
        case .freelancers, .proposals: return true
        case .jobs(let freelancer):
            return newcomers.contains(freelancer) || known == .min || request.time - known >= Self.refresh
        }
    }

    /// Tells the suite what has happened.
    private func flush(at time: Int64) throws(SimulationError) {
        while !pending.isEmpty {
            let facts = Array(pending.prefix(Self.batch))
            pending.removeFirst(facts.count)
            try wait { [services] in
                let answer = try await services.gateway.call(
                    GatewayService.recordFacts, RecordFactsRequest(facts: facts),
                    options: CallOptions(timeout: ReplayedServices.timeout))
                try await services.advance(to: answer.logSequence)
            }
        }
        newcomers = []
        known = time
    }

    private func ask<Request: Message>(
        _ method: UnaryMethod<Request, MatchResponse>, _ request: Request
    ) throws(SimulationError) -> MatchResponse {
        try wait { [services] in try await services.ask(method, request) }
    }

    /// Waits, on the market's own thread, for what only tasks can do.
    private func wait<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) throws(SimulationError) -> Value {
        let done = DispatchSemaphore(value: 0)
        let outcome = Outcome<Value>()
        Task {
            do {
                let value = try await body()
                outcome.result.withLock { $0 = .success(value) }
            } catch {
                let failure = SimulationError(.ranking, "the suite does not answer: \(error)")
                outcome.result.withLock { $0 = .failure(failure) }
            }
            done.signal()
        }
        done.wait()
        guard let result = outcome.result.withLock({ $0 }) else {
            throw SimulationError(.ranking, "the suite did not answer")
        }
        return try result.get()
    }

    private final class Outcome<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, SimulationError>?>(nil)
    }
}
