// Where the time of a call went (tracing.proto).
public import ProtobufWire

/// One call and all the calls that it caused.
public struct CallTiming: Message {
    /// "tandem.v1.ClientModel/ScoreFreelancers".
    public var method = ""
    /// Host and port that served it, as its caller saw it; empty at the root.
    public var address = ""
    /// From the beginning of the call around it to when this one was made.
    public var startMicroseconds: UInt64 = 0
    /// As its caller saw it, waiting for a connection and the way there and back included; at the root, as the
    /// server did.
    public var durationMicroseconds: UInt64 = 0
    /// At the server, from the arrival of the request to the beginning of the handler.
    public var queueMicroseconds: UInt64 = 0
    /// At the server, from the beginning of the handler to its answer.
    public var serviceMicroseconds: UInt64 = 0
    /// How it ended: gRPC's codes, 0 to 16.
    public var code: UInt32 = 0
    /// Calls that the handler made, in the order of their beginnings.
    public var calls: [CallTiming] = []
    /// Calls that are left out because there is no room in metadata for all.
    public var callsLeftOut: UInt32 = 0
    /// W3C trace id, 32 hexadecimal digits; at the root.
    public var traceID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A call timing; what is left out is at its default.
    public init(
        method: String = "",
        address: String = "",
        startMicroseconds: UInt64 = 0,
        durationMicroseconds: UInt64 = 0,
        queueMicroseconds: UInt64 = 0,
        serviceMicroseconds: UInt64 = 0,
        code: UInt32 = 0,
        calls: [CallTiming] = [],
        callsLeftOut: UInt32 = 0,
        traceID: String = ""
    ) {
        self.method = method
        self.address = address
        self.startMicroseconds = startMicroseconds
        self.durationMicroseconds = durationMicroseconds
        self.queueMicroseconds = queueMicroseconds
        self.serviceMicroseconds = serviceMicroseconds
        self.code = code
        self.calls = calls
        self.callsLeftOut = callsLeftOut
        self.traceID = traceID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension CallTiming {
    public static let messageName = "tandem.v1.CallTiming"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, method)
        writer.string(2, address)
        writer.uint64(3, startMicroseconds)
        writer.uint64(4, durationMicroseconds)
        writer.uint64(5, queueMicroseconds)
        writer.uint64(6, serviceMicroseconds)
        writer.uint32(7, code)
        writer.repeatedMessage(8, calls)
        writer.uint32(9, callsLeftOut)
        writer.string(10, traceID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&method)
            case 2: try reader.string(&address)
            case 3: try reader.uint64(&startMicroseconds)
            case 4: try reader.uint64(&durationMicroseconds)
            case 5: try reader.uint64(&queueMicroseconds)
            case 6: try reader.uint64(&serviceMicroseconds)
            case 7: try reader.uint32(&code)
            case 8: try reader.repeatedMessage(&calls)
            case 9: try reader.uint32(&callsLeftOut)
            case 10: try reader.string(&traceID)
            default: break
            }
        }
    }
}
