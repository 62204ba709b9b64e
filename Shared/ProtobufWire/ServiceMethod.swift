/// One method of a service: its name on the wire and the types of its two messages.
public protocol ServiceMethod<Request, Response>: Sendable {
    /// What the caller sends, once or as a stream.
    associatedtype Request: Message
    /// What the service answers, once or as a stream.
    associatedtype Response: Message

    /// Service and method, such as "tandem.v1.Gateway/MatchFreelancers".
    var name: String { get }

    /// Whether many requests make one call.
    var isClientStreaming: Bool { get }

    /// Whether many responses follow.
    var isServerStreaming: Bool { get }
}

/// A method with one request and one response.
public struct UnaryMethod<Request: Message, Response: Message>: ServiceMethod {
    /// Service and method, such as "tandem.v1.Gateway/MatchFreelancers".
    public let name: String

    /// A method by its name on the wire.
    public init(_ name: String) {
        self.name = name
    }

    /// False: one request.
    public var isClientStreaming: Bool { false }

    /// False: one response.
    public var isServerStreaming: Bool { false }
}

/// A method with one request and a stream of responses.
public struct ServerStreamingMethod<Request: Message, Response: Message>: ServiceMethod {
    /// Service and method, such as "tandem.v1.Health/Watch".
    public let name: String

    /// A method by its name on the wire.
    public init(_ name: String) {
        self.name = name
    }

    /// False: one request.
    public var isClientStreaming: Bool { false }

    /// True: responses until the service ends the stream.
    public var isServerStreaming: Bool { true }
}

/// A method with a stream of requests and one response.
public struct ClientStreamingMethod<Request: Message, Response: Message>: ServiceMethod {
    /// Service and method, such as "tandem.v1.Intake/Upload".
    public let name: String

    /// A method by its name on the wire.
    public init(_ name: String) {
        self.name = name
    }

    /// True: requests until the caller ends the stream.
    public var isClientStreaming: Bool { true }

    /// False: one response.
    public var isServerStreaming: Bool { false }
}

/// A method with a stream of requests and a stream of responses, each at its own pace.
public struct BidirectionalMethod<Request: Message, Response: Message>: ServiceMethod {
    /// Service and method, such as "tandem.v1.Reflection/Query".
    public let name: String

    /// A method by its name on the wire.
    public init(_ name: String) {
        self.name = name
    }

    /// True: requests until the caller ends the stream.
    public var isClientStreaming: Bool { true }

    /// True: responses until the service ends the stream.
    public var isServerStreaming: Bool { true }
}

/// A service of a `.proto`: a name and its methods.
public protocol Service: Sendable {
    /// The full name in the `.proto`, such as "tandem.v1.Gateway".
    static var name: String { get }

    /// Every method, in the order of the `.proto`.
    static var methods: [any ServiceMethod] { get }
}
