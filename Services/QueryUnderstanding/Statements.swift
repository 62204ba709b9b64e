import Marketplace
import Text

/// Which skills each profile, or each post, states: a short list of numbers for every identifier.
///
/// The lists lie one behind another in one array, so that a million of them cost their contents and not a million
/// allocations. Room that changed lists leave behind is taken back when it is half of all.
struct Statements {
    /// The most skills that count of one profile or post.
    static let maximumSkills = 64

    private var ids = StringInterner()
    private var starts: [UInt32] = []
    private var counts: [UInt8] = []
    private var values: [UInt32] = []
    private var unused = 0

    /// How many identifiers there are.
    var count: Int { ids.count }

    /// Whether an identifier has been seen.
    func contains(_ id: String) -> Bool { ids.find(id) != nil }

    /// The number of an identifier, a new one with an empty list if it has not been seen.
    mutating func number(of id: String) -> Int {
        let number = Int(ids.intern(id))
        if number == starts.count {
            starts.append(0)
            counts.append(0)
        }
        return number
    }

    /// The list of an identifier's number.
    subscript(number: Int) -> ArraySlice<UInt32> {
        let start = Int(starts[number])
        return values[start..<start + Int(counts[number])]
    }

    /// Whether every value of every list is below a limit.
    func isBelow(_ limit: UInt32) -> Bool {
        (0..<count).allSatisfy { self[$0].allSatisfy { $0 < limit } }
    }

    /// Replaces the list of an identifier's number by one of at most ``maximumSkills``.
    ///
    /// Amortised linear in the list.
    mutating func set(_ list: [UInt32], for number: Int) {
        precondition(list.count <= Self.maximumSkills, "a list of \(list.count) skills")
        let old = Int(counts[number])
        if list.count <= old {
            let start = Int(starts[number])
            for (offset, value) in list.enumerated() { values[start + offset] = value }
            unused += old - list.count
        } else {
            unused += old
            starts[number] = UInt32(values.count)
            values.append(contentsOf: list)
        }
        counts[number] = UInt8(list.count)
        if unused > 1024, unused * 2 > values.count { compact() }
    }

    private mutating func compact() {
        var kept: [UInt32] = []
        kept.reserveCapacity(values.count - unused)
        for number in starts.indices {
            let list = self[number]
            starts[number] = UInt32(kept.count)
            kept.append(contentsOf: list)
        }
        values = kept
        unused = 0
    }
}

extension Statements: SnapshotCodable {
    func encode(to writer: inout SnapshotWriter) {
        writer.unsigned(UInt64(count))
        for number in 0..<count {
            writer.string(ids.string(UInt32(number)))
            writer.unsigned(UInt64(counts[number]))
            for value in self[number] { writer.unsigned(UInt64(value)) }
        }
    }

    init(from reader: inout SnapshotReader) throws(SnapshotError) {
        self.init()
        let lists = try reader.array { reader throws(SnapshotError) in
            (try reader.string(), try reader.array { reader throws(SnapshotError) in try reader.unsigned() })
        }
        for (id, list) in lists {
            guard !contains(id), list.count <= Self.maximumSkills, list.allSatisfy({ $0 <= UInt64(UInt32.max) }) else {
                throw .invalid(offset: 0, reason: "a list of skills that can't be \"\(id)\"'s")
            }
            let number = number(of: id)
            set(list.map { UInt32($0) }, for: number)
        }
    }
}
