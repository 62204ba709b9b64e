internal import Glibc

/// Terms that stand one after the other in one field, which stores positions.
public struct Phrase: Sendable, Equatable {
    /// In order.
    public var terms: [String]
    /// Position of the field in the index.
    public var field: Int

    /// A phrase of at least one term.
    public init(_ terms: [String], field: Int = 0) {
        self.terms = terms
        self.field = field
    }
}

/// How a search goes about it; the hits are the same.
public enum SearchStrategy: Sendable {
    /// Leaves out what cannot be among the best: block-max MaxScore.
    case pruned
    /// Scores every document that matches.
    case exhaustive
}

extension SegmentedIndex {
    /// The best documents for a query, by exact scores; ties by number ascending.
    ///
    /// A document matches as for ``InvertedIndex``, and must have each of the phrases. The pruned strategy is that of
    /// Turtle and Flood, "Query evaluation: strategies and optimizations" (1995), with a bound for each block (Ding and
    /// Suel, "Faster top-k document retrieval using block-max indexes", 2011): its hits, scores and order are those of
    /// the exhaustive one.
    ///
    /// A group of several terms or of some fields only is first counted, which takes a pass over its postings.
    /// - Parameters:
    ///   - query: What to look for.
    ///   - phrases: What documents must have besides; they add nothing to scores.
    ///   - limit: How many hits to give at most.
    ///   - filter: If given, only these documents match.
    ///   - excluded: These documents don't match.
    ///   - predicate: Only documents it accepts match. Called for documents that would be among the hits.
    ///   - strategy: How to go about it.
    public func search(
        _ query: Query, phrases: [Phrase] = [], limit: Int, filter: Bitmap? = nil, excluding excluded: Bitmap? = nil,
        where predicate: ((UInt32) -> Bool)? = nil, strategy: SearchStrategy = .pruned
    ) -> [SearchHit] {
        let view = view
        let limit = min(limit, view.liveCount)
        guard limit > 0 else { return [] }
        let plan = SearchPlan(query, phrases, view)
        var top = TopHits(limit: limit, precedes: nil)
        for (index, segment) in view.segments.enumerated() {
            let acceptance = Acceptance(
                segment: segment, removed: view.removed[index], filter: filter, excluded: excluded,
                predicate: predicate)
            let search = SegmentSearch(plan, segment: index, view, acceptance, top)
            top = search.run(strategy)
        }
        return top.sorted()
    }

    /// How many documents match a query.
    public func count(
        _ query: Query, phrases: [Phrase] = [], filter: Bitmap? = nil, excluding excluded: Bitmap? = nil,
        where predicate: ((UInt32) -> Bool)? = nil
    ) -> Int {
        let view = view
        let plan = SearchPlan(query, phrases, view)
        return view.segments.enumerated().reduce(0) { sum, entry in
            let acceptance = Acceptance(
                segment: entry.element, removed: view.removed[entry.offset], filter: filter, excluded: excluded,
                predicate: predicate)
            let search = SegmentSearch(
                plan, segment: entry.offset, view, acceptance, TopHits(limit: 0, precedes: nil))
            return sum + search.count()
        }
    }

    /// Where a field of a document has a term, with payloads; empty if it hasn't, or stores no positions.
    public func occurrences(of term: String, field: Int, in document: UInt32) -> [Occurrence] {
        let view = view
        guard fields[field].storesPositions else { return [] }
        for (segment, removed) in zip(view.segments, view.removed) {
            guard let location = segment.find(Array(term.utf8))?.lists.first(where: { $0.field == field }) else {
                continue
            }
            let buffers = CursorBuffers(count: 1)
            var cursor = ListCursor(
                location, lengths: segment.lengths(field), factors: view.factors[field], hasPositions: true,
                buffer: buffers[0])
            while cursor.place != SegmentFormat.end {
                if segment.document(cursor.place) == document, !removed.contains(cursor.place) {
                    return withExtendedLifetime((view, buffers)) {
                        cursor.readOccurrences(payloads: fields[field].storesPayloads)
                    }
                }
                cursor.next()
            }
        }
        return []
    }
}

/// Which documents of a segment may be hits, whatever their terms.
struct Acceptance {
    let segment: Segment
    let removed: Bitmap
    let filter: Bitmap?
    let excluded: Bitmap?
    let predicate: ((UInt32) -> Bool)?

