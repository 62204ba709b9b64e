import CProtobufC
import ContractDescriptors

/// A message as protoc-c describes it: the judge's side.
struct MessageDescriptor: @unchecked Sendable {
    let pointer: UnsafePointer<ProtobufCMessageDescriptor>

    /// Every message of the contract.
    static let all: [MessageDescriptor] = (0..<tandem_message_count()).map {
        MessageDescriptor(pointer: tandem_message($0))
    }

    static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    var name: String { String(cString: pointer.pointee.name) }

    var shortName: String { String(cString: pointer.pointee.short_name) }

    var fields: [FieldDescriptor] {
        (0..<Int(pointer.pointee.n_fields)).map { FieldDescriptor(pointer: pointer.pointee.fields + $0) }
    }

    /// Most members that any oneof has; at least 1.
    var widestOneof: Int {
        let members = Dictionary(grouping: fields.filter(\.isOneofMember)) { $0.quantifierOffset }
        return members.values.map(\.count).max() ?? 1
    }
}

/// A field as protoc-c describes it: where its value lies in the C struct, and how.
struct FieldDescriptor {
    let pointer: UnsafePointer<ProtobufCFieldDescriptor>

    var name: String { String(cString: pointer.pointee.name) }

    /// The name by Swift's conventions: job_id is jobID.
    var swiftName: String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(String(words[0])) { name, word in
            switch word {
            case "id": name + "ID"
            case "ids": name + "IDs"
            default: name + word.prefix(1).uppercased() + word.dropFirst()
            }
        }
    }

    var number: UInt32 { pointer.pointee.id }

    var type: ProtobufCType { pointer.pointee.type }

    var isRepeated: Bool { pointer.pointee.label == PROTOBUF_C_LABEL_REPEATED }

    var isOneofMember: Bool { pointer.pointee.flags & PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue != 0 }

    var offset: Int { Int(pointer.pointee.offset) }

    /// Of the count of a repeated field, or of the number of the oneof's present member.
    var quantifierOffset: Int { Int(pointer.pointee.quantifier_offset) }

    var message: MessageDescriptor {
        MessageDescriptor(pointer: pointer.pointee.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self))
    }

    var enumeration: EnumerationDescriptor {
        EnumerationDescriptor(
            pointer: pointer.pointee.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self))
    }

    /// Bytes of one value in the C struct.
    var size: Int {
        switch type {
        case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_MESSAGE: MemoryLayout<UnsafeRawPointer>.size
        case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.size
        case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_UINT64,
            PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE:
            8
        default: 4
        }
    }

    /// The Swift type of one value, as text.
    var swiftElement: String {
        switch type {
        case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_SINT32, PROTOBUF_C_TYPE_SFIXED32: "Int32"
        case PROTOBUF_C_TYPE_INT64, PROTOBUF_C_TYPE_SINT64, PROTOBUF_C_TYPE_SFIXED64: "Int64"
        case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_FIXED32: "UInt32"
        case PROTOBUF_C_TYPE_UINT64, PROTOBUF_C_TYPE_FIXED64: "UInt64"
        case PROTOBUF_C_TYPE_FLOAT: "Float"
        case PROTOBUF_C_TYPE_DOUBLE: "Double"
        case PROTOBUF_C_TYPE_BOOL: "Bool"
        case PROTOBUF_C_TYPE_STRING: "String"
        case PROTOBUF_C_TYPE_BYTES: "Array<UInt8>"
        case PROTOBUF_C_TYPE_ENUM: enumeration.shortName
        default: message.shortName
        }
    }

    /// The Swift type of the property, as text.
    var swiftType: String {
        if isRepeated { return "Array<\(swiftElement)>" }
        return type == PROTOBUF_C_TYPE_MESSAGE || isOneofMember ? "Optional<\(swiftElement)>" : swiftElement
    }
}

/// An enumeration as protoc-c describes it.
struct EnumerationDescriptor: @unchecked Sendable {
    let pointer: UnsafePointer<ProtobufCEnumDescriptor>

    /// Every enumeration of the contract.
    static let all: [EnumerationDescriptor] = (0..<tandem_enumeration_count()).map {
        EnumerationDescriptor(pointer: tandem_enumeration($0))
    }

    var name: String { String(cString: pointer.pointee.name) }

    var shortName: String { String(cString: pointer.pointee.short_name) }

    /// Constants by number.
    var constants: [(number: Int32, name: String)] {
        (0..<Int(pointer.pointee.n_values)).map {
            (pointer.pointee.values[$0].value, String(cString: pointer.pointee.values[$0].name))
        }
    }
}

/// A service as protoc-c describes it.
struct ServiceDescriptor: @unchecked Sendable {
    let pointer: UnsafePointer<ProtobufCServiceDescriptor>

    /// Every service of the contract.
    static let all: [ServiceDescriptor] = (0..<tandem_service_count()).map {
        ServiceDescriptor(pointer: tandem_service($0))
    }

    var name: String { String(cString: pointer.pointee.name) }

    /// Methods with the names of their messages, in the order of the `.proto`.
    var methods: [(name: String, request: String, response: String)] {
        (0..<Int(pointer.pointee.n_methods)).map { index in
            let method = pointer.pointee.methods[index]
            return (
                "\(name)/\(String(cString: method.name))", String(cString: method.input.pointee.name),
                String(cString: method.output.pointee.name)
            )
        }
    }
}
