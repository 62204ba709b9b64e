/// Makes the file of a segment out of terms in order.
struct SegmentWriter {
    private let fields: [SegmentedIndex.Field]
    private let documents: [UInt32]
    private let lengths: [[UInt32]]

    private var termCount = 0
    private var groups: [UInt32] = []
    private var dictionary: [UInt8] = []
    private var blocks: [UInt32] = []
    private var postings: [UInt8] = []
    private var positions: [UInt8] = []
    private var lastTerm: [UInt8] = []

    /// One field's postings of a term: places ascending, with occurrences, and positions as section 7 has them.
    struct List {
        var field = 0
        var places: [UInt32] = []
        var occurrences: [UInt32] = []
        var positions: [UInt8] = []
        /// For each place, where its positions begin; empty for a field without.
        var positionStarts: [Int] = []

        mutating func removeAll() {
            places.removeAll(keepingCapacity: true)
            occurrences.removeAll(keepingCapacity: true)
            positions.removeAll(keepingCapacity: true)
            positionStarts.removeAll(keepingCapacity: true)
        }
    }

    /// `lengths` has for each field one number for each document.
    init(fields: [SegmentedIndex.Field], documents: [UInt32], lengths: [[UInt32]]) {
        self.fields = fields
        self.documents = documents
        self.lengths = lengths
    }

    /// Adds a term that comes after the last one, with its lists by field; `documentCount` have it in any.
    mutating func add(_ term: [UInt8], documentCount: Int, _ lists: ArraySlice<List>) {
        if termCount % SegmentFormat.termsInGroup == 0 {
            groups.append(UInt32(dictionary.count))
            for start in [blocks.count / 2, postings.count, positions.count] {
                VariableByte.append(start, to: &dictionary)
            }
            lastTerm = []
        }
        termCount += 1
        let shared = zip(term, lastTerm).prefix { $0 == $1 }.count
        VariableByte.append(shared, to: &dictionary)
        VariableByte.append(term.count - shared, to: &dictionary)
        dictionary.append(contentsOf: term[shared...])
        lastTerm = term
        if fields.count > 1 {
            VariableByte.append(lists.reduce(UInt64(0)) { $0 | 1 << UInt64($1.field) }, to: &dictionary)
            if lists.count > 1 { VariableByte.append(documentCount, to: &dictionary) }
        }
        for list in lists { add(list) }
    }

    private mutating func add(_ list: List) {
        let start = postings.count
        let positionStart = positions.count
        let blockCount = (list.places.count + BlockCodec.count - 1) / BlockCodec.count
        var impacts: [ImpactCollector] = []
        for block in 0..<blockCount { impacts.append(collectImpacts(list, range(block, list))) }
        if blockCount > 1 {
            impacts.dropFirst().reduce(into: impacts[0]) { $0.add($1) }.encode(to: &postings)
        }
        var next: UInt32 = 0
        for block in 0..<blockCount {
            let range = range(block, list)
            let last = list.places[range.upperBound - 1]
            if blockCount > 1 {
                blocks.append(last)
                blocks.append(UInt32(postings.count - start))
            }
            impacts[block].encode(to: &postings)
            if !list.positionStarts.isEmpty {
                VariableByte.append(list.positionStarts[range.lowerBound], to: &postings)
            }
            if range.count == BlockCodec.count {
                pack(list, range, from: next)
            } else {
                for index in range {
                    let gap = UInt64(list.places[index] - next) << 1
                    VariableByte.append(gap | (list.occurrences[index] == 1 ? 1 : 0), to: &postings)
                    if list.occurrences[index] > 1 {
                        VariableByte.append(UInt64(list.occurrences[index]), to: &postings)
                    }
                    next = list.places[index] + 1
                }
            }
            next = last + 1
        }
        positions.append(contentsOf: list.positions)
        VariableByte.append(list.places.count, to: &dictionary)
        VariableByte.append(postings.count - start, to: &dictionary)
        if fields[list.field].storesPositions {
            VariableByte.append(positions.count - positionStart, to: &dictionary)
        }
    }

    private func collectImpacts(_ list: List, _ range: Range<Int>) -> ImpactCollector {
        var collector = ImpactCollector()
        lengths[list.field].withUnsafeBufferPointer { lengths in
            list.places.withUnsafeBufferPointer { places in
                list.occurrences.withUnsafeBufferPointer { occurrences in
                    for index in range {
                        collector.add(occurrences: occurrences[index], length: lengths[Int(places[index])])
                    }
                }
            }
        }
        return collector
    }

    private func range(_ block: Int, _ list: List) -> Range<Int> {
        block * BlockCodec.count..<min((block + 1) * BlockCodec.count, list.places.count)
    }

    private mutating func pack(_ list: List, _ range: Range<Int>, from first: UInt32) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: BlockCodec.count) { values in
            guard let base = values.baseAddress else { return }
            var next = first
            for index in range {
                base[index - range.lowerBound] = list.places[index] - next
                next = list.places[index] + 1
            }
            BlockCodec.encode(base, to: &postings)
            for index in range { base[index - range.lowerBound] = list.occurrences[index] - 1 }
            BlockCodec.encode(base, to: &postings)
        }
    }

    /// Writes the file.
    func write(to path: String) throws(SnapshotError) {
        let first = documents.first ?? 0
        let isListed = documents.indices.contains { documents[$0] != first &+ UInt32($0) }
        var description: [UInt64] = [
            UInt64(documents.count), UInt64(termCount), isListed ? SegmentFormat.listed : UInt64(first),
            UInt64(fields.count),
        ]
        var lengthBytes: [UInt8] = []
        for (field, lengths) in zip(fields, lengths) {
            let width = SegmentFormat.width(lengths.max() ?? 0)
            for length in lengths {
                for byte in 0..<width { lengthBytes.append(UInt8(truncatingIfNeeded: length >> UInt32(8 * byte))) }
            }
            while lengthBytes.count % 8 != 0 { lengthBytes.append(0) }
            description.append(UInt64(width))
            description.append(field.flags)
            description.append(lengths.reduce(0) { $0 + UInt64($1) })
            description.append(UInt64(lengths.count { $0 > 0 }))
        }
        // What a packed block is read with may reach past its end.
        let postings = postings + [UInt8](repeating: 0, count: 32)
        try SectionedFile.write(
            [
                .numbers(description), .numbers(isListed ? documents : []), .bytes(lengthBytes), .numbers(groups),
                .bytes(dictionary), .numbers(blocks), .bytes(postings), .bytes(positions),
            ], name: SegmentFormat.name, to: path)
    }
}
