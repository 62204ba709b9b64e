import Contracts

/// Open jobs for a freelancer, best first.
///
///     fit       = 0.8 x skills + 0.1 x company + 0.1 x (1 when the client engaged the freelancer before)
///     freshness = 2^(-age / 7 days)
///     score     = freshness x (0.4 + 0.6 x fit)
///
/// with `skills` and `company` as in `Affinity`. Jobs that are closed, filled, the freelancer's own, or applied to
/// already are left out. Since fit is at most 1, a job is never better than its freshness: the feed goes back in time
/// until no older job can come in, and is exact.
///
/// The weights are set, not learned. The floor is a compromise: where everybody takes what is newest, whatever it is
/// about, the feed should be no worse than the newest jobs (a higher floor); where there are many trades, nobody wants
/// those of another (a lower one). With this one a job that fits well is ahead of one four days newer that doesn't.
struct JobFeed {
    private let state: State
    private let freelancer: Int32
    private var side: FreelancerSide

    private static let skillWeight = 0.8
    private static let companyWeight = 0.1
    private static let clientWeight = 0.1
    private static let floor = 0.4
    private static let halfLifeDays = 7.0
    private static let skillsNamed = 3

    init(of freelancer: Int32, _ state: State) {
        self.freelancer = freelancer
        self.state = state
        side = FreelancerSide(freelancer: freelancer, Likeness(state))
    }

    mutating func best(_ limit: Int) -> [Recommendation] {
        let clients = Set(side.likeness.freelancers[Int(freelancer)].clients)
        var top = TopList(limit: limit, name: state.name(job:))
        for entry in state.open.entries.reversed() {
            let freshness = ForwardDecay.left(from: entry.postedAt, to: state.now, halfLifeDays: Self.halfLifeDays)
            if freshness < top.threshold { break }
            guard isOffered(entry.job) else { continue }
            let evidence = side.evidence(entry.job)
            let isClientKnown = clients.contains(side.likeness.jobs[Int(entry.job)].client)
            let fit =
                Self.skillWeight * evidence.skills + Self.companyWeight * Affinity.saturated(evidence.company)
                + (isClientKnown ? Self.clientWeight : 0)
            top.offer(entry.job, freshness * (Self.floor + (1 - Self.floor) * fit))
        }
        var items: [Recommendation] = []
        for item in top.sorted {
            let isClientKnown = clients.contains(side.likeness.jobs[Int(item.number)].client)
            items.append(
                Recommendation(
                    id: state.name(job: item.number), score: item.score,
                    reasons: reasons(item.number, isClientKnown: isClientKnown)))
        }
        return items
    }

    /// Whether a job may be in the feed at all.
    func isOffered(_ job: Int32) -> Bool {
        let record = side.likeness.jobs[Int(job)]
        guard record.isOpen, record.client != freelancer else { return false }
        if let link = side.likeness.freelancers[Int(freelancer)].jobs[job] { return link.role < .applied }
        return !record.participants.contains { $0.freelancer == freelancer && $0.role >= .applied }
    }

    private mutating func reasons(_ job: Int32, isClientKnown: Bool) -> [String] {
        var reasons: [String] = []
        let record = side.likeness.jobs[Int(job)]
        if let reason = skillReason(record.skills) { reasons.append(reason) }
        if isClientKnown { reasons.append("the client engaged you before") }
        let alike = side.evidence(job).alike
        if alike > 0 {
            reasons.append(
                alike == 1 ? "somebody you competed with applied" : "\(alike) freelancers you competed with applied")
        }
        reasons.append(Self.age(from: record.postedAt, to: state.now))
        return reasons
    }

    /// Names the skills of the strongest source only: being hired says more than applying, applying more than stating.
    private func skillReason(_ asked: [Int32]) -> String? {
        let profile = side.likeness.freelancers[Int(freelancer)].skills
        let known = asked.compactMap { profile[$0] }
        let sources: [(SkillSources, String)] = [
            (.hired, "you were hired for"), (.applied, "you applied with before"), (.stated, "your profile states"),
        ]
        for (source, words) in sources {
            let named = known.filter { $0.sources.contains(source) }
                .map { (weight: side.likeness.weight($0), skill: $0.skill) }
                .sorted { ($0.weight, $1.skill) > ($1.weight, $0.skill) }.prefix(Self.skillsNamed)
                .map { state.skills.name($0.skill) }
            guard let last = named.last else { continue }
            let list = named.count == 1 ? last : named.dropLast().joined(separator: ", ") + " and " + last
            return "asks for \(list), which \(words)"
        }
        return nil
    }

    private static func age(from start: Int64, to end: Int64) -> String {
        let hours = max(0, end - start) / (ForwardDecay.day / 24)
        switch hours {
        case 0: return "posted within the last hour"
        case 1: return "posted an hour ago"
        case 2..<24: return "posted \(hours) hours ago"
        case 24..<48: return "posted a day ago"
        default: return "posted \(hours / 24) days ago"
        }
    }
}
