/// Something that will happen: what, when, and to whom.
struct Action {
    /// What happens; the handlers in `Simulation` say how.
    enum Kind: UInt8 {
        case freelancerJoins
        case clientJoins
        case jobArrives
        case jobPosted
        case visit
        case click
        case save
        case application
        case withdrawal
        case clientSearch
        case clientClick
        case clientView
        case clientSave
        case invitation
        case invitationResponse
        case decision
        case interview
        case choice
        case hire
        case rejection
        case close
        case contractStart
        case payment
        case contractEnd
        case feedback
        case endorsement
        case profileUpdate
        case release
    }

    var time: Int64
    var kind: Kind
    /// The job concerned.
    var job = JobReference.none
    /// Freelancer or client, by the kind.
    var person: Int32 = -1
    /// Whatever the kind needs: a position, an amount, a flag.
    var detail: Int32 = 0
    /// Number of the search, the application, the invitation.
    var number = 0
    /// Order of scheduling, so that equal times have an order too.
    fileprivate(set) var order = 0
}

/// What is still to happen, earliest first: a binary heap.
///
/// Insertion and removal are O(log n). Its size is bounded by what is open (jobs on offer, contracts at work), not by
/// the length of the history.
struct ActionQueue {
    private var heap: [Action] = []
    private var scheduled = 0

    /// Actions waiting.
    var count: Int { heap.count }

    /// Adds an action.
    mutating func schedule(_ action: Action) {
        var action = action
        action.order = scheduled
        scheduled += 1
        var index = heap.count
        heap.append(action)
        while index > 0 {
            let parent = (index - 1) / 2
            guard Self.precedes(action, heap[parent]) else { break }
            heap[index] = heap[parent]
            index = parent
        }
        heap[index] = action
    }

    /// Takes the earliest action; of equal times the one scheduled first.
    mutating func next() -> Action? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, Self.precedes(heap[child + 1], heap[child]) { child += 1 }
            guard Self.precedes(heap[child], last) else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = last
        return first
    }

    private static func precedes(_ first: Action, _ second: Action) -> Bool {
        (first.time, first.order) < (second.time, second.order)
    }
}
