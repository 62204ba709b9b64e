public import Contracts
internal import ProtobufWire

/// Why a call did not succeed: what both sides of the wire know of it.
///
/// A handler throws one to answer with that status; a caller catches the one that the service, or the way to it, made.
public struct RPCError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure; never ``StatusCode/ok``.
    public var code: StatusCode
    /// For a person: what is wrong and what to do about it.
    public var message: String
    /// For a program: messages by type name.
    public var details: [StatusDetail]
    /// Trailing metadata that came, or goes, with the status.
    public var metadata: CallMetadata

    /// An error to throw from a handler.
    public init(
        _ code: StatusCode, _ message: String, details: [StatusDetail] = [], metadata: CallMetadata = CallMetadata()
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.metadata = metadata
    }

    /// INVALID_ARGUMENT that names the field, with an `InvalidField` as detail.
    ///
    /// - Parameters:
    ///   - field: Path in the request, such as "filter.country".
    ///   - reason: What is wrong with it and what would be right.
    public static func invalidField(_ field: String, _ reason: String) -> RPCError {
        let detail = InvalidField(field: field, reason: reason)
        return RPCError(
            .invalidArgument, "\(field): \(reason)",
            details: [StatusDetail(type: InvalidField.messageName, value: detail.serializedBytes())])
    }

    /// "NOT_FOUND: no such job".
    public var description: String {
        message.isEmpty ? code.description : "\(code): \(message)"
    }
}

extension RPCError {
    /// The error that any error thrown by a handler is to its caller: UNKNOWN unless it says otherwise.
    init(thrown error: any Error) {
        switch error {
        case let error as RPCError where error.code != .ok: self = error
        case is CancellationError: self = RPCError(.cancelled, "the handler stopped because it was cancelled")
        default: self = RPCError(.unknown, "the handler failed: \(error)")
        }
    }

    /// The error that a status means, or nil for OK.
    init?(_ status: Status, metadata: CallMetadata) {
        guard status.code != StatusCode.ok.rawValue else { return nil }
        let code = StatusCode(rawValue: status.code)
        self.init(
            status.code < StatusCode.all.count ? code : .unknown, status.message, details: status.details,
            metadata: metadata)
    }

    /// What goes on the wire.
    var status: Status {
        Status(code: code.rawValue, message: message, details: details)
    }
}
