import Contracts
import Marketplace

/// All rankings of a log that tell what was shown to whom, with what came of them.
///
/// A fact is put down to the last ranking before it that showed just this freelancer for just this job (a click: that showed
/// it to just this person), within a window; a click that names the ranking (`search_id`), to that one. Each question is looked
/// at by itself: a hire counts for the feed in which the job was found, and for the list of proposals too.
struct ExposureLog: Sendable {
    /// In the order of the log.
    private(set) var exposures: [Exposure] = []
    /// Rankings without a unit: of older logs, of searches, of texts.
    private(set) var unattributed = 0

    /// Where something was shown.
    private struct Place {
        let exposure: Int
        let item: Int
    }

    /// Who saw what; a job and a freelancer, or a person and what was shown.
    private struct Pair: Hashable {
        let question: Exposure.Question
        let first: Int
        let second: Int
    }

    private var numbers: [String: Int] = [:]
    private var clients: [Int: Int] = [:]
    private var byPair: [Pair: Place] = [:]
    private var byViewer: [Pair: Place] = [:]
    private var byRanking: [String: Int] = [:]
    private let window: Int64

    /// Reads a log.
    ///
    /// - Parameters:
    ///   - start: Rankings before it don't count.
    ///   - window: Microseconds within which something is put down to a ranking.
    init(_ log: FactLog, from start: Int64 = .min, window: Int64) throws(FactLogError) {
        self.window = window
        try log.forEach(after: 0, through: try log.lastSequence()) { fact in
            add(fact, from: start)
            return true
        }
        // Only needed while reading.
        (byPair, byViewer, byRanking, clients) = ([:], [:], [:], [:])
    }

    private mutating func add(_ fact: Fact, from start: Int64) {
        switch fact.body {
        case .job(let job): clients[number(job.id)] = number(job.clientID)
        case .rankingServed(let ranking) where fact.time >= start: add(ranking, at: fact.time)
        case .click(let click):
            if let exposure = byRanking[click.searchID] {
                let id = number(click.freelancerID.isEmpty ? click.jobID : click.freelancerID)
                let shown = exposures[exposure].items.prefix(exposures[exposure].shown)
                guard let item = shown.firstIndex(where: { $0.id == id }) else { break }
                exposures[exposure].items[item].add(.clicks)
            } else {
                addClick(by: click.userID, freelancer: click.freelancerID, job: click.jobID, at: fact.time)
            }
        case .view(let view): addClick(by: view.userID, freelancer: view.freelancerID, job: view.jobID, at: fact.time)
        case .invitation(let it): add(.invitations, job: it.jobID, freelancer: it.freelancerID, at: fact.time)
        case .invitationResponse(let it) where it.accepted:
            add(.applications, job: it.jobID, freelancer: it.freelancerID, at: fact.time)
        case .application(let it): add(.applications, job: it.jobID, freelancer: it.freelancerID, at: fact.time)
        case .interview(let it): add(.interviews, job: it.jobID, freelancer: it.freelancerID, at: fact.time)
        case .hire(let it): add(.hires, job: it.jobID, freelancer: it.freelancerID, at: fact.time)
        default: break
        }
    }

    private mutating func add(_ ranking: RankingServed, at time: Int64) {
        guard let question = Exposure.Question(rawValue: ranking.method), !ranking.unitID.isEmpty else {
            unattributed += 1
            return
        }
        let items = ranking.items.map { Exposure.Item($0, id: number($0.id)) }
        let shown = ranking.shown == 0 ? items.count : min(Int(ranking.shown), items.count)
        let subject = number(question == .matchJobs ? ranking.freelancerID : ranking.jobID)
        let viewer = question == .matchJobs ? subject : clients[subject]
        let index = exposures.count
        exposures.append(
            Exposure(
                question: question, time: time, unit: number(ranking.unitID), experiment: ranking.experiment,
                arm: ranking.arm, armShare: ranking.armShare, fusion: ranking.fusion,
                exploration: ranking.exploration, depth: Int(ranking.explorationDepth), isExplored: ranking.explored,
                targets: ranking.targets, items: items, shown: shown))
        if !ranking.rankingID.isEmpty { byRanking[ranking.rankingID] = index }
        for (item, shown) in items.prefix(shown).enumerated() {
            let place = Place(exposure: index, item: item)
            let (job, freelancer) = question == .matchJobs ? (shown.id, subject) : (subject, shown.id)
            byPair[Pair(question: question, first: job, second: freelancer)] = place
            if let viewer { byViewer[Pair(question: question, first: viewer, second: shown.id)] = place }
        }
    }

    private mutating func addClick(by user: String, freelancer: String, job: String, at time: Int64) {
        guard !user.isEmpty else { return }
        let seen = number(freelancer.isEmpty || freelancer == user ? job : freelancer)
        for question in Exposure.Question.allCases {
            add(.clicks, byViewer[Pair(question: question, first: number(user), second: seen)], at: time)
        }
    }

    private mutating func add(_ outcome: Exposure.Outcome, job: String, freelancer: String, at time: Int64) {
        for question in Exposure.Question.allCases {
            let pair = Pair(question: question, first: number(job), second: number(freelancer))
            add(outcome, byPair[pair], at: time)
        }
    }

    private mutating func add(_ outcome: Exposure.Outcome, _ place: Place?, at time: Int64) {
        guard let place, (0...window).contains(time - exposures[place.exposure].time) else { return }
        exposures[place.exposure].items[place.item].add(outcome)
    }

    private mutating func number(_ name: String) -> Int {
        if let number = numbers[name] { return number }
        let number = numbers.count
        numbers[name] = number
        return number
    }
}
