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
        } else if limit > 0, hit.score >= heap[0].score, isBetter(hit, heap[0]) {
            heap[0] = hit
            siftDown(0)
        }
    }

    /// All hits kept, best first.
    func sorted() -> [SearchHit] { heap.sorted(by: isBetter) }

    private func isBetter(_ left: SearchHit, _ right: SearchHit) -> Bool {
        if left.score != right.score { return left.score > right.score }
        if let precedes {
            if precedes(left.document, right.document) { return true }
            if precedes(right.document, left.document) { return false }
        }
        return left.document < right.document
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBetter(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if isBetter(heap[worst], heap[child]) { worst = child }
            }
            if worst == parent { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
