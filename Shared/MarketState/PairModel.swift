public import Contracts
public import Learning

/// One feature of a pair of freelancer and job.
public struct PairFeature: Sendable {
    /// Such as "application_share_week"; unique in its model.
    public let name: String
    /// What it is shown as part of.
    public let theme: ReasonTheme
    /// Its value; nan when not known.
    public let value: @Sendable (PairSignals) -> Double

    /// A feature of a theme, by a formula.
    public init(_ name: String, _ theme: ReasonTheme, _ value: @escaping @Sendable (PairSignals) -> Double) {
        self.name = name
        self.theme = theme
        self.value = value
    }
}

/// A logistic model over features of pairs, which says why it answers as it does.
///
/// Features that say nearly the same (the shares of five half-lives) have weights of both signs that only mean something
/// together, so reasons are given by theme: the sum of the contributions of its features, exact as each of them is.
public struct PairModel: Sendable {
    /// In the order of the model's columns.
    public let features: [PairFeature]
    /// Weights, scale and calibration.
    public let logistic: StandardizedLogisticModel
    /// Names of the features that a second level is given.
    public let offered: [String]
    private let offeredColumns: [Int]

    /// A model over exactly these features.
    ///
    /// - Parameter offered: names of those that a second level is given; others say little that these don't.
    /// - Throws: ``PairModelError`` when the model was trained on other features: it must be trained again.
    public init(
        features: [PairFeature], offered: [String] = [], logistic: StandardizedLogisticModel
    ) throws(PairModelError) {
        self.offered = offered
        offeredColumns = offered.compactMap { name in features.firstIndex { $0.name == name } }
        precondition(offeredColumns.count == offered.count, "only a model's own features can be offered")
        guard features.map(\.name) == logistic.features else {
            throw PairModelError(missing: features.map(\.name).filter { !logistic.features.contains($0) })
        }
        self.features = features
        self.logistic = logistic
    }

    /// The model of an artifact.
    ///
    /// - Throws: ``PairModelError`` when it was trained on other features, `LearningError` when its figures make no sense.
    public init(features: [PairFeature], offered: [String] = [], stored: LogisticModel) throws {
        try self.init(
            features: features, offered: offered,
            logistic: try StandardizedLogisticModel(
                features: stored.features, means: stored.means, deviations: stored.deviations, weights: stored.weights,
                bias: stored.bias,
                calibration: PlattCalibration(
                    slope: stored.calibrationSlope, intercept: stored.calibrationIntercept),
                prior: stored.prior, limit: stored.limit > 0 ? stored.limit : .infinity))
    }

    /// The form in which an artifact keeps it.
    public func stored(name: String) -> LogisticModel {
        LogisticModel(
            name: name, features: logistic.features, means: logistic.standardization.means,
            deviations: logistic.standardization.deviations, weights: logistic.weights, bias: logistic.bias,
            calibrationSlope: logistic.calibration.slope, calibrationIntercept: logistic.calibration.intercept,
            prior: logistic.prior, limit: logistic.limit.isFinite ? logistic.limit : 0,
            families: features.map(\.theme.rawValue))
    }

