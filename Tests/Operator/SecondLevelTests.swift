import Contracts
import Learning
import Marketplace
import Testing

@testable import Operator

@Suite struct SecondLevelTests {
    private static let day: Int64 = 86_400_000_000

    private func job(_ id: String) -> Fact.Body { .job(Job(id: id, clientID: "c", title: id)) }
    private func application(_ job: String, _ freelancer: String) -> Fact.Body {
        .application(Application(applicationID: "\(job)\(freelancer)", jobID: job, freelancerID: freelancer))
    }
    private func hire(_ job: String, _ freelancer: String) -> Fact.Body {
        .hire(Hire(jobID: job, freelancerID: freelancer, clientID: "c"))
    }

    @Test("Grades say how far each pair went, by facts before the moment alone")
    func grades() throws {
        let facts: [(Int64, Fact.Body)] = [
            (1, job("j")), (2, .click(Click(userID: "a", jobID: "j"))), (3, application("j", "b")),
            (4, .click(Click(userID: "b", jobID: "j"))), (5, application("j", "d")),
            (6, .interview(Interview(jobID: "j", freelancerID: "d", clientID: "c"))),
            (7, .invitationResponse(InvitationResponse(jobID: "j", freelancerID: "e", accepted: true))),
            (8, .invitationResponse(InvitationResponse(jobID: "j", freelancerID: "f", accepted: false))),
            (9, application("j", "g")), (10, hire("j", "g")), (11, hire("j", "h")),
            (12, .feedback(Feedback(jobID: "j", freelancerID: "g", clientID: "c", from: .client, rating: 4.5))),
            (13, .feedback(Feedback(jobID: "j", freelancerID: "h", clientID: "c", from: .client, rating: 3))),
            (14, .feedback(Feedback(jobID: "j", freelancerID: "h", clientID: "c", from: .freelancer, rating: 5))),
            (20, hire("j", "a")),
        ]
        let (grades, laterGrades) = try withTemporaryLog(facts) {
            (try OutcomeGrades($0, until: 20), try OutcomeGrades($0, until: 21))
        }
        let expected: [String: Grade] = [
            "a": .clicked, "b": .applied, "d": .interviewed, "e": .applied, "f": .shown, "g": .satisfied, "h": .hired,
            "nobody": .shown,
        ]
        for (freelancer, grade) in expected {
            #expect(grades.grade(job: "j", freelancer: freelancer) == grade, "\(freelancer)")
        }
        #expect(grades.lastTime == 14)
        #expect(grades.has(.satisfied, job: "j") && !grades.has(.clicked, job: "else"))
        #expect(laterGrades.grade(job: "j", freelancer: "a") == .hired)
        #expect(Grade.gains.count == Grade.allCases.count && Grade.gains == Grade.gains.sorted())
    }

    @Test("A decision knows what came before it, and a freelancer's day is one choice")
    func decisions() throws {
        let facts: [(time: Int64, body: Fact.Body)] = [
            (1, job("early")), (10, job("j")), (11, application("j", "a")), (12, application("early", "a")),
            (13, application("j", "b")), (14, hire("j", "b")), (15, job("lonely")), (16, application("early", "b")),
            (17, hire("early", "b")), (11 + Self.day, application("lonely", "a")), (12 + Self.day, job("late")),
        ]
        try withTemporaryLog(facts) { log in
            let grades = try OutcomeGrades(log, until: .max)
            let decisions = try RankingDecisions(
                log, from: 10, to: 2 * Self.day, grades: grades, until: .max, limit: 10
            ).all
            #expect(decisions.map(\.sequence) == decisions.map(\.sequence).sorted())
            let jobs = decisions.filter { $0.question == .matchFreelancers }
            // "early" was posted before, and nobody applied to "late".
            #expect(jobs.map(\.subject) == ["j", "lonely"] && jobs.map(\.sequence) == [2, 7])
            let proposals = decisions.filter { $0.question == .rankProposals }
            #expect(proposals.map(\.subject) == ["j", "early"] && proposals.map(\.sequence) == [5, 8])
            let choices = decisions.filter { $0.question == .matchJobs }
            #expect(choices.map(\.subject) == ["a", "b", "a"])
            #expect(choices.map(\.takenJobs) == [["j", "early"], ["j", "early"], ["lonely"]])
            #expect(choices[1].grade(of: "j", grades) == .hired)
            #expect(choices[2].grade(of: "j", grades) == .shown)
            let thinned = try RankingDecisions(log, from: 0, to: .max, grades: grades, until: .max, limit: 1).all
            #expect(Set(thinned.map(\.question)).count == thinned.count)
            // What comes at or after the moment is as if it had not happened.
            let before = try RankingDecisions(
                log, from: 0, to: .max, grades: try OutcomeGrades(log, until: 13), until: 13, limit: 10
            ).all
            #expect(before.allSatisfy { $0.sequence < 5 } && !before.contains { $0.question == .rankProposals })
        }
    }

