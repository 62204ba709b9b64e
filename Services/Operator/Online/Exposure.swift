import Contracts

/// One ranking that somebody was shown, and what came of each place.
struct Exposure: Sendable {
    /// The three questions whose rankings are learnt from.
    enum Question: String, CaseIterable, Sendable {
        case matchFreelancers = "MatchFreelancers"
        case matchJobs = "MatchJobs"
        case rankProposals = "RankProposals"

        /// What can come of a place.
        var outcomes: [Outcome] {
            switch self {
            case .matchFreelancers: [.clicks, .invitations, .applications, .hires]
            case .matchJobs: [.clicks, .applications, .interviews, .hires]
            case .rankProposals: [.clicks, .interviews, .hires]
            }
        }
    }

    /// What may come of a place; each counts once.
    enum Outcome: String, CaseIterable, Sendable {
        /// A profile or a post was opened.
        case clicks
        case invitations
        /// Or invitations accepted.
        case applications
        case interviews
        case hires

        var bit: UInt8 { 1 << UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
    }

    /// One place shown, or, behind those, one that exploration might have shown.
    struct Item: Sendable {
        let id: Int
        /// 0 when not known, or not shown.
        let propensity: Double
        /// Place before exploration, from 1; 0 when nothing was explored.
        let rank: Int
        /// 1 or 2 when interleaved.
        let team: Int
        let client: Double
        let freelancer: Double
        /// By target.
        let targetPlaces: [UInt32]
        private var outcomes: UInt8 = 0

        init(_ item: RankedItem, id: Int) {
            self.id = id
            (propensity, rank, team) = (item.propensity, Int(item.rank), Int(item.team))
            (client, freelancer) = (item.clientProbability, item.freelancerProbability)
            targetPlaces = item.targetPlaces
        }

        func has(_ outcome: Outcome) -> Bool { outcomes & outcome.bit != 0 }

        mutating func add(_ outcome: Outcome) { outcomes |= outcome.bit }
    }

    let question: Question
    let time: Int64
    /// Numbers of names in ``ExposureLog``.
    let unit: Int
    let experiment: String
    let arm: String
    let armShare: Double
    let fusion: String
    let exploration: Double
    let depth: Int
    let isExplored: Bool
    let targets: [String]
    /// The first `shown` were shown.
    var items: [Item]
    let shown: Int

    /// How many of the places shown came to something.
    func count(_ outcome: Outcome) -> Double {
        Double(items.prefix(shown).count { $0.has(outcome) })
    }
}
