internal import ProtobufWire

/// Declarations as they stand in a `google.protobuf.FileDescriptorSet`, types still by name.
///
/// The field numbers are those of google/protobuf/descriptor.proto.
struct FileDescriptorReader {
    private struct Field {
        var name = ""
        var jsonName = ""
        var number: Int32 = 0
        var label: Int32 = 0
        var type: Int32 = 0
        var typeName = ""
        var oneof: Int32?
        var isUnpacked = false
    }

    private struct Method {
        var name = ""
        var request = ""
        var response = ""
        var isClientStreaming = false
        var isServerStreaming = false
    }

    private var messages: [(fullName: String, fields: [Field], oneofs: [String])] = []
    private var enumerations: [EnumerationDescriptor] = []
    private var services: [(fullName: String, methods: [Method])] = []

    /// Reads all files of a set.
    static func read(_ bytes: UnsafeRawBufferPointer) throws(DescriptorError) -> FileDescriptorReader {
        var files = FileDescriptorReader()
        do {
            try fields(of: bytes) { number, reader in
                if number == 1, let file = try reader.rawBytes() { try files.readFile(file) }
            }
        } catch {
            throw error as? DescriptorError ?? DescriptorError("not a descriptor set: \(error)")
        }
        return files
    }

    /// Hands out the fields of one message; whatever `body` does not read is passed over.
    private static func fields(
        of bytes: UnsafeRawBufferPointer, _ body: (Int, inout WireReader) throws -> Void
    ) throws {
        var reader = WireReader(bytes)
        var unknown = UnknownFields()
        while let tag = try reader.nextField(&unknown) { try body(Int(tag.number), &reader) }
    }

    private mutating func readFile(_ bytes: UnsafeRawBufferPointer) throws {
        var package = ""
        var name = ""
        var syntax = ""
        var parts: [(number: Int, bytes: UnsafeRawBufferPointer)] = []
        try Self.fields(of: bytes) { number, reader in
            switch number {
            case 1: try reader.string(&name)
            case 2: try reader.string(&package)
            case 4, 5, 6: if let part = try reader.rawBytes() { parts.append((number, part)) }
            case 7: throw DescriptorError("\(name) has extensions")
            case 12: try reader.string(&syntax)
            default: break
            }
        }
        guard syntax == "proto3" else { throw DescriptorError("\(name) is not proto3") }
        let prefix = package.isEmpty ? "" : package + "."
        for part in parts {
            switch part.number {
            case 4: try readMessage(part.bytes, prefix)
            case 5: try readEnumeration(part.bytes, prefix)
            default: try readService(part.bytes, prefix)
            }
        }
    }

    private mutating func readMessage(_ bytes: UnsafeRawBufferPointer, _ prefix: String) throws {
        var name = ""
        var fields: [Field] = []
        var oneofs: [String] = []
        var inner: [(number: Int, bytes: UnsafeRawBufferPointer)] = []
        var isMapEntry = false
        try Self.fields(of: bytes) { number, reader in
            switch number {
            case 1: try reader.string(&name)
            case 2: if let field = try reader.rawBytes() { fields.append(try Self.field(field)) }
            case 3, 4: if let part = try reader.rawBytes() { inner.append((number, part)) }
            case 8:
                guard let oneof = try reader.rawBytes() else { return }
                oneofs.append(try Self.name(of: oneof))
            case 7:
                guard let options = try reader.rawBytes() else { return }
                try Self.fields(of: options) { number, reader in if number == 7 { try reader.bool(&isMapEntry) } }
            default: break
            }
        }
        if isMapEntry { throw DescriptorError("\(prefix.dropLast()) has a map, \(name)") }
        messages.append((prefix + name, fields, oneofs))
        for part in inner {
            if part.number == 3 {
                try readMessage(part.bytes, prefix + name + ".")
            } else {
                try readEnumeration(part.bytes, prefix + name + ".")
            }
        }
    }

    private static func field(_ bytes: UnsafeRawBufferPointer) throws -> Field {
        var field = Field()
        try fields(of: bytes) { number, reader in
            switch number {
            case 1: try reader.string(&field.name)
            case 3: try reader.int32(&field.number)
            case 4: try reader.int32(&field.label)
            case 5: try reader.int32(&field.type)
            case 6: try reader.string(&field.typeName)
            case 8:
                guard let options = try reader.rawBytes() else { return }
                var packed = true
                try fields(of: options) { number, reader in if number == 2 { try reader.bool(&packed) } }
                field.isUnpacked = !packed
            case 9: try reader.int32(&field.oneof)
            case 10: try reader.string(&field.jsonName)
            default: break
            }
        }
        return field
    }

