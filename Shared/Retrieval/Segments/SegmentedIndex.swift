internal import Foundation
internal import Synchronization

/// A full-text index on disk, for more documents than fit ``InvertedIndex``: written in segments, read by mapping.
///
/// Documents that come in are kept in memory until ``commit()`` writes them as a segment, with everything that was
/// removed; searches see what was last committed, whole. Segments never change: what is removed is marked, and goes when
/// segments are merged, which happens by itself so that there are few. Scores are those of ``InvertedIndex``, except
/// that documents removed count in the statistics until their segment is merged.
///
/// One process at a time may change a directory, from one thread at a time; searches may run at any time on any number
/// of threads, in other processes too. A commit that is interrupted has not happened.
public final class SegmentedIndex: @unchecked Sendable {
    /// A field and what is kept of it.
    public struct Field: Sendable, Equatable {
        /// Name, weight and length normalization; the last two may change from one opening to the next.
        public var scoring: IndexField
        /// Whether it is kept where in the field each term stands, for phrases.
        public var storesPositions: Bool
        /// Whether bytes are kept with each occurrence; only together with positions.
        public var storesPayloads: Bool

        /// A field without positions and payloads, unless told otherwise.
        public init(_ scoring: IndexField, storesPositions: Bool = false, storesPayloads: Bool = false) {
            precondition(storesPositions || !storesPayloads, "payloads are kept together with positions")
            self.scoring = scoring
            self.storesPositions = storesPositions
            self.storesPayloads = storesPayloads
        }

        var name: String { scoring.name }

        var flags: UInt64 {
            (storesPositions ? SegmentFormat.hasPositions : 0) | (storesPayloads ? SegmentFormat.hasPayloads : 0)
        }
    }

    /// How much memory and how many segments an index may take.
    public struct Options: Sendable, Equatable {
        /// Occurrences of terms in memory until a segment is written; 8 bytes each, 12 or more with positions.
        public var bufferedOccurrences: Int
        /// Segments of about the same size that are merged into one, at least 2.
        public var mergeFactor: Int

        /// Options, with some 300 MB for the buffer unless told otherwise.
        public init(bufferedOccurrences: Int = 32_000_000, mergeFactor: Int = 10) {
            precondition(bufferedOccurrences > 0 && bufferedOccurrences <= Int(UInt32.max), "a buffer of 1 to 2^32 - 1")
            precondition(mergeFactor >= 2, "at least two segments are merged")
            self.bufferedOccurrences = bufferedOccurrences
            self.mergeFactor = mergeFactor
        }
    }

    /// Where the files lie.
    public let directory: String
    /// The fields of each document.
    public let fields: [Field]
    /// How soon more occurrences count no more: BM25's k₁.
    public let saturation: Double
    let options: Options

    private let currentView: Mutex<SegmentView>
    private var manifest: SegmentManifest
    private var buffer: BufferBox
    /// Segments that are written, but not committed.
    private var pending: [Segment] = []
    /// Places of segments that are to be removed by the next commit.
    private var removals: [UInt64: Bitmap] = [:]
    private var locations: LocationTable?

