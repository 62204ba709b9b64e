/// Gives equal byte strings one small number, in order of first sight.
///
/// All bytes lie in one array, so a million short words cost their bytes plus about 25 bytes each. Numbers are stable:
/// nothing is ever taken out. Interning and finding take expected constant time; the hash is seeded by the process, so
/// input made to collide gains nothing, and no result depends on it.
public struct StringInterner: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// Open addressing: hash in the upper half, number + 1 in the lower, or 0 for free.
    ///
    /// Their count is a power of two, and at most half are taken.
    private var slots: [UInt64] = [UInt64](repeating: 0, count: 16)

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
        let hash = Self.hash(string)
        let place = place(of: string, hash: hash)
        if slots[place] != 0 { return UInt32(truncatingIfNeeded: slots[place]) - 1 }
        precondition(bytes.count + string.count <= Int(UInt32.max), "interned strings exceed 4 GiB")
        let number = UInt32(ends.count)
        bytes.append(contentsOf: string)
        ends.append(UInt32(bytes.count))
        slots[place] = UInt64(hash) << 32 | UInt64(number + 1)
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
        let number = UInt32(truncatingIfNeeded: slots[place(of: string, hash: Self.hash(string))])
        return number == 0 ? nil : number - 1
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
    private func place(of string: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count &- 1
            var place = Int(hash) & mask
            while slots[place] != 0 {
                let slot = slots[place]
                let number = UInt32(truncatingIfNeeded: slot) &- 1
                if UInt32(truncatingIfNeeded: slot &>> 32) == hash, equals(number, string) { return place }
                place = (place &+ 1) & mask
            }
            return place
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
        let mask = slots.count * 2 - 1
        let old = slots
        slots = [UInt64](repeating: 0, count: mask + 1)
        for slot in old where slot != 0 {
            var place = Int(slot >> 32) & mask
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }

    /// Differs from process to process, as Swift's own hashes do.
    private static let seed = UInt64(bitPattern: Int64(Hasher().finalize()))

    /// Multiplies eight bytes at a time into a seeded state, folding the upper half of each product into the lower.
    private static func hash(_ string: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var state = seed ^ UInt64(string.count)
        var position = 0
        while position < string.count {
            let word = Self.word(string, position)
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
            word = word &<< 8 | UInt64(bytes[index])
            index &+= 1
        }
        return word
    }
}
