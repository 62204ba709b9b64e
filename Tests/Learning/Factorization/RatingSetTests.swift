import Learning
import TestSupport
import Testing

struct RatingSetTests {
    private static func message(
        users: [Int], items: [Int], values: [Double], userCount: Int = 3, itemCount: Int = 4
    ) -> String? {
        do {
            _ = try RatingSet(userCount: userCount, itemCount: itemCount, users: users, items: items, values: values)
            return nil
        } catch { return error.message }
    }

    @Test func refusalsNameTheRow() {
        #expect(Self.message(users: [0, 2], items: [3, 0], values: [1, -2]) == nil)
        #expect(Self.message(users: [0, 3], items: [0, 1], values: [1, 1])?.contains("row 1: user 3") == true)
        #expect(Self.message(users: [-1], items: [0], values: [1])?.contains("row 0: user -1") == true)
        #expect(
            Self.message(users: [0, 0, 0], items: [0, 1, 4], values: [1, 1, 1])?.contains("row 2: item 4") == true)
        #expect(Self.message(users: [0, 1], items: [0, 1], values: [1, .nan])?.contains("row 1: value nan") == true)
        #expect(Self.message(users: [0], items: [0], values: [1e300])?.contains("row 0") == true)
        #expect(Self.message(users: [0], items: [0, 1], values: [1])?.contains("2") == true)
        let repeated = Self.message(users: [1, 0, 1, 1], items: [2, 2, 0, 2], values: [1, 2, 3, 4])
        #expect(repeated?.contains("row 3") == true && repeated?.contains("row 0") == true)
        #expect(Self.message(users: [], items: [], values: [], userCount: 0) != nil)
    }

    @Test func aSplitPartsTheRatingsAndFollowsTheSeed() throws {
        let ratings = try FactorizationExamples.planted(users: 40, items: 30, share: 0.5, seed: 1)
        let (kept, held) = ratings.split(holdingBack: 0.2, seed: 7)
        let again = ratings.split(holdingBack: 0.2, seed: 7)
        #expect(kept == again.kept && held == again.held)
        #expect(ratings.split(holdingBack: 0.2, seed: 8).held != held)
        #expect(kept.count + held.count == ratings.count)
        #expect(abs(Double(held.count) / Double(ratings.count) - 0.2) < 0.06)
        func keys(_ set: RatingSet) -> Set<[Int32]> { Set(zip(set.users, set.items).map { [$0, $1] }) }
        #expect(keys(kept).isDisjoint(with: keys(held)))
        #expect(keys(kept).union(keys(held)) == keys(ratings))
        for (user, items) in kept.itemsByUser().enumerated() {
            let expected = kept.users.indices.filter { kept.users[$0] == user }.map { Int(kept.items[$0]) }
            #expect(items == expected.sorted())
        }
    }
}

/// Ratings with a known structure.
enum FactorizationExamples {
    /// 3 + biases + two factors, with a little noise, of a share of all pairs.
    static func planted(users: Int, items: Int, share: Double, noise: Double = 0.1, seed: UInt64) throws -> RatingSet {
        var generator = SeededGenerator(seed: seed)
        func rows(_ count: Int) -> [[Double]] { (0..<count).map { _ in (0..<3).map { _ in generator.normal() } } }
        let userRows = rows(users)
        let itemRows = rows(items)
        var columns: (users: [Int], items: [Int], values: [Double]) = ([], [], [])
        for user in 0..<users {
            for item in 0..<items where generator.bernoulli(share) {
                let product = userRows[user][0] * itemRows[item][0] + userRows[user][1] * itemRows[item][1]
                let value = 3 + 0.5 * (userRows[user][2] + itemRows[item][2]) + product
                columns.users.append(user)
                columns.items.append(item)
                columns.values.append(value + generator.normal(deviation: noise))
            }
        }
        return try RatingSet(
            userCount: users, itemCount: items, users: columns.users, items: columns.items, values: columns.values)
    }

    /// The root of the mean squared error of predictions.
    static func error(_ model: MatrixFactorization, on ratings: RatingSet) -> Double {
        var squares = 0.0
        for row in 0..<ratings.count {
            let prediction = model.prediction(user: Int(ratings.users[row]), item: Int(ratings.items[row]))
            squares += Double((prediction - ratings.values[row]) * (prediction - ratings.values[row]))
        }
        return (squares / Double(ratings.count)).squareRoot()
    }

    /// MovieLens: users and items counted from 0.
    static func movieLens() throws -> RatingSet {
        var columns: (users: [Int], items: [Int], values: [Double]) = ([], [], [])
        for line in try SharedFiles.lines(movieLensFile).dropFirst() {
            let fields = line.split(separator: "\t").compactMap { Double($0) }
            columns.users.append(Int(fields[0]) - 1)
            columns.items.append(Int(fields[1]) - 1)
            columns.values.append(fields[2])
        }
        return try RatingSet(
            userCount: 943, itemCount: 1_682, users: columns.users, items: columns.items, values: columns.values)
    }

    static let movieLensFile = "data/movielens_100k/ratings_train.tsv.gz"
}
