extension VectorIndex {
    /// The nearest documents to a vector, nearest first; ties by number ascending.
    ///
    /// Approximate: `breadth` is how many candidates the search keeps (ef of the paper); more are slower and find more.
    /// There are always as many hits as documents pass, up to `limit`: a search that cannot find them by links, or that
    /// would go through most of the index to find the few that pass, compares all that pass instead.
    /// - Parameters:
    ///   - vector: What to be near to.
    ///   - limit: How many hits to give at most.
    ///   - breadth: At least `limit` is taken.
    ///   - filter: If given, only these documents pass.
    ///   - excluded: These documents don't pass.
    ///   - predicate: Only documents it accepts pass. May be called more than once for a document.
    /// - Throws: ``VectorError`` if the vector has another dimension or an element that is no number or too great.
    public func search(
        _ vector: [Float], limit: Int, breadth: Int = 64, filter: Bitmap? = nil, excluding excluded: Bitmap? = nil,
        where predicate: ((UInt32) -> Bool)? = nil
    ) throws(VectorError) -> [VectorHit] {
        try check(vector)
        let limit = min(limit, slots.liveCount)
        guard limit > 0 else { return [] }
        let breadth = min(max(breadth, limit), graph.count)
        return scratchPool.withScratch(slots: graph.count, breadth: breadth) { scratch in
            vector.withUnsafeBufferPointer { layout.encode($0, to: scratch.query) }
            let isFiltered = filter != nil || excluded != nil || predicate != nil || slots.deadCount > 0
            let operation = SearchOperation(
                view: graph.view, entry: graph.entry, topLevel: graph.topLevel, breadth: breadth, limit: limit,
                visits: filter.map { visits(passing: $0.count, breadth: breadth) } ?? graph.count / 4 + breadth * 16,
                filter: isFiltered ? { [slots] in Self.passes($0, slots, filter, excluded, predicate) } : nil,
                slots: slots.count)
            return hits(layout.run(operation, scratch))
        }
    }

    /// The nearest documents to a vector by comparing it with all that pass; otherwise as
    /// ``search(_:limit:breadth:filter:excluding:where:)``.
    ///
    /// Exact as far as elements are kept exactly. Linear in the size of the index.
    public func exactSearch(
        _ vector: [Float], limit: Int, filter: Bitmap? = nil, excluding excluded: Bitmap? = nil,
        where predicate: ((UInt32) -> Bool)? = nil
    ) throws(VectorError) -> [VectorHit] {
        try check(vector)
        let limit = min(limit, slots.liveCount)
        guard limit > 0 else { return [] }
        return scratchPool.withScratch(slots: graph.count, breadth: limit) { scratch in
            vector.withUnsafeBufferPointer { layout.encode($0, to: scratch.query) }
            let operation = SearchOperation(
                view: graph.view, entry: graph.entry, topLevel: graph.topLevel, breadth: limit, limit: limit,
                visits: 0, filter: { [slots] in Self.passes($0, slots, filter, excluded, predicate) },
                slots: slots.count)
            return hits(layout.run(operation, scratch))
        }
    }

    /// How many slots a search may look at until comparing all that pass is less work; 0 to compare them at once.
    ///
    /// A walk looks at about breadth · n / passing of them, with as many links each.
    private func visits(passing: Int, breadth: Int) -> Int {
        let work = Double(breadth) * Double(configuration.links) * Double(graph.count)
        return Double(passing) * Double(passing) <= work ? 0 : graph.count / 2
    }

    private static func passes(
        _ slot: UInt32, _ slots: SlotTable, _ filter: Bitmap?, _ excluded: Bitmap?, _ predicate: ((UInt32) -> Bool)?
    ) -> Bool {
        guard slots.live.contains(slot) else { return false }
        let document = slots.documents[Int(slot)]
        if let filter, !filter.contains(document) { return false }
        if let excluded, excluded.contains(document) { return false }
        return predicate?(document) ?? true
    }

    private func hits(_ candidates: [Candidate]) -> [VectorHit] {
        let hits = candidates.map {
            VectorHit(document: slots.documents[Int($0.slot)], distance: $0.distance)
        }
        return hits.sorted { ($0.distance, $0.document) < ($1.distance, $1.document) }
    }
}

/// A search as it is compiled for each kernel; gives at most `limit` candidates.
private struct SearchOperation: KernelOperation {
    let view: GraphView
    let entry: UInt32
    let topLevel: Int
    let breadth: Int
    let limit: Int
    let visits: Int
    let filter: ((UInt32) -> Bool)?
    let slots: Int

    func run<Kernel: VectorKernel>(_ kernel: Kernel.Type, _ scratch: SearchScratch) -> [Candidate] {
        let query = UnsafeRawPointer(scratch.query)
        if let filter {
            guard visits > 0 else { return scan(kernel, scratch, filter) }
            let nearest = view.descend(kernel, query: query, from: entry, top: topLevel, bottom: 0)
            let found = view.walk(
                kernel, query: query, from: nearest, breadth: breadth, visits: visits, scratch: scratch,
                passes: filter)
            // Neither a walk that gave up nor one that ran out of links has seen all that pass.
            let isWhole = found.results.isFull && found.visits <= visits
            return isWhole ? first(found.results) : scan(kernel, scratch, filter)
        }
        let nearest = view.descend(kernel, query: query, from: entry, top: topLevel, bottom: 0)
        let pool = view.walk(kernel, query: query, from: nearest, layer: 0, breadth: breadth, scratch: scratch)
        return pool.isFull ? first(pool) : scan(kernel, scratch) { _ in true }
    }

    private func first(_ pool: CandidatePool) -> [Candidate] {
        (0..<min(limit, pool.count)).map { pool[$0] }
    }

    private func scan<Kernel: VectorKernel>(
        _ kernel: Kernel.Type, _ scratch: SearchScratch, _ passes: (UInt32) -> Bool
    ) -> [Candidate] {
        var pool = CandidatePool(scratch.pool, capacity: limit)
        for slot in 0..<UInt32(slots) where passes(slot) {
            let candidate = view.candidate(kernel, scratch.query, slot)
            if candidate.key < pool.bound { _ = pool.insert(candidate) }
        }
        return first(pool)
    }
}