    /// The number of the document at a place if it may be a hit.
    func document(at place: UInt32) -> UInt32? {
        if removed.contains(place) { return nil }
        let document = segment.document(place)
        if let filter, !filter.contains(document) { return nil }
        if let excluded, excluded.contains(document) { return nil }
        return document
    }
}

/// A query with what the whole index knows of it.
struct SearchPlan {
    /// A group: its factor, and its lists in each segment.
    struct Group {
        var factor: Double
        var lists: [[Segment.ListLocation]]
    }

    var scoring: [Group] = []
    var required: [Group] = []
    /// For each phrase and each of its terms the list in each segment; nil where a term is missing.
    var phrases: [(field: Int, terms: [Group])] = []
    /// Whether no document can match.
    var isEmpty = false
    /// Whether the query had scoring groups.
    let isScored: Bool

    init(_ query: Query, _ phrases: [Phrase], _ view: SegmentView) {
        isScored = !query.groups.isEmpty
        for group in query.groups where group.weight > 0 && group.weight.isFinite {
            let (lists, documents) = Self.lists(group, view, counts: true)
            let idf = log(1 + (Double(view.documentCount) - Double(documents) + 0.5) / (Double(documents) + 0.5))
            if documents > 0 { scoring.append(Group(factor: group.weight * idf, lists: lists)) }
        }
        for group in query.required {
            let (lists, _) = Self.lists(group, view, counts: false)
            required.append(Group(factor: 0, lists: lists))
        }
        for phrase in phrases {
            let mayHave = view.fields.indices.contains(phrase.field) && view.fields[phrase.field].storesPositions
            guard mayHave, !phrase.terms.isEmpty else {
                isEmpty = true
                continue
            }
            let terms = phrase.terms.map {
                Group(
                    factor: 0,
                    lists: Self.lists(TermGroup($0, fields: .field(phrase.field)), view, counts: false).lists)
            }
            self.phrases.append((phrase.field, terms))
        }
        if isScored, scoring.isEmpty { isEmpty = true }
    }

    /// Lists of a group in each segment, and if asked for, how many documents have any.
    private static func lists(
        _ group: TermGroup, _ view: SegmentView, counts: Bool
    ) -> (lists: [[Segment.ListLocation]], documents: Int) {
        var seen: Set<String> = []
        let terms = group.terms.filter { seen.insert($0).inserted }.map { Array($0.utf8) }
        var documents = 0
        let lists = view.segments.map { segment in
            var lists: [Segment.ListLocation] = []
            var known = 0
            for term in terms {
                guard let entry = segment.find(term) else { continue }
                let wanted = entry.lists.filter { group.fields.contains(.field($0.field)) }
                lists += wanted
                known = wanted.count == entry.lists.count ? entry.documentCount : wanted.first?.documentCount ?? 0
                if wanted.count > 1, wanted.count < entry.lists.count { known = -1 }
            }
            if counts, !lists.isEmpty {
                let isKnown = known >= 0 && (terms.count == 1 || lists.count == 1)
                documents += isKnown && known > 0 ? known : union(lists, segment, view)
            }
            return lists
        }
        return (lists, documents)
    }

    private static func union(_ lists: [Segment.ListLocation], _ segment: Segment, _ view: SegmentView) -> Int {
        var places = Bitmap(below: 0)
        let buffers = CursorBuffers(count: 1)
        for list in lists {
            var cursor = ListCursor(
                list, lengths: segment.lengths(list.field), factors: view.factors[list.field],
                hasPositions: view.fields[list.field].storesPositions, buffer: buffers[0])
            while cursor.place != SegmentFormat.end {
                places.insert(cursor.place)
                cursor.next()
            }
        }
        withExtendedLifetime(buffers) {}
        return places.count
    }
}

/// Memory for the blocks of some cursors.
final class CursorBuffers {
    private let memory: UnsafeMutableRawPointer

    init(count: Int) {
        memory = .allocate(byteCount: max(count, 1) * ListCursor.bufferCount * 4, alignment: 64)
    }

    deinit { memory.deallocate() }

    subscript(index: Int) -> UnsafeMutablePointer<UInt32> {
        (memory + index * ListCursor.bufferCount * 4).assumingMemoryBound(to: UInt32.self)
    }
}
