import Foundation
import Learning

/// Clicks with a known rule: tastes that generalise, and combinations that can only be remembered.
///
/// The log-odds are a product of hidden vectors of user and item, which a sum of single weights cannot give, plus
/// an own number for each combination of country, category and device, which nothing but seeing it tells.
struct ClickExamples {
    static let users = 300
    static let items = 120
    static let countries = 12
    static let categories = 15
    static let devices = 5
    static let fields = [
        CategoryField(vocabulary: users, dimension: 8), CategoryField(vocabulary: items, dimension: 8),
        CategoryField(vocabulary: countries, dimension: 4), CategoryField(vocabulary: categories, dimension: 4),
        CategoryField(vocabulary: devices, dimension: 4),
    ]
    static let crossCount = countries * categories * devices

    let deep: FeatureTable
    let wide: SparseFeatures
    let labels: [Double]

    init(count: Int, stream: UInt64) throws {
        var rule = SeededGenerator(seed: 77)
        func vectors(_ count: Int) -> [[Double]] { (0..<count).map { _ in (0..<3).map { _ in rule.normal() } } }
        let tastes = vectors(Self.users)
        let styles = vectors(Self.items)
        let crosses = (0..<Self.crossCount).map { _ in rule.normal(deviation: 1.2) }
        let countryOf = (0..<Self.users).map { _ in rule.integer(below: Self.countries) }
        let categoryOf = (0..<Self.items).map { _ in rule.integer(below: Self.categories) }
        var generator = SeededGenerator(seed: 77, stream: stream)
        var cells: [Int] = []
        var rows: [[Int]] = []
        var labels: [Double] = []
        for _ in 0..<count {
            let user = generator.integer(below: Self.users)
            let item = generator.integer(below: Self.items)
            let device = generator.integer(below: Self.devices)
            let cross = (countryOf[user] * Self.categories + categoryOf[item]) * Self.devices + device
            let taste = zip(tastes[user], styles[item]).reduce(0) { $0 + $1.0 * $1.1 }
            cells += [user, item, countryOf[user], categoryOf[item], device]
            rows.append([cross, Self.crossCount + user, Self.crossCount + Self.users + item])
            labels.append(generator.bernoulli(1 / (1 + exp(1 - taste - crosses[cross]))) ? 1 : 0)
        }
        deep = try FeatureTable(fields: Self.fields, categories: cells)
        wide = try SparseFeatures(featureCount: Self.crossCount + Self.users + Self.items, rows: rows)
        self.labels = labels
    }
}
