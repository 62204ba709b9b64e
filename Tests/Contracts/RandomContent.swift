import CProtobufC

/// Fills libprotobuf-c's structs with random content, by their descriptors alone.
///
/// It knows nothing of the Swift messages, so that a field forgotten there is found. Memory is freed with the object.
final class RandomContent {
    /// How much of a message to fill.
    enum Fill: Sendable {
        /// Every field at its default.
        case nothing
        /// Every field at something else than its default; of each oneof, the member of this index.
        case everything(oneofMember: Int)
        /// Any field at anything, extremes more often than chance would have it.
        case anything
    }

    private var random: SplitMix64
    private var allocations: [UnsafeMutableRawPointer] = []

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    deinit {
        for allocation in allocations { allocation.deallocate() }
    }

    /// A message; nested ones are filled the same way, down to a depth.
    func message(_ descriptor: MessageDescriptor, _ fill: Fill, depth: Int = 3) -> UnsafeMutableRawPointer {
        let message = allocate(descriptor.pointer.pointee.sizeof_message)
        descriptor.pointer.pointee.message_init(message.assumingMemoryBound(to: ProtobufCMessage.self))
        if case .nothing = fill { return message }
        let oneofs = Dictionary(grouping: descriptor.fields.filter(\.isOneofMember)) { $0.quantifierOffset }
        for field in descriptor.fields where !field.isOneofMember {
            switch fill {
            case .anything where random.once(in: 3): continue
            default: break
            }
            if field.type == PROTOBUF_C_TYPE_MESSAGE && depth == 0 { continue }
            if field.isRepeated {
                fillRepeated(field, fill, depth, message)
            } else {
                fillValue(field, fill, depth, at: message + field.offset)
            }
        }
        for (offset, members) in oneofs.sorted(by: { $0.key < $1.key }) {
            let chosen: FieldDescriptor
            switch fill {
            case .everything(let index): chosen = members[index % members.count]
            default:
                if random.once(in: 4) { continue }
                chosen = members[Int.random(in: 0..<members.count, using: &random)]
            }
            if chosen.type == PROTOBUF_C_TYPE_MESSAGE && depth == 0 { continue }
            (message + offset).storeBytes(of: chosen.number, as: UInt32.self)
            fillValue(chosen, fill, depth, at: message + chosen.offset)
        }
        return message
    }

    private func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(size, 1), alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(size, 1))
        allocations.append(memory)
        return memory
    }

    private func fillRepeated(_ field: FieldDescriptor, _ fill: Fill, _ depth: Int, _ message: UnsafeMutableRawPointer)
    {
        var count = Int.random(in: 1...3, using: &random)
        if field.type != PROTOBUF_C_TYPE_MESSAGE, random.once(in: 8) {
            count = Int.random(in: 1...300, using: &random)
        }
        let values = allocate(count * field.size)
        for index in 0..<count {
            fillValue(field, fill, depth, at: values + index * field.size, isElement: true)
        }
        (message + field.quantifierOffset).storeBytes(of: count, as: Int.self)
        (message + field.offset).storeBytes(of: values, as: UnsafeMutableRawPointer.self)
    }

    private func fillValue(
        _ field: FieldDescriptor, _ fill: Fill, _ depth: Int, at place: UnsafeMutableRawPointer, isElement: Bool = false
    ) {
        var mayBeDefault = isElement
        if case .anything = fill { mayBeDefault = true }
        switch field.type {
        case PROTOBUF_C_TYPE_MESSAGE:
            place.storeBytes(of: message(field.message, fill, depth: depth - 1), as: UnsafeMutableRawPointer.self)
        case PROTOBUF_C_TYPE_STRING:
            let utf8 = Array(text(mayBeEmpty: mayBeDefault).utf8)
            let copy = allocate(utf8.count + 1)
            copy.copyMemory(from: utf8, byteCount: utf8.count)
            place.storeBytes(of: copy, as: UnsafeMutableRawPointer.self)
        case PROTOBUF_C_TYPE_BYTES:
            let count = length(mayBeEmpty: mayBeDefault)
            let copy = allocate(count)
            for index in 0..<min(count, 300) {
                copy.storeBytes(of: UInt8.random(in: 0...255, using: &random), toByteOffset: index, as: UInt8.self)
            }
            let data = ProtobufCBinaryData(len: count, data: copy.assumingMemoryBound(to: UInt8.self))
            place.storeBytes(of: data, as: ProtobufCBinaryData.self)
        case PROTOBUF_C_TYPE_BOOL:
            place.storeBytes(of: mayBeDefault && random.once(in: 2) ? 0 : 1, as: Int32.self)
        case PROTOBUF_C_TYPE_ENUM:
            place.storeBytes(of: enumeration(field.enumeration, mayBeDefault), as: Int32.self)
        case PROTOBUF_C_TYPE_DOUBLE:
            place.storeBytes(of: real(mayBeDefault, isElement), as: Double.self)
        case PROTOBUF_C_TYPE_FLOAT:
            place.storeBytes(of: Float(real(mayBeDefault, isElement)).nonZero(unless: mayBeDefault), as: Float.self)
        default:
            if field.size == 8 {
                place.storeBytes(of: integer(mayBeDefault), as: UInt64.self)
            } else {
                let low = UInt32(truncatingIfNeeded: integer(mayBeDefault))
                place.storeBytes(of: low == 0 && !mayBeDefault ? .max : low, as: UInt32.self)
            }
        }
    }
}

