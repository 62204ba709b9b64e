import Contracts
import Marketplace

@testable import Recommender

/// Facts of a small market drawn by seed: every kind that the state reads, unknown and empty ids among them.
enum RandomMarket {
    static let start: Int64 = 1_700_000_000_000_000
    static let hour: Int64 = 3_600_000_000

    static func facts(_ count: Int, seed: UInt64) -> [Fact] {
        var random = Random(state: seed)
        var time = start
        return (0..<count).map { index in
            time += Int64(random.below(7_200)) * 1_000_000
            // Some facts come late.
            let eventTime = random.below(10) == 0 ? time - 40 * hour : time
            return Fact(
                sequence: UInt64(index + 1), id: "fact\(index)", time: eventTime, body: body(&random, index, time))
        }
    }

    static func state(_ facts: some Sequence<Fact>) -> State {
        let state = State()
        for fact in facts { state.apply(fact) }
        return state
    }

    private static let skills = ["Swift", "SQLite", "React.js", "Bookkeeping", "Logo Design", "swift", "C++", "?", ""]

    private static func body(_ random: inout Random, _ index: Int, _ time: Int64) -> Fact.Body {
        // "u1" is client and freelancer.
        let freelancer = ["u", "u", "f", "f", "f"][random.below(5)] + "\(random.below(12))"
        let client = "u\(random.below(6))"
        let job = random.below(40) == 0 ? "" : "j\(index / 10 + random.below(8))"
        let some = (0..<random.below(4)).map { _ in skills[random.below(skills.count)] }
        switch random.below(16) {
        case 0: return .freelancer(Freelancer(id: freelancer, skills: some))
        case 1: return .client(Client(id: client))
        case 2, 3, 4: return .job(Job(id: job, clientID: client, skills: some, postedAt: time))
        case 5, 6, 7, 8: return .application(Application(jobID: job, freelancerID: freelancer))
        case 9: return .hire(Hire(jobID: job, freelancerID: random.below(4) == 0 ? "" : freelancer, clientID: client))
        case 10: return .freelancerUpdated(FreelancerUpdated(freelancerID: freelancer, skills: some))
        case 11: return .jobClosed(JobClosed(jobID: job))
        case 12: return .click(Click(userID: freelancer, jobID: job))
        case 13: return .save(Save(userID: freelancer, jobID: job))
        case 14: return .view(View(userID: freelancer, jobID: job))
        default: return .interview(Interview(jobID: job, freelancerID: freelancer))
        }
    }
}

/// Numbers by seed (splitmix64).
struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}

extension State {
    var snapshot: [UInt8] {
        var writer = SnapshotWriter()
        encode(to: &writer)
        return writer.bytes
    }

    /// Everything the service would answer about everybody, in order of the ids.
    var answers: [[Recommendation]] {
        (0..<freelancers.count).compactMap { freelancer(name(freelancer: Int32($0))) }
            .flatMap { number -> [[Recommendation]] in
                var feed = JobFeed(of: number, self)
                return [SimilarFreelancers(of: number, self).best(20), feed.best(20)]
            }
    }
}
