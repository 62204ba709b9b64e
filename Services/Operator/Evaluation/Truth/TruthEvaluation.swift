import Contracts
import Hosting
import Learning
import RPC

/// What the services make of a simulated market, beside the hidden truth.
struct TruthEvaluation: Sendable {
    /// What is compared.
    enum Comparison: String, CaseIterable, Sendable {
        /// A skill's rating by contests, beside its level at the end.
        case skill = "rating of a skill - its level"
        /// The same of skills with at least ``manyContests`` contests.
        case contestedSkill = "the same, five contests or more"
        /// The reputation, beside how well the work of a freelancer's contracts would go but for luck, on average.
        case reputation = "reputation - promise of the work done"
        /// P(apply) of somebody invited, beside the log-odds of wanting the job.
        case interest = "P(apply) of the invited - interest"
        /// The same beside the probability of a yes.
        case acceptance = "P(apply) of the invited - acceptance"
        /// P(hire | application), beside what the application says to the client.
        case appeal = "P(hire | application) - appeal"
    }

    /// Estimates and truths.
    private(set) var pairs: [Comparison: (estimates: [Double], truths: [Double])] = [:]
    private let truth: TruthFolder

    private static let manyContests: UInt32 = 5
    /// Freelancers whose standing is looked at, at the end.
    private static let people = 2_000

    init(_ truth: TruthFolder) { self.truth = truth }

    private mutating func add(_ comparison: Comparison, _ estimate: Double, _ truth: Double?) {
        guard let truth, estimate.isFinite, truth.isFinite else { return }
        pairs[comparison, default: ([], [])].estimates.append(estimate)
        pairs[comparison, default: ([], [])].truths.append(truth)
    }

    /// Takes in what was said of an application.
    mutating func add(_ application: Application, _ probability: Double) {
        add(.appeal, probability, truth.applications[application.applicationID]?.appeal)
    }

    /// Asks for a freelancer who is about to be invited: clients choose whom to ask, not those who want the job.
    mutating func judge(_ invitation: Invitation, _ services: ReplayedServices) async throws {
        guard let hidden = truth.invitations[invitation.invitationID] else { return }
        let response = try await services.call(
            ServiceDirectory.freelancerModel, FreelancerModelService.scoreFreelancers,
            ScoreFreelancersRequest(job: Job(id: invitation.jobID), freelancerIDs: [invitation.freelancerID]))
        guard let probability = response.probabilities.first else { return }
        add(.interest, probability, hidden.interest)
        add(.acceptance, probability, hidden.acceptance)
    }

    /// Asks for the standing of some freelancers, at the end of the log.
    ///
    /// - Parameter known: to choose from by the seed.
    mutating func judgeStandings(_ known: [String], seed: UInt64, _ services: ReplayedServices) async throws {
        var generator = SeededGenerator(seed: seed)
        let chosen = generator.sampledIndices(count: min(Self.people, known.count), of: known.count).sorted()
        for id in chosen.map({ known[$0] }) {
            guard let person = truth.people[id] else { continue }
            let standing = try await services.call(
                ServiceDirectory.freelancerModel, FreelancerModelService.describeFreelancer,
                DescribeFreelancerRequest(freelancerID: id))
            for skill in standing.skills where skill.contests > 0 {
                let level = person.skills[skill.skill.lowercased()]
                add(.skill, skill.mean, level)
                if skill.contests >= Self.manyContests { add(.contestedSkill, skill.mean, level) }
            }
            if standing.ratings > 0, !person.promises.isEmpty {
                add(.reputation, standing.reputation, person.promises.reduce(0, +) / Double(person.promises.count))
            }
        }
    }
}
