import Foundation

/// The position-based click model: P(click) = P(place is examined) · P(item is attractive).
///
/// Fitted by expectation maximisation where no list was in random order. Items that were shown at several places tell both factors
/// apart, so there must be such items; where each was shown a few times only, put those a model thinks equally good
/// together as one item (regression EM with a step function). Only relative examination can be known: all is in units of the first place.
///
/// Sources: Craswell et al., "An Experimental Comparison of Click Position-Bias Models", WSDM 2008; Chuklin, Markov and de Rijke,
/// "Click Models for Web Search", 2015, 4.1; Wang et al., "Position Bias Estimation for Unbiased Learning to Rank in
/// Personal Search", WSDM 2018 (regression EM).
public struct PositionBasedModel: Sendable, Equatable {
    /// How often an item stood at a place, and was clicked there.
    public struct Counts: Sendable, Equatable {
        /// The item, from 0.
        public var item: Int
        /// The place, from 0.
        public var place: Int
        /// Times shown there, at least the clicks.
        public var shows: Double
        /// Times clicked there.
        public var clicks: Double

        /// The counts of an item at a place.
        public init(item: Int, place: Int, shows: Double, clicks: Double) {
            self.item = item
            self.place = place
            self.shows = shows
            self.clicks = clicks
        }
    }

    /// How to fit.
    public struct Options: Sendable, Equatable {
        /// Most rounds.
        public var iterations = 500
        /// Ends when no examination changes by more.
        public var tolerance = 1e-7
        /// Shows with an average rate of clicks that every item gets in addition, so that rare items tell little.
        public var smoothing = 1.0

        /// The defaults.
        public init() {}
    }

    /// How far fitting is.
    public struct Progress: Sendable, Equatable {
        /// Rounds made.
        public let round: Int
        /// Σ over shows of ln P(what happened), by both factors as they were before the round.
        public let logLikelihood: Double
    }

    /// By place.
    public let examination: ExaminationCurve
    /// By item: P(click) were it at the first place.
    public let attraction: [Double]
    /// Σ over shows of ln P(what happened), of the last round.
    public let logLikelihood: Double
    /// Rounds made.
    public let iterations: Int

    /// Fits both factors; O(rounds · counts).
    ///
    /// - Parameters:
    ///   - counts: One row for each item at each place; several rows of the same are added up.
    ///   - options: How to fit.
    ///   - progress: Called after each round; fitting ends when it answers false.
    /// - Throws: `LearningError` for nothing shown, counts that can't be, a first place without a click, or options out of
    ///   range; `cancelled` when `progress` said so.
    public init(
        _ counts: [Counts], options: Options = Options(), progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) {
        guard options.iterations > 0, options.tolerance >= 0, options.smoothing >= 0, options.smoothing.isFinite else {
            throw LearningError(
                .invalidOption, "iterations must be positive, tolerance and smoothing not negative, smoothing finite")
        }
        let (items, places) = ((counts.map(\.item).max() ?? -1) + 1, (counts.map(\.place).max() ?? -1) + 1)
        var (shows, clicks) = (0.0, 0.0)
        for (row, count) in counts.enumerated() {
            guard count.item >= 0, count.place >= 0, count.shows >= count.clicks, count.clicks >= 0,
                count.shows.isFinite
            else {
                throw LearningError(
                    .invalidValue, "row \(row): \(count.clicks) clicks of \(count.shows) shows of item \(count.item)")
            }
            shows += count.shows
            clicks += count.clicks
        }
        guard shows > 0, clicks > 0, counts.contains(where: { $0.place == 0 && $0.clicks > 0 }) else {
            throw LearningError(.emptyData, "nothing was clicked at the first place: there is nothing to compare with")
        }
        let average = clicks / shows
        var examined = Array(repeating: 0.9, count: places)
        var attractive = Array(repeating: min(0.99, max(average, 1e-6)), count: items)
        var likelihood = 0.0
        var round = 0
        while round < options.iterations {
            round += 1
            let step = Step(counts, examined, attractive, prior: (options.smoothing, average))
            let change = zip(step.examined, examined).reduce(0) { max($0, abs($1.0 - $1.1)) }
            (examined, attractive, likelihood) = (step.examined, step.attractive, step.logLikelihood)
            guard progress(Progress(round: round, logLikelihood: likelihood)) else {
                throw LearningError(.cancelled, "fitting was stopped after \(round) rounds")
            }
            if change < options.tolerance { break }
        }
        examination = try ExaminationCurve(examined)
        attraction = attractive.map { min(1, $0 * examined[0]) }
        logLikelihood = likelihood
        iterations = round
    }

    /// One round: what was probably examined and attractive where nothing was clicked, and the shares that follow.
    private struct Step {
        var examined: [Double]
        var attractive: [Double]
        var logLikelihood = 0.0

        init(
            _ counts: [Counts], _ examination: [Double], _ attraction: [Double],
            prior: (shows: Double, rate: Double)
        ) {
            examined = Array(repeating: 0, count: examination.count)
            attractive = attraction.map { _ in prior.shows * prior.rate }
            var placeShows = Array(repeating: 0.0, count: examination.count)
            var itemShows = Array(repeating: prior.shows, count: attraction.count)
            for count in counts {
                let (e, a) = (examination[count.place], attraction[count.item])
                let misses = count.shows - count.clicks
                let click = min(max(e * a, 1e-12), 1 - 1e-12)
                examined[count.place] += count.clicks + misses * e * (1 - a) / (1 - click)
                attractive[count.item] += count.clicks + misses * a * (1 - e) / (1 - click)
                placeShows[count.place] += count.shows
                itemShows[count.item] += count.shows
                logLikelihood += count.clicks * log(click) + misses * log(1 - click)
            }
            for place in examined.indices {
                examined[place] = placeShows[place] > 0 ? examined[place] / placeShows[place] : examination[place]
            }
            for item in attractive.indices where itemShows[item] > 0 { attractive[item] /= itemShows[item] }
        }
    }
}
