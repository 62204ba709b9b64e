// How a process is doing, seen from inside: its server (introspection.proto).
public import ProtobufWire

/// How a process is doing, seen from inside: its methods, its sockets, and its channels to other services.
public enum IntrospectionService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.Introspection"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [getServer, listConnections, listChannels] }

    /// The server and what came of its calls, by method.
    public static let getServer = UnaryMethod<GetServerRequest, ServerDescription>(
        "tandem.v1.Introspection/GetServer")

    /// The sockets of the server's clients, by id.
    public static let listConnections = UnaryMethod<ListConnectionsRequest, ListConnectionsResponse>(
        "tandem.v1.Introspection/ListConnections")

    /// The channels of this process to other services, down to their sockets.
    public static let listChannels = UnaryMethod<ListChannelsRequest, ListChannelsResponse>(
        "tandem.v1.Introspection/ListChannels")
}

/// Asks how a server is doing.
public struct GetServerRequest: Message {
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A get server request, which says all by its name.
    public init() {}
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GetServerRequest {
    public static let messageName = "tandem.v1.GetServerRequest"

    public func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

/// How a server is doing.
public struct ServerDescription: Message {
    /// Host and port of each socket that listens.
    public var addresses: [String] = []
    /// Time since the start.
    public var uptimeMicroseconds: UInt64 = 0
    /// Connections open now.
    public var connections: UInt64 = 0
    /// Calls that run now, those aside that end within a wake-up of their event loop.
    public var runningCalls: UInt64 = 0
    /// Every method served, by name.
    public var methods: [MethodCounts] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A server description; what is left out is at its default.
    public init(
        addresses: [String] = [],
        uptimeMicroseconds: UInt64 = 0,
        connections: UInt64 = 0,
        runningCalls: UInt64 = 0,
        methods: [MethodCounts] = []
    ) {
        self.addresses = addresses
        self.uptimeMicroseconds = uptimeMicroseconds
        self.connections = connections
        self.runningCalls = runningCalls
        self.methods = methods
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ServerDescription {
    public static let messageName = "tandem.v1.ServerDescription"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedString(1, addresses)
        writer.uint64(2, uptimeMicroseconds)
        writer.uint64(3, connections)
        writer.uint64(4, runningCalls)
        writer.repeatedMessage(5, methods)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedString(&addresses)
            case 2: try reader.uint64(&uptimeMicroseconds)
            case 3: try reader.uint64(&connections)
            case 4: try reader.uint64(&runningCalls)
            case 5: try reader.repeatedMessage(&methods)
            default: break
            }
        }
    }
}

/// What came of a method's calls since the start.
public struct MethodCounts: Message {
    /// "tandem.v1.Gateway/MatchFreelancers".
    public var method = ""
    /// Started.
    public var started: UInt64 = 0
    /// In flight.
    public var inFlight: UInt64 = 0
    /// By code; codes that never came are left out.
    public var finished: [CodeCount] = []
    /// Sum of all calls' durations.
    public var totalSeconds: Double = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A method counts; what is left out is at its default.
    public init(
        method: String = "",
        started: UInt64 = 0,
        inFlight: UInt64 = 0,
        finished: [CodeCount] = [],
        totalSeconds: Double = 0
    ) {
        self.method = method
        self.started = started
        self.inFlight = inFlight
        self.finished = finished
        self.totalSeconds = totalSeconds
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MethodCounts {
    public static let messageName = "tandem.v1.MethodCounts"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, method)
        writer.uint64(2, started)
        writer.uint64(3, inFlight)
        writer.repeatedMessage(4, finished)
        writer.double(5, totalSeconds)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&method)
            case 2: try reader.uint64(&started)
            case 3: try reader.uint64(&inFlight)
            case 4: try reader.repeatedMessage(&finished)
            case 5: try reader.double(&totalSeconds)
            default: break
            }
        }
    }
}

/// How many calls ended with a code.
public struct CodeCount: Message {
    /// GRPC's, 0 to 16.
    public var code: UInt32 = 0
    /// Count.
    public var count: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A code count; what is left out is at its default.
    public init(code: UInt32 = 0, count: UInt64 = 0) {
        self.code = code
        self.count = count
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension CodeCount {
    public static let messageName = "tandem.v1.CodeCount"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint32(1, code)
        writer.uint64(2, count)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint32(&code)
            case 2: try reader.uint64(&count)
            default: break
            }
        }
    }
}
