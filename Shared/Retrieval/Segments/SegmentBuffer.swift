internal import Text

/// Documents that have not been written yet: a record for each occurrence of a term, in order of arrival.
struct SegmentBuffer {
    private let fields: [SegmentedIndex.Field]
    private var vocabulary = StringInterner()
    private(set) var documents: [UInt32] = []
    private var records: [FieldRecords]
    /// Records of all fields.
    private(set) var recordCount = 0

    /// The occurrences in one field: term and place of each, and if the field has them, position and payload.
    private struct FieldRecords {
        var terms: [UInt32] = []
        var places: [UInt32] = []
        var positions: [UInt32] = []
        /// Ends of the payloads in `payloadBytes`.
        var payloadEnds: [Int] = []
        var payloadBytes: [UInt8] = []
        /// For each document, how many terms its field has.
        var lengths: [UInt32] = []
        var nextPosition: UInt32 = 0
    }

    init(fields: [SegmentedIndex.Field]) {
        self.fields = fields
        records = fields.map { _ in FieldRecords() }
    }

    /// Starts a document, and gives its place.
    mutating func begin(_ document: UInt32) -> UInt32 {
        documents.append(document)
        for field in records.indices {
            records[field].lengths.append(0)
            records[field].nextPosition = 0
        }
        return UInt32(documents.count - 1)
    }

    /// Adds an occurrence to the document begun last.
    @inline(__always)
    mutating func add(
        _ term: UnsafeBufferPointer<UInt8>, field: Int, position: Int?, payload: UnsafeBufferPointer<UInt8>?
    ) {
        let number = vocabulary.intern(term)
        recordCount += 1
        let last = documents.count - 1
        records[field].terms.append(number)
        records[field].places.append(UInt32(last))
        records[field].lengths[last] += 1
        guard fields[field].storesPositions else { return }
        let next = records[field].nextPosition
        let position = position.map { max(UInt32(clamping: $0), next) } ?? next
        records[field].positions.append(position)
        // The last place there is takes all that follows it.
        records[field].nextPosition = position == .max ? .max : position + 1
        guard fields[field].storesPayloads else { return }
        if let payload { records[field].payloadBytes.append(contentsOf: payload) }
        records[field].payloadEnds.append(records[field].payloadBytes.count)
    }

    /// Writes everything as a segment.
    func write(to path: String) throws(SnapshotError) {
        var writer = SegmentWriter(fields: fields, documents: documents, lengths: records.map(\.lengths))
        let sorted = records.map { order($0) }
        var lists = fields.indices.map { _ in SegmentWriter.List() }
        for term in vocabulary.sortedNumbers() {
            var used = 0
            for field in fields.indices where !sorted[field].range(of: term).isEmpty {
                lists[used].removeAll()
                lists[used].field = field
                fill(&lists[used], sorted[field], term, field)
                used += 1
            }
            if used > 0 {
                let count = used == 1 ? lists[0].places.count : Self.union(lists[..<used])
                writer.add(Array(vocabulary.string(term).utf8), documentCount: count, lists[..<used])
            }
        }
        try writer.write(to: path)
    }

    /// Records of a field by term, each term's in order of arrival.
    private struct SortedRecords {
        /// Places; for a field with positions, indices of records.
        var values: [UInt32]
        /// For each term, where its values end.
        var ends: [Int]

        func range(of term: UInt32) -> Range<Int> { (term == 0 ? 0 : ends[Int(term) - 1])..<ends[Int(term)] }
    }

    /// Sorts records by counting: two passes over them.
    private func order(_ records: FieldRecords) -> SortedRecords {
        let hasPositions = !records.positions.isEmpty
        var ends = [Int](repeating: 0, count: vocabulary.count)
        for term in records.terms { ends[Int(term)] += 1 }
        var start = 0
        for term in ends.indices {
            let count = ends[term]
            ends[term] = start
            start += count
        }
        let values = [UInt32](unsafeUninitializedCapacity: records.terms.count) { values, count in
            ends.withUnsafeMutableBufferPointer { ends in
                for index in records.terms.indices {
                    let term = Int(records.terms[index])
                    values[ends[term]] = hasPositions ? UInt32(index) : records.places[index]
                    ends[term] += 1
                }
            }
            count = records.terms.count
        }
        return SortedRecords(values: values, ends: ends)
    }

    private func fill(_ list: inout SegmentWriter.List, _ sorted: SortedRecords, _ term: UInt32, _ field: Int) {
        let records = records[field]
        let hasPositions = fields[field].storesPositions
        var lastPosition: UInt32 = 0
        for index in sorted.range(of: term) {
            let value = sorted.values[index]
            let place = hasPositions ? records.places[Int(value)] : value
            if list.places.last == place {
                list.occurrences[list.occurrences.count - 1] += 1
            } else {
                list.places.append(place)
                list.occurrences.append(1)
                lastPosition = 0
                if hasPositions { list.positionStarts.append(list.positions.count) }
            }
            guard hasPositions else { continue }
            let position = records.positions[Int(value)]
            VariableByte.append(UInt64(position - lastPosition), to: &list.positions)
            lastPosition = position
            guard fields[field].storesPayloads else { continue }
            let start = value == 0 ? 0 : records.payloadEnds[Int(value) - 1]
            let payload = records.payloadBytes[start..<records.payloadEnds[Int(value)]]
            VariableByte.append(payload.count, to: &list.positions)
            list.positions.append(contentsOf: payload)
        }
    }

    /// How many places are in any of some lists.
    static func union(_ lists: ArraySlice<SegmentWriter.List>) -> Int {
        guard lists.count > 1 else { return lists.first?.places.count ?? 0 }
        var all = Bitmap()
        for list in lists { for place in list.places { all.insert(place) } }
        return all.count
    }
}
