import ProtobufJSON
import ProtobufWire

/// Canonical bytes of messages with random contents, made from the descriptors alone.
///
/// Every type gets its edge values often: zero, extremes, NaN, infinities, -0, empty and multi-byte strings, constants
/// that the enumeration does not have.
struct RandomMessage {
    private let pool: DescriptorPool
    private var state: UInt64

    init(pool: DescriptorPool = .contract, seed: UInt64) {
        self.pool = pool
        state = seed
    }

    /// Bytes of a message whose fields nest at most `depth` deep.
    mutating func bytes(of message: MessageDescriptor, depth: Int = 3) -> [UInt8] {
        var writer = WireWriter()
        // At most one member of each oneof: the one whose turn it is.
        let turns = message.oneofs.map { _ in next() }
        for field in message.fields {
            if let oneof = field.oneof {
                let members = message.fields.filter { $0.oneof == oneof }
                let turn = members[Int(turns[oneof] >> 8) % members.count]
                guard turn.number == field.number else { continue }
            }
            guard next(below: 4) > 0 else { continue }
            write(field, to: &writer, depth: depth)
        }
        return writer.bytes()
    }

    private mutating func write(_ field: FieldDescriptor, to writer: inout WireWriter, depth: Int) {
        let number = field.number
        let count = field.isRepeated ? next(below: 4) : 1
        let keeps = field.hasPresence
        switch field.type {
        case .double, .fixed64, .sfixed64:
            let values = (0..<count).map { _ in field.type == .double ? double().bitPattern : integer() }
            if field.isRepeated {
                writer.repeatedFixed64(number, values)
            } else if keeps || values[0] != 0 {
                writer.fixed64(number, ifPresent: values[0])
            }
        case .float, .fixed32, .sfixed32:
            let values = (0..<count).map { _ in
                field.type == .float ? float().bitPattern : UInt32(truncatingIfNeeded: integer())
            }
            if field.isRepeated {
                writer.repeatedFixed32(number, values)
            } else if keeps || values[0] != 0 {
                writer.fixed32(number, ifPresent: values[0])
            }
        case .string, .bytes:
            for _ in 0..<count {
                let value =
                    field.type == .string
                    ? Array(string().utf8) : (0..<next(below: 6)).map { _ in UInt8(next(below: 256)) }
                if field.isRepeated || keeps || !value.isEmpty { writer.bytes(number, ifPresent: value) }
            }
        case .message(let place):
            guard depth > 0 else { return }
            for _ in 0..<count { writer.bytes(number, ifPresent: bytes(of: pool.messages[place], depth: depth - 1)) }
        default:
            let values = (0..<count).map { _ in varint(field.type) }
            if field.isRepeated {
                writer.repeatedUInt64(number, values)
            } else if keeps || values[0] != 0 {
                writer.uint64(number, ifPresent: values[0])
            }
        }
    }

    private mutating func varint(_ type: FieldType) -> UInt64 {
        let bits = integer()
        let signed32 = UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: bits)))
        return switch type {
        case .bool: bits & 1
        case .int32: signed32
        case .uint32, .sint32: UInt64(UInt32(truncatingIfNeeded: bits))
        case .enumeration: next(below: 8) == 0 ? signed32 : UInt64(next(below: 4))
        default: bits
        }
    }

    private mutating func integer() -> UInt64 {
        let edges: [UInt64] = [0, 1, 127, 128, 1 << 31, 1 << 32, 1 << 53, 1 << 63, .max, .max - 1]
        switch next(below: 3) {
        case 0: return edges[next(below: edges.count)]
        case 1: return next() >> next(below: 64)
        default: return 0 &- (next() >> next(below: 64))
        }
    }

    private mutating func double() -> Double {
        let edges = [
            0, -0.0, 1, -1, 0.1, 1e300, .leastNonzeroMagnitude, .infinity, -.infinity, .nan, .greatestFiniteMagnitude,
        ]
        switch next(below: 3) {
        case 0: return edges[next(below: edges.count)]
        case 1: return Double(Int64(bitPattern: next()) >> next(below: 64)) / 100
        default:
            let value = Double(bitPattern: next())
            // NaN has many bit patterns, and JSON a single one.
            return value.isNaN ? .nan : value
        }
    }

    private mutating func float() -> Float {
        let edges: [Float] = [
            0, -0.0, 1, 0.1, .leastNonzeroMagnitude, .infinity, -.infinity, .nan, .greatestFiniteMagnitude,
        ]
        if next(below: 2) == 0 { return edges[next(below: edges.count)] }
        let value = Float(bitPattern: UInt32(truncatingIfNeeded: next()))
        return value.isNaN ? .nan : value
    }

    private mutating func string() -> String {
        let pieces = [
            "", "a", "job-17", "é", "語", "🦊", "\"", "\\", "\n", "\u{0}", "\u{7f}", "\u{2028}", "</script>", " ",
        ]
        return (0..<next(below: 4)).map { _ in pieces[next(below: pieces.count)] }.joined()
    }

    mutating func next(below bound: Int) -> Int { Int(next() >> 11) % bound }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