    /// Opens the index of a directory, or begins one there if it has none.
    ///
    /// - Throws: ``SnapshotError`` if a file is damaged, or was made with other fields.
    public init(
        directory: String, fields: [Field], saturation: Double = 1.2, options: Options = Options()
    ) throws(SnapshotError) {
        precondition((1...InvertedIndex.maximumFields).contains(fields.count), "an index has 1 to 64 fields")
        precondition(saturation > 0 && saturation.isFinite, "saturation must be positive and finite")
        self.directory = directory
        self.fields = fields
        self.saturation = saturation
        self.options = options
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw SnapshotError(file: directory, "cannot be made: \(error.localizedDescription)")
        }
        let manifest = try SegmentManifest.open(directory, fields: fields)
        var segments: [Segment] = []
        for number in manifest.segments {
            segments.append(
                try Segment(number: number, path: Self.path(directory, number), fields: fields))
        }
        self.manifest = manifest
        buffer = BufferBox(fields: fields)
        currentView = Mutex(
            SegmentView(segments: segments, removed: manifest.removed, fields: fields, saturation: saturation))
    }

    /// What searches see.
    var view: SegmentView { currentView.withLock { $0 } }

    /// How many documents searches see.
    public var count: Int { view.liveCount }

    /// How many segments there are.
    public var segmentCount: Int { view.segments.count }

    /// How many documents have a term in any field, those removed and not merged yet included.
    public func documentFrequency(of term: String) -> Int {
        view.segments.reduce(0) { $0 + ($1.find(Array(term.utf8))?.documentCount ?? 0) }
    }

    /// Bytes of all files.
    public var byteCount: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.reduce(0) { sum, name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: directory + "/" + name)
            return sum + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
        }
    }

    // MARK: Changing it

    /// Puts a document in, in the place of what it was before, with the next commit.
    ///
    /// `contents` has the terms of each field in order. Writes a segment when the buffer is full.
    public func update(_ document: UInt32, _ contents: [[String]]) throws(SnapshotError) {
        precondition(contents.count <= fields.count, "a document has at most as many fields as its index")
        try update(document) { writer in
            for (field, terms) in contents.enumerated() {
                for term in terms { writer.add(term, field: field) }
            }
        }
    }

    /// Puts a document in, in the place of what it was before, with the next commit.
    ///
    /// The closure gives its terms, each field's in order.
    public func update(_ document: UInt32, _ body: (borrowing DocumentWriter) -> Void) throws(SnapshotError) {
        precondition(document <= InvertedIndex.maximumDocument, "document numbers must be at most 2^28 - 1")
        remove(document)
        let place = buffer.contents.begin(document)
        locations?.set(document, LocationTable.Location(segment: manifest.nextSegment, place: place))
        body(DocumentWriter(buffer: buffer, fieldCount: fields.count))
        if buffer.contents.recordCount >= options.bufferedOccurrences { try flush() }
    }

    /// Takes a document out with the next commit; false if it wasn't in.
    @discardableResult
    public func remove(_ document: UInt32) -> Bool {
        if locations == nil { locations = makeLocations() }
        guard let location = locations?.remove(document) else { return false }
        removals[location.segment, default: Bitmap()].insert(location.place)
        return true
    }

    private func makeLocations() -> LocationTable {
        var table = LocationTable()
        let view = view
        for (segment, removed) in zip(view.segments, view.removed) {
            for place in 0..<UInt32(segment.count) where !removed.contains(place) {
                table.set(segment.document(place), LocationTable.Location(segment: segment.number, place: place))
            }
        }
        return table
    }

    /// Writes what is in memory as a segment, which no search sees yet.
    private func flush() throws(SnapshotError) {
        guard !buffer.contents.documents.isEmpty else { return }
        let number = manifest.nextSegment
        try buffer.contents.write(to: Self.path(directory, number))
        pending.append(try Segment(number: number, path: Self.path(directory, number), fields: fields))
        manifest.nextSegment += 1
        buffer = BufferBox(fields: fields)
    }

    /// Lets searches see all changes so far, and makes them last.
    ///
    /// - Throws: ``SnapshotError`` if a file cannot be written. Searches then see either none of the changes or all, and
    ///   the call may be repeated.
    public func commit() throws(SnapshotError) {
        try flush()
        guard !pending.isEmpty || !removals.isEmpty else { return }
        let view = view
        let segments = view.segments + pending
        let removed = zip(segments, view.removed + pending.map { _ in Bitmap() }).map { segment, removed in
            var removed = removed
            if let more = removals[segment.number] { removed.formUnion(more) }
            return removed
        }
        try install(segments, removed)
        pending = []
        removals = [:]
        while let range = mergeable() { try merge(range) }
    }

    /// Merges segments until there are as few as asked for.
    ///
    /// What was removed is gone then from the segments that were merged; with one segment left, all of it.
    public func merge(into count: Int = 1) throws(SnapshotError) {
        try commit()
        let view = view
        let hasRemoved = view.removed.contains { !$0.isEmpty }
        guard count >= 1, view.segments.count > count || (count == 1 && hasRemoved) else { return }
        try merge(0..<view.segments.count - count + 1)
    }

    /// Neighbors among the segments that are of about one size and as many as the merge factor.
    private func mergeable() -> Range<Int>? {
        let view = view
        let sizes = zip(view.segments, view.removed).map { segment, removed in
            Int(log(Double(max(segment.count - removed.count, 1_000))) / log(Double(options.mergeFactor)))
        }
        guard sizes.count >= options.mergeFactor else { return nil }
        return (0...sizes.count - options.mergeFactor).lazy.map { $0..<$0 + self.options.mergeFactor }.first {
            Set(sizes[$0]).count == 1
        }
    }

    private func merge(_ range: Range<Int>) throws(SnapshotError) {
        let view = view
        let number = manifest.nextSegment
        let path = Self.path(directory, number)
        try SegmentMerge(fields: fields).merge(
            Array(view.segments[range]), removed: Array(view.removed[range]), to: path)
        manifest.nextSegment += 1
        var segments = view.segments
        var removed = view.removed
        segments.replaceSubrange(range, with: [try Segment(number: number, path: path, fields: fields)])
        removed.replaceSubrange(range, with: [Bitmap()])
        try install(segments, removed)
        locations = nil
    }

    /// Makes some segments the index: on disk first, then for searches; and deletes files that belong to it no more.
    private func install(_ segments: [Segment], _ removed: [Bitmap]) throws(SnapshotError) {
        var next = manifest
        next.segments = segments.map(\.number)
        next.removed = removed
        try next.write(directory, fields: fields)
        let old = Set(manifest.segments).subtracting(next.segments)
        manifest = next
        let view = SegmentView(segments: segments, removed: removed, fields: fields, saturation: saturation)
        currentView.withLock { $0 = view }
        for number in old { try? FileManager.default.removeItem(atPath: Self.path(directory, number)) }
    }

    private static func path(_ directory: String, _ number: UInt64) -> String { "\(directory)/segment-\(number)" }
}

