/// Sums by number: a small hash table with open addressing, for many look-ups in one call.
struct SparseSums {
    private var keys: [Int32]
    private var sums: [Double]
    private let mask: Int

    /// Room for so many different numbers.
    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = Array(repeating: -1, count: size)
        sums = Array(repeating: 0, count: size)
        mask = size - 1
    }

    /// The sum of a number, 0 when nothing was added.
    subscript(key: Int32) -> Double {
        let place = place(of: key)
        return keys[place] == key ? sums[place] : 0
    }

    /// Adds to the sum of a number, 0 or above; there must be room for it.
    mutating func add(_ key: Int32, _ amount: Double) {
        let place = place(of: key)
        keys[place] = key
        sums[place] += amount
    }

    @inline(__always)
    private func place(of key: Int32) -> Int {
        var place = Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: key)) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[place] >= 0, keys[place] != key { place = (place + 1) & mask }
        return place
    }
}
