internal import Glibc
internal import Text

/// Searching: group by group over all their postings, then the best of what was touched.
extension InvertedIndex {
    /// The best documents for a query, by exact scores.
    ///
    /// - Parameters:
    ///   - query: What to look for.
    ///   - limit: How many hits to give at most; the total counts all.
    ///   - filter: If given, only these documents match.
    ///   - excluded: These documents don't match.
    ///   - predicate: Only documents it accepts match. Called once for each document that passes all else.
    ///   - precedes: Whether the first of two documents goes before the second when their scores are equal; a strict
    ///     weak ordering. Those it leaves equal, or all if not given, go by number ascending.
    /// - Complexity: Linear in the postings of the query's terms and in the number of documents over 64, and n log k for
    ///   n matching documents and k hits.
    public func search(
        _ query: Query, limit: Int, filter: Bitmap? = nil, excluding excluded: Bitmap? = nil,
        where predicate: ((UInt32) -> Bool)? = nil, tiesBy precedes: ((UInt32, UInt32) -> Bool)? = nil
    ) -> SearchResult {
        let scores = ZeroedBuffer(count: query.groups.isEmpty ? 0 : slots.count)
        var matched = query.groups.isEmpty ? slots.live : Bitmap(words: emptyWords)
        if !query.groups.isEmpty {
            accumulate(query.groups, into: scores, matched: &matched)
        }
        for group in query.required { matched.formIntersection(slots(having: group)) }

        var top = TopHits(limit: min(limit, slots.liveCount), precedes: precedes)
        var total = 0
        let documents = slots.documents
        matched.forEach { slot in
            let document = documents[Int(slot)]
            if let filter, !filter.contains(document) { return }
            if let excluded, excluded.contains(document) { return }
            if let predicate, !predicate(document) { return }
            total += 1
            top.offer(SearchHit(document: document, score: query.groups.isEmpty ? 0 : scores[Int(slot)]))
        }
        return SearchResult(hits: top.sorted(), total: total)
    }

    /// Documents that have any of a group's terms in its fields.
    public func documents(having group: TermGroup) -> Bitmap {
        var result = Bitmap()
        slots(having: group).forEach { result.insert(slots.documents[Int($0)]) }
        return result
    }

    private var emptyWords: [UInt64] { [UInt64](repeating: 0, count: (slots.count + 63) / 64) }

    private func slots(having group: TermGroup) -> Bitmap {
        var words = emptyWords
        for term in numbers(of: group) {
            for index in postings.range(of: term) {
                let posting = Posting(packed: postings.packed[index])
                if group.fields.rawValue >> UInt64(posting.field) & 1 == 1 {
                    words[Int(posting.slot >> 6)] |= 1 << UInt64(posting.slot & 63)
                }
            }
        }
        var result = Bitmap(words: words)
        result.formIntersection(slots.live)
        return result
    }

    /// The numbers of a group's terms that the index knows, each once, as the group lists them.
    func numbers(of group: TermGroup) -> [UInt32] {
        var seen: Set<UInt32> = []
        return group.terms.compactMap { vocabulary.find($0) }.filter { seen.insert($0).inserted }
    }

    /// BM25's idf, Lucene's form: positive for any term that some document has.
    func inverseDocumentFrequency(_ frequency: Int) -> Double {
        log(1 + (Double(count) - Double(frequency) + 0.5) / (Double(frequency) + 0.5))
    }

    private func accumulate(_ groups: [TermGroup], into scores: borrowing ZeroedBuffer, matched: inout Bitmap) {
        let factors = FieldFactors(self)
        let merged = ZeroedBuffer(count: groups.contains { needsMerging($0) } ? slots.count : 0)
        var words = matched.words
        for group in groups where group.weight > 0 && group.weight.isFinite {
            let terms = numbers(of: group)
            guard let first = terms.first else { continue }
            if needsMerging(group) {
                let touched = merge(terms, fields: group.fields, factors: factors, into: merged)
                let factor = group.weight * inverseDocumentFrequency(touched.count)
                for slot in touched {
                    let occurrences = merged[Int(slot)]
                    merged[Int(slot)] = 0
                    scores[Int(slot)] += factor * (occurrences / (saturation + occurrences))
                    words[Int(slot >> 6)] |= 1 << UInt64(slot & 63)
                }
            } else {
                score(first, weight: group.weight, factors: factors, into: scores, matched: &words)
            }
        }
        matched = Bitmap(words: words)
    }

    /// A group of one term in all fields needs no merging: its postings lie together for each document, and its
    /// document frequency is known.
    private func needsMerging(_ group: TermGroup) -> Bool {
        group.terms.count > 1 || !group.fields.isSuperset(of: FieldSet(rawValue: allFields))
    }

    private var allFields: UInt64 { fields.count == 64 ? .max : 1 << UInt64(fields.count) - 1 }

    private func score(
        _ term: UInt32, weight: Double, factors: FieldFactors, into scores: borrowing ZeroedBuffer,
        matched: inout [UInt64]
    ) {
        let frequency = Int(postings.records[Int(term)].documentFrequency)
        guard frequency > 0 else { return }
        let factor = weight * inverseDocumentFrequency(frequency)
        let range = postings.range(of: term)
        postings.packed.withUnsafeBufferPointer { packed in
            var index = range.lowerBound
            while index < range.upperBound {
                let posting = Posting(packed: packed[index])
                let slot = posting.slot
                var occurrences = factors.occurrences(posting, lengths: lengths)
                index += 1
                while index < range.upperBound, UInt32(truncatingIfNeeded: packed[index] >> 32) == slot {
                    occurrences += factors.occurrences(Posting(packed: packed[index]), lengths: lengths)
                    index += 1
                }
                guard slots.live.contains(slot) else { continue }
                scores[Int(slot)] += factor * (occurrences / (saturation + occurrences))
                matched[Int(slot >> 6)] |= 1 << UInt64(slot & 63)
            }
        }
    }

    /// Adds up the weighted occurrences of all terms by slot, and gives the live slots that have any.
    private func merge(
        _ terms: [UInt32], fields: FieldSet, factors: FieldFactors, into merged: borrowing ZeroedBuffer
    ) -> [UInt32] {
        var touched: [UInt32] = []
        for term in terms {
            for index in postings.range(of: term) {
                let posting = Posting(packed: postings.packed[index])
                guard fields.rawValue >> UInt64(posting.field) & 1 == 1, slots.live.contains(posting.slot) else {
                    continue
                }
                let slot = Int(posting.slot)
                if merged[slot] == 0 { touched.append(posting.slot) }
                merged[slot] += factors.occurrences(posting, lengths: lengths)
            }
        }
        return touched
    }
}

/// What a field's weight and length do to occurrences, with today's averages.
struct FieldFactors {
    private let weights: [Double]
    private let constants: [Double]
    /// b / average length.
    private let slopes: [Double]

    init(_ index: InvertedIndex) {
        weights = index.fields.map(\.weight)
        constants = index.fields.map { 1 - $0.lengthNormalization }
        slopes = index.fields.enumerated().map { position, field in
            let average = index.averageLength(ofField: position)
            return average == 0 ? 0 : field.lengthNormalization / average
        }
    }

    /// Occurrences as they count: weighted, and divided by how long the field is.
    @inline(__always)
    func occurrences(_ posting: Posting, lengths: [UInt32]) -> Double {
        let field = posting.field
        let length = Double(lengths[Int(posting.slot) * weights.count + field])
        return weights[field] * Double(posting.occurrences) / (constants[field] + slopes[field] * length)
    }
}
