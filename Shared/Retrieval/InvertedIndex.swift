internal import Text

/// A live full-text index: documents are numbers, their contents terms in fields.
///
/// A document put in, replaced or removed is so for the next search, with exact statistics. Scores are BM25F (Robertson
/// and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.6): for each group of a query,
/// over the terms t of the group and the fields f it looks at,
///
///     x     = Σ weight_f · tf_tf / (1 − b_f + b_f · length_f / average_f)
///     score = Σ weight · ln(1 + (N − n + 0.5) / (n + 0.5)) · x / (k₁ + x)
///
/// with N documents in the index, n of them with any of the group's terms in those fields, and average_f over the
/// documents whose field f isn't empty. So a word in title and text saturates once, not twice. With one field of weight
/// 1 and groups of one term it is BM25 in Lucene's form.
///
/// A value: a copy is a snapshot, and searches may run at the same time on several threads. A removed document's postings stay behind until ``compact()``, which
/// runs by itself when a third of all is dead; searches skip them. Memory: about 16 bytes for each term of each field
/// of each document, plus the vocabulary, which only ever grows.
public struct InvertedIndex: Sendable {
    /// The greatest document number allowed.
    public static let maximumDocument: UInt32 = 1 << 28 - 1
    /// The most fields an index may have.
    public static let maximumFields = 64

    /// The fields of each document.
    public let fields: [IndexField]
    /// How soon more occurrences count no more: BM25's k₁.
    public let saturation: Double

    var vocabulary = StringInterner()
    var postings = PostingStore()

    // Documents lie in slots, in order of arrival; a replaced document moves to a new slot. Postings know slots.
    var slots = SlotTable()
    /// For each slot, the length of each field in terms.
    var lengths: [UInt32] = []
    /// Terms of all slots one after the other, each once for its slot, ascending.
    var termsOfSlots: [UInt32] = []
    /// For each slot, where its terms end.
    var termEnds: [Int] = []
    /// For each field, terms of all live documents, and live documents whose field isn't empty.
    var totals: [FieldTotal]

    struct FieldTotal: Sendable, Equatable {
        var length: UInt64 = 0
        var documents = 0
    }

    /// An index without documents.
    public init(fields: [IndexField], saturation: Double = 1.2) {
        precondition((1...Self.maximumFields).contains(fields.count), "an index has 1 to 64 fields")
        precondition(saturation > 0 && saturation.isFinite, "saturation must be positive and finite")
        self.fields = fields
        self.saturation = saturation
        totals = [FieldTotal](repeating: FieldTotal(), count: fields.count)
    }

    // MARK: What it has

    /// How many documents are in the index.
    public var count: Int { slots.liveCount }

    /// Whether a document is in the index.
    public func contains(_ document: UInt32) -> Bool { slots.slot(of: document) != nil }

    /// Every document in the index.
    public var documents: Bitmap { Bitmap(slots.liveDocuments) }

    /// How many documents have a term in any field.
    public func documentFrequency(of term: String) -> Int {
        vocabulary.find(term).map { Int(postings.records[Int($0)].documentFrequency) } ?? 0
    }

    /// Mean number of terms of a field over the documents where it isn't empty; 0 without any.
    public func averageLength(ofField field: Int) -> Double {
        totals[field].documents == 0 ? 0 : Double(totals[field].length) / Double(totals[field].documents)
    }

    // MARK: Changing it

    /// The number of a term, a new one if the index has not seen it.
    ///
    /// Numbers count up from 0 in order of first sight, in documents and here, so that somebody who numbers terms in the
    /// same way can put documents in without spelling them.
    public mutating func number(of term: String) -> UInt32 { vocabulary.intern(term) }

    /// How many terms the index has seen; their numbers are below it.
    public var termCount: Int { vocabulary.count }

    /// Puts a document in, in the place of what it was before.
    ///
    /// `contents` has the terms of each field, in the order of ``fields``; their order doesn't matter, their repeats
    /// count. Missing fields at the end are empty. Takes time n log n in the number of terms.
    public mutating func update(_ document: UInt32, _ contents: [[String]]) {
        update(document, numbered: contents.map { terms in terms.map { vocabulary.intern($0) } })
    }

