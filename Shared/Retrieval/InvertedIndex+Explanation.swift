internal import Text

extension InvertedIndex {
    /// Why documents have the scores that a search for a query gives them, in the order asked.
    ///
    /// Nil for a document that is not in the index or has nothing of any scoring group. Filters and required groups play
    /// no part. Costs a pass over the postings of the query's terms, and little for each document.
    public func explain(_ query: Query, documents: [UInt32]) -> [Explanation?] {
        let factors = FieldFactors(self)
        let groups = query.groups.map { group in
            let isScored = group.weight > 0 && group.weight.isFinite
            let terms = isScored ? numbers(of: group) : []
            let frequency = terms.isEmpty ? 0 : self.documents(having: group).count
            return ScoredGroup(
                terms: terms, fields: group.fields, factor: group.weight * inverseDocumentFrequency(frequency))
        }
        return documents.map { document in
            slots.slot(of: document).flatMap { explain(groups, slot: $0, factors: factors) }
        }
    }

    /// Why a document has the score that a search for a query gives it.
    public func explain(_ query: Query, document: UInt32) -> Explanation? {
        explain(query, documents: [document])[0]
    }

    private struct ScoredGroup {
        var terms: [UInt32]
        var fields: FieldSet
        var factor: Double
    }

    private func explain(_ groups: [ScoredGroup], slot: UInt32, factors: FieldFactors) -> Explanation? {
        var score = 0.0
        var parts: [Explanation.Part] = []
        for (position, group) in groups.enumerated() {
            var found: [(term: UInt32, posting: Posting, occurrences: Double)] = []
            var sum = 0.0
            for term in group.terms {
                for posting in postings(of: term, slot: slot)
                where group.fields.rawValue >> UInt64(posting.field) & 1 == 1 {
                    let occurrences = factors.occurrences(posting, lengths: lengths)
                    found.append((term, posting, occurrences))
                    sum += occurrences
                }
            }
            guard !found.isEmpty else { continue }
            let groupScore = group.factor * (sum / (saturation + sum))
            score += groupScore
            for (term, posting, occurrences) in found {
                parts.append(
                    Explanation.Part(
                        group: position, term: vocabulary.string(term), field: posting.field,
                        occurrences: Int(posting.occurrences), score: groupScore * (occurrences / sum)))
            }
        }
        return parts.isEmpty ? nil : Explanation(score: score, parts: parts)
    }

    /// Postings of a term for one slot, found by halving.
    private func postings(of term: UInt32, slot: UInt32) -> [Posting] {
        let range = postings.range(of: term)
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if Posting(packed: postings.packed[middle]).slot < slot { low = middle + 1 } else { high = middle }
        }
        var result: [Posting] = []
        while low < range.upperBound, Posting(packed: postings.packed[low]).slot == slot {
            result.append(Posting(packed: postings.packed[low]))
            low += 1
        }
        return result
    }
}
