import Foundation
import Learning

/// MovieLens, four fifths to learn from and one held back by seed, when the ratings are in the folder.
///
/// Settings of this side were chosen on the splits of seeds 2 and 3; figures are of seed 1.
struct RatingSplit {
    static let splitSeed: UInt64 = 1

    let train: RatingSet
    let test: RatingSet

    /// Reads `ratings.tsv` of the folder (user, item and rating, counted from 1, under a line of names); nil
    /// without it.
    init?(folder: URL) throws {
        guard let table = try lines(folder, "ratings.tsv") else { return nil }
        var users: [Int] = []
        var items: [Int] = []
        var values: [Double] = []
        for line in table.dropFirst() {
            let fields = line.split(separator: "\t").compactMap { Double($0) }
            users.append(Int(fields[0]) - 1)
            items.append(Int(fields[1]) - 1)
            values.append(fields[2])
        }
        let all = try RatingSet(
            userCount: (users.max() ?? 0) + 1, itemCount: (items.max() ?? 0) + 1, users: users, items: items,
            values: values)
        (train, test) = all.split(holdingBack: 0.2, seed: Self.splitSeed)
    }

    /// Writes both parts for other programs: user, item and rating, counted from 0.
    func write(to folder: URL) throws {
        for (name, part) in [("ratings.train", train), ("ratings.test", test)] {
            let lines = (0..<part.count).map { "\(part.users[$0])\t\(part.items[$0])\t\(part.values[$0])\n" }
            try lines.joined().write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
    }

    /// The root of the mean squared error of predictions on what was held back.
    func error(_ model: MatrixFactorization) -> Double {
        var squares = 0.0
        for row in 0..<test.count {
            let prediction = model.prediction(user: Int(test.users[row]), item: Int(test.items[row]))
            squares += Double((prediction - test.values[row]) * (prediction - test.values[row]))
        }
        return (squares / Double(test.count)).squareRoot()
    }

    /// The mean nDCG@10 over users of what was held back, among all items that a user has not rated before.
    func gain(_ model: ImplicitFactorization) -> Double {
        let known = train.itemsByUser()
        let held = test.itemsByUser()
        var gains: [Double] = []
        for user in 0..<train.userCount where !held[user].isEmpty {
            let wanted = Set(held[user])
            let found = model.recommendations(for: model.vector(of: user), count: 10, excluding: known[user])
                .map { wanted.contains($0.item) ? 1.0 : 0 }
            let missed = wanted.count - found.count { $0 > 0 }
            let gain = RankingMetrics.normalizedDiscountedCumulativeGain(
                found, unranked: [Double](repeating: 1, count: missed), at: 10)
            gains.append(gain ?? 0)
        }
        return gains.reduce(0, +) / Double(gains.count)
    }
}

/// Measures the factorisations where the folder has ratings.
func measureFactorization(_ folder: URL) throws {
    guard let split = try RatingSplit(folder: folder) else { return }
    let ratings = Double(split.train.count)
    let timed = MatrixFactorization.GradientOptions(factors: 20, epochs: 50)
    let joined = MatrixFactorization.GradientOptions(factors: 20, epochs: 50, members: 5)
    for (name, options) in [("mf_one", timed), ("mf", joined)] {
        var model: MatrixFactorization?
        let spent = try median(of: 3) { model = try MatrixFactorization.train(split.train, options: options) }
        report("\(name)_us", spent / ratings / Double(options.epochs) * 1e6)
        if let model { report("\(name)_rmse", split.error(model)) }
    }
    let squares = MatrixFactorization.LeastSquaresOptions(
        factors: 100, epochs: 8, regularization: 0.11, biasRegularization: 0.05)
    report("mf_als_rmse", split.error(try MatrixFactorization.train(split.train, options: squares)))

    let options = ImplicitFactorization.Options(
        factors: 32, epochs: 15, confidence: 0.3, regularization: 2, frequencyExponent: 0.5)
    report("implicit_ndcg", split.gain(try ImplicitFactorization.train(split.train, options: options)))
    let same = ImplicitFactorization.Options(factors: 64, epochs: 15, confidence: 1, regularization: 30)
    report("implicit_s", try median(of: 3) { _ = try ImplicitFactorization.train(split.train, options: same) })
}
