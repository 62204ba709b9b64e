import Contracts
import Learning
import Marketplace
import Testing

@testable import Operator

@Suite struct PositionBiasTests {
    private static let examination = [1, 0.5, 0.25, 0.02]

    /// Freelancers look at lists of jobs in an order of their own and open what they look at and like.
    private func bias(lists: Int, areServed: Bool = false, until: Int64 = .max) throws -> PositionBias {
        var generator = SeededGenerator(seed: 11)
        var bodies: [Fact.Body] = []
        for list in 0..<lists {
            let freelancer = "f\(list % 50)"
            // Better jobs tend to stand higher, so that places and jobs have to be told apart.
            let jobs = (0..<12).map { ($0, Double($0) + generator.normal() * 4) }.sorted { $0.1 < $1.1 }.prefix(4).map(
                \.0)
            if areServed {
                let items = jobs.map { RankedItem(id: "j\($0)") } + [RankedItem(id: "hidden")]
                bodies.append(
                    .rankingServed(
                        RankingServed(
                            rankingID: "r\(list)", method: "MatchJobs", freelancerID: freelancer, items: items, shown: 4
                        )))
            }
            for (place, job) in jobs.enumerated() {
                if !areServed {
                    bodies.append(
                        .impression(Impression(userID: freelancer, jobID: "j\(job)", position: UInt32(place + 1))))
                }
                guard generator.bernoulli(Self.examination[place]), generator.bernoulli(0.8 - Double(job) * 0.06) else {
                    continue
                }
                bodies.append(.click(Click(userID: freelancer, jobID: "j\(job)", position: UInt32(place + 1))))
            }
        }
        return try withTemporaryLog(bodies.enumerated().map { (Int64($0), $1) }) { try PositionBias($0, until: until) }
    }

    @Test("What is chosen far down counts as often as its place is overlooked", arguments: [false, true])
    func weights(areServed: Bool) throws {
        let bias = try self.bias(lists: 6_000, areServed: areServed)
        let curve = try #require(bias.curves[.freelancer])
        for (place, expected) in Self.examination.enumerated() {
            #expect(abs(curve[place: place + 1] - expected) < 0.06, "place \(place + 1)")
        }
        func weight(_ place: Int) -> Double { bias.weight(of: .init(viewer: .freelancer, place: place)) }
        #expect(weight(1) == 1)
        #expect(abs(weight(2) - 2) < 0.25 && abs(weight(3) - 4) < 0.8)
        #expect(weight(4) == PositionBias.largestWeight && weight(40) == weight(4))
        // Nothing is known of clients, nor of choices that came from nowhere.
        #expect(bias.curves[.client] == nil && bias.weight(of: .init(viewer: .client, place: 3)) == 1)
        #expect(bias.weight(of: nil) == 1)
    }

    @Test func fewClicksAndLaterOnesTellNothing() throws {
        #expect(try bias(lists: 20).curves.isEmpty)
        #expect(try bias(lists: 2_000, until: 100).curves.isEmpty)
    }

    @Test("Clicks say where they were made by whom, and the first of a pair counts")
    func places() throws {
        #expect(PositionBias.Place(Click(userID: "a", jobID: "j")) == nil)
        #expect(PositionBias.Place(Click(userID: "a", jobID: "j", position: 2)) == .init(viewer: .freelancer, place: 2))
        let bodies: [Fact.Body] = [
            .click(Click(userID: "a", jobID: "j", position: 3)), .click(Click(userID: "a", jobID: "j", position: 1)),
            .click(Click(userID: "c", freelancerID: "b", jobID: "j", position: 7)),
            .click(Click(userID: "c", freelancerID: "b", position: 4)),
        ]
        let grades = try withTemporaryLog(bodies.enumerated().map { (Int64($0), $1) }) {
            try OutcomeGrades($0, until: .max)
        }
        #expect(grades.place(job: "j", freelancer: "a") == .init(viewer: .freelancer, place: 3))
        #expect(grades.place(job: "j", freelancer: "b") == .init(viewer: .client, place: 7))
        #expect(grades.place(job: "j", freelancer: "else") == nil)
    }

    @Test func weightsStandBesideTheLabels() throws {
        var examples = RankingExamples()
        let response = MatchResponse(
            matches: [Match(id: "a", features: [1]), Match(id: "b", features: [2])], featureNames: ["product"])
        try examples.add(response, grade: { $0 == "a" ? .applied : .shown }, weight: { $0 == "a" ? 4 : 1 })
        #expect(examples.weights == [4, 1])
    }
}
