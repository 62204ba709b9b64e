internal import JSON
internal import ProtobufWire

/// Writes the JSON of one message straight from its bytes.
///
/// A first pass over a message notes where the value of each field lies; the second writes them in order. A message
/// that comes in several parts, which protobuf merges, is read as the parts one after the other.
struct JSONEncoder {
    /// One value of one field, where it lies.
    private struct Occurrence {
        /// Place of the field in its message.
        var field: Int
        /// A number's bits; unused for what has a length.
        var bits: UInt64 = 0
        /// What has a length: text, bytes, a message, or packed numbers.
        var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        var isPacked = false
    }

    let pool: DescriptorPool
    let options: ProtobufJSON.EncodingOptions
    /// Start of the outermost message: errors count from here.
    let origin: UnsafeRawPointer?
    private var writer: JSONWriter
    private var path = FieldPath()

    init(pool: DescriptorPool, options: ProtobufJSON.EncodingOptions, origin: UnsafeRawPointer?) {
        self.pool = pool
        self.options = options
        self.origin = origin
        writer = JSONWriter(pretty: options.isPretty)
    }

    /// The text so far.
    var json: [UInt8] { writer.bytes }

    /// An error of this encoder with the field that it stands in.
    func located(_ error: any Error) -> ProtobufJSONError {
        switch error {
        case let reason as ProtobufJSONError.Reason: ProtobufJSONError(path: path.text, reason: reason)
        case let error as WireError: ProtobufJSONError(path: path.text, reason: .malformedMessage(error))
        case let error as JSONError: ProtobufJSONError(path: path.text, reason: .malformedJSON(error))
        default: preconditionFailure("an error that nothing here throws: \(error)")
        }
    }

    // MARK: - Messages

    mutating func message(_ place: Int, _ parts: [UnsafeRawBufferPointer], depth: Int) throws {
        guard depth <= ProtobufJSON.nestingLimit else {
            throw ProtobufJSONError.Reason.nestingTooDeep(limit: ProtobufJSON.nestingLimit)
        }
        let descriptor = pool.messages[place]
        let occurrences = try scan(parts, descriptor)
        writer.beginObject()
        var index = 0
        for (place, field) in descriptor.fields.enumerated() {
            let start = index
            while index < occurrences.count, occurrences[index].field == place { index += 1 }
            let run = occurrences[start..<index]
            if isWritten(field, run) {
                path.enter(field.name)
                writer.key(options.usesProtoNames ? field.name : field.jsonName)
                try values(of: field, run, depth: depth)
                path.leave()
            } else if options.includesDefaults, field.isRepeated || !field.hasPresence {
                writer.key(options.usesProtoNames ? field.name : field.jsonName)
                try values(of: field, field.isRepeated ? [] : [Occurrence(field: place)], depth: depth)
            }
        }
        writer.endObject()
    }

    /// The values of all known fields, in the order of the fields.
    private func scan(
        _ parts: [UnsafeRawBufferPointer], _ descriptor: MessageDescriptor
    ) throws -> [Occurrence] {
        var occurrences: [Occurrence] = []
        var isOrdered = true
        // For each oneof its latest member, and where in `occurrences` that begins: what was set before is void.
        var latest = [(field: Int, start: Int)](repeating: (-1, 0), count: descriptor.oneofs.count)
        for part in parts {
            var reader = WireReader(part)
            do {
                var unknown = UnknownFields()
                while let tag = try reader.nextField(&unknown) {
                    guard let place = descriptor.place(number: Int(tag.number)),
                        let occurrence = try occurrence(at: place, descriptor.fields[place], tag, &reader)
                    else { continue }
                    if let last = occurrences.last, last.field > place { isOrdered = false }
                    if let oneof = descriptor.fields[place].oneof, latest[oneof].field != place {
                        latest[oneof] = (place, occurrences.count)
                    }
                    occurrences.append(occurrence)
                }
            } catch let error as WireError {
                throw moved(error, to: part)
            }
        }
        var order = Array(occurrences.indices)
        if !latest.isEmpty {
            order.removeAll { index in
                descriptor.fields[occurrences[index].field].oneof.map { index < latest[$0].start } ?? false
            }
        }
        if isOrdered, order.count == occurrences.count { return occurrences }
        // By index as well, so that values of one field keep their order.
        order.sort { (occurrences[$0].field, $0) < (occurrences[$1].field, $1) }
        return order.map { occurrences[$0] }
    }

    /// An error within some bytes, counted from the start of the outermost message.
    private func moved(_ error: WireError, to part: UnsafeRawBufferPointer) -> WireError {
        WireError(error.reason, offset: error.offset + offset(of: part), fieldNumber: error.fieldNumber)
    }

    private func offset(of part: UnsafeRawBufferPointer) -> Int {
        guard let origin, let base = part.baseAddress else { return 0 }
        return base - origin
    }

