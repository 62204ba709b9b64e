/// A search of one segment: clauses of cursors, and the best hits so far.
///
/// Bounds and scores come from the same operations on the same numbers, which are monotonic, except that sums are
/// rounded in another order: bounds are taken a trifle higher, so that nothing is left out that rounding lets in.
final class SegmentSearch {
    /// One group of the query: the cursors whose contributions are added before they saturate.
    struct Clause {
        var first: Int
        var end: Int
        var factor: Double
        /// The highest score of any document, and of any in the current window.
        var bound = 0.0
        var windowBound = 0.0
        /// The current document's score.
        var score = 0.0

        /// Whether contributions of several lists are added before they saturate.
        @inline(__always) var isMerged: Bool { end &- first > 1 }
    }

    static let slack = 1 + 1e-10

    private let plan: SearchPlan
    private let segmentIndex: Int
    private let view: SegmentView
    private let acceptance: Acceptance
    /// Touched by the one thread that searches, a few times for each candidate.
    @exclusivity(unchecked) private(set) var top: TopHits
    let saturation: Double
    let cursors: UnsafeMutablePointer<ListCursor>
    private let cursorCount: Int
    private let buffers: CursorBuffers
    /// Scoring clauses, then the required ones.
    let clauses: UnsafeMutablePointer<Clause>
    /// Scores of the scoring clauses at some places.
    let scoreTable: ScoreTable
    let scoringCount: Int
    private let clauseCount: Int
    /// For each phrase, clauses of its terms.
    private var phrases: [(clauses: Range<Int>, hasPayloads: Bool)] = []
    /// Whether a clause that must match has no postings here.
    private var isEmpty: Bool

    init(_ plan: SearchPlan, segment: Int, _ view: SegmentView, _ acceptance: Acceptance, _ top: TopHits) {
        self.plan = plan
        segmentIndex = segment
        self.view = view
        self.acceptance = acceptance
        self.top = top
        saturation = view.saturation
        isEmpty = plan.isEmpty
        let scoring = plan.scoring.filter { !$0.lists[segment].isEmpty }
        var groups = scoring + plan.required
        for phrase in plan.phrases {
            phrases.append(
                (groups.count..<groups.count + phrase.terms.count, view.fields[phrase.field].storesPayloads))
            groups += phrase.terms
        }
        scoringCount = scoring.count
        clauseCount = groups.count
        cursorCount = groups.reduce(0) { $0 + $1.lists[segment].count }
        cursors = .allocate(capacity: max(cursorCount, 1))
        clauses = .allocate(capacity: max(clauseCount, 1))
        buffers = CursorBuffers(count: cursorCount)
        scoreTable = ScoreTable(clauses: scoringCount)
        var next = 0
        for (index, group) in groups.enumerated() {
            let first = next
            for list in group.lists[segment] {
                (cursors + next).initialize(
                    to: ListCursor(
                        list, lengths: view.segments[segment].lengths(list.field), factors: view.factors[list.field],
                        hasPositions: view.fields[list.field].storesPositions, buffer: buffers[next]))
                next += 1
            }
            (clauses + index).initialize(to: Clause(first: first, end: next, factor: group.factor))
            if index >= scoringCount, first == next { isEmpty = true }
        }
        if plan.isScored, scoringCount == 0 { isEmpty = true }
    }

    deinit {
        cursors.deallocate()
        clauses.deallocate()
        scoreTable.deallocate()
    }

    /// Offers every document of the segment that can be among the best; gives the best.
    func run(_ strategy: SearchStrategy) -> TopHits {
        guard !isEmpty else { return top }
        if scoringCount == 0 {
            forEachUnscored { document in top.offer(SearchHit(document: document, score: 0)) }
        } else if strategy == .exhaustive {
            forEachScored { document, score in top.offer(SearchHit(document: document, score: score)) }
        } else {
            prune()
        }
        return top
    }

