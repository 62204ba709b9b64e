// Is a service there, and ready to answer (health.proto)?
public import ProtobufWire

/// Whether a service is there, and ready to answer.
public enum HealthService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.Health"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [check, watch] }

    /// The state now.
    ///
    /// NOT_FOUND for a service name the server doesn't have.
    public static let check = UnaryMethod<HealthCheckRequest, HealthCheckResponse>("tandem.v1.Health/Check")

    /// The state now and every change of it, until the caller cancels.
    public static let watch = ServerStreamingMethod<HealthCheckRequest, HealthCheckResponse>("tandem.v1.Health/Watch")
}

/// Asks whether a service is ready to answer.
public struct HealthCheckRequest: Message {
    /// "tandem.v1.ClientModel", or "" for the whole server.
    public var service = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A health check request; what is left out is at its default.
    public init(service: String = "") {
        self.service = service
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension HealthCheckRequest {
    public static let messageName = "tandem.v1.HealthCheckRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, service)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&service)
            default: break
            }
        }
    }
}

/// Whether the service is ready to answer.
public struct HealthCheckResponse: Message {
    /// Readiness of a service.
    public struct State: Enumeration {
        /// Never sent.
        public static let unknown = State(rawValue: 0)
        /// Ready to answer.
        public static let serving = State(rawValue: 1)
        /// Up, but catching up with the log, or draining.
        public static let notServing = State(rawValue: 2)
        /// Only in Watch: no such service here (it may appear later).
        public static let serviceUnknown = State(rawValue: 3)

        /// The number on the wire; others than the constants' come from newer programs.
        public var rawValue: Int32

        /// The value of a number, known or not.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        /// The full name in the contract.
        public static let enumerationName = "tandem.v1.HealthCheckResponse.State"

        /// Every constant with its name in the contract.
        public static let constants: [(value: State, name: String)] = [
            (.unknown, "STATE_UNKNOWN"),
            (.serving, "STATE_SERVING"),
            (.notServing, "STATE_NOT_SERVING"),
            (.serviceUnknown, "STATE_SERVICE_UNKNOWN"),
        ]
    }

    /// Now, or since just now.
    public var state: State = .unknown
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A health check response; what is left out is at its default.
    public init(state: State = .unknown) {
        self.state = state
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension HealthCheckResponse {
    public static let messageName = "tandem.v1.HealthCheckResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.enumeration(1, state)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.enumeration(&state)
            default: break
            }
        }
    }
}
