/// Strings of up to 15 ASCII bytes, made and taken apart in no time.
///
/// Swift keeps such a string within its own 16 bytes: 15 of text, then a byte whose upper half says "small and ASCII" and
/// whose lower half is the count. Going through `String`'s own functions takes longer than all the rest of such a
/// field, and ids, names and keys are that short. The layout is part of Swift's stable ABI, but only on Apple's
/// platforms; so it is compared with what the library makes before it is relied upon, once in a process. Where it is
/// another (as on machines that store the most significant byte first), strings are made in the ordinary way.
@usableFromInline
struct ShortString {
    /// The first eight bytes, and the seven others with what says how many they are.
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64

    /// What stands in a string of up to 15 ASCII bytes; nil for any other.
    ///
    /// Only where ``layoutIsKnown``.
    @inlinable
    @inline(__always)
    init?(_ string: borrowing String) {
        (low, high) = unsafeBitCast(string, to: (UInt64, UInt64).self)
        guard high >> 60 == 0xE else { return nil }
    }

    /// How many bytes the text has.
    @inlinable
    @inline(__always)
    var count: Int { Int(truncatingIfNeeded: high >> 56 & 0xF) }

    /// Whether this library's short strings look like that.
    @usableFromInline static let layoutIsKnown: Bool = {
        guard MemoryLayout<String>.size == 16 else { return false }
        let others = [
            "abcdefghijklmnop", "é", String(repeating: "a", count: 100), "a" + String(repeating: "é", count: 10),
        ]
        guard others.allSatisfy({ ShortString($0) == nil }) else { return false }
        return ["", "a", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno"].allSatisfy { sample in
            let padded = Array(sample.utf8) + [UInt8](repeating: 0, count: 16 - sample.utf8.count)
            let expected = padded.withUnsafeBytes {
                (
                    $0.loadUnaligned(as: UInt64.self),
                    last($0.loadUnaligned(fromByteOffset: 8, as: UInt64.self), sample.utf8.count)
                )
            }
            return unsafeBitCast(sample, to: (UInt64, UInt64).self) == expected
        }
    }()

    @inlinable
    @inline(__always)
    static func last(_ high: UInt64, _ count: Int) -> UInt64 {
        high | UInt64(0xE0 | count) << 56
    }

    /// Makes the string of `count` ASCII bytes, 15 at most, that stand in these words from the lowest on.
    ///
    /// All other bits are 0, and ``layoutIsKnown`` is true. The words are written as they are: a string that is made of
    /// them by a cast would be retained.
    @inlinable
    @inline(__always)
    static func initialize(_ target: UnsafeMutablePointer<String>, _ low: UInt64, _ high: UInt64, _ count: Int) {
        let words = UnsafeMutableRawPointer(target)
        words.storeBytes(of: low, as: UInt64.self)
        words.storeBytes(of: last(high, count), toByteOffset: 8, as: UInt64.self)
    }
}
