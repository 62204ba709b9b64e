/// One method of a service: its name on the wire and the types of its two messages.
public protocol ServiceMethod<Request, Response>: Sendable {
    /// What the caller sends, once.
    associatedtype Request: Message
    /// What the service answers, once or as a stream.
    associatedtype Response: Message

    /// Service and method, such as "tandem.v1.Gateway/MatchFreelancers".
    var name: String { get }

    /// Whether many responses follow one request.
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
