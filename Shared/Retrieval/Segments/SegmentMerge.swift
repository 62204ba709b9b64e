/// Makes one segment of several, without what was removed.
struct SegmentMerge {
    let fields: [SegmentedIndex.Field]

    /// Writes the segment; documents keep the order of segments and places.
    func merge(_ segments: [Segment], removed: [Bitmap], to path: String) throws(SnapshotError) {
        var documents: [UInt32] = []
        var lengths = fields.map { _ in [UInt32]() }
        /// For each segment the new places of the old ones.
        var newPlaces: [[UInt32]] = []
        for (segment, removed) in zip(segments, removed) {
            var places = [UInt32](repeating: SegmentFormat.end, count: segment.count)
            for place in 0..<UInt32(segment.count) where !removed.contains(place) {
                places[Int(place)] = UInt32(documents.count)
                documents.append(segment.document(place))
                for field in fields.indices { lengths[field].append(UInt32(segment.length(field, place))) }
            }
            newPlaces.append(places)
        }
        var writer = SegmentWriter(fields: fields, documents: documents, lengths: lengths)
        mergeTerms(segments, newPlaces, into: &writer)
        try writer.write(to: path)
    }

    private func mergeTerms(_ segments: [Segment], _ newPlaces: [[UInt32]], into writer: inout SegmentWriter) {
        var readers: [(source: Int, reader: Segment.TermReader)] = []
        for (source, segment) in segments.enumerated() {
            var reader = Segment.TermReader(segment, group: 0)
            if reader.advance() { readers.append((source, reader)) }
        }
        var lists = fields.indices.map { _ in SegmentWriter.List() }
        let copier = ListCopier(fields: fields)
        while let first = readers.map(\.reader.entry.term).min(by: { $0.lexicographicallyPrecedes($1) }) {
            for field in fields.indices {
                lists[field].removeAll()
                lists[field].field = field
            }
            for index in readers.indices where readers[index].reader.entry.term == first {
                let source = readers[index].source
                for location in readers[index].reader.entry.lists {
                    copier.copy(location, of: segments[source], newPlaces[source], to: &lists[location.field])
                }
            }
            let used = lists.filter { !$0.places.isEmpty }
            if !used.isEmpty {
                let count = used.count == 1 ? used[0].places.count : SegmentBuffer.union(used[...])
                writer.add(first, documentCount: count, used[...])
            }
            for index in readers.indices.reversed() where readers[index].reader.entry.term == first {
                if !readers[index].reader.advance() { readers.remove(at: index) }
            }
        }
    }
}

/// Copies lists of postings from a segment, with new places.
private final class ListCopier {
    private let fields: [SegmentedIndex.Field]
    private let buffer: UnsafeMutablePointer<UInt32>
    private let factors: FieldFactor
    private let table: UnsafeMutablePointer<Double>

    init(fields: [SegmentedIndex.Field]) {
        self.fields = fields
        buffer = .allocate(capacity: ListCursor.bufferCount + 4)
        table = .allocate(capacity: FieldFactor.tableCount)
        factors = FieldFactor(IndexField(""), averageLength: 0, table: table)
    }

    deinit {
        buffer.deallocate()
        table.deallocate()
    }

    func copy(
        _ location: Segment.ListLocation, of segment: Segment, _ newPlaces: [UInt32],
        to list: inout SegmentWriter.List
    ) {
        let field = fields[location.field]
        var cursor = ListCursor(
            location, lengths: segment.lengths(location.field), factors: factors,
            hasPositions: field.storesPositions, buffer: buffer)
        var pointer = location.positions
        newPlaces.withUnsafeBufferPointer { newPlaces in
            while cursor.place != SegmentFormat.end {
                cursor.takeBlock { places, occurrences in
                    for index in places.indices {
                        let place = newPlaces[Int(places[index])]
                        let start = pointer
                        if field.storesPositions {
                            Self.skip(occurrences[index], hasPayloads: field.storesPayloads, &pointer)
                        }
                        guard place != SegmentFormat.end else { continue }
                        list.places.append(place)
                        list.occurrences.append(occurrences[index])
                        guard field.storesPositions else { continue }
                        list.positionStarts.append(list.positions.count)
                        list.positions.append(
                            contentsOf: UnsafeRawBufferPointer(start: start, count: pointer - start))
                    }
                }
            }
        }
    }

    private static func skip(_ occurrences: UInt32, hasPayloads: Bool, _ pointer: inout UnsafeRawPointer) {
        for _ in 0..<occurrences {
            _ = VariableByte.read(&pointer)
            guard hasPayloads else { continue }
            let count = VariableByte.read(&pointer)
            pointer += count
        }
    }
}
