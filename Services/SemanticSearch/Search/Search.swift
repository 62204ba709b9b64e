import Contracts
import Retrieval

/// One search over freelancers or over jobs.
struct Search<Documents: SearchableDocuments> {
    let documents: Documents
    let request: SearchRequest
    let limit: Int
    /// Documents that are no answer, whatever they match.
    var isLeftOut: ((UInt32) -> Bool)?

    /// Longest title given with a hit, in bytes.
    static var titleBytes: Int { 256 }

    /// What the request is answered with.
    func response(sequence: UInt64) -> SearchResponse {
        var passing = documents.passing(request.filter ?? Filter())
        for id in request.excludedIDs { if let number = documents.numbers.find(id) { passing.remove(number) } }
        if let isLeftOut {
            var leftOut = Bitmap()
            passing.forEach { if isLeftOut($0) { leftOut.insert($0) } }
            passing.subtract(leftOut)
        }
        let asked = SearchQuery(text: request.text, concepts: request.concepts, index: documents.index)
        var response = SearchResponse(appliedSequence: sequence)
        if asked.isEmpty {
            let selection = Selection(limit: limit, key: documents.recency, id: documents.id)
            response.hits = selection.best(of: passing).map { hit($0, score: 0) }
            response.total = UInt64(passing.count)
            return response
        }
        let found = match(asked, among: passing)
        response.hits = found.hits.map { hit($0.document, score: $0.score) }
        response.total = UInt64(found.total)
        if request.explain { explain(&response.hits, asked, found.hits.map(\.document)) }
        // With room left, all that matched are among the hits.
        if request.fill, found.hits.count < limit {
            for hit in found.hits { passing.remove(hit.document) }
            let selection = Selection(
                limit: limit - found.hits.count, key: documents.prominence, id: documents.id)
            response.hits += selection.best(of: passing).map { hit($0, score: 0) }
        }
        return response
    }

    private func match(_ asked: SearchQuery, among passing: Bitmap) -> SearchResult {
        let documents = documents
        // To an index a query without groups is for everything; here it is for something that nobody has.
        return documents.index.search(
            asked.query, limit: limit, filter: asked.canMatch ? passing : Bitmap(),
            tiesBy: { documents.id($0) < documents.id($1) })
    }

    private func hit(_ number: UInt32, score: Double) -> Contracts.SearchHit {
        Contracts.SearchHit(
            id: documents.id(number), score: score, title: documents.title(number).prefix(bytes: Self.titleBytes))
    }

    /// Says of each hit which words and names gave how much, the greatest share first.
    private func explain(_ hits: inout [Contracts.SearchHit], _ asked: SearchQuery, _ numbers: [UInt32]) {
        let explanations = documents.index.explain(asked.query, documents: numbers)
        for (position, explanation) in explanations.enumerated() {
            let parts = explanation?.parts ?? []
            let best = parts.indices.sorted {
                parts[$0].score != parts[$1].score ? parts[$0].score > parts[$1].score : $0 < $1
            }
            hits[position].terms = best.map { place in
                let part = parts[place]
                let isKey = part.term.hasPrefix(DocumentField.keyMark)
                return MatchedTerm(
                    term: isKey ? String(part.term.dropFirst()) : part.term,
                    field: DocumentField(rawValue: part.field)?.name ?? "", score: part.score)
            }
        }
    }
}

extension String {
    /// The string, or as many whole characters of it as fit into some bytes.
    func prefix(bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: bytes)
        while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