    /// How many documents of the segment match.
    func count() -> Int {
        guard !isEmpty else { return 0 }
        var count = 0
        if scoringCount == 0 {
            forEachUnscored { _ in count += 1 }
        } else {
            forEachScored { _, _ in count += 1 }
        }
        return count
    }

    @inline(__always)
    func offer(_ hit: SearchHit) { top.offer(hit) }

    // MARK: All documents

    private func forEachScored(_ body: (UInt32, Double) -> Void) {
        while true {
            var place = SegmentFormat.end
            for index in 0..<scoringCount { place = min(place, self.place(clauses[index])) }
            guard place != SegmentFormat.end else { return }
            for index in 0..<scoringCount { clauses[index].score = takeScore(clauses[index], at: place) }
            if let document = accept(place) { body(document, totalScore()) }
        }
    }

    /// Documents that have what is required, without scores.
    private func forEachUnscored(_ body: (UInt32) -> Void) {
        if clauseCount > 0 {
            while true {
                let place = place(clauses[0])
                guard place != SegmentFormat.end else { return }
                if let document = accept(place) { body(document) }
                for index in clauses[0].first..<clauses[0].end where cursors[index].place == place {
                    cursors[index].next()
                }
            }
        }
        for place in 0..<UInt32(view.segments[segmentIndex].count) {
            if let document = accept(place) { body(document) }
        }
    }

    /// The sum of all clauses' scores of the current document, always in the same order.
    func totalScore() -> Double {
        var sum = 0.0
        for index in 0..<scoringCount { sum += clauses[index].score }
        return sum
    }

    // MARK: Clauses

    /// The first place at which any cursor of a clause stands.
    @inline(__always)
    func place(_ clause: Clause) -> UInt32 {
        var place = cursors[clause.first].place
        var index = clause.first &+ 1
        while index < clause.end {
            place = min(place, cursors[index].place)
            index &+= 1
        }
        return place
    }

    /// What contributions come to.
    @inline(__always)
    func score(_ clause: Clause, contribution: Double) -> Double {
        clause.factor * (contribution / (saturation + contribution))
    }

    /// The score of a clause at a place, 0 if it isn't there; moves past it.
    @inline(__always)
    func takeScore(_ clause: Clause, at place: UInt32) -> Double {
        var contribution = 0.0
        var index = clause.first
        while index < clause.end {
            if cursors[index].place == place {
                contribution += cursors[index].contribution()
                cursors[index].next()
            }
            index &+= 1
        }
        return contribution == 0 ? 0 : score(clause, contribution: contribution)
    }

    @inline(__always)
    func advance(_ clause: Clause, to place: UInt32) {
        var index = clause.first
        while index < clause.end {
            cursors[index].advance(to: place)
            index &+= 1
        }
    }

    // MARK: Acceptance

    /// The number of the document at a place if it has all that is required and nothing speaks against it.
    ///
    /// Places come in ascending order.
    func accept(_ place: UInt32) -> UInt32? {
        guard let document = acceptance.document(at: place) else { return nil }
        for index in scoringCount..<clauseCount {
            advance(clauses[index], to: place)
            guard self.place(clauses[index]) == place else { return nil }
        }
        for phrase in phrases where !matches(phrase.clauses, phrase.hasPayloads) { return nil }
        if let predicate = acceptance.predicate, !predicate(document) { return nil }
        return document
    }

    /// Whether terms that all stand at the current document stand one after the other in it.
    private func matches(_ terms: Range<Int>, _ hasPayloads: Bool) -> Bool {
        var starts: [Int] = []
        for (offset, index) in terms.enumerated() {
            let positions = cursors[clauses[index].first].readOccurrences(payloads: hasPayloads).map {
                $0.position - offset
            }
            starts = offset == 0 ? positions : Self.common(starts, positions)
            if starts.isEmpty { return false }
        }
        return true
    }

    private static func common(_ left: [Int], _ right: [Int]) -> [Int] {
        var result: [Int] = []
        var index = 0
        for value in left {
            while index < right.count, right[index] < value { index += 1 }
            if index < right.count, right[index] == value { result.append(value) }
        }
        return result
    }
}
