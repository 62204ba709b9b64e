/// Something that happens once at a time: a call's deadline, the next connection attempt.
///
/// The owner subclasses it or passes an action; the queue it waits in keeps the place in ``heapIndex``, so that setting
/// and clearing a timer allocates nothing. Touched on its loop only.
class LoopTimer {
    /// When to fire, in ``MonotonicClock`` nanoseconds.
    fileprivate(set) var time: UInt64 = 0
    /// Place in the queue's heap; -1 when not waiting.
    fileprivate var heapIndex = -1

    /// Whether the timer waits to fire.
    final var isSet: Bool { heapIndex >= 0 }

    /// Called once on the loop when the time has come; the timer is no longer set then.
    func fire() {}
}

/// A timer that runs a closure.
final class ActionTimer: LoopTimer {
    private let action: () -> Void

    init(_ action: @escaping () -> Void) {
        self.action = action
    }

    override func fire() {
        action()
    }
}

/// Timers in order of their times: a binary heap that knows each timer's place.
///
/// Setting and clearing take O(log n); a timer set later than all others (the usual case, deadlines being of equal
/// length) takes O(1).
struct TimerQueue {
    private var heap: [LoopTimer] = []

    /// Timers waiting.
    var count: Int { heap.count }

    /// The earliest time, or nil when nothing waits.
    var nextTime: UInt64? { heap.first?.time }

    /// Makes the timer fire at a time; one that waits already is moved.
    mutating func set(_ timer: LoopTimer, at time: UInt64) {
        clear(timer)
        timer.time = time
        timer.heapIndex = heap.count
        heap.append(timer)
        siftUp(heap.count - 1)
    }

    /// Takes the timer out; nothing happens if it does not wait.
    mutating func clear(_ timer: LoopTimer) {
        let index = timer.heapIndex
        guard index >= 0 else { return }
        precondition(index < heap.count && heap[index] === timer, "a timer belongs to one loop")
        timer.heapIndex = -1
        let last = heap.removeLast()
        guard last !== timer else { return }
        heap[index] = last
        last.heapIndex = index
        siftUp(index)
        siftDown(last.heapIndex)
    }

    /// Takes out the earliest timer whose time is not after `now`.
    mutating func popDue(_ now: UInt64) -> LoopTimer? {
        guard let first = heap.first, first.time <= now else { return nil }
        clear(first)
        return first
    }

    private mutating func siftUp(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard heap[index].time < heap[parent].time else { return }
            swap(index, parent)
            index = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var index = start
        while true {
            var smallest = index
            let left = 2 * index + 1
            if left < heap.count, heap[left].time < heap[smallest].time { smallest = left }
            if left + 1 < heap.count, heap[left + 1].time < heap[smallest].time { smallest = left + 1 }
            guard smallest != index else { return }
            swap(index, smallest)
            index = smallest
        }
    }

    private mutating func swap(_ left: Int, _ right: Int) {
        heap.swapAt(left, right)
        heap[left].heapIndex = left
        heap[right].heapIndex = right
    }
}
