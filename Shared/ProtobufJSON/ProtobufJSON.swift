internal import JSON
internal import ProtobufWire

/// Messages as JSON and back, by proto3's JSON mapping (https://protobuf.dev/programming-guides/json/).
///
/// No type of a message is needed: the descriptors say what its fields are. Neither direction builds a tree; memory is
/// a small multiple of the text or the bytes, which the caller bounds.
public enum ProtobufJSON {
    /// How deep messages may be nested, in either direction.
    public static let nestingLimit = 100

    /// How a message is written as JSON.
    public struct EncodingOptions: Sendable {
        /// Whether fields without presence are written at their default, and repeated ones when empty.
        public var includesDefaults: Bool
        /// Whether names are those of the `.proto` (`job_id`), not lowerCamelCase (`jobId`).
        public var usesProtoNames: Bool
        /// Whether each member has a line of its own, indented by two blanks.
        public var isPretty: Bool

        /// Options; by default what programs expect of each other.
        public init(includesDefaults: Bool = false, usesProtoNames: Bool = false, isPretty: Bool = false) {
            self.includesDefaults = includesDefaults
            self.usesProtoNames = usesProtoNames
            self.isPretty = isPretty
        }
    }

    /// How JSON is read as a message.
    public struct DecodingOptions: Sendable {
        /// Whether fields that the message doesn't have are passed over; otherwise they are errors.
        public var ignoresUnknownFields: Bool
        /// Longest text, in bytes.
        public var maximumBytes: Int

        /// Options; by default strict, and at most 4 MiB.
        public init(ignoresUnknownFields: Bool = false, maximumBytes: Int = 4 << 20) {
            self.ignoresUnknownFields = ignoresUnknownFields
            self.maximumBytes = maximumBytes
        }
    }

    /// The JSON of a message's bytes, in UTF-8.
    ///
    /// Fields come in the order of their numbers. 64-bit integers are strings, enumerations names where they have one,
    /// bytes base64; NaN and infinities are strings. Unknown fields are left out.
    /// - Parameters:
    ///   - name: Full name of the message, such as `tandem.v1.Filter`.
    ///   - bytes: The message as protobuf has it.
    ///   - options: Names, defaults and layout.
    ///   - pool: Where the message is declared.
    /// - Throws: `.unknownMessage`, `.malformedMessage`, `.nestingTooDeep`.
    public static func encode(
        messageNamed name: String, bytes: [UInt8], options: EncodingOptions = EncodingOptions(),
        pool: DescriptorPool = .contract
    ) throws(ProtobufJSONError) -> [UInt8] {
        guard let place = pool.place(ofMessage: name) else {
            throw ProtobufJSONError(path: "", reason: .unknownMessage(name))
        }
        return try bytes.withUnsafeBufferPointer { buffer throws(ProtobufJSONError) in
            let bytes = UnsafeRawBufferPointer(buffer)
            var encoder = JSONEncoder(pool: pool, options: options, origin: bytes.baseAddress)
            do {
                try encoder.message(place, [bytes], depth: 1)
            } catch {
                throw encoder.located(error)
            }
            return encoder.json
        }
    }

    /// The canonical bytes of a message that stands as JSON.
    ///
    /// Names in both forms are read, integers also as strings, enumerations also as numbers, bytes in both alphabets
    /// of base64. `null` is the same as leaving the field out.
    /// - Parameters:
    ///   - name: Full name of the message, such as `tandem.v1.Filter`.
    ///   - json: UTF-8 text, one object.
    ///   - options: What is tolerated.
    ///   - pool: Where the message is declared.
    /// - Throws: Which field is wrong, and why.
    public static func decode(
        messageNamed name: String, json: [UInt8], options: DecodingOptions = DecodingOptions(),
        pool: DescriptorPool = .contract
    ) throws(ProtobufJSONError) -> [UInt8] {
        guard let place = pool.place(ofMessage: name) else {
            throw ProtobufJSONError(path: "", reason: .unknownMessage(name))
        }
        return try json.withUnsafeBufferPointer { text throws(ProtobufJSONError) in
            var decoder = JSONDecoder(pool: pool, options: options, text: text)
            do {
                // An array around each message, and one level for a value of the wrong kind.
                let limits = JSONLimits(maximumBytes: options.maximumBytes, maximumDepth: 2 * nestingLimit + 1)
                var reader = try JSONReader(text, limits: limits)
                var writer = WireWriter(capacity: text.count / 2)
                try decoder.message(place, &reader, &writer, depth: 1)
                try reader.finish()
                return writer.bytes()
            } catch {
                throw decoder.located(error)
            }
        }
    }
}
