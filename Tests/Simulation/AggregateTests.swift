import Contracts
import Testing

@testable import Simulation

/// A market of a year: its aggregates are like those of real ones, and its demand changes half-way.
@Suite struct AggregateTests {
    private static let year = Result { try Year() }

    /// What is left of a market at the end.
    private struct Year: Sendable {
        let options = SimulationOptions.sized(freelancers: 2_000, days: 300)
        let figures: MarketFigures
        let freelancers: [SimulatedFreelancer]
        let clients: [SimulatedClient]
        let jobs: [Job]

        init() throws {
            let posts = JobList()
            let market = Market(options: options, sink: posts)
            try market.run()
            figures = market.figures
            freelancers = market.freelancers
            clients = market.clients
            jobs = posts.jobs
        }
    }

    @Test func aggregatesAreLikeThoseOfRealMarkets() throws {
        let year = try Self.year.get()
        for row in MarketReport.rows(year.figures) {
            #expect(row.isInside, "\(row.name) is \(row.value), not in \(row.range)")
        }
    }

    @Test func demandForOneSkillTakesOff() throws {
        let year = try Self.year.get()
        let trade = year.jobs.filter { $0.category == Trade.dataScience.name }
        func share(_ jobs: [Job]) -> Double {
            Double(jobs.count { $0.skills.contains(Takeoff.name) }) / Double(max(jobs.count, 1))
        }
        let span = year.options.span / 5 * 1_000
        let before = trade.filter { $0.postedAt < year.options.start * 1_000 + span }
        let after = trade.filter { $0.postedAt > year.options.start * 1_000 + 4 * span }
        #expect(before.count > 20 && after.count > 20)
        #expect(share(after) > share(before) + 0.25, "\(share(before)) to \(share(after))")
    }

    @Test func peopleComeAndGo() throws {
        let year = try Self.year.get()
        let left = year.freelancers.count(where: \.hasLeft)
        #expect(left > 40 && left < 1_000, "\(left) of 2,000 freelancers left")
        #expect(year.clients.count(where: \.hasLeft) > 5)
        let late = year.freelancers.filter { $0.joined > year.options.start }
        #expect(late.count == 800)
    }

    @Test func skillsGrowWithWork() throws {
        let year = try Self.year.get()
        var options = year.options
        options.facts = 3_000
        let young = Market(options: options, sink: NoFacts())
        try young.run()
        var (grown, workers) = (0.0, 0)
        for (before, after) in zip(young.freelancers, year.freelancers) where after.hires >= 3 {
            grown +=
                after.practice.mean(over: before.practice.known) - before.practice.mean(over: before.practice.known)
            workers += 1
        }
        #expect(workers > 50 && grown / Double(max(workers, 1)) > 0.03, "\(grown) over \(workers)")
    }
}

/// A sink that keeps the posts.
private final class JobList: FactSink {
    private(set) var jobs: [Job] = []

    func append(_ fact: Fact) throws(SimulationError) {
        if case .job(let job)? = fact.body { jobs.append(job) }
    }
}
