import Contracts
import Foundation
import Marketplace
import TestSupport

/// Seeded random facts of every kind, with every field now set and now left out.
struct RandomFacts {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }
    mutating func id(_ prefix: String) -> String { below(4) == 0 ? "" : "\(prefix)\(below(50))" }
    mutating func certainID(_ prefix: String) -> String { "\(prefix)\(below(50))" }
    mutating func money() -> Int64 { below(3) == 0 ? 0 : Int64(below(1_000_000)) }
    mutating func time() -> Int64 { 1_400_000_000_000_000 + Int64(below(200_000_000_000_000)) }
    mutating func optionalTime() -> Int64 { below(3) == 0 ? 0 : time() }
    mutating func number() -> UInt32 { below(3) == 0 ? 0 : UInt32(below(10_000)) }
    mutating func text() -> String {
        let words = ["", "a", "iOS", "dé\u{0}jà", "日本語", "quote\"", "back\\slash", "line\nbreak", "😀", "</script>"]
        return (0..<below(5)).map { _ in words[Int(below(UInt64(words.count)))] }.joined(separator: " ")
    }
    mutating func words() -> [String] { (0..<below(4)).map { _ in "skill-\(below(30))" } }
    mutating func level() -> Level { Level(rawValue: Int32(below(4))) }
    mutating func party() -> Party { Party(rawValue: Int32(below(3))) }
    mutating func country() -> String { ["", "PT", "DE", "IN"][Int(below(4))] }
    mutating func offset() -> Int32 { Int32(below(1_681)) - 840 }

    /// A fact with a whole new id.
    mutating func fact(_ kind: FactKind, id: String) -> Fact {
        Fact(id: id, time: time(), body: body(kind))
    }

    /// One of each kind, again and again.
    mutating func facts(_ count: Int, prefix: String = "e") -> [Fact] {
        let kinds = FactKind.allCases
        return (0..<count).map { fact(kinds[$0 % kinds.count], id: "\(prefix)\($0)") }
    }

    mutating func body(_ kind: FactKind) -> Fact.Body {
        switch kind {
        case .freelancer:
            .freelancer(
                Freelancer(
                    id: certainID("f"), joinedAt: optionalTime(), title: text(), overview: text(), skills: words(),
                    category: text(), level: level(), hourlyRate: money(), country: country(), utcOffset: offset(),
                    weeklyHours: number(), updatedAt: optionalTime()))
        case .client:
            .client(
                Client(
                    id: certainID("c"), joinedAt: optionalTime(), name: text(), about: text(), country: country(),
                    utcOffset: offset(), industry: text(), updatedAt: optionalTime()))
        case .job:
            .job(
                Job(
                    id: certainID("j"), clientID: id("c"), title: text(), description: text(), skills: words(),
                    category: text(), level: level(), pay: Pay(rawValue: Int32(below(3))), budget: money(),
                    hourlyMinimum: money(), hourlyMaximum: money(), countries: below(2) == 0 ? [] : ["PT", "ES"],
                    durationDays: number(), postedAt: optionalTime(), updatedAt: optionalTime()))
        case .freelancerUpdated:
            .freelancerUpdated(
                FreelancerUpdated(
                    freelancerID: certainID("f"), title: text(), overview: text(), skills: words(), category: text(),
                    level: level(), hourlyRate: money(), country: country(), weeklyHours: number()))
        case .jobClosed: .jobClosed(JobClosed(jobID: certainID("j"), reason: text()))
        case .signup: .signup(Signup(userID: certainID("u"), party: party()))
        case .search:
            .search(
                Search(
                    searchID: id("s"), userID: id("u"), sessionID: id("x"), query: text(), party: party()))
        case .impression:
            .impression(
                Impression(
                    searchID: id("s"), userID: id("u"), sessionID: id("x"), freelancerID: id("f"),
                    jobID: certainID("j"), position: number()))
        case .click:
            .click(
                Click(
                    searchID: id("s"), userID: id("u"), sessionID: id("x"), freelancerID: id("f"),
                    jobID: certainID("j"), position: number(), dwellMilliseconds: number()))
        case .view:
            .view(View(userID: id("u"), sessionID: id("x"), freelancerID: certainID("f"), jobID: id("j")))
        case .save: .save(Save(userID: certainID("u"), freelancerID: id("f"), jobID: certainID("j")))
        case .rankingServed:
            .rankingServed(
                RankingServed(
                    rankingID: certainID("r"), method: "MatchJobs", jobID: id("j"), freelancerID: id("f"),
                    query: text(),
                    items: (0..<below(4)).map { _ in
                        RankedItem(
                            id: certainID("f"), score: Double(below(1_000)) / 7, clientProbability: 0.25,
                            freelancerProbability: Double(below(3)), propensity: Double(below(5)) / 4, rank: number(),
                            team: UInt32(below(3)), targetPlaces: (0..<below(3)).map { _ in number() })
                    }, models: words(), degraded: words(), logSequence: below(1_000), unitID: id("u"),
                    experiment: text(), arm: text(), armShare: Double(below(5)) / 4, fusion: text(), shown: number(),
                    exploration: Double(below(9)) / 8, explorationDepth: number(), explored: below(2) == 0,
                    targets: words()))
        default: later(kind)
        }
    }

    private mutating func later(_ kind: FactKind) -> Fact.Body {
        let (application, job, freelancer, client) = (id("a"), certainID("j"), certainID("f"), id("c"))
        switch kind {
        case .application:
            return .application(
                Application(
                    applicationID: application, jobID: job, freelancerID: freelancer, bid: money(),
                    coverLetterLength: below(2) == 0 ? nil : number(), coverLetter: text()))
        case .applicationWithdrawn:
            return .applicationWithdrawn(
                ApplicationWithdrawn(applicationID: application, jobID: job, freelancerID: freelancer))
        case .invitation:
            return .invitation(
                Invitation(invitationID: id("i"), jobID: job, clientID: client, freelancerID: freelancer))
        case .invitationResponse:
            return .invitationResponse(
                InvitationResponse(
                    invitationID: id("i"), jobID: job, freelancerID: freelancer, accepted: below(2) == 0))
        case .interview:
            return .interview(
                Interview(applicationID: application, jobID: job, freelancerID: freelancer, clientID: client))
        case .offer:
            return .offer(
                Offer(
                    applicationID: application, jobID: job, freelancerID: freelancer, clientID: client, amount: money())
            )
        case .rejection:
            return .rejection(
                Rejection(applicationID: application, jobID: job, freelancerID: freelancer, clientID: client))
        case .hire:
            return .hire(
                Hire(
                    applicationID: application, jobID: job, freelancerID: freelancer, clientID: client, amount: money())
            )
        case .contractStart:
            return .contractStart(
                ContractStart(contractID: id("k"), jobID: job, freelancerID: freelancer, clientID: client))
        case .payment:
            return .payment(
                Payment(
                    contractID: id("k"), jobID: job, freelancerID: freelancer, clientID: client, amount: money()))
        case .contractEnd:
            return .contractEnd(
                ContractEnd(
                    contractID: id("k"), jobID: job, freelancerID: freelancer, clientID: client, reason: text()))
        case .feedback:
            return .feedback(
                Feedback(
                    applicationID: application, jobID: job, freelancerID: freelancer, clientID: client, from: party(),
                    rating: Double(below(9)) / 2, privateRating: Double(below(6)),
                    votes: below(2) == 0 ? nil : Int32(below(20)) - 10, comment: text()))
        default:
            return .endorsement(
                Endorsement(
                    applicationID: application, jobID: job, freelancerID: freelancer, userID: id("u"),
                    skill: below(2) == 0 ? "" : "skill-1", value: Int32(below(20)) - 10))
        }
    }
}

extension TemporaryFolder {
    /// Where a log in the folder is.
    func url(_ name: String = "market.db") -> String { FactLog.url(path: file(name)) }
}
