/// One occurrence of a term: slot of the document, field, and how often it has the term.
struct Posting {
    /// Slot in the upper half, field in the next 8 bits, occurrences in the lowest 24.
    let packed: UInt64

    static let maximumOccurrences: UInt32 = 1 << 24 - 1

    @inline(__always)
    init(packed: UInt64) { self.packed = packed }

    @inline(__always)
    init(slot: UInt32, field: Int, occurrences: UInt32) {
        packed = UInt64(slot) << 32 | UInt64(field) << 24 | UInt64(occurrences)
    }

    @inline(__always) var slot: UInt32 { UInt32(truncatingIfNeeded: packed >> 32) }
    @inline(__always) var field: Int { Int(packed >> 24 & 0xFF) }
    @inline(__always) var occurrences: UInt32 { UInt32(packed & 0xFF_FFFF) }
}

/// The postings of all terms, in one array.
///
/// Each term's postings lie in one block, ascending by slot, then field. A block that is full moves to one of twice the
/// size, and the old one is kept for a term that grows into that size. So a term costs its record and on average a third
/// more than its postings, without an allocation of its own.
struct PostingStore: Sendable {
    /// Where the postings of one term lie, and how many live documents have it.
    struct TermRecord: Sendable {
        var offset = 0
        var count: UInt32 = 0
        var documentFrequency: UInt32 = 0
        /// Binary logarithm of the size of the block; 0xFF for no block.
        var sizeClass: UInt8 = 0xFF
    }

    private(set) var packed: [UInt64] = []
    private(set) var records: [TermRecord] = []
    /// Blocks out of use, by binary logarithm of their size.
    private var free: [[Int]] = [[Int]](repeating: [], count: 33)

    /// Makes room for terms below a number.
    mutating func reserve(terms: Int) {
        if terms > records.count {
            records.append(contentsOf: repeatElement(TermRecord(), count: terms - records.count))
        }
    }

    @inline(__always)
    func range(of term: UInt32) -> Range<Int> {
        let record = records[Int(term)]
        return record.offset..<record.offset + Int(record.count)
    }

    mutating func append(_ posting: Posting, to term: UInt32) {
        let index = Int(term)
        var record = records[index]
        if record.sizeClass == 0xFF || Int(record.count) == 1 << Int(record.sizeClass) { grow(&record) }
        packed[record.offset + Int(record.count)] = posting.packed
        record.count += 1
        records[index] = record
    }

    mutating func addDocument(to term: UInt32) { records[Int(term)].documentFrequency += 1 }
    mutating func removeDocument(from term: UInt32) { records[Int(term)].documentFrequency -= 1 }

    /// Gives a term without postings a block for some number of them.
    mutating func reserve(postings count: Int, of term: UInt32) {
        guard count > 0 else { return }
        let sizeClass = UInt8(Int.bitWidth - (count - 1).leadingZeroBitCount)
        records[Int(term)].offset = block(ofSizeClass: sizeClass)
        records[Int(term)].sizeClass = sizeClass
    }

    private mutating func block(ofSizeClass sizeClass: UInt8) -> Int {
        if let reused = free[Int(sizeClass)].popLast() { return reused }
        let offset = packed.count
        packed.append(contentsOf: repeatElement(0, count: 1 << Int(sizeClass)))
        return offset
    }

    private mutating func grow(_ record: inout TermRecord) {
        let oldClass = record.sizeClass
        let newClass = oldClass == 0xFF ? 0 : oldClass + 1
        let offset = block(ofSizeClass: newClass)
        for index in 0..<Int(record.count) { packed[offset + index] = packed[record.offset + index] }
        if oldClass != 0xFF { free[Int(oldClass)].append(record.offset) }
        record.offset = offset
        record.sizeClass = newClass
    }

    /// The same postings with slots renumbered, those without a new slot left out, and no block out of use.
    func renumbered(_ newSlots: [UInt32], removed: UInt32) -> PostingStore {
        var result = PostingStore()
        result.reserve(terms: records.count)
        for (term, record) in records.enumerated() {
            let kept = packed[range(of: UInt32(term))].count { newSlots[Int(Posting(packed: $0).slot)] != removed }
            result.reserve(postings: kept, of: UInt32(term))
            for index in range(of: UInt32(term)) {
                let posting = Posting(packed: packed[index])
                let slot = newSlots[Int(posting.slot)]
                guard slot != removed else { continue }
                result.append(
                    Posting(slot: slot, field: posting.field, occurrences: posting.occurrences), to: UInt32(term))
            }
            result.records[term].documentFrequency = record.documentFrequency
        }
        return result
    }
}
