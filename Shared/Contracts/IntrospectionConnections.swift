// How a process is doing: its sockets and channels (introspection.proto).
public import ProtobufWire

/// gRPC's connectivity states.
public struct Connectivity: Enumeration {
    /// No connection and no call that needs one.
    public static let idle = Connectivity(rawValue: 0)
    /// Under way.
    public static let connecting = Connectivity(rawValue: 1)
    /// Calls are sent.
    public static let ready = Connectivity(rawValue: 2)
    /// The last attempt failed.
    public static let transientFailure = Connectivity(rawValue: 3)
    /// Closed for good.
    public static let shutdown = Connectivity(rawValue: 4)

    /// The number on the wire; others than the constants' come from newer programs.
    public var rawValue: Int32

    /// The value of a number, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The full name in the contract.
    public static let enumerationName = "tandem.v1.Connectivity"

    /// Every constant with its name in the contract.
    public static let constants: [(value: Connectivity, name: String)] = [
        (.idle, "CONNECTIVITY_IDLE"),
        (.connecting, "CONNECTIVITY_CONNECTING"),
        (.ready, "CONNECTIVITY_READY"),
        (.transientFailure, "CONNECTIVITY_TRANSIENT_FAILURE"),
        (.shutdown, "CONNECTIVITY_SHUTDOWN"),
    ]
}

/// Asks for the sockets of a server.
public struct ListConnectionsRequest: Message {
    /// Only connections with an id above this.
    public var afterID: UInt64 = 0
    /// At most 1,000; 0 means 100.
    public var limit: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A list connections request; what is left out is at its default.
    public init(afterID: UInt64 = 0, limit: UInt32 = 0) {
        self.afterID = afterID
        self.limit = limit
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ListConnectionsRequest {
    public static let messageName = "tandem.v1.ListConnectionsRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint64(1, afterID)
        writer.uint32(2, limit)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint64(&afterID)
            case 2: try reader.uint32(&limit)
            default: break
            }
        }
    }
}

/// Sockets of a server.
public struct ListConnectionsResponse: Message {
    /// Connections.
    public var connections: [ConnectionDescription] = []
    /// There are more: ask again after the last id.
    public var hasMore = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A list connections response; what is left out is at its default.
    public init(connections: [ConnectionDescription] = [], hasMore: Bool = false) {
        self.connections = connections
        self.hasMore = hasMore
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ListConnectionsResponse {
    public static let messageName = "tandem.v1.ListConnectionsResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, connections)
        writer.bool(2, hasMore)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&connections)
            case 2: try reader.bool(&hasMore)
            default: break
            }
        }
    }
}

/// One TCP connection.
public struct ConnectionDescription: Message {
    /// Rises with each connection of the process.
    public var id: UInt64 = 0
    /// Host and port of this end.
    public var local = ""
    /// Host and port of the other end.
    public var peer = ""
    /// Age microseconds.
    public var ageMicroseconds: UInt64 = 0
    /// Calls started.
    public var callsStarted: UInt64 = 0
    /// Calls running.
    public var callsRunning: UInt64 = 0
    /// Bytes received.
    public var bytesReceived: UInt64 = 0
    /// Bytes sent.
    public var bytesSent: UInt64 = 0
    /// Waiting to be sent.
    public var bytesPending: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A connection description; what is left out is at its default.
    public init(
        id: UInt64 = 0,
        local: String = "",
        peer: String = "",
        ageMicroseconds: UInt64 = 0,
        callsStarted: UInt64 = 0,
        callsRunning: UInt64 = 0,
        bytesReceived: UInt64 = 0,
        bytesSent: UInt64 = 0,
        bytesPending: UInt64 = 0
    ) {
        self.id = id
        self.local = local
        self.peer = peer
        self.ageMicroseconds = ageMicroseconds
        self.callsStarted = callsStarted
        self.callsRunning = callsRunning
        self.bytesReceived = bytesReceived
        self.bytesSent = bytesSent
        self.bytesPending = bytesPending
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ConnectionDescription {
    public static let messageName = "tandem.v1.ConnectionDescription"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint64(1, id)
        writer.string(2, local)
        writer.string(3, peer)
        writer.uint64(4, ageMicroseconds)
        writer.uint64(5, callsStarted)
        writer.uint64(6, callsRunning)
        writer.uint64(7, bytesReceived)
        writer.uint64(8, bytesSent)
        writer.uint64(9, bytesPending)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint64(&id)
            case 2: try reader.string(&local)
            case 3: try reader.string(&peer)
            case 4: try reader.uint64(&ageMicroseconds)
            case 5: try reader.uint64(&callsStarted)
            case 6: try reader.uint64(&callsRunning)
            case 7: try reader.uint64(&bytesReceived)
            case 8: try reader.uint64(&bytesSent)
            case 9: try reader.uint64(&bytesPending)
            default: break
            }
        }
    }
}

