/// How a simulated market's aggregates stand beside those of real ones.
///
/// docs/simulation.md says where each real figure comes from.
public enum MarketReport {
    /// One aggregate.
    public struct Row: Sendable, Equatable {
        /// What is measured.
        public let name: String
        /// In the simulated market.
        public let value: Double
        /// In real markets, in words.
        public let real: String
        /// Within which a market of the default size or more is taken as like real ones.
        public let range: ClosedRange<Double>

        /// Whether the value is in the range.
        public var isInside: Bool { range.contains(value) }
    }

    /// The aggregates of a market.
    public static func rows(_ figures: MarketFigures) -> [Row] {
        [
            Row(
                name: "spend of the top fifth of clients", value: figures.spendOfTopFifth, real: "about 0.80; 0.92",
                range: 0.72...0.95),
            Row(
                name: "applications per job", value: figures.applicationsPerJob, real: "median 10 to 15",
                range: 6...25),
            Row(
                name: "jobs with fewer than 5 applications", value: figures.jobsBelow(applications: 5), real: "0.19",
                range: 0.04...0.35),
            Row(
                name: "jobs with fewer than 20 applications", value: figures.jobsBelow(applications: 20),
                real: "0.62", range: 0.5...0.97),
            Row(name: "fill rate", value: figures.fillRate, real: "0.36 to 0.59", range: 0.35...0.75),
            Row(
                name: "applications by the top tenth of freelancers", value: figures.applicationsOfTopTenth,
                real: "0.53 to 0.63", range: 0.3...0.65),
            Row(name: "mean public rating", value: figures.meanRating, real: "not in the data", range: 4.3...4.9),
            Row(
                name: "public ratings of 4.5 and more", value: figures.highRatings, real: "not in the data",
                range: 0.5...0.92),
            Row(
                name: "public over private rating", value: figures.meanRating - figures.meanPrivateRating,
                real: "not in the data", range: 0.1...0.9),
            Row(
                name: "expert over intermediate pay", value: figures.expertOverIntermediate, real: "1.33 to 1.42",
                range: 1.2...1.6),
            Row(
                name: "entry over intermediate pay", value: figures.entryOverIntermediate, real: "0.82 to 0.89",
                range: 0.6...0.95),
            Row(
                name: "deviation of ln hourly pay", value: figures.hourlySpread, real: "0.57", range: 0.3...0.7),
            Row(
                name: "deviation of ln fixed budget", value: figures.budgetSpread, real: "1.74", range: 1.1...2),
            Row(name: "posts paid by the hour", value: figures.hourlyShare, real: "0.58 to 0.61", range: 0.5...0.65),
            Row(
                name: "deviation of ln asked rate between countries", value: figures.countrySpread,
                real: "not in the data", range: 0.3...0.8),
        ]
    }
}
