import Foundation
import Learning

/// The generated click set: tastes that generalise over users and items, and combinations that can only be remembered.
///
/// 1,500 users and 400 items, each with a hidden vector of three normal numbers: their product, which no sum of
/// single weights gives, is the taste. Each of the 40 x 30 x 6 combinations of a user's country, an item's category
/// and a device has a normal number of its own with deviation 1.3, and each user and item one with deviation 0.5.
/// Clicks follow the sum, less 1.5, by the logistic function; so does the best log-loss that anybody can reach,
/// `bestLoss`.
struct ClickSet {
    static let users = 1_500
    static let items = 400
    static let countries = 40
    static let categories = 30
    static let devices = 6
    static let crosses = countries * categories * devices
    static let fields = [
        CategoryField(vocabulary: users, dimension: 16), CategoryField(vocabulary: items, dimension: 16),
        CategoryField(vocabulary: countries, dimension: 8), CategoryField(vocabulary: categories, dimension: 8),
        CategoryField(vocabulary: devices, dimension: 8),
    ]

    /// User, item, country, category and device of each example.
    let deep: FeatureTable
    /// The combination, the user and the item of each example.
    let wide: SparseFeatures
    let labels: [Double]
    /// The log-loss of the true probabilities.
    let bestLoss: Double

    /// Generates examples by seed; the same seed gives the same hidden rule.
    init(count: Int, seed: UInt64, stream: UInt64) throws {
        var rule = SeededGenerator(seed: seed)
        func vectors(_ count: Int) -> [[Double]] {
            (0..<count).map { _ in (0..<3).map { _ in rule.normal(deviation: 0.9) } }
        }
        let tastes = vectors(Self.users)
        let styles = vectors(Self.items)
        let combinations = (0..<Self.crosses).map { _ in rule.normal(deviation: 1.3) }
        let userBiases = (0..<Self.users).map { _ in rule.normal(deviation: 0.5) }
        let itemBiases = (0..<Self.items).map { _ in rule.normal(deviation: 0.5) }
        let countryOf = (0..<Self.users).map { _ in rule.integer(below: Self.countries) }
        let categoryOf = (0..<Self.items).map { _ in rule.integer(below: Self.categories) }

        var generator = SeededGenerator(seed: seed, stream: stream)
        var cells: [Int] = []
        var rows: [[Int]] = []
        var labels: [Double] = []
        var loss = 0.0
        cells.reserveCapacity(count * Self.fields.count)
        for _ in 0..<count {
            let user = generator.integer(below: Self.users)
            let item = generator.integer(below: Self.items)
            let device = generator.integer(below: Self.devices)
            let combination = (countryOf[user] * Self.categories + categoryOf[item]) * Self.devices + device
            var logOdds = zip(tastes[user], styles[item]).reduce(-1.5) { $0 + $1.0 * $1.1 }
            logOdds += combinations[combination] + userBiases[user] + itemBiases[item]
            let probability = Logistic.probability(logOdds: logOdds)
            let label: Double = generator.bernoulli(probability) ? 1 : 0
            cells += [user, item, countryOf[user], categoryOf[item], device]
            rows.append([combination, Self.crosses + user, Self.crosses + Self.users + item])
            labels.append(label)
            loss += Logistic.softplus(logOdds) - label * logOdds
        }
        deep = try FeatureTable(fields: Self.fields, categories: cells)
        wide = try SparseFeatures(featureCount: Self.crosses + Self.users + Self.items, rows: rows)
        self.labels = labels
        bestLoss = loss / Double(count)
    }
}

/// Trains wide & deep and each part alone on the click set, and reports how well they foresee clicks and how fast
/// they learn.
func measureNetworks() throws {
    let train = try ClickSet(count: 400_000, seed: seed, stream: 11)
    let test = try ClickSet(count: 50_000, seed: seed, stream: 12)
    report("clicks_best_logloss", test.bestLoss)
    let training = NetworkTraining(epochs: 6, batchSize: 128, optimizer: .adam(learningRate: 0.003))
    for (name, deep, wide) in [
        ("wide_deep", train.deep, train.wide), ("deep", train.deep, nil), ("wide", nil, train.wide),
    ] as [(String, FeatureTable?, SparseFeatures?)] {
        var probabilities: [Double] = []
        let spent = try seconds {
            let model = try WideAndDeepModel.train(
                deep: deep, hidden: [64, 32], wide: wide, labels: train.labels, training: training)
            probabilities = try model.probabilities(
                deep: deep == nil ? nil : test.deep, wide: wide == nil ? nil : test.wide)
        }
        report("\(name)_examples_per_s", Double(train.labels.count * training.epochs) / spent)
        let labels = test.labels.map { $0 > 0 }
        report("\(name)_logloss", ProbabilityMetrics.logLoss(probabilities: probabilities, labels: labels) ?? .nan)
        report("\(name)_auc", ProbabilityMetrics.areaUnderCurve(scores: probabilities, labels: labels) ?? .nan)
    }
}
