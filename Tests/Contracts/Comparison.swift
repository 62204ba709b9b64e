import CProtobufC
import ProtobufWire

/// Compares a C struct with a Swift message field by field, by the fields' names.
///
/// Equal bytes alone would not show two fields of one type that are swapped in decoding and in encoding alike.
struct Comparison {
    /// What differs, as "Message.field: why".
    private(set) var differences: [String] = []

    /// Compares all fields, nested messages included.
    mutating func compare(
        _ expected: UnsafeRawPointer, _ descriptor: MessageDescriptor, with message: any Message
    ) {
        if !message.unknownFields.isEmpty { differences.append("\(descriptor.name): has unknown fields") }
        let properties = Self.properties(message)
        for field in descriptor.fields {
            let path = "\(descriptor.name).\(field.name)"
            if let property = properties[field.swiftName] {
                let value: Any? = field.isOneofMember ? Self.unwrapped(property) : property
                let isPresent = !field.isOneofMember || Self.presentMember(field, expected) == field.number
                guard isPresent == (value != nil) else {
                    differences.append("\(path): presence differs")
                    continue
                }
                if let value, isPresent { compare(expected, field, with: value, path) }
            } else if field.isOneofMember, let member = Self.member(of: properties, descriptor) {
                guard Self.presentMember(field, expected) == field.number else { continue }
                guard member.label == field.swiftName else {
                    differences.append("\(path): the oneof holds \(member.label)")
                    continue
                }
                compareValue(expected + field.offset, field, with: member.value, path)
            } else if !field.isOneofMember || Self.presentMember(field, expected) == field.number {
                differences.append("\(path): no property of that name")
            }
        }
    }

    private mutating func compare(
        _ expected: UnsafeRawPointer, _ field: FieldDescriptor, with value: Any, _ path: String
    ) {
        guard field.isRepeated else { return compareValue(expected + field.offset, field, with: value, path) }
        let count = (expected + field.quantifierOffset).load(as: Int.self)
        let values = Mirror(reflecting: value).children.map(\.value)
        guard values.count == count else {
            differences.append("\(path): \(values.count) elements instead of \(count)")
            return
        }
        guard count > 0 else { return }
        let start = (expected + field.offset).load(as: UnsafeRawPointer.self)
        for (index, value) in values.enumerated() {
            compareValue(start + index * field.size, field, with: value, "\(path)[\(index)]")
        }
    }

    private mutating func compareValue(
        _ place: UnsafeRawPointer, _ field: FieldDescriptor, with value: Any, _ path: String
    ) {
        let isEqual: Bool
        switch field.type {
        case PROTOBUF_C_TYPE_MESSAGE:
            let pointer = place.load(as: UnsafeRawPointer?.self)
            let message = Self.unwrapped(value) as? any Message
            if let pointer, let message { compare(pointer, field.message, with: message) }
            isEqual = (pointer == nil) == (message == nil)
        case PROTOBUF_C_TYPE_STRING:
            isEqual = String(cString: place.load(as: UnsafePointer<CChar>.self)) == value as? String
        case PROTOBUF_C_TYPE_BYTES:
            let data = place.load(as: ProtobufCBinaryData.self)
            isEqual = Array(UnsafeBufferPointer(start: data.data, count: data.len)) == value as? [UInt8]
        case PROTOBUF_C_TYPE_BOOL:
            isEqual = (place.load(as: Int32.self) != 0) == value as? Bool
        case PROTOBUF_C_TYPE_ENUM:
            isEqual = place.load(as: Int32.self) == (value as? any Enumeration)?.rawValue
        case PROTOBUF_C_TYPE_DOUBLE:
            isEqual = place.load(as: UInt64.self) == (value as? Double)?.bitPattern
        case PROTOBUF_C_TYPE_FLOAT:
            isEqual = place.load(as: UInt32.self) == (value as? Float)?.bitPattern
        default:
            isEqual =
                switch value {
                case let value as Int32: place.load(as: Int32.self) == value
                case let value as UInt32: place.load(as: UInt32.self) == value
                case let value as Int64: place.load(as: Int64.self) == value
                case let value as UInt64: place.load(as: UInt64.self) == value
                default: false
                }
        }
        if !isEqual { differences.append("\(path): value differs") }
    }
}

extension Comparison {
    /// A message's stored properties by name.
    static func properties(_ message: any Message) -> [String: Any] {
        var properties: [String: Any] = [:]
        for child in Mirror(reflecting: message).children {
            if let label = child.label { properties[label] = child.value }
        }
        return properties
    }

    /// What is inside an optional; the value itself when it is none.
    static func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }

    private static func presentMember(_ field: FieldDescriptor, _ message: UnsafeRawPointer) -> UInt32 {
        (message + field.quantifierOffset).load(as: UInt32.self)
    }

    /// The case that a oneof of many members holds, under the name that the oneof has.
    private static func member(
        of properties: [String: Any], _ descriptor: MessageDescriptor
    ) -> (label: String, value: Any)? {
        for name in FileDescriptors.contract?.oneofs[descriptor.name] ?? [] {
            guard let property = properties[name], let value = unwrapped(property) else { continue }
            if let child = Mirror(reflecting: value).children.first, let label = child.label {
                return (label, child.value)
            }
        }
        return nil
    }
}