    /// Rankings in which a feature tells the outcome beyond what the product does.
    private func examples(_ count: Int, helps: Bool, seed: UInt64 = 3, weight: Double = 1) throws -> RankingExamples {
        var generator = SeededGenerator(seed: seed)
        var examples = RankingExamples()
        for _ in 0..<count {
            var response = MatchResponse(featureNames: ["z(product)", "hint", "noise"])
            var grades: [String: Grade] = [:]
            for place in 0..<30 {
                let hint = Float(generator.uniform())
                let product = Float(-generator.uniform() * 5)
                let match = Match(id: "\(place)", features: [product, hint, Float(generator.uniform())])
                response.matches.append(match)
                let worth = helps ? Double(hint) * 4 + Double(product) : Double(product)
                if worth + generator.normal() * 0.3 > (helps ? 2.4 : -0.5) { grades[match.id] = .applied }
            }
            try examples.add(
                response, grade: { grades[$0] ?? .shown }, weight: { grades[$0] == nil ? 1 : weight })
        }
        return examples
    }

    @Test("A second level is kept where it ranks better than the product, and the same seed makes the same")
    func fits() throws {
        let examples = try examples(160, helps: true)
        let fit = try RankingFit(.matchFreelancers, examples, seed: 4) { false }
        let model = try #require(fit.model)
        #expect(model.name == "match_freelancers" && model.features == examples.names && model.productWeight > 0)
        #expect(fit.metrics[0].value > fit.metrics[1].value + 0.05)
        #expect(try RankingFit(.matchFreelancers, examples, seed: 4) { false }.model == model)
        #expect(try RankingFit(.matchFreelancers, examples, seed: 5) { false }.model != model)
        let weighted = try self.examples(160, helps: true, weight: 4)
        #expect(weighted.labels == examples.labels)
        #expect(try RankingFit(.matchFreelancers, weighted, seed: 4) { false }.model != model)
    }

    @Test("Too few decisions, and decisions that the product ranks as well, give none")
    func givesNone() throws {
        let few = try RankingFit(.matchJobs, try examples(20, helps: true), seed: 1) { false }
        #expect(few.model == nil && few.metrics.isEmpty)
        let useless = try RankingFit(.matchJobs, try examples(160, helps: false), seed: 1) { false }
        #expect(useless.metrics.count == 2)
        #expect(useless.model == nil || useless.metrics[0].value > useless.metrics[1].value)
        #expect(throws: (any Error).self) {
            try RankingFit(.matchJobs, try examples(160, helps: true), seed: 1) { true }
        }
    }

    @Test func rankingsThatTellNothingApartAreLeftOut() throws {
        var examples = RankingExamples()
        let response = MatchResponse(
            matches: [Match(id: "a", features: [1]), Match(id: "b", features: [2])], featureNames: ["product"])
        try examples.add(response) { _ in .shown }
        try examples.add(response) { _ in .applied }
        try examples.add(response) { $0 == "a" ? .clicked : .shown }
        #expect(examples.groupSizes.isEmpty)
        try examples.add(response) { $0 == "a" ? .applied : .shown }
        #expect(examples.groupSizes == [2] && examples.labels == [2, 0])
        var other = response
        other.featureNames = ["else"]
        #expect(throws: OperatorError.self) { try examples.add(other) { $0 == "a" ? .applied : .shown } }
    }

    @Test("Stretches follow one another up to the end, after a quarter of the jobs")
    func folds() throws {
        let jobs = (0..<240).map { (Int64($0) * 1_000_000, job("j\($0)")) }
        let (folds, tooEarly) = try withTemporaryLog(jobs) {
            (try TrainingFold.all($0, until: 230_000_000), try TrainingFold.all($0, until: 100_000_000))
        }
        #expect(folds.map(\.number) == [1, 2, 3])
        #expect(folds[0].start == 57_000_000 && folds.last?.end == 230_000_000)
        for (fold, next) in zip(folds, folds.dropFirst()) { #expect(fold.end == next.start) }
        #expect(tooEarly.isEmpty)
    }
}