    /// The name of a declaration that has it as field 1.
    private static func name(of bytes: UnsafeRawBufferPointer) throws -> String {
        var name = ""
        try fields(of: bytes) { number, reader in if number == 1 { try reader.string(&name) } }
        return name
    }

    private mutating func readEnumeration(_ bytes: UnsafeRawBufferPointer, _ prefix: String) throws {
        var name = ""
        var constants: [(name: String, number: Int32)] = []
        try Self.fields(of: bytes) { number, reader in
            switch number {
            case 1: try reader.string(&name)
            case 2:
                guard let constant = try reader.rawBytes() else { return }
                var value: Int32 = 0
                try Self.fields(of: constant) { number, reader in if number == 2 { try reader.int32(&value) } }
                constants.append((try Self.name(of: constant), value))
            default: break
            }
        }
        enumerations.append(EnumerationDescriptor(fullName: prefix + name, constants: constants))
    }

    private mutating func readService(_ bytes: UnsafeRawBufferPointer, _ prefix: String) throws {
        var name = ""
        var methods: [Method] = []
        try Self.fields(of: bytes) { number, reader in
            switch number {
            case 1: try reader.string(&name)
            case 2:
                guard let part = try reader.rawBytes() else { return }
                var method = Method()
                try Self.fields(of: part) { number, reader in
                    switch number {
                    case 1: try reader.string(&method.name)
                    case 2: try reader.string(&method.request)
                    case 3: try reader.string(&method.response)
                    case 5: try reader.bool(&method.isClientStreaming)
                    case 6: try reader.bool(&method.isServerStreaming)
                    default: break
                    }
                }
                methods.append(method)
            default: break
            }
        }
        services.append((prefix + name, methods))
    }

    // MARK: - Names to places

    /// The descriptors, with types found by name.
    func linked() throws(DescriptorError) -> ([MessageDescriptor], [EnumerationDescriptor], [ServiceDescriptor]) {
        // Type names begin with a dot when they are full, which protoc makes all of them.
        let messagePlaces = Dictionary(messages.enumerated().map { (".\($1.fullName)", $0) }) { first, _ in first }
        let enumerationPlaces = Dictionary(
            enumerations.enumerated().map { (".\($1.fullName)", $0) }
        ) { first, _ in first }

        func place(_ name: String, in places: [String: Int], for user: String) throws(DescriptorError) -> Int {
            guard let place = places[name] else {
                throw DescriptorError("\(user) uses \(name.dropFirst()), which is not in the set")
            }
            return place
        }
        func type(_ field: Field, of user: String) throws(DescriptorError) -> FieldType {
            switch field.type {
            case 1: .double
            case 2: .float
            case 3: .int64
            case 4: .uint64
            case 5: .int32
            case 6: .fixed64
            case 7: .fixed32
            case 8: .bool
            case 9: .string
            case 11: .message(try place(field.typeName, in: messagePlaces, for: user))
            case 12: .bytes
            case 13: .uint32
            case 14: .enumeration(try place(field.typeName, in: enumerationPlaces, for: user))
            case 15: .sfixed32
            case 16: .sfixed64
            case 17: .sint32
            case 18: .sint64
            default: throw DescriptorError("\(user) has the type \(field.type), which proto3 does not have")
            }
        }

        var linkedMessages: [MessageDescriptor] = []
        for message in messages {
            var fields: [FieldDescriptor] = []
            for field in message.fields {
                let user = "\(message.fullName).\(field.name)"
                if field.isUnpacked { throw DescriptorError("\(user) is not packed") }
                if let oneof = field.oneof, !message.oneofs.indices.contains(Int(oneof)) {
                    throw DescriptorError("\(user) is in a oneof that is not there")
                }
                fields.append(
                    FieldDescriptor(
                        name: field.name, jsonName: field.jsonName, number: Int(field.number),
                        type: try type(field, of: user), isRepeated: field.label == 3,
                        oneof: field.oneof.map(Int.init)))
            }
            linkedMessages.append(
                MessageDescriptor(fullName: message.fullName, fields: fields, oneofs: message.oneofs))
        }
        var linkedServices: [ServiceDescriptor] = []
        for service in services {
            var methods: [MethodDescriptor] = []
            for method in service.methods {
                let fullName = "\(service.fullName)/\(method.name)"
                methods.append(
                    MethodDescriptor(
                        name: method.name, fullName: fullName,
                        request: try place(method.request, in: messagePlaces, for: fullName),
                        response: try place(method.response, in: messagePlaces, for: fullName),
                        isClientStreaming: method.isClientStreaming, isServerStreaming: method.isServerStreaming))
            }
            linkedServices.append(ServiceDescriptor(fullName: service.fullName, methods: methods))
        }
        return (linkedMessages, enumerations, linkedServices)
    }
}
