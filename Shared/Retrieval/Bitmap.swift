/// A set of document numbers, one bit each.
///
/// As long as its greatest number ever inserted, so numbers should be dense. Numbers beyond its end are simply not in
/// it: bitmaps of different lengths combine freely.
public struct Bitmap: Sendable {
    private(set) var words: [UInt64]

    /// The empty set.
    public init() {
        words = []
    }

    /// All numbers below a bound.
    public init(below bound: Int) {
        words = [UInt64](repeating: .max, count: bound / 64)
        if bound % 64 > 0 { words.append(1 << UInt64(bound % 64) - 1) }
    }

    /// The numbers of a sequence.
    public init(_ numbers: some Sequence<UInt32>) {
        self.init()
        for number in numbers { insert(number) }
    }

    init(words: [UInt64]) {
        self.words = words
    }

    /// Whether a number is in the set.
    @inline(__always)
    public func contains(_ number: UInt32) -> Bool {
        let index = Int(number >> 6)
        return index < words.count && words[index] >> UInt64(number & 63) & 1 == 1
    }

    /// Puts a number in.
    public mutating func insert(_ number: UInt32) {
        let index = Int(number >> 6)
        if index >= words.count {
            words.append(contentsOf: repeatElement(0, count: index + 1 - words.count))
        }
        words[index] |= 1 << UInt64(number & 63)
    }

    /// Takes a number out.
    public mutating func remove(_ number: UInt32) {
        let index = Int(number >> 6)
        if index < words.count { words[index] &= ~(1 << UInt64(number & 63)) }
    }

    /// How many numbers are in the set.
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether nothing is in the set.
    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Adds all numbers of another set.
    public mutating func formUnion(_ other: Bitmap) {
        if other.words.count > words.count {
            words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
        }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    /// Keeps what is in another set too.
    public mutating func formIntersection(_ other: Bitmap) {
        if words.count > other.words.count { words.removeSubrange(other.words.count...) }
        for index in words.indices { words[index] &= other.words[index] }
    }

    /// Takes out all numbers of another set.
    public mutating func subtract(_ other: Bitmap) {
        for index in 0..<min(words.count, other.words.count) { words[index] &= ~other.words[index] }
    }

    /// Calls a function with each number, ascending.
    @inline(__always)
    public func forEach(_ body: (UInt32) throws -> Void) rethrows {
        for index in words.indices {
            var word = words[index]
            while word != 0 {
                try body(UInt32(index << 6 | word.trailingZeroBitCount))
                word &= word - 1
            }
        }
    }

    /// All numbers, ascending.
    public var numbers: [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(count)
        forEach { result.append($0) }
        return result
    }
}

extension Bitmap: Equatable {
    /// Whether two bitmaps hold the same numbers.
    public static func == (left: Bitmap, right: Bitmap) -> Bool {
        let shared = min(left.words.count, right.words.count)
        return left.words[..<shared] == right.words[..<shared]
            && left.words[shared...].allSatisfy { $0 == 0 } && right.words[shared...].allSatisfy { $0 == 0 }
    }
}

extension Bitmap: ExpressibleByArrayLiteral {
    /// The numbers listed.
    public init(arrayLiteral elements: UInt32...) {
        self.init(elements)
    }
}
