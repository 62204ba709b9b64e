internal import ContractDescriptors

/// Every message, enumeration and service of some `.proto` files, to be looked up by name.
///
/// ```swift
/// let method = DescriptorPool.contract.method(named: "tandem.v1.Gateway/MatchFreelancers")
/// ```
public final class DescriptorPool: Sendable {
    /// The contract of Tandem: what protoc made of `protos/`.
    public static let contract: DescriptorPool = {
        let bytes = UnsafeRawBufferPointer(
            start: tandem_file_descriptor_set(), count: tandem_file_descriptor_set_size())
        do {
            return try DescriptorPool(fileDescriptorSet: bytes)
        } catch {
            preconditionFailure("protos/ uses what the JSON mapping does not know: \(error)")
        }
    }()

    /// In the order of the files and within them, an inner message after the one around it.
    public let messages: [MessageDescriptor]
    /// In the order of the files and within them.
    public let enumerations: [EnumerationDescriptor]
    /// In the order of the files and within them.
    public let services: [ServiceDescriptor]
    private let messagePlaces: [String: Int]
    private let methods: [String: MethodDescriptor]

    /// A pool of the files in a `google.protobuf.FileDescriptorSet`.
    ///
    /// The files must be plain proto3: no maps, groups, extensions or unpacked repeated numbers.
    /// - Throws: What is no descriptor set, or uses anything else.
    public init(fileDescriptorSet bytes: UnsafeRawBufferPointer) throws(DescriptorError) {
        let files = try FileDescriptorReader.read(bytes)
        (messages, enumerations, services) = try files.linked()
        messagePlaces = Dictionary(messages.enumerated().map { ($1.fullName, $0) }) { first, _ in first }
        methods = Dictionary(services.flatMap(\.methods).map { ($0.fullName, $0) }) { first, _ in first }
    }

    /// A message by its full name, such as `tandem.v1.Filter`.
    public func message(named fullName: String) -> MessageDescriptor? {
        messagePlaces[fullName].map { messages[$0] }
    }

    /// An enumeration by its full name, such as `tandem.v1.Frame.Kind`.
    public func enumeration(named fullName: String) -> EnumerationDescriptor? {
        enumerations.first { $0.fullName == fullName }
    }

    /// A service by its full name, such as `tandem.v1.Gateway`.
    public func service(named fullName: String) -> ServiceDescriptor? {
        services.first { $0.fullName == fullName }
    }

    /// A method by its name on the wire, such as `tandem.v1.Gateway/MatchFreelancers`.
    public func method(named fullName: String) -> MethodDescriptor? { methods[fullName] }

    /// The place of a message in `messages`.
    func place(ofMessage fullName: String) -> Int? { messagePlaces[fullName] }
}

/// Why some bytes are no descriptor set that the JSON mapping can follow.
public struct DescriptorError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and with which declaration.
    public let description: String

    init(_ description: String) { self.description = description }
}
