import Contracts
import Testing

@testable import Simulation

/// Who ranks makes a difference, and nothing else does.
@Suite struct RankingTests {
    private static var options: SimulationOptions {
        var options = SimulationOptions.sized(freelancers: 300, days: 90)
        options.seed = 5
        return options
    }

    private func outcomes(_ source: (any RankingSource)?, sink: any FactSink = NoFacts()) throws -> PeriodOutcomes {
        let market = Market(options: Self.options, sink: sink)
        try market.run(until: Self.options.start + 20 * SimulatedTime.day)
        market.tracksOutcomes = true
        market.rankings = source
        try market.run()
        return market.outcomes
    }

    /// Jobs and people are those of the other run; what they see is not, and so is what becomes of it.
    @Test func aRankingThatHidesTheBestCostsHires() throws {
        let posts = Posts()
        let own = try outcomes(nil)
        let hidden = try outcomes(WorstFirst(posts), sink: posts)
        #expect(Set(own.jobs.keys) == Set(hidden.jobs.keys))
        func hires(_ outcomes: PeriodOutcomes) -> Int { outcomes.jobs.values.count { $0.hiredAt != nil } }
        func accepted(_ outcomes: PeriodOutcomes) -> Int { outcomes.jobs.values.reduce(0) { $0 + $1.accepted } }
        #expect(hires(own) > 40)
        #expect(Double(hires(hidden)) < 0.6 * Double(hires(own)), "\(hires(hidden)) of \(hires(own))")
        #expect(accepted(hidden) < accepted(own))
        #expect(posts.asked > 500)
    }

    /// A source may answer with anything.
    @Test func answersThatMakeNoSenseAreNoAnswers() throws {
        let outcomes = try outcomes(Nonsense())
        #expect(outcomes.jobs.count > 100)
        #expect(outcomes.exposures.allSatisfy { $0 == 0 })
    }

    @Test func aSourceThatFailsEndsTheRun() {
        let error = #expect(throws: SimulationError.self) { try outcomes(Failing()) }
        #expect(error?.code == .ranking)
    }
}

/// What a market has told so far.
private final class Posts: FactSink {
    var freelancers: [Freelancer] = []
    var open: [Job] = []
    var asked = 0

    func append(_ fact: Fact) throws(SimulationError) {
        switch fact.body {
        case .freelancer(let freelancer): freelancers.append(freelancer)
        case .job(let job): open.append(job)
        case .jobClosed(let closed): open.removeAll { $0.id == closed.jobID }
        default: break
        }
    }
}

/// Shows people what is of no use to them: another trade's.
private final class WorstFirst: RankingSource {
    private let posts: Posts

    init(_ posts: Posts) { self.posts = posts }

    func ranking(_ request: RankingRequest) throws(SimulationError) -> [String] {
        posts.asked += 1
        switch request.subject {
        case .jobs(let id):
            let own = posts.freelancers.first { $0.id == id }?.category
            return posts.open.filter { $0.category != own }.map(\.id)
        case .freelancers(let id):
            let wanted = posts.open.first { $0.id == id }?.category
            return posts.freelancers.filter { $0.category != wanted }.map(\.id)
        case .proposals: return []
        }
    }
}

private final class Nonsense: RankingSource {
    func ranking(_ request: RankingRequest) throws(SimulationError) -> [String] {
        ["", "f0", "j0", "f999999999", "j999999999", "x", "f-1", "f1x"]
    }
}

private final class Failing: RankingSource {
    func ranking(_ request: RankingRequest) throws(SimulationError) -> [String] {
        throw SimulationError(.ranking, "nobody is there")
    }
}
