/// Gives equal byte strings one small number, in order of first sight.
///
/// All bytes lie in one array, so a million short words cost their bytes plus twelve bytes each. Numbers are stable:
/// nothing is ever taken out. Interning and finding take expected constant time; the hash is seeded by the process, so
/// input made to collide gains nothing, and no result depends on it.
public struct StringInterner: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var hashes: [UInt32] = []
    /// Open addressing: number + 1, or 0 for free.
    ///
    /// Their count is a power of two, and at most three quarters are taken.
    private var slots: [UInt32] = [UInt32](repeating: 0, count: 16)

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
        if slots[place] != 0 { return slots[place] - 1 }
        precondition(bytes.count + string.count <= Int(UInt32.max), "interned strings exceed 4 GiB")
        let number = UInt32(ends.count)
        bytes.append(contentsOf: string)
        ends.append(UInt32(bytes.count))
        hashes.append(hash)
        slots[place] = number + 1
        if ends.count * 4 > slots.count * 3 { grow() }
        return number
    }

    /// The number of a string that has been interned, or nil.
    public func find(_ string: String) -> UInt32? {
        var string = string
        return string.withUTF8 { find($0) }
    }

    /// The number of a byte string that has been interned, or nil.
    public func find(_ string: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let number = slots[place(of: string, hash: Self.hash(string))]
        return number == 0 ? nil : number - 1
    }

    /// The string of a number below ``count``.
    public func string(_ number: UInt32) -> String {
        String(decoding: bytes[range(number)], as: UTF8.self)
    }

    private func range(_ number: UInt32) -> Range<Int> {
        let index = Int(number)
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    private func place(of string: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
        let mask = slots.count - 1
        var place = Int(hash) & mask
        while slots[place] != 0 {
            let number = slots[place] - 1
            if hashes[Int(number)] == hash, equals(number, string) { return place }
            place = (place + 1) & mask
        }
        return place
    }

    private func equals(_ number: UInt32, _ string: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == string.count else { return false }
        return bytes.withUnsafeBufferPointer { all in
            for index in 0..<string.count where all[range.lowerBound + index] != string[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [UInt32](repeating: 0, count: mask + 1)
        for (number, hash) in hashes.enumerated() {
            var place = Int(hash) & mask
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = UInt32(number) + 1
        }
    }

    /// Differs from process to process, as Swift's own hashes do.
    private static let seed = UInt64(bitPattern: Int64(Hasher().finalize()))

    /// Multiplies eight bytes at a time into a seeded state, folding the upper half of each product into the lower.
    private static func hash(_ string: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var state = seed ^ UInt64(string.count)
        var position = 0
        while position < string.count {
            var word: UInt64 = 0
            let end = min(position + 8, string.count)
            while position < end {
                word = word << 8 | UInt64(string[position])
                position += 1
            }
            let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            state = product.high ^ product.low
        }
        let product = (state ^ seed).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return UInt32(truncatingIfNeeded: product.high ^ product.low)
    }
}
