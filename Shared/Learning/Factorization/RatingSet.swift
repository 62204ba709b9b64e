/// What users gave to items: stars, or counts of plays and views, at most one value for a user and an item.
///
/// Users and items are indices from 0 on; the caller keeps what they stand for.
public struct RatingSet: Sendable, Equatable {
    /// How many users there are, those without ratings included.
    public let userCount: Int
    /// How many items there are, those without ratings included.
    public let itemCount: Int
    /// The user of each rating.
    public let users: [Int32]
    /// The item of each rating.
    public let items: [Int32]
    /// The value of each rating.
    public let values: [Float]

    /// How many ratings there are.
    public var count: Int { values.count }

    /// Creates a set, checked; O(ratings + users + items).
    ///
    /// - Throws: ``LearningError`` with the number of the row for columns of different length, an index that is out of
    ///   range, a value that is not finite, or a user's second rating of an item.
    public init(
        userCount: Int, itemCount: Int, users: [Int], items: [Int], values: [Double]
    ) throws(LearningError) {
        guard userCount > 0, itemCount > 0, userCount < Int(Int32.max), itemCount < Int(Int32.max) else {
            throw LearningError(.invalidOption, "there must be between 1 and 2^31 - 2 users, and as many items")
        }
        guard users.count == values.count, items.count == values.count else {
            throw LearningError(
                .shapeMismatch,
                "\(values.count) values need as many users, not \(users.count), and items, not \(items.count)")
        }
        for row in values.indices {
            guard users[row] >= 0, users[row] < userCount else {
                throw LearningError(.invalidValue, "row \(row): user \(users[row]) is not in 0 ..< \(userCount)")
            }
            guard items[row] >= 0, items[row] < itemCount else {
                throw LearningError(.invalidValue, "row \(row): item \(items[row]) is not in 0 ..< \(itemCount)")
            }
            guard Float(values[row]).isFinite else {
                throw LearningError(.invalidValue, "row \(row): value \(values[row]) is not a finite number")
            }
        }
        self.init(
            unchecked: userCount, itemCount, users.map(Int32.init), items.map(Int32.init), values.map { Float($0) })
        try refuseRepeated()
    }

    private init(unchecked userCount: Int, _ itemCount: Int, _ users: [Int32], _ items: [Int32], _ values: [Float]) {
        self.userCount = userCount
        self.itemCount = itemCount
        self.users = users
        self.items = items
        self.values = values
    }

    private func refuseRepeated() throws(LearningError) {
        var next = [Int](repeating: 0, count: userCount + 1)
        for user in users { next[Int(user) + 1] += 1 }
        for user in 0..<userCount { next[user + 1] += next[user] }
        var order = [Int](repeating: 0, count: count)
        for row in values.indices {
            order[next[Int(users[row])]] = row
            next[Int(users[row])] += 1
        }
        var seen = [Int](repeating: -1, count: itemCount)
        for row in order {
            let before = seen[Int(items[row])]
            if before >= 0, users[before] == users[row] {
                throw LearningError(
                    .invalidValue,
                    "row \(row): user \(users[row]) rates item \(items[row]) again, after row \(before); add them up")
            }
            seen[Int(items[row])] = row
        }
    }

    /// Two sets that together are this one: each rating is held back with the given probability, by seed.
    ///
    /// - Precondition: `share` is in 0 ... 1.
    public func split(holdingBack share: Double, seed: UInt64) -> (kept: RatingSet, held: RatingSet) {
        precondition(share >= 0 && share <= 1, "a share is in 0 ... 1")
        var generator = SeededGenerator(seed: seed)
        let isHeld = values.map { _ in generator.bernoulli(share) }
        func part(_ held: Bool) -> RatingSet {
            let rows = values.indices.filter { isHeld[$0] == held }
            return RatingSet(
                unchecked: userCount, itemCount, rows.map { users[$0] }, rows.map { items[$0] }, rows.map { values[$0] }
            )
        }
        return (part(false), part(true))
    }

    /// The items that each user rated, ascending.
    public func itemsByUser() -> [[Int]] {
        let rows = RatingRows(self, of: .users)
        return (0..<userCount).map { user in rows.range(user).map { Int(rows.others[$0]) } }
    }
}

/// The ratings of a set row by row: compressed rows of users, or of items.
struct RatingRows: Sendable {
    enum Side {
        case users
        case items
    }

    /// Where each row begins, and behind the last where it ends.
    let starts: [Int]
    /// The item of each of a user's ratings, ascending; or the user of each of an item's.
    let others: [Int32]
    let values: [Float]

    init(_ ratings: RatingSet, of side: Side) {
        let rows = side == .users ? ratings.users : ratings.items
        let columns = side == .users ? ratings.items : ratings.users
        let rowCount = side == .users ? ratings.userCount : ratings.itemCount
        let columnCount = side == .users ? ratings.itemCount : ratings.userCount
        let byColumn = Self.sorted(Array(rows.indices), by: columns, below: columnCount).order
        let byRow = Self.sorted(byColumn, by: rows, below: rowCount)
        starts = byRow.starts
        others = byRow.order.map { columns[$0] }
        values = byRow.order.map { ratings.values[$0] }
    }

    var rowCount: Int { starts.count - 1 }

    func range(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

    /// A stable sort by counting.
    private static func sorted(_ order: [Int], by keys: [Int32], below bound: Int) -> (order: [Int], starts: [Int]) {
        var starts = [Int](repeating: 0, count: bound + 1)
        for key in keys { starts[Int(key) + 1] += 1 }
        for key in 0..<bound { starts[key + 1] += starts[key] }
        var next = starts
        var result = [Int](repeating: 0, count: order.count)
        for element in order {
            let key = Int(keys[element])
            result[next[key]] = element
            next[key] += 1
        }
        return (result, starts)
    }
}
