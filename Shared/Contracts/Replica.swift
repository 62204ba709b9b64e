// What every service that follows the log answers about itself (replica.proto).
public import ProtobufWire

/// What every service that follows the log answers about itself.
public enum ReplicaService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.Replica"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [getStatus, advance, takeSnapshot, getMetrics] }

    /// Where this service stands in the log, and what it serves with.
    public static let getStatus = UnaryMethod<ReplicaStatusRequest, ReplicaStatus>("tandem.v1.Replica/GetStatus")

    /// Apply facts up to a sequence, and answer when that is done.
    ///
    /// Only for a service started with --replay, which otherwise stands still: this is how an evaluation asks what
    /// it would have said then. FAILED_PRECONDITION when the service follows the log by itself.
    public static let advance = UnaryMethod<AdvanceRequest, ReplicaStatus>("tandem.v1.Replica/Advance")

    /// Write a snapshot now, and answer when it is on disk.
    public static let takeSnapshot = UnaryMethod<TakeSnapshotRequest, ReplicaStatus>("tandem.v1.Replica/TakeSnapshot")

    /// Counters, gauges and histograms of this process.
    public static let getMetrics = UnaryMethod<MetricsRequest, MetricsResponse>("tandem.v1.Replica/GetMetrics")
}

/// Asks where a service stands in the log.
public struct ReplicaStatusRequest: Message {
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A replica status request, which says all by its name.
    public init() {}
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ReplicaStatusRequest {
    public static let messageName = "tandem.v1.ReplicaStatusRequest"

    public func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

/// Where a service stands in the log, and what it serves with.
public struct ReplicaStatus: Message {
    /// "client-model".
    public var service = ""
    /// Last fact applied.
    public var appliedSequence: UInt64 = 0
    /// Last fact in the log when this was asked.
    public var logSequence: UInt64 = 0
    /// The market's clock: the latest event time among the facts applied, in microseconds; what "now" means to a model.
    public var marketTime: Int64 = 0
    /// Up to date with the log, and answering.
    public var ready = false
    /// Last fact in the newest snapshot; 0 when there is none.
    public var snapshotSequence: UInt64 = 0
    /// Such as "client-model@4f2a9c01"; empty when the service has none, or none is trained yet.
    public var model = ""
    /// Seconds since the process started.
    public var uptimeSeconds = 0.0
    /// What the state holds, such as "freelancers" 20000; by name.
    public var counts: [Count] = []
    /// What went wrong that a person should know of; empty when nothing did.
    public var problem = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A replica status; what is left out is at its default.
    public init(
        service: String = "",
        appliedSequence: UInt64 = 0,
        logSequence: UInt64 = 0,
        marketTime: Int64 = 0,
        ready: Bool = false,
        snapshotSequence: UInt64 = 0,
        model: String = "",
        uptimeSeconds: Double = 0,
        counts: [Count] = [],
        problem: String = ""
    ) {
        self.service = service
        self.appliedSequence = appliedSequence
        self.logSequence = logSequence
        self.marketTime = marketTime
        self.ready = ready
        self.snapshotSequence = snapshotSequence
        self.model = model
        self.uptimeSeconds = uptimeSeconds
        self.counts = counts
        self.problem = problem
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ReplicaStatus {
    public static let messageName = "tandem.v1.ReplicaStatus"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, service)
        writer.uint64(2, appliedSequence)
        writer.uint64(3, logSequence)
        writer.int64(4, marketTime)
        writer.bool(5, ready)
        writer.uint64(6, snapshotSequence)
        writer.string(7, model)
        writer.double(8, uptimeSeconds)
        writer.repeatedMessage(9, counts)
        writer.string(10, problem)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&service)
            case 2: try reader.uint64(&appliedSequence)
            case 3: try reader.uint64(&logSequence)
            case 4: try reader.int64(&marketTime)
            case 5: try reader.bool(&ready)
            case 6: try reader.uint64(&snapshotSequence)
            case 7: try reader.string(&model)
            case 8: try reader.double(&uptimeSeconds)
            case 9: try reader.repeatedMessage(&counts)
            case 10: try reader.string(&problem)
            default: break
            }
        }
    }
}

/// A named number.
public struct Count: Message {
    /// What is counted.
    public var name = ""
    /// How many there are.
    public var value: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A count; what is left out is at its default.
    public init(name: String = "", value: UInt64 = 0) {
        self.name = name
        self.value = value
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Count {
    public static let messageName = "tandem.v1.Count"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.uint64(2, value)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.uint64(&value)
            default: break
            }
        }
    }
}

/// Tells a replaying service how far to go.
public struct AdvanceRequest: Message {
    /// Apply facts up to and including this one; not below `appliedSequence`.
    public var sequence: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An advance request; what is left out is at its default.
    public init(sequence: UInt64 = 0) {
        self.sequence = sequence
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension AdvanceRequest {
    public static let messageName = "tandem.v1.AdvanceRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint64(1, sequence)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint64(&sequence)
            default: break
            }
        }
    }
}

/// Tells a service to write a snapshot now.
public struct TakeSnapshotRequest: Message {
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A take snapshot request, which says all by its name.
    public init() {}
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension TakeSnapshotRequest {
    public static let messageName = "tandem.v1.TakeSnapshotRequest"

    public func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

/// Asks for a process's metrics.
public struct MetricsRequest: Message {
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A metrics request, which says all by its name.
    public init() {}
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MetricsRequest {
    public static let messageName = "tandem.v1.MetricsRequest"

    public func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

/// A process's metrics.
public struct MetricsResponse: Message {
    /// Prometheus text exposition format, version 0.0.4.
    public var text = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A metrics response; what is left out is at its default.
    public init(text: String = "") {
        self.text = text
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MetricsResponse {
    public static let messageName = "tandem.v1.MetricsResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, text)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&text)
            default: break
            }
        }
    }
}
