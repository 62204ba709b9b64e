internal import Foundation

/// Which of many buckets are in use, and the place of each among those: a bit a bucket, and a count for every 64.
struct BucketSet: Sendable {
    /// How many buckets there are, in use or not.
    let capacity: Int
    private let bits: ModelNumbers<UInt64>
    /// Buckets in use before each word of bits.
    private let ranks: ModelNumbers<Int32>

    /// How many buckets are in use.
    var count: Int {
        guard bits.count > 0 else { return 0 }
        return Int(ranks[bits.count - 1]) + bits[bits.count - 1].nonzeroBitCount
    }

    /// Creates a set of what a bit stands for in each word.
    init(capacity: Int, bits: [UInt64]) {
        precondition(bits.count == (capacity + 63) / 64, "each bucket needs a bit")
        var ranks: [Int32] = []
        ranks.reserveCapacity(bits.count)
        var rank: Int32 = 0
        for word in bits {
            ranks.append(rank)
            rank += Int32(word.nonzeroBitCount)
        }
        self.capacity = capacity
        self.bits = ModelNumbers(bits, zero: 0)
        self.ranks = ModelNumbers(ranks, zero: 0)
    }

    /// The place of a bucket among those in use, or nil when it is not.
    @inline(__always)
    func place(of bucket: Int) -> Int? {
        let word = bits.base[bucket >> 6]
        let bit = UInt64(1) << UInt64(bucket & 63)
        guard word & bit != 0 else { return nil }
        return Int(ranks.base[bucket >> 6]) + (word & (bit - 1)).nonzeroBitCount
    }

    /// The buckets in use for whose place the body answers true.
    func filtered(_ isKept: (Int) -> Bool) -> BucketSet {
        var kept = [UInt64](repeating: 0, count: bits.count)
        var place = 0
        for index in 0..<bits.count {
            var word = bits[index]
            while word != 0 {
                if isKept(place) { kept[index] |= word & (~word &+ 1) }
                word &= word &- 1
                place += 1
            }
        }
        return BucketSet(capacity: capacity, bits: kept)
    }

    func add(to file: inout ModelFileWriter) {
        file.add("buckets.bits", bits)
        file.add("buckets.ranks", ranks)
    }

    init(_ file: ModelFile, capacity: Int) throws(LearningError) {
        self.capacity = capacity
        bits = try file.numbers("buckets.bits", of: UInt64.self, count: (capacity + 63) / 64)
        ranks = try file.numbers("buckets.ranks", of: Int32.self, count: bits.count)
        var rank = 0
        for index in 0..<bits.count {
            guard Int(ranks[index]) == rank else { throw file.damaged("its buckets contradict their counts") }
            rank += bits[index].nonzeroBitCount
        }
    }
}
