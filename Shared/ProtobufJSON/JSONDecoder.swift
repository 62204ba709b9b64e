internal import JSON
internal import ProtobufWire

/// Reads one message from JSON straight into its canonical bytes.
///
/// Fields are written as they come; when they came in another order than that of their numbers, the pieces are put in
/// order once the object ends.
struct JSONDecoder {
    let pool: DescriptorPool
    let options: ProtobufJSON.DecodingOptions
    /// The whole text, to show what was found.
    let text: UnsafeBufferPointer<UInt8>
    private var path = FieldPath()

    init(pool: DescriptorPool, options: ProtobufJSON.DecodingOptions, text: UnsafeBufferPointer<UInt8>) {
        self.pool = pool
        self.options = options
        self.text = text
    }

    /// An error of this decoder with the field that it stands in.
    func located(_ error: any Error) -> ProtobufJSONError {
        switch error {
        case let reason as ProtobufJSONError.Reason: ProtobufJSONError(path: path.text, reason: reason)
        case let error as JSONError: ProtobufJSONError(path: path.text, reason: .malformedJSON(error))
        default: preconditionFailure("an error that nothing here throws: \(error)")
        }
    }

    // MARK: - Messages

    /// Writes the fields of the object at the reader.
    mutating func message(
        _ place: Int, _ reader: inout JSONReader, _ writer: inout WireWriter, depth: Int
    ) throws {
        guard depth <= ProtobufJSON.nestingLimit else {
            throw ProtobufJSONError.Reason.nestingTooDeep(limit: ProtobufJSON.nestingLimit)
        }
        let descriptor = pool.messages[place]
        guard try reader.peekKind() == .object else {
            throw unexpected(&reader, "an object (\(descriptor.fullName))")
        }
        /// Where the bytes of each field begin, in the order in which they came.
        var pieces: [(field: Int, start: Int)] = []
        var seen = [Bool](repeating: false, count: descriptor.fields.count)
        var members = [Int?](repeating: nil, count: descriptor.oneofs.count)
        var isOrdered = true
        try reader.beginObject()
        while let key = try reader.nextKey() {
            guard let index = descriptor.place(named: key.string) else {
                if options.ignoresUnknownFields {
                    try reader.skipValue()
                    continue
                }
                let name = key.string
                path.enter(String(name.prefix(FieldPath.shownName)))
                throw ProtobufJSONError.Reason.unknownField(
                    message: descriptor.fullName, suggestion: Suggestion.nearest(to: name, of: descriptor))
            }
            let field = descriptor.fields[index]
            path.enter(field.name)
            if seen[index] { throw ProtobufJSONError.Reason.duplicateField }
            seen[index] = true
            if try reader.peekKind() == .null {
                try reader.readNull()
            } else {
                if let oneof = field.oneof {
                    if let other = members[oneof] {
                        throw ProtobufJSONError.Reason.severalInOneof(
                            oneof: descriptor.oneofs[oneof], other: descriptor.fields[other].name)
                    }
                    members[oneof] = index
                }
                if let last = pieces.last, last.field > index { isOrdered = false }
                pieces.append((index, writer.count))
                try value(of: field, &reader, &writer, depth: depth)
            }
            path.leave()
        }
        if !isOrdered { Self.order(pieces, in: &writer) }
    }

    /// Puts the pieces, which are the last bytes of the writer, into the order of their fields.
    private static func order(_ pieces: [(field: Int, start: Int)], in writer: inout WireWriter) {
        let ends = pieces.dropFirst().map(\.start) + [writer.count]
        var ordered = WireWriter(capacity: writer.count)
        writer.withUnsafeBytes { bytes in
            if let first = pieces.first { ordered.append(raw: UnsafeRawBufferPointer(rebasing: bytes[..<first.start])) }
            for (piece, end) in zip(pieces, ends).sorted(by: { $0.0.field < $1.0.field }) {
                ordered.append(raw: UnsafeRawBufferPointer(rebasing: bytes[piece.start..<end]))
            }
        }
        swap(&writer, &ordered)
    }

    private mutating func value(
        of field: FieldDescriptor, _ reader: inout JSONReader, _ writer: inout WireWriter, depth: Int
    ) throws {
        let number = field.number
        if field.isRepeated {
            guard try reader.peekKind() == .array else { throw unexpected(&reader, "an array") }
            return try elements(of: field, &reader, &writer, depth: depth)
        }
        let keepsDefault = field.hasPresence
        switch field.type {
        case .double, .fixed64, .sfixed64:
            let bits = try fixed64(field.type, &reader)
            if bits != 0 || keepsDefault { writer.fixed64(number, ifPresent: bits) }
        case .float, .fixed32, .sfixed32:
            let bits = try fixed32(field.type, &reader)
            if bits != 0 || keepsDefault { writer.fixed32(number, ifPresent: bits) }
        case .int64, .uint64, .int32, .uint32, .bool, .enumeration, .sint32, .sint64:
            let bits = try varint(field.type, &reader)
            if bits != 0 || keepsDefault { writer.uint64(number, ifPresent: bits) }
        case .string:
            try string(&reader) { if !$0.isEmpty || keepsDefault { writer.bytes(number, raw: $0) } }
        case .bytes:
            let bytes = try bytes(&reader)
            if !bytes.isEmpty || keepsDefault { writer.bytes(number, ifPresent: bytes) }
        case .message(let place):
            var inner = WireWriter(capacity: 128)
            try message(place, &reader, &inner, depth: depth + 1)
            inner.withUnsafeBytes { writer.bytes(number, raw: $0) }
        }
    }

    private mutating func elements(
        of field: FieldDescriptor, _ reader: inout JSONReader, _ writer: inout WireWriter, depth: Int
    ) throws {
        let number = field.number
        switch field.type {
        case .double, .fixed64, .sfixed64:
            writer.repeatedFixed64(number, try array(&reader) { try $0.fixed64(field.type, &$1) })
        case .float, .fixed32, .sfixed32:
            writer.repeatedFixed32(number, try array(&reader) { try $0.fixed32(field.type, &$1) })
        case .int64, .uint64, .int32, .uint32, .bool, .enumeration, .sint32, .sint64:
            writer.repeatedUInt64(number, try array(&reader) { try $0.varint(field.type, &$1) })
        case .string, .bytes, .message:
            var index = 0
            try reader.beginArray()
            while try reader.nextElement() {
                path.enter(element: index)
                if case .message(let place) = field.type {
                    var inner = WireWriter(capacity: 128)
                    try message(place, &reader, &inner, depth: depth + 1)
                    inner.withUnsafeBytes { writer.bytes(number, raw: $0) }
                } else if field.type == .string {
                    try string(&reader) { writer.bytes(number, raw: $0) }
                } else {
                    writer.bytes(number, ifPresent: try bytes(&reader))
                }
                path.leave()
                index += 1
            }
        }
    }

    private mutating func array<Bits>(
        _ reader: inout JSONReader, _ element: (JSONDecoder, inout JSONReader) throws -> Bits
    ) throws -> [Bits] {
        var values: [Bits] = []
        try reader.beginArray()
        while try reader.nextElement() {
            path.enter(element: values.count)
            values.append(try element(self, &reader))
            path.leave()
        }
        return values
    }

}