// Values with the edges of their types and encodings among them.
extension RandomContent {
    private func length(mayBeEmpty: Bool) -> Int {
        switch Int.random(in: 0..<60, using: &random) {
        case 0: Int.random(in: 127...129, using: &random)
        case 1: Int.random(in: 16_383...16_385, using: &random)
        case 2: Int.random(in: 100...3000, using: &random)
        default: Int.random(in: mayBeEmpty ? 0...20 : 1...20, using: &random)
        }
    }

    /// Scalars of one to four bytes; none is NUL, which ends a string in C.
    private func text(mayBeEmpty: Bool) -> String {
        let count = length(mayBeEmpty: mayBeEmpty)
        var text = String.UnicodeScalarView()
        for _ in 0..<min(count, 20) {
            let range: ClosedRange<UInt32> =
                switch Int.random(in: 0..<8, using: &random) {
                case 0: 1...0x7F
                case 1: 0x80...0x7FF
                case 2: 0x800...0xFFFF
                case 3: 0x1_0000...0x10_FFFF
                default: 0x61...0x7A
                }
            text.append(Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "\u{FFFD}")
        }
        return String(text) + String(repeating: "x", count: max(0, count - 20))
    }

    private static let edges: [UInt64] = [
        0, 1, 127, 128, 1 << 31, 1 << 63, .max, UInt64(UInt32.max), UInt64(Int32.max),
    ]

    /// Of any width, so that varints of every length come up.
    private func integer(_ mayBeZero: Bool) -> UInt64 {
        let value: UInt64 =
            switch Int.random(in: 0..<6, using: &random) {
            case 0: random.next()
            case 1: UInt64(bitPattern: -Int64.random(in: 1...200, using: &random))
            case 2: Self.edges.randomElement(using: &random) ?? 1
            default: random.next() >> UInt64.random(in: 0...63, using: &random)
            }
        return value == 0 && !mayBeZero ? 1 : value
    }

    private func enumeration(_ descriptor: EnumerationDescriptor, _ mayBeDefault: Bool) -> Int32 {
        if random.once(in: 5) { return [-1, .min, .max, 1000].randomElement(using: &random) ?? -1 }
        let constants = descriptor.constants.map(\.number).filter { mayBeDefault || $0 != 0 }
        return constants.randomElement(using: &random) ?? 1
    }

    /// Not -0.0 unless an element: libprotobuf-c leaves it out as a default, against the specification (tested apart).
    private func real(_ mayBeZero: Bool, _ isElement: Bool) -> Double {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .infinity
        case 1: return -.infinity
        case 2: return .nan
        case 3: return .leastNonzeroMagnitude
        case 4: return -.greatestFiniteMagnitude
        case 5 where mayBeZero: return isElement ? -0.0 : 0
        default: return Double.random(in: -1...1, using: &random) * 1000
        }
    }
}

extension Float {
    /// Doubles too small for a float become zero.
    fileprivate func nonZero(unless mayBeZero: Bool) -> Float {
        self == 0 && !mayBeZero ? 1 : self
    }
}
