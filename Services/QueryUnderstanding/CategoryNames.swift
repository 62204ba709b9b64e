import Marketplace
import Text

/// The categories that posts and profiles state, with how they are written.
///
/// Spellings with the same key ("Web Development", "web-development") are one category; it is called as it is written
/// most often. Categories have numbers in order of first sight.
struct CategoryNames {
    /// What is held at most; what comes later and is new is passed over.
    enum Limit {
        static let spellings = 20_000
        static let bytes = 128
    }

    private var spellings = StringInterner()
    private var categoryOfSpelling: [UInt32] = []
    private var usesOfSpelling: [UInt32] = []
    private var spellingsOfCategory: [[UInt32]] = []
    private var numbersByKey: [String: UInt32] = [:]

    /// How many categories there are.
    var count: Int { spellingsOfCategory.count }

    /// How many spellings there are.
    var spellingCount: Int { spellings.count }

    /// The number of a spelling, learning it if it is new; nil if it says nothing, is too long, or all are taken.
    mutating func spelling(of category: String) -> UInt32? {
        if let known = spellings.find(category) { return known }
        let key = TermKey.make(category)
        guard !key.isEmpty, category.utf8.count <= Limit.bytes, spellings.count < Limit.spellings else { return nil }
        let number = numbersByKey[key] ?? UInt32(count)
        if number == UInt32(count) {
            numbersByKey[key] = number
            spellingsOfCategory.append([])
        }
        let spelling = spellings.intern(category)
        categoryOfSpelling.append(number)
        usesOfSpelling.append(0)
        spellingsOfCategory[Int(number)].append(spelling)
        return spelling
    }

    /// The category that a spelling names.
    func category(ofSpelling spelling: UInt32) -> UInt32 { categoryOfSpelling[Int(spelling)] }

    /// The category that a name stands for, however written.
    func category(named name: String) -> UInt32? { numbersByKey[TermKey.make(name)] }

    /// Notes that a post writes a spelling, or does so no longer.
    mutating func changeUses(ofSpelling spelling: UInt32, by change: Int) {
        usesOfSpelling[Int(spelling)] = UInt32(clamping: Int(usesOfSpelling[Int(spelling)]) + change)
    }

    /// How many posts state a category.
    func uses(of category: UInt32) -> Int {
        spellingsOfCategory[Int(category)].reduce(0) { $0 + Int(usesOfSpelling[Int($1)]) }
    }

    /// The spelling used most, the earliest of equal ones.
    func name(of category: UInt32) -> String {
        var best: UInt32?
        for spelling in spellingsOfCategory[Int(category)] {
            if best.map({ usesOfSpelling[Int(spelling)] > usesOfSpelling[Int($0)] }) ?? true { best = spelling }
        }
        return best.map { spellings.string($0) } ?? ""
    }
}

extension CategoryNames: SnapshotCodable {
    func encode(to writer: inout SnapshotWriter) {
        writer.unsigned(UInt64(spellingCount))
        for spelling in 0..<UInt32(spellingCount) { writer.string(spellings.string(spelling)) }
    }

    /// Learns the spellings anew; none counts as used yet.
    init(from reader: inout SnapshotReader) throws(SnapshotError) {
        self.init()
        for (number, text) in try reader.strings().enumerated() {
            guard spelling(of: text) == UInt32(number) else {
                throw .invalid(offset: 0, reason: "\"\(text)\" as a category, which it can't be")
            }
        }
    }
}
