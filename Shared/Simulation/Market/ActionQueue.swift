/// Something that will happen: what, when, and to whom.
struct Action {
    /// What happens; the handlers in `Market` say how.
    enum Kind: UInt8 {
        case freelancerJoins
        case clientJoins
        case jobArrives
        case jobPosted
        case session
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
    /// Number of the search, the application, the invitation, the session.
    var number = 0
    /// Order of scheduling, so that equal times have an order too.
    fileprivate(set) var order = 0
}

/// What is still to happen, earliest first: a calendar queue, with a heap for the hour at hand.
///
/// Scheduling beyond the hour is O(1), within it O(log n) of the hour's actions: a million people who will look for work
/// some day cost nothing until their hour has come. Its size is bounded by the people and by what is open (jobs on offer,
/// contracts at work), not by the length of the history.
struct ActionQueue {
    private static let width = SimulatedTime.hour
    private let origin: Int64
    /// The hour whose actions are in the heap.
    private var hour = 0
    private var heap: [Action] = []
    /// Actions of later hours, by hour since `origin`.
    private var later: [[Action]] = []
    private var scheduled = 0

    /// Actions waiting.
    private(set) var count = 0

    /// - Parameter origin: A time that no action precedes by much; earlier ones are right all the same.
    init(origin: Int64) { self.origin = origin }

    /// Adds an action.
    mutating func schedule(_ action: Action) {
        var action = action
        action.order = scheduled
        scheduled += 1
        count += 1
        let place = Int((action.time - origin) / Self.width)
        guard place > hour else { return push(action) }
        if place >= later.count {
            later.append(contentsOf: repeatElement([], count: place + 1 - later.count))
        }
        later[place].append(action)
    }

    /// Takes the earliest action; of equal times the one scheduled first.
    mutating func next() -> Action? {
        while heap.isEmpty {
            guard hour + 1 < later.count else { return nil }
            hour += 1
            let actions = later[hour]
            later[hour] = []
            for action in actions { push(action) }
        }
        count -= 1
        return pop()
    }

    /// The time of the earliest action.
    mutating func nextTime() -> Int64? {
        guard let action = next() else { return nil }
        count += 1
        push(action)
        return action.time
    }

    private mutating func push(_ action: Action) {
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

    private mutating func pop() -> Action? {
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
