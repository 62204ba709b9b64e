/// The calls of one connection by their stream numbers.
///
/// Numbers are odd and rise, and most calls are short, so those that run are neighbours: half the number is its own hash,
/// and a table of at least twice as many slots (linear probing, Knuth 6.4 algorithms L and R) finds nearly all in their first
/// place. An empty table holds no memory.
struct StreamTable<Call: AnyObject> {
    private struct Slot {
        var stream: UInt32
        var call: Call?
    }

    private var slots: [Slot] = []
    /// Calls that are entered.
    private(set) var count = 0
    /// Those of them that are not in their first place: while there are none, nothing needs to move up.
    private var displaced = 0

    /// No calls.
    init() {}

    /// Whether no call is entered.
    var isEmpty: Bool { count == 0 }

    private func home(_ stream: UInt32) -> Int {
        Int(stream >> 1) & (slots.count - 1)
    }

    /// Where the stream is, or the free slot where it would be; there must be slots.
    private func find(_ stream: UInt32) -> Int {
        var index = home(stream)
        while slots[index].call != nil, slots[index].stream != stream { index = (index + 1) & (slots.count - 1) }
        return index
    }

    /// The call of a stream; setting nil takes it out.
    subscript(stream: UInt32) -> Call? {
        get {
            guard count > 0 else { return nil }
            return slots[find(stream)].call
        }
        set {
            guard let newValue else {
                remove(stream)
                return
            }
            if (count + 1) * 2 > slots.count { grow() }
            let index = find(stream)
            if slots[index].call == nil {
                count += 1
                if index != home(stream) { displaced += 1 }
            }
            slots[index] = Slot(stream: stream, call: newValue)
        }
    }

    /// Takes a call out, if it is there.
    @discardableResult
    mutating func remove(_ stream: UInt32) -> Call? {
        guard count > 0 else { return nil }
        var hole = find(stream)
        guard let removed = slots[hole].call else { return nil }
        count -= 1
        if hole != home(stream) { displaced -= 1 }
        if displaced > 0 { hole = closeGap(hole) }
        slots[hole].call = nil
        // What a burst of calls has taken goes back.
        if count == 0, slots.count > 64 { slots = [] }
        return removed
    }

    /// Moves up whatever follows and may stand in the hole, so that searches find no gap before their goal; returns where the
    /// hole is then.
    private mutating func closeGap(_ start: Int) -> Int {
        var hole = start
        var next = start
        while true {
            next = (next + 1) & (slots.count - 1)
            guard slots[next].call != nil else { return hole }
            let first = home(slots[next].stream)
            guard (next - first) & (slots.count - 1) >= (next - hole) & (slots.count - 1) else { continue }
            slots.swapAt(hole, next)
            if hole == first { displaced -= 1 }
            hole = next
        }
    }

    /// Takes all out; in order of their streams.
    mutating func removeAll() -> [Call] {
        let all = sorted
        self = StreamTable()
        return all
    }

    /// All calls in order of their streams.
    var sorted: [Call] { entered(after: 0) }

    /// The calls of streams above a number, in order.
    func entered(after stream: UInt32) -> [Call] {
        slots.filter { $0.call != nil && $0.stream > stream }.sorted { $0.stream < $1.stream }.compactMap(\.call)
    }

    private mutating func grow() {
        var larger = StreamTable()
        larger.slots = Array(repeating: Slot(stream: 0, call: nil), count: max(8, slots.count * 2))
        // Half full at most, so entering them doesn't grow the larger one again.
        for slot in slots { if let call = slot.call { larger[slot.stream] = call } }
        self = larger
    }
}
