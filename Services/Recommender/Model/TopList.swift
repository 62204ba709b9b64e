/// The best few of many: a heap with the worst of them on top; at equal scores the lesser id is better.
struct TopList {
    struct Item {
        let number: Int32
        let score: Double
    }

    private let limit: Int
    private let name: (Int32) -> String
    private var heap: [Item] = []

    /// - Parameters:
    ///   - limit: above 0.
    ///   - name: the id of a number; asked for only at equal scores.
    init(limit: Int, name: @escaping (Int32) -> String) {
        self.limit = limit
        self.name = name
    }

    /// The score an offer must reach to have a chance; -infinity while there is room.
    var threshold: Double { heap.count < limit ? -.infinity : heap[0].score }

    var sorted: [Item] { heap.sorted(by: isBetter) }

    mutating func offer(_ number: Int32, _ score: Double) {
        let item = Item(number: number, score: score)
        if heap.count < limit {
            heap.append(item)
            rise(heap.count - 1)
        } else if isBetter(item, heap[0]) {
            heap[0] = item
            sink()
        }
    }

    private func isBetter(_ left: Item, _ right: Item) -> Bool {
        left.score != right.score ? left.score > right.score : name(left.number) < name(right.number)
    }

    private mutating func rise(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBetter(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var worst = parent
            for child in 2 * parent + 1..<min(2 * parent + 3, max(heap.count, 2 * parent + 1))
            where isBetter(heap[worst], heap[child]) { worst = child }
            guard worst != parent else { return }
            heap.swapAt(worst, parent)
            parent = worst
        }
    }
}
