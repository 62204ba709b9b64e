import Retrieval

/// The documents with the greatest keys, ties by id.
struct Selection {
    /// How many at most.
    let limit: Int
    /// What to order by, the greatest first.
    let key: (UInt32) -> Double
    /// What to order by when keys are equal; earlier is better.
    let id: (UInt32) -> String

    private struct Entry {
        var number: UInt32
        var key: Double
    }

    /// The best of some documents, best first.
    ///
    /// n log k for n documents, of which most cost one comparison.
    func best(of documents: Bitmap) -> [UInt32] {
        guard limit > 0 else { return [] }
        // A heap with the worst of those kept at its root.
        var heap: [Entry] = []
        documents.forEach { number in
            let entry = Entry(number: number, key: key(number))
            if heap.count < limit {
                heap.append(entry)
                siftUp(&heap)
            } else if entry.key >= heap[0].key, precedes(entry, heap[0]) {
                heap[0] = entry
                siftDown(&heap)
            }
        }
        return heap.sorted(by: precedes).map(\.number)
    }

    private func precedes(_ left: Entry, _ right: Entry) -> Bool {
        if left.key != right.key { return left.key > right.key }
        let (leftID, rightID) = (id(left.number), id(right.number))
        return leftID != rightID ? leftID < rightID : left.number < right.number
    }

    private func siftUp(_ heap: inout [Entry]) {
        var child = heap.count - 1
        while child > 0, precedes(heap[(child - 1) / 2], heap[child]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private func siftDown(_ heap: inout [Entry]) {
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var worst = 2 * parent + 1
            if worst + 1 < heap.count, precedes(heap[worst], heap[worst + 1]) { worst += 1 }
            guard precedes(heap[parent], heap[worst]) else { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
