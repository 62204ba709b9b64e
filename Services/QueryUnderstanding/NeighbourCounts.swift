import Marketplace

/// How often things occur together, for each thing with its most frequent neighbours only.
///
/// A row holds at most so many neighbours. When a new one comes to a full row, it takes the place and the count of the
/// rarest (Metwally, Agrawal and El Abbadi, "Efficient Computation of Frequent and Top-k Elements in Data Streams",
/// 2005): whatever is truly frequent stays, and counts are too high by at most the smallest count of the row.
struct NeighbourCounts {
    /// A neighbour and how often it occurred.
    struct Neighbour: Sendable, Equatable {
        var number: UInt32
        var count: UInt32
    }

    /// How many neighbours a row holds.
    let capacity: Int
    private var rows: [[Neighbour]] = []

    /// No counts yet.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The neighbours of a thing, in no order that means anything, but always the same after the same changes.
    func neighbours(of number: UInt32) -> [Neighbour] {
        Int(number) < rows.count ? rows[Int(number)] : []
    }

    /// How often a neighbour occurred with a thing, 0 if it is not among the most frequent.
    func count(of neighbour: UInt32, with number: UInt32) -> UInt32 {
        guard Int(number) < rows.count else { return 0 }
        return rows[Int(number)].first { $0.number == neighbour }?.count ?? 0
    }

    /// The most frequent neighbours, by count, then by number.
    func best(_ limit: Int, of number: UInt32, support: UInt32) -> [Neighbour] {
        let frequent = neighbours(of: number).filter { $0.count >= support }
        return Array(frequent.sorted { ($1.count, $0.number) < ($0.count, $1.number) }.prefix(limit))
    }

    /// Counts a neighbour of a thing once more.
    ///
    /// Linear in the row.
    mutating func add(_ neighbour: UInt32, to number: UInt32) {
        while rows.count <= Int(number) { rows.append([]) }
        Self.add(neighbour, to: &rows[Int(number)], capacity: capacity)
    }

    private static func add(_ neighbour: UInt32, to row: inout [Neighbour], capacity: Int) {
        if let place = row.firstIndex(where: { $0.number == neighbour }) {
            row[place].count += 1
        } else if row.count < capacity {
            row.append(Neighbour(number: neighbour, count: 1))
        } else if let rarest = row.indices.min(by: { row[$0].count < row[$1].count }) {
            row[rarest] = Neighbour(number: neighbour, count: row[rarest].count + 1)
        }
    }

    /// Takes back one ``add(_:to:)``.
    mutating func remove(_ neighbour: UInt32, from number: UInt32) {
        guard Int(number) < rows.count,
            let place = rows[Int(number)].firstIndex(where: { $0.number == neighbour })
        else { return }
        if rows[Int(number)][place].count > 1 {
            rows[Int(number)][place].count -= 1
        } else {
            rows[Int(number)].remove(at: place)
        }
    }
}

extension NeighbourCounts {
    /// Writes every row as it stands, since what was pushed out can't be told from what is left.
    func encode(to writer: inout SnapshotWriter) {
        writer.array(rows) { writer, row in
            writer.array(row) { writer, neighbour in
                writer.unsigned(UInt64(neighbour.number))
                writer.unsigned(UInt64(neighbour.count))
            }
        }
    }

    /// Reads what `encode` wrote, of things below `things` with neighbours below `neighbours`.
    init(
        capacity: Int, things: Int, neighbours: Int, from reader: inout SnapshotReader
    ) throws(SnapshotError) {
        self.init(capacity: capacity)
        rows = try reader.array { reader throws(SnapshotError) in
            try reader.array { reader throws(SnapshotError) in
                let number = try reader.unsigned()
                let count = try reader.unsigned()
                guard number < UInt64(neighbours), count > 0, count <= UInt64(UInt32.max) else {
                    throw SnapshotError.invalid(offset: 0, reason: "a neighbour that doesn't exist")
                }
                return Neighbour(number: UInt32(number), count: UInt32(count))
            }
        }
        guard rows.count <= things, rows.allSatisfy({ $0.count <= capacity }) else {
            throw .invalid(offset: 0, reason: "more counts than there can be")
        }
    }
}
