import Contracts
import JSON
import ProtobufJSON
import RPC

// Errors as the Connect protocol has them (https://connectrpc.com/docs/protocol#error-codes).
extension StatusCode {
    /// Connect's name, such as `invalid_argument`; that of `unknown` for a number without a meaning.
    var connectName: String {
        switch self {
        case .ok: "ok"
        case .cancelled: "canceled"
        case .invalidArgument: "invalid_argument"
        case .deadlineExceeded: "deadline_exceeded"
        case .notFound: "not_found"
        case .alreadyExists: "already_exists"
        case .permissionDenied: "permission_denied"
        case .resourceExhausted: "resource_exhausted"
        case .failedPrecondition: "failed_precondition"
        case .aborted: "aborted"
        case .outOfRange: "out_of_range"
        case .unimplemented: "unimplemented"
        case .internalError: "internal"
        case .unavailable: "unavailable"
        case .dataLoss: "data_loss"
        case .unauthenticated: "unauthenticated"
        default: "unknown"
        }
    }

    /// The status of HTTP that goes with the code.
    var httpStatus: Int {
        switch self {
        case .ok: 200
        case .cancelled: 499
        case .invalidArgument, .failedPrecondition, .outOfRange: 400
        case .deadlineExceeded: 504
        case .notFound: 404
        case .alreadyExists, .aborted: 409
        case .permissionDenied: 403
        case .resourceExhausted: 429
        case .unimplemented: 501
        case .unavailable: 503
        case .unauthenticated: 401
        default: 500
        }
    }
}

extension HTTPResponse {
    /// An error as Connect has it: a status, and a JSON body that says more.
    ///
    /// - Parameters:
    ///   - error: Its details come as bytes and, for messages of the contract, readable as `debug`; its metadata as
    ///     trailers.
    ///   - status: Where HTTP has a more telling one than the code's.
    static func error(_ error: RPCError, status: Int? = nil, headers: HTTPHeaders = [:]) -> HTTPResponse {
        var body = JSONObject()
        body["code"] = .string(error.code.connectName)
        if !error.message.isEmpty { body["message"] = .string(error.message) }
        if !error.details.isEmpty {
            body["details"] = .array(error.details.map { .object(object(for: $0)) })
        }
        var headers = headers
        headers.add("content-type", "application/json")
        headers.addTrailers(error.metadata)
        // Nothing in it is a number, which alone could fail.
        let text = (try? JSONValue.object(body).serialized()) ?? []
        return HTTPResponse(status: status ?? error.code.httpStatus, headers: headers, body: text)
    }

    private static func object(for detail: StatusDetail) -> JSONObject {
        var object = JSONObject()
        object["type"] = .string(detail.type)
        object["value"] = .string(Base64.encode(detail.value, padded: false))
        if let json = try? ProtobufJSON.encode(messageNamed: detail.type, bytes: detail.value) {
            object["debug"] = try? JSONValue(parsing: json)
        }
        return object
    }
}

extension HTTPHeaders {
    /// Adds metadata that comes with a call's end, as Connect has it for unary calls.
    mutating func addTrailers(_ metadata: CallMetadata) {
        for entry in metadata.entries {
            let value = entry.key.hasSuffix("-bin") ? Base64.encode(entry.binary, padded: false) : entry.text
            add("trailer-\(entry.key)", value)
        }
    }
}
