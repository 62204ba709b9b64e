import Glibc
import Operations
import Synchronization

/// Names that no other process makes, today or later: of rankings and of traces.
enum UniqueNames {
    /// What tells this process from all others.
    private static let entropy: (high: UInt64, low: UInt64) = {
        var bytes: (UInt64, UInt64) = (0, 0)
        let status = withUnsafeMutableBytes(of: &bytes) { buffer in
            buffer.baseAddress.map { getentropy($0, buffer.count) } ?? -1
        }
        if status == 0 { return bytes }
        return (UInt64(bitPattern: Clock.wallMicroseconds()), UInt64(getpid()) << 32 ^ Clock.monotonicNanoseconds())
    }()

    private static let counter = Atomic<UInt64>(0)

    /// A ranking's name: 16 hexadecimal digits of time, so that names sort by it, and 16 of counter and process.
    static func ranking() -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        return hex(UInt64(bitPattern: Clock.wallMicroseconds())) + hex(mixed(entropy.low &+ number))
    }

    /// 128 bits of a trace and 64 of a span in hexadecimal digits; never zero.
    static func trace() -> (trace: String, span: String) {
        let number = counter.add(1, ordering: .relaxed).newValue
        return (
            hex(mixed(entropy.high &+ number) | 1) + hex(mixed(entropy.low ^ number)),
            hex(mixed(entropy.high ^ entropy.low &+ number) | 1)
        )
    }

    /// SplitMix64's mixing: a bijection, so that different numbers stay different.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var value = number &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// The W3C's trace context: the metadata by which all calls that one call causes are known to belong together.
enum TraceParent {
    static let key = "traceparent"

    /// A new trace, recorded.
    static func make() -> String {
        let (trace, span) = UniqueNames.trace()
        return "00-\(trace)-\(span)-01"
    }

    /// Whether a value can be handed on: version, trace, span and flags, neither trace nor span all zeros.
    static func isValid(_ value: String?) -> Bool {
        guard let value else { return false }
        let parts = value.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].utf8.count == 2, parts[1].utf8.count == 32, parts[2].utf8.count == 16,
            parts[3].utf8.count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4
        else { return false }
        return parts[0...3].allSatisfy { $0.utf8.allSatisfy(isHexDigit) }
            && parts[1...2].allSatisfy { $0.utf8.contains { $0 != UInt8(ascii: "0") } }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
