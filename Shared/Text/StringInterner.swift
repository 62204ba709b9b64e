internal import CProcessor

/// Gives equal byte strings one small number, in order of first sight.
///
/// All bytes lie in one array, so a million short words cost their bytes plus about 50 bytes each; words of up to eight
/// bytes lie in the table of places too, and are found there with one wait for memory. Numbers are stable:
/// nothing is ever taken out. Interning and finding take expected constant time; the hash is seeded by the process, so
/// input made to collide gains nothing, and no result depends on it.
public struct StringInterner: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// Open addressing; their count is a power of two, and at most half are taken.
    private var slots: [Slot] = [Slot](repeating: Slot(), count: 16)

    private struct Slot: Sendable {
        /// The first eight bytes, fewer with zeros.
        var start: UInt64 = 0
        /// Upper 24 bits of the hash, then the length, 255 for all above.
        var tag: UInt32 = 0
        /// Number + 1, or 0 for free.
        var number: UInt32 = 0
    }

    /// What a string is found by.
    private struct Key {
        var start: UInt64
        var hash: UInt32
        var tag: UInt32

        @inline(__always)
        init(_ string: UnsafeBufferPointer<UInt8>) {
            start = StringInterner.word(string, 0)
            hash = StringInterner.hash(string, start)
            tag = hash & 0xFFFF_FF00 | UInt32(min(string.count, 255))
        }
    }

    /// An interner that knows nothing yet.
    public init() {}

    /// How many different strings it knows; their numbers are `0..<count`.
    public var count: Int { ends.count }

    /// The number of a string, a new one if it has not been seen.
    public mutating func intern(_ string: String) -> UInt32 {
        var string = string
        return string.withUTF8 { intern($0) }
    }

    /// The number of a byte string, a new one if it has not been seen.
    public mutating func intern(_ string: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let key = Key(string)
        let place = place(of: string, key)
        if slots[place].number != 0 { return slots[place].number - 1 }
        precondition(bytes.count + string.count <= Int(UInt32.max), "interned strings exceed 4 GiB")
        let number = UInt32(ends.count)
        bytes.append(contentsOf: string)
        ends.append(UInt32(bytes.count))
        slots[place] = Slot(start: key.start, tag: key.tag, number: number + 1)
        if ends.count * 2 > slots.count { grow() }
        return number
    }

    /// The number of a string that has been interned, or nil.
    public func find(_ string: String) -> UInt32? {
        var string = string
        return string.withUTF8 { find($0) }
    }

    /// The number of a byte string that has been interned, or nil.
    public func find(_ string: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let number = slots[place(of: string, Key(string))].number
        return number == 0 ? nil : number - 1
    }

    /// Stands for a string that has not been interned.
    static let unknown = UInt32.max
    /// Strings that are looked up together.
    private static let batch = 32

    /// The numbers of many stretches of a text, or ``unknown``.
    ///
    /// In a large vocabulary each look-up waits for memory some three times; asking for the memory of a batch at once
    /// lets the waits overlap. `prepare` is told each number that is found, to ask for more.
    func find(
        _ ranges: [Token], of text: UnsafeBufferPointer<UInt8>, into numbers: UnsafeMutablePointer<UInt32>,
        prepare: (UInt32) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: Key.self, capacity: Self.batch) { keys in
            let mask = slots.count - 1
            var first = 0
            while first < ranges.count {
                let count = min(Self.batch, ranges.count - first)
                for index in 0..<count {
                    keys.initializeElement(
                        at: index, to: Key(UnsafeBufferPointer(rebasing: text[ranges[first + index].range])))
                    prefetch(slots, Int(keys[index].hash) & mask)
                }
                for index in 0..<count where keys[index].tag & 0xFF > 8 {
                    let slot = slots[Int(keys[index].hash) & mask]
                    if slot.tag == keys[index].tag { prefetch(ends, Int(slot.number) - 1) }
                }
                for index in 0..<count where keys[index].tag & 0xFF > 8 {
                    let slot = slots[Int(keys[index].hash) & mask]
                    if slot.tag == keys[index].tag, slot.number > 1 { prefetch(bytes, Int(ends[Int(slot.number) - 2])) }
                }
                for index in 0..<count {
                    let string = UnsafeBufferPointer(rebasing: text[ranges[first + index].range])
                    let number = slots[place(of: string, keys[index])].number
                    numbers[first + index] = number &- 1
                    if number != 0 { prepare(number - 1) }
                }
                first += count
            }
        }
    }

    @inline(__always)
    private func prefetch<Element>(_ memory: [Element], _ index: Int) {
        memory.withUnsafeBufferPointer {
            guard let base = $0.baseAddress else { return }
            processor_prefetch(base + index)
        }
    }

    /// The string of a number below ``count``.
    public func string(_ number: UInt32) -> String {
        String(decoding: bytes[range(number)], as: UTF8.self)
    }

    /// Calls a function with the bytes of a number below ``count``.
    @inline(__always)
    public func withBytes<Result>(of number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let range = range(number)
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// All numbers in the order of their bytes.
    public func sortedNumbers() -> [UInt32] {
        (0..<UInt32(ends.count)).sorted { left, right in
            withBytes(of: left) { left in
                withBytes(of: right) { right in left.lexicographicallyPrecedes(right) }
            }
        }
    }

    private func range(_ number: UInt32) -> Range<Int> {
        let index = Int(number)
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    @inline(__always)
    private func place(of string: UnsafeBufferPointer<UInt8>, _ key: Key) -> Int {
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count &- 1
            var place = Int(key.hash) & mask
            while true {
                let slot = slots[place]
                if slot.number == 0 { return place }
                if slot.start == key.start, slot.tag == key.tag,
                    string.count <= 8 || equals(slot.number &- 1, string)
                {
                    return place
                }
                place = (place &+ 1) & mask
            }
        }
    }

    @inline(__always)
    private func equals(_ number: UInt32, _ string: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == string.count else { return false }
        return bytes.withUnsafeBufferPointer { all in
            var index = 0
            while index < string.count {
                if all[range.lowerBound &+ index] != string[index] { return false }
                index &+= 1
            }
            return true
        }
    }

    private mutating func grow() {
        let old = slots
        let mask = slots.count * 2 - 1
        slots = [Slot](repeating: Slot(), count: mask + 1)
        for slot in old where slot.number != 0 {
            var place = Int(withBytes(of: slot.number - 1) { Key($0) }.hash) & mask
            while slots[place].number != 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }

    /// Differs from process to process, as Swift's own hashes do.
    private static let seed = UInt64(bitPattern: Int64(Hasher().finalize()))

    /// Multiplies eight bytes at a time into a seeded state, folding the upper half of each product into the lower.
    @inline(__always)
    private static func hash(_ string: UnsafeBufferPointer<UInt8>, _ start: UInt64) -> UInt32 {
        let seed = seed
        var state = seed ^ UInt64(string.count)
        var position = 0
        while position < string.count {
            let word = position == 0 ? start : Self.word(string, position)
            position += 8
            let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            state = product.high ^ product.low
        }
        let product = (state ^ seed).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return UInt32(truncatingIfNeeded: product.high ^ product.low)
    }

    /// Up to eight bytes from a position on.
    @inline(__always)
    private static func word(_ string: UnsafeBufferPointer<UInt8>, _ position: Int) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(string)
        if position &+ 8 <= bytes.count { return bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) }
        if bytes.count >= 8 {
            // The last eight, without those that were taken before.
            let taken = UInt64(8 &- (bytes.count &- position)) &* 8
            return bytes.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self) &>> taken
        }
        var word: UInt64 = 0
        var index = position
        while index < bytes.count {
            word |= UInt64(bytes[index]) &<< UInt64(index &* 8)
            index &+= 1
        }
        return word
    }
}