    /// Puts a document in, in the place of what it was before, by the numbers of its terms.
    ///
    /// As ``update(_:_:)``, but with what ``number(of:)`` gave for each term; there must be no others.
    public mutating func update(_ document: UInt32, numbered contents: [[UInt32]]) {
        precondition(contents.count <= fields.count, "a document has at most as many fields as its index")
        var occurrences: [UInt64] = []
        occurrences.reserveCapacity(contents.reduce(0) { $0 + $1.count })
        for (field, terms) in contents.enumerated() {
            for term in terms {
                precondition(term < vocabulary.count, "a term must have been numbered by this index")
                occurrences.append(UInt64(term) << 8 | UInt64(field))
            }
        }
        occurrences.sort()
        var entries: [DocumentEntry] = []
        for occurrence in occurrences {
            let entry = DocumentEntry(term: UInt32(occurrence >> 8), field: Int(occurrence & 0xFF), occurrences: 1)
            if let last = entries.last, last.term == entry.term, last.field == entry.field {
                entries[entries.count - 1].occurrences = min(last.occurrences + 1, Posting.maximumOccurrences)
            } else {
                entries.append(entry)
            }
        }
        update(document, entries: entries)
    }

    /// How often a field of a document has a term.
    struct DocumentEntry {
        var term: UInt32
        var field: Int
        var occurrences: UInt32
    }

    /// The same with entries ascending by term, then field.
    mutating func update(_ document: UInt32, entries: [DocumentEntry]) {
        precondition(document <= Self.maximumDocument, "document numbers must be at most 2^28 - 1")
        remove(document)
        let slot = slots.append(document)
        postings.reserve(terms: vocabulary.count)
        lengths.append(contentsOf: repeatElement(0, count: fields.count))
        let row = Int(slot) * fields.count
        for entry in entries {
            if termsOfSlots.count == (termEnds.last ?? 0) || termsOfSlots[termsOfSlots.count - 1] != entry.term {
                termsOfSlots.append(entry.term)
                postings.addDocument(to: entry.term)
            }
            postings.append(Posting(slot: slot, field: entry.field, occurrences: entry.occurrences), to: entry.term)
            lengths[row + entry.field] += entry.occurrences
        }
        termEnds.append(termsOfSlots.count)
        for field in fields.indices where lengths[row + field] > 0 {
            totals[field].length += UInt64(lengths[row + field])
            totals[field].documents += 1
        }
    }

    /// Takes a document out; false if it wasn't in.
    @discardableResult
    public mutating func remove(_ document: UInt32) -> Bool {
        guard let slot = slots.remove(document) else { return false }
        for index in termRange(ofSlot: slot) { postings.removeDocument(from: termsOfSlots[index]) }
        let row = Int(slot) * fields.count
        for field in fields.indices where lengths[row + field] > 0 {
            totals[field].length -= UInt64(lengths[row + field])
            totals[field].documents -= 1
        }
        if slots.deadCount > 1_024, slots.deadCount * 2 > slots.liveCount { compact() }
        return true
    }

    /// Drops what removed and replaced documents left behind.
    ///
    /// Changes no score and no order. Linear in the size of the index, and called by itself so seldom that each removal
    /// pays for a few documents' worth of it.
    public mutating func compact() {
        guard slots.deadCount > 0 else { return }
        let (newSlots, kept) = slots.renumbering()
        postings = postings.renumbered(newSlots, removed: SlotTable.none)
        var newLengths: [UInt32] = []
        var newTerms: [UInt32] = []
        var newEnds: [Int] = []
        newLengths.reserveCapacity(kept.count * fields.count)
        newEnds.reserveCapacity(kept.count)
        for slot in kept {
            let row = Int(slot) * fields.count
            newLengths.append(contentsOf: lengths[row..<row + fields.count])
            newTerms.append(contentsOf: termsOfSlots[termRange(ofSlot: slot)])
            newEnds.append(newTerms.count)
        }
        lengths = newLengths
        termsOfSlots = newTerms
        termEnds = newEnds
        slots = slots.keeping(kept)
    }

    private func termRange(ofSlot slot: UInt32) -> Range<Int> {
        (slot == 0 ? 0 : termEnds[Int(slot) - 1])..<termEnds[Int(slot)]
    }
}
