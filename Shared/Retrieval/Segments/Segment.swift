/// A written part of an index: immutable postings in a mapped file, which any number of threads may read.
final class Segment: @unchecked Sendable {
    let number: UInt64
    let count: Int
    let termCount: Int
    /// Sum of lengths and documents that aren't empty, for each field.
    let totals: [InvertedIndex.FieldTotal]
    private let file: MappedFile
    private let base: UnsafeRawPointer
    private let ranges: [Range<Int>]
    private let firstDocument: UInt64
    private let fields: [SegmentedIndex.Field]
    private let lengthColumns: [LengthColumn]

    /// Lengths of one field.
    struct LengthColumn {
        var start: UnsafeRawPointer
        var width: Int
    }

    init(number: UInt64, path: String, fields: [SegmentedIndex.Field]) throws(SnapshotError) {
        let (file, ranges) = try SectionedFile.open(
            path, name: SegmentFormat.name, sections: SegmentFormat.sections)
        let base = UnsafeRawPointer(file.base)
        func described(_ index: Int) -> UInt64 {
            base.load(fromByteOffset: ranges[0].lowerBound + 8 * index, as: UInt64.self)
        }
        let perField = SegmentFormat.descriptionCountOfField
        guard ranges[0].count == 8 * (SegmentFormat.descriptionCount + perField * fields.count),
            described(3) == UInt64(fields.count), described(0) < UInt64(SegmentFormat.end)
        else { throw SnapshotError(damaged: path, "its description is that of other fields") }
        count = Int(described(0))
        termCount = Int(clamping: described(1))
        firstDocument = described(2)
        var columns: [LengthColumn] = []
        var totals: [InvertedIndex.FieldTotal] = []
        var position = ranges[2].lowerBound
        for (index, field) in fields.enumerated() {
            let description = SegmentFormat.descriptionCount + perField * index
            let width = Int(clamping: described(description))
            guard [1, 2, 4].contains(width), described(description + 1) == field.flags else {
                throw SnapshotError(damaged: path, "field \(field.name) is stored in another way")
            }
            columns.append(LengthColumn(start: base + position, width: width))
            totals.append(
                InvertedIndex.FieldTotal(
                    length: described(description + 2), documents: Int(clamping: described(description + 3))))
            position += (count * width + 7) & ~7
        }
        let groupCount = (termCount + SegmentFormat.termsInGroup - 1) / SegmentFormat.termsInGroup
        let listedCount = firstDocument == SegmentFormat.listed ? count : 0
        guard position == ranges[2].upperBound, ranges[1].count == 4 * listedCount, ranges[3].count == 4 * groupCount
        else { throw SnapshotError(damaged: path, "its sections have not the lengths that its description says") }
        self.number = number
        self.file = file
        self.base = base
        self.ranges = ranges
        self.fields = fields
        lengthColumns = columns
        self.totals = totals
    }

    // MARK: Documents

    /// The number of the document at a place.
    @inline(__always)
    func document(_ place: UInt32) -> UInt32 {
        firstDocument == SegmentFormat.listed
            ? base.load(fromByteOffset: ranges[1].lowerBound &+ Int(place) &* 4, as: UInt32.self)
            : UInt32(truncatingIfNeeded: firstDocument) &+ place
    }

    func lengths(_ field: Int) -> LengthColumn { lengthColumns[field] }

    func length(_ field: Int, _ place: UInt32) -> Int {
        SegmentFormat.length(lengthColumns[field].start, lengthColumns[field].width, place)
    }

    // MARK: Terms

    /// Where the postings of a term in one field lie.
    struct ListLocation {
        var field: Int
        var documentCount: Int
        var postings: UnsafeRawPointer
        var blocks: UnsafeRawPointer
        var positions: UnsafeRawPointer

        var blockCount: Int { (documentCount + BlockCodec.count - 1) / BlockCodec.count }
    }

    /// A term and its lists.
    struct TermEntry {
        var term: [UInt8] = []
        /// Documents that have it in any field.
        var documentCount = 0
        var lists: [ListLocation] = []
    }

    /// Reads terms one after the other.
    struct TermReader {
        private let segment: Segment
        private var place: UnsafeRawPointer
        private var next: Int
        private var blocks = 0
        private var postings = 0
        private var positions = 0
        private(set) var entry = TermEntry()

        /// Begins at a group of terms.
        init(_ segment: Segment, group: Int) {
            self.segment = segment
            next = group * SegmentFormat.termsInGroup
            place = segment.start(ofGroup: min(group, max(segment.groupCount - 1, 0)))
        }

        /// Goes to the next term; false at the end.
        mutating func advance() -> Bool {
            guard next < segment.termCount else { return false }
            if next % SegmentFormat.termsInGroup == 0 {
                blocks = VariableByte.read(&place)
                postings = VariableByte.read(&place)
                positions = VariableByte.read(&place)
                entry.term = []
            }
            next += 1
            let shared = VariableByte.read(&place)
            let count = VariableByte.read(&place)
            entry.term.removeSubrange(min(shared, entry.term.count)...)
            entry.term.append(contentsOf: UnsafeRawBufferPointer(start: place, count: count))
            place += count
            let several = segment.fields.count > 1
            var fields = several ? UInt64(VariableByte.read(&place)) : 1
            let isInSeveral = fields & (fields &- 1) != 0
            entry.documentCount = isInSeveral ? VariableByte.read(&place) : 0
            entry.lists.removeAll(keepingCapacity: true)
            while fields != 0 {
                let field = fields.trailingZeroBitCount
                fields &= fields - 1
                let location = ListLocation(
                    field: field, documentCount: VariableByte.read(&place),
                    postings: segment.base + segment.ranges[6].lowerBound + postings,
                    blocks: segment.base + segment.ranges[5].lowerBound + 8 * blocks,
                    positions: segment.base + segment.ranges[7].lowerBound + positions)
                postings += VariableByte.read(&place)
                if segment.fields[field].storesPositions { positions += VariableByte.read(&place) }
                if location.blockCount > 1 { blocks += location.blockCount }
                if !isInSeveral { entry.documentCount = location.documentCount }
                entry.lists.append(location)
            }
            return true
        }
    }

    private var groupCount: Int { ranges[3].count / 4 }

    private func start(ofGroup group: Int) -> UnsafeRawPointer {
        guard groupCount > 0 else { return base + ranges[4].lowerBound }
        let offset = base.load(fromByteOffset: ranges[3].lowerBound + 4 * group, as: UInt32.self)
        return base + ranges[4].lowerBound + Int(offset)
    }

    /// A term's entry, or nil if the segment hasn't the term.
    func find(_ term: [UInt8]) -> TermEntry? {
        guard groupCount > 0 else { return nil }
        var low = 0
        var high = groupCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if isFirstTerm(ofGroup: middle, after: term) { high = middle } else { low = middle }
        }
        var reader = TermReader(self, group: low)
        for _ in 0..<SegmentFormat.termsInGroup where reader.advance() {
            if reader.entry.term == term { return reader.entry }
        }
        return nil
    }

    /// Whether the first term of a group comes after a term.
    private func isFirstTerm(ofGroup group: Int, after term: [UInt8]) -> Bool {
        var place = start(ofGroup: group)
        for _ in 0..<4 { _ = VariableByte.read(&place) }
        let count = VariableByte.read(&place)
        let first = UnsafeRawBufferPointer(start: place, count: count)
        return term.lexicographicallyPrecedes(first)
    }
}