/// Asks for the channels of a process.
public struct ListChannelsRequest: Message {
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A list channels request, which says all by its name.
    public init() {}
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ListChannelsRequest {
    public static let messageName = "tandem.v1.ListChannelsRequest"

    public func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

/// The channels of a process.
public struct ListChannelsResponse: Message {
    /// By target.
    public var channels: [ChannelDescription] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A list channels response; what is left out is at its default.
    public init(channels: [ChannelDescription] = []) {
        self.channels = channels
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ListChannelsResponse {
    public static let messageName = "tandem.v1.ListChannelsResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, channels)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&channels)
            default: break
            }
        }
    }
}

/// A way to another service.
public struct ChannelDescription: Message {
    /// "127.0.0.1:7704".
    public var target = ""
    /// State.
    public var state: Connectivity = .idle
    /// "pick_first", "round_robin" or "least_of_two_random".
    public var balancing = ""
    /// Calls that wait for a connection.
    public var waitingCalls: UInt64 = 0
    /// In the order of the name service; an address comes once for each event loop that uses it.
    public var subchannels: [SubchannelDescription] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A channel description; what is left out is at its default.
    public init(
        target: String = "",
        state: Connectivity = .idle,
        balancing: String = "",
        waitingCalls: UInt64 = 0,
        subchannels: [SubchannelDescription] = []
    ) {
        self.target = target
        self.state = state
        self.balancing = balancing
        self.waitingCalls = waitingCalls
        self.subchannels = subchannels
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ChannelDescription {
    public static let messageName = "tandem.v1.ChannelDescription"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, target)
        writer.enumeration(2, state)
        writer.string(3, balancing)
        writer.uint64(4, waitingCalls)
        writer.repeatedMessage(5, subchannels)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&target)
            case 2: try reader.enumeration(&state)
            case 3: try reader.string(&balancing)
            case 4: try reader.uint64(&waitingCalls)
            case 5: try reader.repeatedMessage(&subchannels)
            default: break
            }
        }
    }
}

/// A channel's way to one address, or for pick-first to the first of several that answers.
public struct SubchannelDescription: Message {
    /// Addresses.
    public var addresses: [String] = []
    /// State.
    public var state: Connectivity = .idle
    /// Why calls fail there, while they do.
    public var problem = ""
    /// Taken out for a while because calls fail there more than elsewhere.
    public var ejected = false
    /// Calls sent there, over all event loops, and how they ended; those cancelled by their callers are in neither.
    public var callsStarted: UInt64 = 0
    /// Calls succeeded.
    public var callsSucceeded: UInt64 = 0
    /// Calls failed.
    public var callsFailed: UInt64 = 0
    /// Connections.
    public var connections: [ConnectionDescription] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A subchannel description; what is left out is at its default.
    public init(
        addresses: [String] = [],
        state: Connectivity = .idle,
        problem: String = "",
        ejected: Bool = false,
        callsStarted: UInt64 = 0,
        callsSucceeded: UInt64 = 0,
        callsFailed: UInt64 = 0,
        connections: [ConnectionDescription] = []
    ) {
        self.addresses = addresses
        self.state = state
        self.problem = problem
        self.ejected = ejected
        self.callsStarted = callsStarted
        self.callsSucceeded = callsSucceeded
        self.callsFailed = callsFailed
        self.connections = connections
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SubchannelDescription {
    public static let messageName = "tandem.v1.SubchannelDescription"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedString(1, addresses)
        writer.enumeration(2, state)
        writer.string(3, problem)
        writer.bool(4, ejected)
        writer.uint64(5, callsStarted)
        writer.uint64(6, callsSucceeded)
        writer.uint64(7, callsFailed)
        writer.repeatedMessage(8, connections)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedString(&addresses)
            case 2: try reader.enumeration(&state)
            case 3: try reader.string(&problem)
            case 4: try reader.bool(&ejected)
            case 5: try reader.uint64(&callsStarted)
            case 6: try reader.uint64(&callsSucceeded)
            case 7: try reader.uint64(&callsFailed)
            case 8: try reader.repeatedMessage(&connections)
            default: break
            }
        }
    }
}
