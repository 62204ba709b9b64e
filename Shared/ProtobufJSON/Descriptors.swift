/// The type of a field's values.
///
/// Messages and enumerations are places in their pool's lists, so that a type may contain itself.
public enum FieldType: Hashable, Sendable {
    /// A 64-bit floating-point number.
    case double
    /// A 32-bit floating-point number.
    case float
    /// A signed 64-bit varint.
    case int64
    /// An unsigned 64-bit varint.
    case uint64
    /// A signed 32-bit varint.
    case int32
    /// An unsigned 64-bit number of fixed width.
    case fixed64
    /// An unsigned 32-bit number of fixed width.
    case fixed32
    /// A truth value.
    case bool
    /// UTF-8 text.
    case string
    /// A message: its place in ``DescriptorPool/messages``.
    case message(Int)
    /// Bytes.
    case bytes
    /// An unsigned 32-bit varint.
    case uint32
    /// An enumeration: its place in ``DescriptorPool/enumerations``.
    case enumeration(Int)
    /// A signed 32-bit number of fixed width.
    case sfixed32
    /// A signed 64-bit number of fixed width.
    case sfixed64
    /// A signed 32-bit varint by zigzag.
    case sint32
    /// A signed 64-bit varint by zigzag.
    case sint64
}

/// One field of a message.
public struct FieldDescriptor: Sendable {
    /// As the `.proto` has it, such as `job_id`.
    public let name: String
    /// As JSON has it by default, such as `jobId`.
    public let jsonName: String
    /// The number on the wire.
    public let number: Int
    /// The type of each value.
    public let type: FieldType
    /// Whether there may be many values; those of numbers are packed.
    public let isRepeated: Bool
    /// The oneof that the field is a member of: its place in ``MessageDescriptor/oneofs``.
    public let oneof: Int?

    /// Whether "absent" and "default" differ for this field: messages and members of a oneof.
    public var hasPresence: Bool {
        if case .message = type { !isRepeated } else { oneof != nil }
    }
}

/// One message.
public struct MessageDescriptor: Sendable {
    /// Such as `tandem.v1.Filter`.
    public let fullName: String
    /// Ordered by number.
    public let fields: [FieldDescriptor]
    /// Names of the oneofs.
    public let oneofs: [String]
    /// Places in `fields` by name, of the `.proto` and of JSON.
    let places: [String: Int]

    init(fullName: String, fields: [FieldDescriptor], oneofs: [String]) {
        self.fullName = fullName
        self.fields = fields.sorted { $0.number < $1.number }
        self.oneofs = oneofs
        var places: [String: Int] = [:]
        for (place, field) in self.fields.enumerated() {
            places[field.jsonName] = place
            places[field.name] = place
        }
        self.places = places
    }

    /// The place in `fields` of a field, by its name in the `.proto` or in JSON.
    public func place(named name: String) -> Int? { places[name] }

    /// The place in `fields` of a field, by its number; O(1) where numbers have no gaps, O(log fields) otherwise.
    public func place(number: Int) -> Int? {
        if number >= 1, number <= fields.count, fields[number - 1].number == number { return number - 1 }
        var low = 0
        var high = fields.count
        while low < high {
            let middle = (low + high) / 2
            if fields[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < fields.count && fields[low].number == number ? low : nil
    }
}

/// One enumeration.
public struct EnumerationDescriptor: Sendable {
    /// Such as `tandem.v1.Level`.
    public let fullName: String
    /// Every constant, in the order of the `.proto`.
    public let constants: [(name: String, number: Int32)]
    private let names: [Int32: String]
    private let numbers: [String: Int32]

    init(fullName: String, constants: [(name: String, number: Int32)]) {
        self.fullName = fullName
        self.constants = constants
        names = Dictionary(constants.map { ($0.number, $0.name) }) { first, _ in first }
        numbers = Dictionary(constants.map { ($0.name, $0.number) }) { first, _ in first }
    }

    /// The name of a number; of aliases the first.
    public func name(of number: Int32) -> String? { names[number] }

    /// The number of a name.
    public func number(named name: String) -> Int32? { numbers[name] }
}

/// One method of a service.
public struct MethodDescriptor: Sendable {
    /// Such as `MatchFreelancers`.
    public let name: String
    /// Service and method as on the wire, such as `tandem.v1.Gateway/MatchFreelancers`.
    public let fullName: String
    /// The request: its place in ``DescriptorPool/messages``.
    public let request: Int
    /// The response: its place in ``DescriptorPool/messages``.
    public let response: Int
    /// Whether the caller sends many requests.
    public let isClientStreaming: Bool
    /// Whether many responses follow.
    public let isServerStreaming: Bool
}

/// One service.
public struct ServiceDescriptor: Sendable {
    /// Such as `tandem.v1.Gateway`.
    public let fullName: String
    /// In the order of the `.proto`.
    public let methods: [MethodDescriptor]
}
