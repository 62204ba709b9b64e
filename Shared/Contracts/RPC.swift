// The envelope: what travels in every frame between two programs (rpc.proto).
public import ProtobufWire

/// One step of one call, or of the connection itself (stream 0).
public struct Frame: Message {
    /// What this frame is.
    public struct Kind: Enumeration {
        /// Never sent.
        public static let unspecified = Kind(rawValue: 0)
        /// Client to server: opens a stream.
        ///
        /// `method` is set; `payload` holds the (first) request message when `hasPayload` is, and `endOfStream` says
        /// that no further request message follows.
        public static let request = Kind(rawValue: 1)
        /// Either way: one message of a streaming call.
        public static let message = Kind(rawValue: 2)
        /// Client to server: no further request messages.
        public static let halfClose = Kind(rawValue: 3)
        /// Server to client: the answer of a unary call and its success in one frame.
        public static let response = Kind(rawValue: 4)
        /// Server to client: how the call ended.
        ///
        /// Nothing follows on this stream.
        public static let status = Kind(rawValue: 5)
        /// Client to server: the caller no longer wants the answer.
        public static let cancel = Kind(rawValue: 6)
        /// Either way, stream 0: are you there? `payload` is echoed.
        public static let ping = Kind(rawValue: 7)
        /// Either way, stream 0: the answer to a ping.
        public static let pong = Kind(rawValue: 8)
        /// Server to client, stream 0: open no new streams here; those up to `lastStream` will be finished.
        public static let goAway = Kind(rawValue: 9)
        /// Either way: the receiver has room for `window` more bytes of message payload on this stream.
        public static let window = Kind(rawValue: 10)

        /// The number on the wire; others than the constants' come from newer programs.
        public var rawValue: Int32

        /// The value of a number, known or not.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        /// The full name in the contract.
        public static let enumerationName = "tandem.v1.Frame.Kind"

        /// Every constant with its name in the contract.
        public static let constants: [(value: Kind, name: String)] = [
            (.unspecified, "KIND_UNSPECIFIED"),
            (.request, "KIND_REQUEST"),
            (.message, "KIND_MESSAGE"),
            (.halfClose, "KIND_HALF_CLOSE"),
            (.response, "KIND_RESPONSE"),
            (.status, "KIND_STATUS"),
            (.cancel, "KIND_CANCEL"),
            (.ping, "KIND_PING"),
            (.pong, "KIND_PONG"),
            (.goAway, "KIND_GO_AWAY"),
            (.window, "KIND_WINDOW"),
        ]
    }

    /// The call this frame belongs to: odd, rising, chosen by the client.
    ///
    /// 0 is the connection.
    public var stream: UInt32 = 0
    /// Which step this frame is.
    public var kind: Kind = .unspecified
    /// "tandem.v1.Gateway/MatchFreelancers".
    ///
    /// Only in `Kind.request`.
    public var method = ""
    /// Time left for the call, in microseconds; 0 means no deadline.
    ///
    /// Only in `Kind.request`.
    public var timeoutMicroseconds: UInt64 = 0
    /// Request metadata in `Kind.request`, response metadata in `Kind.response` and in a stream's first `Kind.message`,
    /// trailing metadata in `Kind.status`.
    public var metadata: [Metadata] = []
    /// The bytes of one message.
    public var payload: [UInt8] = []
    /// Present in `Kind.status`, and in `Kind.goAway` to say why.
    public var status: Status?
    /// Bytes granted.
    ///
    /// Only in `Kind.window`.
    public var window: UInt32 = 0
    /// A message is present even though it may be empty.
    ///
    /// Only in `Kind.request`.
    public var hasPayload = false
    /// The client will send no further request messages.
    ///
    /// Only in `Kind.request` and `Kind.message`.
    public var endOfStream = false
    /// The last stream that will be served.
    ///
    /// Only in `Kind.goAway`.
    public var lastStream: UInt32 = 0
    /// Whether the sender takes compressed frames (zlib, RFC 1950).
    ///
    /// In the first frame that a side sends, whatever its kind; the other side may compress from then on.
    public var acceptsCompression = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A frame; what is left out is at its default.
    public init(
        stream: UInt32 = 0,
        kind: Kind = .unspecified,
        method: String = "",
        timeoutMicroseconds: UInt64 = 0,
        metadata: [Metadata] = [],
        payload: [UInt8] = [],
        status: Status? = nil,
        window: UInt32 = 0,
        hasPayload: Bool = false,
        endOfStream: Bool = false,
        lastStream: UInt32 = 0,
        acceptsCompression: Bool = false
    ) {
        self.stream = stream
        self.kind = kind
        self.method = method
        self.timeoutMicroseconds = timeoutMicroseconds
        self.metadata = metadata
        self.payload = payload
        self.status = status
        self.window = window
        self.hasPayload = hasPayload
        self.endOfStream = endOfStream
        self.lastStream = lastStream
        self.acceptsCompression = acceptsCompression
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Frame {
    public static let messageName = "tandem.v1.Frame"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint32(1, stream)
        writer.enumeration(2, kind)
        writer.string(3, method)
        writer.uint64(4, timeoutMicroseconds)
        writer.repeatedMessage(5, metadata)
        writer.bytes(6, payload)
        writer.message(7, status)
        writer.uint32(8, window)
        writer.bool(9, hasPayload)
        writer.bool(10, endOfStream)
        writer.uint32(11, lastStream)
        writer.bool(12, acceptsCompression)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint32(&stream)
            case 2: try reader.enumeration(&kind)
            case 3: try reader.string(&method)
            case 4: try reader.uint64(&timeoutMicroseconds)
            case 5: try reader.repeatedMessage(&metadata)
            case 6: try reader.bytes(&payload)
            case 7: try reader.message(&status)
            case 8: try reader.uint32(&window)
            case 9: try reader.bool(&hasPayload)
            case 10: try reader.bool(&endOfStream)
            case 11: try reader.uint32(&lastStream)
            case 12: try reader.bool(&acceptsCompression)
            default: break
            }
        }
    }
}

