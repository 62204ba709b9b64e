import Contracts

/// Freelancers who compete for the same jobs and work with the same skills, best first.
///
///     likeness = 1/2 x cosine over jobs + 1/2 x cosine over skills
///     presence = (a + 1/2) / (a + 5/2),  a = applications, each worth half after 30 days
///     score    = presence x (1/5 + 4/5 x likeness)
///
/// Presence is in it because whoever looks for an alternative wants one who still takes work. The measure is therefore
/// not symmetric. Those looked at are everyone in the freelancer's own jobs and the strongest holders of the ten skills
/// that weigh most; of them, those with no likeness at all are left out. The scores of those looked at are exact.
struct SimilarFreelancers {
    private let state: State
    private let likeness: Likeness
    private let freelancer: Int32

    private static let jobWeight = 0.5
    private static let skillWeight = 0.5
    private static let floor = 0.2
    private static let newcomer = 0.5
    private static let halfPresence = 2.0
    private static let skillsLookedAt = 10
    private static let skillsNamed = 2

    init(of freelancer: Int32, _ state: State) {
        self.freelancer = freelancer
        self.state = state
        likeness = Likeness(state)
    }

    func best(_ limit: Int) -> [Recommendation] {
        let jobNorm = likeness.jobNorm(freelancer)
        let skillNorm = likeness.skillNorm(freelancer)
        var top = TopList(limit: limit, name: state.name(freelancer:))
        for candidate in candidates() {
            let shared = likeness.shared(freelancer, candidate).product
            let jobs = shared > 0 ? Likeness.cosine(shared, jobNorm, likeness.jobNorm(candidate)) : 0
            let product = likeness.skillProduct(freelancer, candidate)
            let skills = product > 0 ? Likeness.cosine(product, skillNorm, likeness.skillNorm(candidate)) : 0
            let alike = Self.jobWeight * jobs + Self.skillWeight * skills
            guard alike > 0 else { continue }
            top.offer(candidate, presence(candidate) * (Self.floor + (1 - Self.floor) * alike))
        }
        return top.sorted.map { item in
            Recommendation(id: state.name(freelancer: item.number), score: item.score, reasons: reasons(item.number))
        }
    }

    private func presence(_ candidate: Int32) -> Double {
        let applications = likeness.freelancers[Int(candidate)].activity.value(at: state.now) + Self.newcomer
        return applications / (applications + Self.halfPresence)
    }

    private func candidates() -> [Int32] {
        var isSeen = [Bool](repeating: false, count: likeness.freelancers.count)
        isSeen[Int(freelancer)] = true
        var found: [Int32] = []
        func add(_ number: Int32) {
            guard !isSeen[Int(number)] else { return }
            isSeen[Int(number)] = true
            found.append(number)
        }
        let record = likeness.freelancers[Int(freelancer)]
        for link in record.jobs.entries {
            for participant in likeness.jobs[Int(link.job)].participants { add(participant.freelancer) }
        }
        let heaviest = record.skills.entries.map { (weight: likeness.weight($0), skill: $0.skill) }
            .sorted { ($0.weight, $1.skill) > ($1.weight, $0.skill) }.prefix(Self.skillsLookedAt)
        for (_, skill) in heaviest {
            for holder in likeness.skills.holders[Int(skill)].freelancers { add(holder) }
        }
        return found
    }

    private func reasons(_ candidate: Int32) -> [String] {
        var reasons: [String] = []
        let shared = likeness.shared(freelancer, candidate)
        if shared.contests > 0 {
            reasons.append("competed for \(Self.number(shared.contests)) of the same jobs")
        } else if shared.jobs > 0 {
            reasons.append("took an interest in \(Self.number(shared.jobs)) of the same jobs")
        }
        var parts: [(part: Double, skill: Int32)] = []
        _ = likeness.skillProduct(freelancer, candidate) { skill, part in parts.append((part, skill)) }
        let named = parts.sorted { ($0.part, $1.skill) > ($1.part, $0.skill) }.prefix(Self.skillsNamed)
        if !named.isEmpty {
            reasons.append("both work with " + named.map { state.skills.name($0.skill) }.joined(separator: " and "))
        }
        return reasons
    }

    private static func number(_ count: Int) -> String { count == 1 ? "one" : "\(count)" }
}
