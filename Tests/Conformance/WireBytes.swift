// Protobuf bytes put together by hand, so that the cases owe nothing to the writer that they judge.

/// How a value is delimited.
enum Wire: Int, CaseIterable {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case startGroup = 3
    case endGroup = 4
    case fixed32 = 5
}

func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
}

func varint(_ value: Int) -> [UInt8] { varint(UInt64(bitPattern: Int64(value))) }

/// A varint with bytes to spare.
func longVarint(_ value: UInt64, extra: Int) -> [UInt8] {
    var bytes = varint(value)
    bytes[bytes.count - 1] |= 0x80
    return bytes + [UInt8](repeating: 0x80, count: extra - 1) + [0]
}

func tag(_ number: Int, _ wire: Wire) -> [UInt8] { varint(number << 3 | wire.rawValue) }

func fixed32(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

func fixed64(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

func delimited(_ bytes: [UInt8]) -> [UInt8] { varint(bytes.count) + bytes }

func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] { tag(number, .lengthDelimited) + delimited(bytes) }

func text(_ text: String) -> [UInt8] { Array(text.utf8) }