/// One metadata entry.
///
/// Keys are lower-case `[0-9a-z_.-]`; a key that ends in `-bin` has `binary`, any other `text`.
public struct Metadata: Message {
    /// Lower-case `[0-9a-z_.-]`.
    public var key = ""
    /// Printable ASCII.
    public var text = ""
    /// Any bytes; with a key that ends in `-bin`.
    public var binary: [UInt8] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A metadata; what is left out is at its default.
    public init(key: String = "", text: String = "", binary: [UInt8] = []) {
        self.key = key
        self.text = text
        self.binary = binary
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Metadata {
    public static let messageName = "tandem.v1.Metadata"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, key)
        writer.string(2, text)
        writer.bytes(3, binary)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&key)
            case 2: try reader.string(&text)
            case 3: try reader.bytes(&binary)
            default: break
            }
        }
    }
}

/// How a call ended; codes and their meaning are gRPC's.
public struct Status: Message {
    /// 0 (OK) to 16 (UNAUTHENTICATED).
    public var code: UInt32 = 0
    /// For a person to read: what is wrong and what to do about it.
    public var message = ""
    /// For a program to read.
    public var details: [StatusDetail] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A status; what is left out is at its default.
    public init(code: UInt32 = 0, message: String = "", details: [StatusDetail] = []) {
        self.code = code
        self.message = message
        self.details = details
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Status {
    public static let messageName = "tandem.v1.Status"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint32(1, code)
        writer.string(2, message)
        writer.repeatedMessage(3, details)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint32(&code)
            case 2: try reader.string(&message)
            case 3: try reader.repeatedMessage(&details)
            default: break
            }
        }
    }
}

/// One machine-readable part of a status: the name of a message and its bytes (google.protobuf.Any in meaning).
public struct StatusDetail: Message {
    /// "tandem.v1.InvalidField".
    public var type = ""
    /// The detail's bytes.
    public var value: [UInt8] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A status detail; what is left out is at its default.
    public init(type: String = "", value: [UInt8] = []) {
        self.type = type
        self.value = value
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension StatusDetail {
    public static let messageName = "tandem.v1.StatusDetail"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, type)
        writer.bytes(2, value)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&type)
            case 2: try reader.bytes(&value)
            default: break
            }
        }
    }
}

/// The detail that comes with INVALID_ARGUMENT: which field, and why.
public struct InvalidField: Message {
    /// Path in the request, such as "filter.country".
    public var field = ""
    /// What is wrong with it, for a person to read.
    public var reason = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An invalid field; what is left out is at its default.
    public init(field: String = "", reason: String = "") {
        self.field = field
        self.reason = reason
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension InvalidField {
    public static let messageName = "tandem.v1.InvalidField"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, field)
        writer.string(2, reason)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&field)
            case 2: try reader.string(&reason)
            default: break
            }
        }
    }
}
