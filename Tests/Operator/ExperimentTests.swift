import Operations
import Testing

@testable import Operator
@testable import Simulation

/// `tandem experiment`: what it compares and how, without a suite.
@Suite struct ExperimentTests {
    private func plan(_ words: [String]) throws -> ExperimentPlan {
        guard case .run(let arguments) = try OperatorProgram.specification.parse(["experiment"] + words) else {
            throw ArgumentError("help")
        }
        return try ExperimentPlan(arguments)
    }

    @Test func optionsSizeTheMarkets() throws {
        let plan = try plan(["text", "product", "own", "--freelancers", "200", "--history", "66", "--days", "10"])
        #expect(plan.choices.map(\.name) == ["text", "product", "own"])
        #expect(plan.options.freelancers == 200 && plan.options.clients == 60 && plan.options.days == 90)
        #expect(plan.options(replicate: 2).seed == 3)
        #expect(plan.ends - plan.begins == 10 * SimulatedTime.day)
    }

    @Test(arguments: [
        (["text"], "RANKING... is missing"), (["text", "best"], "best is no ranking"),
        (["text", "own", "--days", "0"], "--days"),
    ])
    func whatCannotBeMeantIsRefused(words: [String], hint: String) throws {
        let error = #expect(throws: ArgumentError.self) { try plan(words) }
        #expect(error?.description.contains(hint) == true, "\(error?.description ?? "")")
    }

    /// The same ranking twice is the same to the last job: nothing but the ranking differs between two runs.
    @Test func aRankingAgainstItselfMakesNoDifference() async throws {
        let plan = try plan([
            "own", "own", "--freelancers", "120", "--history", "20", "--days", "15", "--replicates", "2",
        ])
        let results = try await ExperimentRun(plan: plan, folder: "/nowhere", shutdown: .install()) { _, _ in }.run()
        #expect(results.count == 2 && results.allSatisfy { $0.count == 2 })
        #expect(results[0][0].outcomes != results[1][0].outcomes, "each market has a seed of its own")
        let comparison = ExperimentComparison(results, plan)
        #expect(comparison.jobs > 20)
        for figure in comparison.figures where figure.place == 1 {
            #expect(
                figure.differences == [.init(against: 0, estimate: 0, lower: 0, upper: 0)], "\(figure.measure)")
        }
        #expect(comparison.figures.contains { $0.measure == .hires && ($0.value ?? 0) > 0.1 })
    }

    @Test("Without a hire there are no days to one, and without an invitation no share accepted")
    func whatCannotBeMeasured() {
        var job = JobOutcome(number: 1, postedAt: 0)
        for measure in [ExperimentComparison.Measure.fillDays, .quality, .acceptance] {
            #expect(!ExperimentComparison.isMeasured(measure, [job]))
        }
        #expect(ExperimentComparison.isMeasured(.hires, [job]) && !ExperimentComparison.isMeasured(.hires, []))
        job.hiredAt = 5
        job.invitations = 1
        for measure in ExperimentComparison.Measure.allCases {
            #expect(ExperimentComparison.isMeasured(measure, [job]))
        }
    }

    @Test func giniIsThatOfTheMeanDifference() {
        #expect(ExperimentComparison.gini([]) == 0)
        #expect(ExperimentComparison.gini([0, 0]) == 0)
        #expect(abs(ExperimentComparison.gini([2, 2, 2])) < 1e-12)
        let values = [0.0, 1, 1, 4, 9]
        var sum = 0.0
        for first in values { for second in values { sum += abs(first - second) } }
        let expected = sum / (2 * 25 * 3)
        #expect(abs(ExperimentComparison.gini(values.shuffled()) - expected) < 1e-12)
    }
}