    /// The value at the reader, or nil when it is not of the field's type, which makes it an unknown field.
    private func occurrence(
        at place: Int, _ field: FieldDescriptor, _ tag: FieldTag, _ reader: inout WireReader
    ) throws -> Occurrence? {
        var occurrence = Occurrence(field: place)
        let wireType = field.type.wireType
        if tag.wireType == .lengthDelimited, wireType == .lengthDelimited || field.isRepeated {
            guard let bytes = try reader.rawBytes() else { return nil }
            occurrence.bytes = bytes
            occurrence.isPacked = wireType != .lengthDelimited
            return occurrence
        }
        guard tag.wireType == wireType else { return nil }
        switch wireType {
        case .varint: try reader.uint64(&occurrence.bits)
        case .fixed64: try reader.fixed64(&occurrence.bits)
        default:
            var bits: UInt32 = 0
            try reader.fixed32(&bits)
            occurrence.bits = UInt64(bits)
        }
        return occurrence
    }

    private func isWritten(_ field: FieldDescriptor, _ run: ArraySlice<Occurrence>) -> Bool {
        guard let last = run.last else { return false }
        if field.isRepeated { return run.contains { !$0.isPacked || !$0.bytes.isEmpty } }
        if field.hasPresence { return true }
        switch field.type {
        case .string, .bytes: return !last.bytes.isEmpty
        case .bool, .int64, .uint64, .fixed64, .sfixed64, .sint64, .double: return last.bits != 0
        default: return UInt32(truncatingIfNeeded: last.bits) != 0
        }
    }

    // MARK: - Values

    private mutating func values(of field: FieldDescriptor, _ run: ArraySlice<Occurrence>, depth: Int) throws {
        guard field.isRepeated else {
            if case .message(let place) = field.type {
                try message(place, run.map(\.bytes), depth: depth + 1)
            } else if let last = run.last {
                try value(of: field.type, last)
            }
            return
        }
        writer.beginArray()
        var index = 0
        for occurrence in run {
            if occurrence.isPacked {
                var numbers = PackedNumbers(occurrence.bytes, wireType: field.type.wireType)
                do {
                    while let bits = try numbers.next() {
                        try value(of: field.type, Occurrence(field: occurrence.field, bits: bits))
                        index += 1
                    }
                } catch let error as WireError {
                    throw moved(error, to: occurrence.bytes)
                }
                continue
            }
            path.enter(element: index)
            if case .message(let place) = field.type {
                try message(place, [occurrence.bytes], depth: depth + 1)
            } else {
                try value(of: field.type, occurrence)
            }
            path.leave()
            index += 1
        }
        writer.endArray()
    }

    private mutating func value(of type: FieldType, _ occurrence: Occurrence) throws {
        let bits = occurrence.bits
        switch type {
        case .double: try number(Double(bitPattern: bits))
        case .float: number(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .int64, .sfixed64: writer.write(String(Int64(bitPattern: bits)))
        case .uint64, .fixed64: writer.write(String(bits))
        case .int32, .sfixed32: writer.write(Int64(Int32(truncatingIfNeeded: bits)))
        case .uint32, .fixed32: writer.write(UInt64(UInt32(truncatingIfNeeded: bits)))
        case .sint32:
            // Higher bits are dropped first, as protobuf has it.
            let low = UInt32(truncatingIfNeeded: bits)
            writer.write(Int64(Int32(bitPattern: low >> 1) ^ -Int32(bitPattern: low & 1)))
        case .sint64: writer.write(String(Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)))
        case .bool: writer.write(bits != 0)
        case .string:
            guard let string = String(validating: occurrence.bytes, as: UTF8.self) else {
                throw WireError(.invalidUTF8, offset: offset(of: occurrence.bytes))
            }
            writer.write(string)
        case .bytes: writer.write(Base64.encode(occurrence.bytes))
        case .enumeration(let place):
            let number = Int32(truncatingIfNeeded: bits)
            if let name = pool.enumerations[place].name(of: number) {
                writer.write(name)
            } else {
                writer.write(Int64(number))
            }
        case .message: preconditionFailure("messages are written by message(_:_:depth:)")
        }
    }

    private mutating func number(_ value: Double) throws {
        if value.isFinite, value != 0 || value.sign == .plus { return try writer.write(value) }
        special(value)
    }

    private mutating func number(_ value: Float) {
        guard value.isFinite, value != 0 || value.sign == .plus else { return special(Double(value)) }
        let text = value.description
        writer.raw(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    /// What JSON has no number for, and the zero whose sign whole numbers would lose.
    private mutating func special(_ value: Double) {
        if value == 0 {
            writer.raw("-0.0")
        } else {
            writer.write(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
        }
    }
}
