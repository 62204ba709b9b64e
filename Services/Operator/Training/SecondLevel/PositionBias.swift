import Contracts
import Learning
import Marketplace

/// How likely each place of a list is looked at, as a log's impressions and clicks tell by the position-based click model.
///
/// What was chosen far down stands for many more that would have been chosen, had they been looked at. Such a choice counts
/// as often as its place is overlooked (inverse propensity weighting: Joachims, Swaminathan and Schnabel, "Unbiased
/// Learning-to-Rank with Biased Feedback", WSDM 2017). Of clients who look for freelancers and freelancers who look for jobs
/// each has a curve; who or what was shown is the model's item.
struct PositionBias: Sendable {
    /// Who looks at a list.
    enum Viewer: CaseIterable, Sendable {
        case client
        case freelancer
    }

    /// Where somebody found what they clicked.
    struct Place: Sendable, Equatable {
        var viewer: Viewer
        /// From 1.
        var place: Int
    }

    /// Only of viewers of whom the log tells enough.
    let curves: [Viewer: ExaminationCurve]

    /// Places that are told apart; what stands behind them is not counted.
    static let places = 50
    /// Clicks that a curve takes.
    static let leastClicks = 200
    /// A choice counts as so many at most, however seldom its place is looked at: few choices must not outvote all others.
    static let largestWeight = 10.0
    /// Items at places that are told apart, of each viewer; later ones are not counted, which bounds memory and time.
    private static let largestCount = 1_000_000

    /// Reads the facts before a moment.
    init(_ log: FactLog, until: Int64) throws {
        var counts: [Viewer: Counts] = [:]
        try log.forEach(after: 0, through: try log.lastSequence()) { fact in
            guard fact.time < until else { return true }
            switch fact.body {
            case .impression(let it):
                let isFreelancer = !it.freelancerID.isEmpty
                counts[isFreelancer ? .client : .freelancer, default: Counts()].show(
                    isFreelancer ? it.freelancerID : it.jobID, at: Int(it.position))
            case .rankingServed(let ranking):
                guard let viewer = Self.viewer(of: ranking.method) else { break }
                let shown = ranking.shown == 0 ? ranking.items.count : Int(ranking.shown)
                for (place, item) in ranking.items.prefix(min(shown, Self.places)).enumerated() {
                    counts[viewer, default: Counts()].show(item.id, at: place + 1)
                }
            case .click(let click):
                guard let place = Place(click) else { break }
                let item = place.viewer == .client ? click.freelancerID : click.jobID
                counts[place.viewer, default: Counts()].click(item, at: place.place)
            default: break
            }
            return true
        }
        curves = counts.compactMapValues { $0.curve() }
    }

    /// For how many a choice at a place counts, from 1; 1 where nothing is known.
    func weight(of place: Place?) -> Double {
        guard let place, let curve = curves[place.viewer] else { return 1 }
        let examination = curve[place: place.place]
        return min(max(1, examination > 0 ? 1 / examination : Self.largestWeight), Self.largestWeight)
    }

    private static func viewer(of method: String) -> Viewer? {
        switch method {
        case "MatchFreelancers", "RankProposals", "SearchFreelancers": .client
        case "MatchJobs", "SearchJobs", "RecommendJobs": .freelancer
        default: nil
        }
    }

    /// What was shown and clicked, and where.
    private struct Counts {
        private struct Key: Hashable {
            let item: Int
            let place: Int
        }

        private var items: [String: Int] = [:]
        private var counts: [Key: (shows: Double, clicks: Double)] = [:]
        private var clicks = 0

        mutating func show(_ id: String, at place: Int) {
            guard !id.isEmpty, (1...PositionBias.places).contains(place) else { return }
            let key = Key(item: items[id] ?? items.count, place: place - 1)
            guard counts[key] != nil || counts.count < PositionBias.largestCount else { return }
            items[id] = key.item
            counts[key, default: (0, 0)].shows += 1
        }

        /// Clicks on what is not known to have been shown there don't count.
        mutating func click(_ id: String, at place: Int) {
            guard let item = items[id] else { return }
            let key = Key(item: item, place: place - 1)
            guard let count = counts[key], count.clicks < count.shows else { return }
            counts[key] = (count.shows, count.clicks + 1)
            clicks += 1
        }

        func curve() -> ExaminationCurve? {
            guard clicks >= PositionBias.leastClicks else { return nil }
            let rows = counts.map {
                PositionBasedModel.Counts(
                    item: $0.key.item, place: $0.key.place, shows: $0.value.shows, clicks: $0.value.clicks)
            }
            var options = PositionBasedModel.Options()
            (options.iterations, options.tolerance) = (100, 1e-4)
            return try? PositionBasedModel(
                rows.sorted { ($0.item, $0.place) < ($1.item, $1.place) }, options: options
            ).examination
        }
    }
}

extension PositionBias.Place {
    /// Where a click found what it opened; nil when it doesn't say.
    init?(_ click: Click) {
        guard click.position > 0 else { return nil }
        let isOfClient = !click.freelancerID.isEmpty && click.freelancerID != click.userID
        self.init(viewer: isOfClient ? .client : .freelancer, place: Int(click.position))
    }
}
