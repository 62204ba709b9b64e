/// A slot and its distance from a query in one number: numbers order as distances do, then as slots.
///
/// The lowest bit says whether the slot's links have been followed.
struct Candidate {
    /// Slots are below this.
    static let maximumSlots = 1 << 31

    var key: UInt64

    @inline(__always)
    init(key: UInt64) { self.key = key }

    @inline(__always)
    init(distance: Float, slot: UInt32) {
        // Floats order as their bits do, once the bits of negative ones are turned over.
        let bits = distance.bitPattern
        let mask = UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000
        key = UInt64(bits ^ mask) << 32 | UInt64(slot) << 1
    }

    @inline(__always) var slot: UInt32 { UInt32(truncatingIfNeeded: key) >> 1 }
    @inline(__always) var isExpanded: Bool { key & 1 == 1 }

    @inline(__always) var distance: Float {
        let bits = UInt32(truncatingIfNeeded: key >> 32)
        let mask = UInt32(bitPattern: ~(Int32(bitPattern: bits) >> 31)) | 0x8000_0000
        return Float(bitPattern: bits ^ mask)
    }
}

/// The nearest candidates seen so far, in order, at most a given number.
///
/// For the few hundred that a search keeps, moving memory costs less than a heap, and the order is there at the end.
struct CandidatePool {
    private let keys: UnsafeMutablePointer<UInt64>
    private let capacity: Int
    private(set) var count = 0

    /// An empty pool in memory for at least `capacity` keys.
    init(_ keys: UnsafeMutablePointer<UInt64>, capacity: Int) {
        self.keys = keys
        self.capacity = capacity
    }

    @inline(__always)
    subscript(index: Int) -> Candidate { Candidate(key: keys[index]) }

    @inline(__always)
    mutating func markExpanded(_ index: Int) { keys[index] |= 1 }

    @inline(__always) var isFull: Bool { count == capacity }

    /// What a candidate must lie below to come in.
    @inline(__always) var bound: UInt64 { count < capacity ? .max : keys[count &- 1] }

    /// Puts a candidate below the bound in its place, and gives that.
    @inline(__always)
    mutating func insert(_ candidate: Candidate) -> Int {
        let key = candidate.key
        var position = 0
        var remaining = count
        while remaining > 0 {
            let half = remaining &>> 1
            let isAfter = keys[position &+ half] < key
            position = isAfter ? position &+ half &+ 1 : position
            remaining = isAfter ? remaining &- half &- 1 : half
        }
        let kept = count < capacity ? count : capacity &- 1
        (keys + position + 1).update(from: keys + position, count: kept &- position)
        keys[position] = key
        count = kept &+ 1
        return position
    }
}

/// A heap with the nearest candidate on top.
struct CandidateHeap {
    private var keys: [UInt64] = []

    mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

    mutating func insert(_ candidate: Candidate) {
        keys.append(candidate.key)
        var child = keys.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard candidate.key < keys[parent] else { break }
            keys[child] = keys[parent]
            child = parent
        }
        keys[child] = candidate.key
    }

    mutating func popNearest() -> Candidate? {
        guard let nearest = keys.first, let last = keys.popLast() else { return nil }
        guard !keys.isEmpty else { return Candidate(key: nearest) }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < keys.count else { break }
            if child + 1 < keys.count, keys[child + 1] < keys[child] { child += 1 }
            guard keys[child] < last else { break }
            keys[parent] = keys[child]
            parent = child
        }
        keys[parent] = last
        return Candidate(key: nearest)
    }
}
