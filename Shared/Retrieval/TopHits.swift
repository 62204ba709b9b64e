/// The best of many hits: a heap whose root is the worst of those kept.
struct TopHits {
    private var heap: [SearchHit] = []
    private let limit: Int
    /// Whether the first of two documents of equal score goes before the second.
    private let precedes: ((UInt32, UInt32) -> Bool)?

    init(limit: Int, precedes: ((UInt32, UInt32) -> Bool)?) {
        self.limit = max(limit, 0)
        self.precedes = precedes
    }

    @inline(__always)
    mutating func offer(_ hit: SearchHit) {
        if heap.count < limit {
            heap.append(hit)
            siftUp(heap.count - 1)
        } else if limit > 0, hit.score >= heap[0].score, Self.isBetter(hit, heap[0], precedes) {
            heap[0] = hit
            siftDown(0)
        }
    }

    /// What the next hit must score at least; nothing while there is room.
    @inline(__always)
    var threshold: Double {
        heap.count < limit ? -.infinity : limit == 0 ? .infinity : heap[0].score
    }

    /// All hits kept, best first.
    func sorted() -> [SearchHit] {
        let precedes = precedes
        return heap.sorted { Self.isBetter($0, $1, precedes) }
    }

    @inline(__always)
    private static func isBetter(
        _ left: SearchHit, _ right: SearchHit, _ precedes: ((UInt32, UInt32) -> Bool)?
    ) -> Bool {
        if left.score != right.score { return left.score > right.score }
        if let precedes {
            if precedes(left.document, right.document) { return true }
            if precedes(right.document, left.document) { return false }
        }
        return left.document < right.document
    }

    private mutating func siftUp(_ start: Int) {
        let precedes = precedes
        heap.withUnsafeMutableBufferPointer { heap in
            let hit = heap[start]
            var child = start
            while child > 0 {
                let parent = (child - 1) / 2
                guard Self.isBetter(heap[parent], hit, precedes) else { break }
                heap[child] = heap[parent]
                child = parent
            }
            heap[child] = hit
        }
    }

    private mutating func siftDown(_ start: Int) {
        let precedes = precedes
        heap.withUnsafeMutableBufferPointer { heap in
            let hit = heap[start]
            var parent = start
            while true {
                var worst = 2 * parent + 1
                guard worst < heap.count else { break }
                if worst + 1 < heap.count, Self.isBetter(heap[worst], heap[worst + 1], precedes) { worst += 1 }
                guard Self.isBetter(hit, heap[worst], precedes) else { break }
                heap[parent] = heap[worst]
                parent = worst
            }
            heap[parent] = hit
        }
    }
}