    /// Fits a logistic model to rows of these features.
    ///
    /// - Parameters:
    ///   - ablated: raw values of ``ReasonTheme``: features of these themes get no weight, as if they did not exist.
    ///   - range: of the rows to fit to.
    /// - Throws: ``PairModelError`` for a theme that there is not, `LearningError` when the rows can't be learnt from.
    public static func fit(
        _ features: [PairFeature], without ablated: Set<String> = [], _ rows: TimedRows, _ range: Range<Int>,
        limit: Double, options: LogisticRegression.Options
    ) throws -> StandardizedLogisticModel {
        let unknown = ablated.filter { ReasonTheme(rawValue: $0) == nil }
        guard unknown.isEmpty else { throw PairModelError(unknownThemes: unknown.sorted()) }
        let kept = features.indices.filter { !ablated.contains(features[$0].theme.rawValue) }
        let isWhole = range.count == rows.labels.count
        var matrix = isWhole ? rows.matrix : rows.matrix.rows(at: Array(range))
        if kept.count < features.count { matrix = matrix.columns(at: kept) }
        let fitted = try StandardizedLogisticModel.fit(
            features: kept.map { features[$0].name }, rows: matrix, labels: Array(rows.labels[range]),
            weights: Array(rows.weights[range]), limit: limit, options: options)
        guard kept.count < features.count else { return fitted }
        func spread(_ values: [Double], _ missing: Double) -> [Double] {
            var all = Array(repeating: missing, count: features.count)
            for (place, value) in zip(kept, values) { all[place] = value }
            return all
        }
        return try StandardizedLogisticModel(
            features: features.map(\.name), means: spread(fitted.standardization.means, 0),
            deviations: spread(fitted.standardization.deviations, 1), weights: spread(fitted.weights, 0),
            bias: fitted.bias, prior: fitted.prior, limit: limit)
    }

    /// The features' values, in order.
    public static func row(_ features: [PairFeature], _ signals: PairSignals) -> [Double] {
        features.map { $0.value(signals) }
    }

    /// The calibrated probability of a pair.
    ///
    /// - Parameters:
    ///   - values: gets the values of the offered features appended,
    ///   - keeps: if that is wanted.
    public func probability(_ signals: PairSignals, values: inout [Float], keeps: Bool) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: features.count) { row in
            for index in features.indices { row.initializeElement(at: index, to: features[index].value(signals)) }
            if keeps { for column in offeredColumns { values.append(Float(row[column])) } }
            return Logistic.probability(logOdds: logistic.logOdds(UnsafeBufferPointer(row)))
        }
    }

    /// The calibrated probability of a pair.
    public func probability(_ signals: PairSignals) -> Double {
        var none: [Float] = []
        return probability(signals, values: &none, keeps: false)
    }

    /// Why: the themes that weigh most, in words, and the sum of all others.
    ///
    /// - Parameter limit: Reasons to give, at least 1.
    public func explanation(
        _ signals: PairSignals, _ context: JobContext, freelancer: Int?, in market: MarketState, limit: Int
    ) -> Explanation {
        let row = Self.row(features, signals)
        let parts = logistic.explanation(of: row)
        var sums: [ReasonTheme: Double] = [:]
        for (feature, contribution) in zip(features, parts.contributions) {
            sums[feature.theme, default: 0] += contribution
        }
        let ranked = ReasonTheme.allCases.filter { sums[$0] != nil }.sorted {
            abs(sums[$0] ?? 0) > abs(sums[$1] ?? 0)
        }
        let writer = ReasonWriter(
            signals: signals, context: context, view: market.freelancer(freelancer), market: market)
        var explanation = Explanation(baseLogOdds: parts.base, logOdds: parts.logOdds)
        for theme in ranked.prefix(limit) {
            explanation.reasons.append(
                Reason(
                    feature: theme.rawValue, value: writer.value(theme), contribution: sums[theme] ?? 0,
                    text: writer.text(theme)))
        }
        explanation.otherContributions = ranked.dropFirst(limit).reduce(0) { $0 + (sums[$1] ?? 0) }
        return explanation
    }
}

/// A model that was trained on other features than the program has, or is to be trained without features that it never had.
public struct PairModelError: Error, CustomStringConvertible {
    /// For a person to read.
    public let description: String

    /// - Parameter missing: features of the program that the model has not.
    init(missing: [String]) {
        description =
            "the model was trained on other features (missing: \(missing.joined(separator: ", "))); run `tandem train`"
    }

    /// - Parameter unknownThemes: that should be left out, but are no themes.
    init(unknownThemes: [String]) {
        description =
            "there are no features of \(unknownThemes.joined(separator: ", ")), only of "
            + ReasonTheme.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