/// Takes the terms of one document.
public struct DocumentWriter: ~Copyable {
    fileprivate let buffer: BufferBox
    fileprivate let fieldCount: Int

    /// Adds an occurrence of a term.
    ///
    /// `position` is one more than the last in the field unless given; one that isn't beyond the last is taken as that.
    /// Positions end at 2³² − 1, where all stand that would come after it. The payload is kept if the field stores
    /// payloads.
    public func add(_ term: String, field: Int = 0, position: Int? = nil, payload: [UInt8] = []) {
        var term = term
        term.withUTF8 { term in
            payload.withUnsafeBufferPointer { payload in
                add(term, field: field, position: position, payload: payload)
            }
        }
    }

    /// Adds an occurrence of a term that is given as bytes.
    @inline(__always)
    public func add(
        _ term: UnsafeBufferPointer<UInt8>, field: Int = 0, position: Int? = nil,
        payload: UnsafeBufferPointer<UInt8>? = nil
    ) {
        precondition(field >= 0 && field < fieldCount, "a term is in one of the index's fields")
        buffer.contents.add(term, field: field, position: position, payload: payload)
    }
}

/// Holds the buffer, so that a writer can fill it in place.
final class BufferBox {
    /// Touched by the one thread that changes the index, for each term.
    @exclusivity(unchecked) var contents: SegmentBuffer

    init(fields: [SegmentedIndex.Field]) { contents = SegmentBuffer(fields: fields) }
}
