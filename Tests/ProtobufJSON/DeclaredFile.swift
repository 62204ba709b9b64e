import ProtobufJSON
import ProtobufWire

/// A `.proto` file written as descriptors, for what the contract does not have.
struct DeclaredFile {
    /// One field of one message.
    struct Field {
        var name: String
        var number: Int32
        /// As in google/protobuf/descriptor.proto: 1 double … 18 sint64.
        var type: Int32
        var typeName = ""
        var isRepeated = false
        var oneof: Int32?
        var isUnpacked = false
    }

    var syntax = "proto3"
    var messages: [(name: String, fields: [Field], oneofs: [String], isMapEntry: Bool)] = []

    /// Every type of a field by its name, but messages and enumerations.
    static let scalars: [(name: String, type: Int32)] = [
        ("double", 1), ("float", 2), ("int64", 3), ("uint64", 4), ("int32", 5), ("fixed64", 6), ("fixed32", 7),
        ("bool", 8), ("string", 9), ("bytes", 12), ("uint32", 13), ("sfixed32", 15), ("sfixed64", 16), ("sint32", 17),
        ("sint64", 18),
    ]

    /// `test.Everything`: each scalar type alone, repeated and in a oneof, and the message itself.
    static var everything: DeclaredFile {
        var fields: [Field] = []
        for (index, scalar) in scalars.enumerated() {
            let number = Int32(index)
            fields.append(Field(name: "one_\(scalar.name)", number: number + 1, type: scalar.type))
            fields.append(Field(name: "many_\(scalar.name)", number: number + 101, type: scalar.type, isRepeated: true))
            fields.append(Field(name: "set_\(scalar.name)", number: number + 201, type: scalar.type, oneof: 0))
        }
        fields.append(Field(name: "child", number: 1000, type: 11, typeName: ".test.Everything"))
        fields.append(Field(name: "children", number: 1001, type: 11, typeName: ".test.Everything", isRepeated: true))
        fields.append(Field(name: "set_child", number: 1002, type: 11, typeName: ".test.Everything", oneof: 0))
        return DeclaredFile(messages: [("Everything", fields, ["choice"], false)])
    }

    /// The pool of this file alone.
    func pool() throws -> DescriptorPool {
        try bytes.withUnsafeBytes { try DescriptorPool(fileDescriptorSet: $0) }
    }

    /// A `google.protobuf.FileDescriptorSet`.
    var bytes: [UInt8] {
        var file = WireWriter()
        file.string(1, "test.proto")
        file.string(2, "test")
        for message in messages {
            var declaration = WireWriter()
            declaration.string(1, message.name)
            for field in message.fields { declaration.bytes(2, Self.bytes(of: field)) }
            if message.isMapEntry {
                var options = WireWriter()
                options.bool(7, true)
                declaration.bytes(7, options.bytes())
            }
            for oneof in message.oneofs {
                var name = WireWriter()
                name.string(1, oneof)
                declaration.bytes(8, name.bytes())
            }
            file.bytes(4, declaration.bytes())
        }
        file.string(12, syntax)
        var set = WireWriter()
        set.bytes(1, file.bytes())
        return set.bytes()
    }

    private static func bytes(of field: Field) -> [UInt8] {
        var writer = WireWriter()
        writer.string(1, field.name)
        writer.int32(3, field.number)
        writer.int32(4, field.isRepeated ? 3 : 1)
        writer.int32(5, field.type)
        writer.string(6, field.typeName)
        if field.isUnpacked {
            var options = WireWriter()
            options.bool(2, ifPresent: false)
            writer.bytes(8, options.bytes())
        }
        writer.int32(9, ifPresent: field.oneof)
        let words = field.name.split(separator: "_")
        writer.string(
            10, String(words[0]) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined())
        return writer.bytes()
    }
}
