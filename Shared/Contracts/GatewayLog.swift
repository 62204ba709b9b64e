// The front door: facts and status (gateway.proto).
public import ProtobufWire

/// Facts to append to the log.
public struct RecordFactsRequest: Message {
    /// `sequence` must be 0; each needs an id, a time and a body.
    ///
    /// At most 10,000.
    public var facts: [Fact] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A record facts request; what is left out is at its default.
    public init(facts: [Fact] = []) {
        self.facts = facts
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RecordFactsRequest {
    public static let messageName = "tandem.v1.RecordFactsRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, facts)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&facts)
            default: break
            }
        }
    }
}

/// What became of the facts; all of them are durable.
public struct RecordFactsResponse: Message {
    /// Facts that were new.
    public var appended: UInt64 = 0
    /// Facts that the log had already.
    public var duplicates: UInt64 = 0
    /// Last sequence of the log afterwards.
    public var logSequence: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A record facts response; what is left out is at its default.
    public init(appended: UInt64 = 0, duplicates: UInt64 = 0, logSequence: UInt64 = 0) {
        self.appended = appended
        self.duplicates = duplicates
        self.logSequence = logSequence
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RecordFactsResponse {
    public static let messageName = "tandem.v1.RecordFactsResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint64(1, appended)
        writer.uint64(2, duplicates)
        writer.uint64(3, logSequence)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint64(&appended)
            case 2: try reader.uint64(&duplicates)
            case 3: try reader.uint64(&logSequence)
            default: break
            }
        }
    }
}

/// Asks for facts of the log, in its order.
public struct ReadFactsRequest: Message {
    /// First sequence to read; 0 and 1 mean from the beginning.
    public var fromSequence: UInt64 = 0
    /// At most this many, then the stream ends; 0 means all there are.
    public var limit: UInt64 = 0
    /// Don't end at the end of the log: wait for more.
    public var follow = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A read facts request; what is left out is at its default.
    public init(fromSequence: UInt64 = 0, limit: UInt64 = 0, follow: Bool = false) {
        self.fromSequence = fromSequence
        self.limit = limit
        self.follow = follow
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ReadFactsRequest {
    public static let messageName = "tandem.v1.ReadFactsRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint64(1, fromSequence)
        writer.uint64(2, limit)
        writer.bool(3, follow)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint64(&fromSequence)
            case 2: try reader.uint64(&limit)
            case 3: try reader.bool(&follow)
            default: break
            }
        }
    }
}

/// Asks how all services stand.
public struct SystemStatusRequest: Message {
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A system status request, which says all by its name.
    public init() {}
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SystemStatusRequest {
    public static let messageName = "tandem.v1.SystemStatusRequest"

    public func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

/// How all services stand, as the gateway sees them.
public struct SystemStatus: Message {
    /// All six, by name.
    public var services: [ServiceStatus] = []
    /// Last fact of the log.
    public var logSequence: UInt64 = 0
    /// What the gateway tries out.
    public var experiments: [ExperimentStatus] = []
    /// Share of matches whose first places are put in random order.
    public var exploration = 0.0
    /// How many places that are.
    public var explorationDepth: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A system status; what is left out is at its default.
    public init(
        services: [ServiceStatus] = [],
        logSequence: UInt64 = 0,
        experiments: [ExperimentStatus] = [],
        exploration: Double = 0,
        explorationDepth: UInt32 = 0
    ) {
        self.services = services
        self.logSequence = logSequence
        self.experiments = experiments
        self.exploration = exploration
        self.explorationDepth = explorationDepth
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SystemStatus {
    public static let messageName = "tandem.v1.SystemStatus"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, services)
        writer.uint64(2, logSequence)
        writer.repeatedMessage(3, experiments)
        writer.double(4, exploration)
        writer.uint32(5, explorationDepth)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&services)
            case 2: try reader.uint64(&logSequence)
            case 3: try reader.repeatedMessage(&experiments)
            case 4: try reader.double(&exploration)
            case 5: try reader.uint32(&explorationDepth)
            default: break
            }
        }
    }
}

/// How one service stands, as the gateway sees it.
public struct ServiceStatus: Message {
    /// "client-model".
    public var name = ""
    /// Host and port.
    public var address = ""
    /// It answered just now.
    public var reachable = false
    /// Why it is not reachable.
    public var problem = ""
    /// What it answered; nil when it is not reachable.
    public var replica: ReplicaStatus?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A service status; what is left out is at its default.
    public init(
        name: String = "",
        address: String = "",
        reachable: Bool = false,
        problem: String = "",
        replica: ReplicaStatus? = nil
    ) {
        self.name = name
        self.address = address
        self.reachable = reachable
        self.problem = problem
        self.replica = replica
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ServiceStatus {
    public static let messageName = "tandem.v1.ServiceStatus"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.string(2, address)
        writer.bool(3, reachable)
        writer.string(4, problem)
        writer.message(5, replica)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.string(&address)
            case 3: try reader.bool(&reachable)
            case 4: try reader.string(&problem)
            case 5: try reader.message(&replica)
            default: break
            }
        }
    }
}
