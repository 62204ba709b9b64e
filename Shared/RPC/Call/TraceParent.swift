internal import Glibc
internal import Synchronization

/// W3C trace context: the metadata by which all calls that one call causes are known to belong together.
///
/// "00-", 32 hexadecimal digits that name the trace, "-", 16 that name the span (here: one call), "-", and two of flags.
enum TraceParent {
    static let key = "traceparent"

    /// The same trace, with a span of its own for a call that is about to be made; nil when the text is none.
    static func child(of parent: String) -> String? {
        guard traceID(of: parent) != nil else { return nil }
        let end = parent.utf8.count - 3
        guard parent.utf8.count == 55 else { return nil }
        return "\(parent.prefix(36))\(newSpan())\(parent.dropFirst(end))"
    }

    /// The digits that name the trace; nil when the text is no trace context of the version known here.
    static func traceID(of parent: String) -> String? {
        let bytes = Array(parent.utf8)
        guard bytes.count == 55, bytes.starts(with: Array("00-".utf8)), bytes[35] == UInt8(ascii: "-"),
            bytes[52] == UInt8(ascii: "-")
        else { return nil }
        let digits = bytes[3..<35] + bytes[36..<52] + bytes[53..<55]
        guard digits.allSatisfy(isHexDigit), bytes[3..<35].contains(where: { $0 != UInt8(ascii: "0") }),
            bytes[36..<52].contains(where: { $0 != UInt8(ascii: "0") })
        else { return nil }
        return String(decoding: bytes[3..<35], as: UTF8.self)
    }

    private static let entropy: UInt64 = {
        var value: UInt64 = 0
        let status = withUnsafeMutableBytes(of: &value) { buffer in
            buffer.baseAddress.map { getentropy($0, buffer.count) } ?? -1
        }
        return status == 0 ? value : MonotonicClock.now() ^ UInt64(getpid()) << 32
    }()

    private static let counter = Atomic<UInt64>(0)

    /// SplitMix64's sequence from a random start: different for each call, and never all zeros.
    private static func newSpan() -> String {
        var value = entropy &+ counter.add(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        let digits = String((value ^ (value >> 31)) | 1, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
