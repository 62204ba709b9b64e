import ProtobufJSON
import RPC
import Synchronization

/// Unary calls over HTTP by the Connect protocol (https://connectrpc.com/docs/protocol#unary-request).
///
///     POST /tandem.v1.Gateway/MatchFreelancers
///     content-type: application/json
///
///     {"jobId": "job-17", "limit": 5}
struct ConnectCalls: Sendable {
    /// Answers a call: the request's bytes and, in the context, its method, metadata and deadline, `never` when the
    /// caller set none.
    ///
    /// The context is cancelled when the time is up; nobody waits for the answer then.
    typealias Handler = @Sendable (_ request: [UInt8], _ context: CallContext) async throws -> [UInt8]

    /// Full names of the services that are served.
    let services: [String]
    /// What a call gets at most, also when it doesn't ask for a timeout.
    let longestTimeout: Duration
    /// Longest body, in bytes.
    let bodyLimit: Int
    let handler: Handler

    private let pool = DescriptorPool.contract

    /// How messages are written in the body.
    private enum Codec: String {
        case json = "application/json"
        case proto = "application/proto"
    }

    init(services: [String], longestTimeout: Duration, bodyLimit: Int, handler: @escaping Handler) {
        self.services = services
        self.longestTimeout = longestTimeout
        self.bodyLimit = bodyLimit
        self.handler = handler
    }

    /// Unary methods served, in the order of the contract.
    var methods: [MethodDescriptor] {
        pool.services.filter { services.contains($0.fullName) }.flatMap(\.methods).filter(Self.isUnary)
    }

    private static func isUnary(_ method: MethodDescriptor) -> Bool {
        !method.isClientStreaming && !method.isServerStreaming
    }

    /// The answer to a request for any path.
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let name = String(request.path.dropFirst())
        guard let method = pool.method(named: name), services.contains(String(name.prefix { $0 != "/" })) else {
            let hint = "\(name.prefix(200)): no such method; GET / lists what there is"
            return .error(RPCError(.unimplemented, hint), status: 404)
        }
        guard request.method == "POST" else {
            return .error(
                RPCError(.unimplemented, "\(request.method.prefix(20)): calls are made by POST"), status: 405,
                headers: ["allow": "POST"])
        }
        guard Self.isUnary(method), let codec = Self.codec(request.headers) else {
            let problem =
                Self.isUnary(method)
                ? "content-type: expected application/json or application/proto"
                : "\(name) streams, which HTTP does not carry here; call it over RPC"
            return .error(
                RPCError(.unimplemented, problem), status: 415,
                headers: ["accept-post": "application/json, application/proto"])
        }
        var context: CallContext?
        do throws(RPCError) {
            let made = try self.context(of: request, name)
            context = made
            let body = try body(of: request)
            let bytes =
                switch codec {
                case .proto: body
                case .json: try decode(body, method)
                }
            let response = try await call(bytes, made)
            var headers: HTTPHeaders = ["content-type": codec.rawValue]
            headers.addTrailers(made.takeTrailingMetadata())
            return HTTPResponse(
                status: 200, headers: headers, body: codec == .proto ? response : try encode(response, method))
        } catch {
            var error = error
            if let context { error.metadata.merge(context.takeTrailingMetadata()) }
            return .error(error)
        }
    }

    // MARK: - The head

    private static func codec(_ headers: HTTPHeaders) -> Codec? {
        guard let type = headers["content-type"]?.lowercased() else { return nil }
        let parts = type.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
        guard parts.dropFirst().allSatisfy({ $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }) else { return nil }
        return parts.first.flatMap(Codec.init(rawValue:))
    }

    private func context(of request: HTTPRequest, _ method: String) throws(RPCError) -> CallContext {
        let headers = request.headers
        if let version = headers["connect-protocol-version"], version != "1" {
            throw RPCError(.invalidArgument, "connect-protocol-version: expected 1, found \(version.prefix(20))")
        }
        var deadline = Deadline.never
        if let text = headers["connect-timeout-ms"] {
            guard (1...10).contains(text.utf8.count), let milliseconds = UInt64(text) else {
                throw RPCError(
                    .invalidArgument,
                    "connect-timeout-ms: expected milliseconds in at most 10 digits, found \(text.prefix(20))")
            }
            deadline = .after(min(longestTimeout, .milliseconds(Int64(milliseconds))))
        }
        return CallContext(
            method: method, metadata: try Self.metadata(headers), deadline: deadline)
    }

    /// The headers that a caller sends for the method, not for HTTP or Connect.
    private static func metadata(_ headers: HTTPHeaders) throws(RPCError) -> CallMetadata {
        var metadata = CallMetadata()
        for entry in headers.entries where !isTransport(entry.name) {
            if entry.name.hasSuffix("-bin") {
                guard let bytes = Base64.decode(entry.value.utf8) else {
                    throw RPCError(.invalidArgument, "\(entry.name.prefix(100)): expected base64")
                }
                metadata[binary: entry.name] = bytes
            } else {
                metadata.add(entry.name, entry.value)
            }
        }
        if let violation = metadata.violation() {
            throw RPCError(
                violation.code == .resourceExhausted ? .resourceExhausted : .invalidArgument, violation.message)
        }
        return metadata
    }

    private static func isTransport(_ name: String) -> Bool {
        switch name {
        case "authorization", "connection", "cookie", "expect", "host", "keep-alive", "origin", "referer", "te",
            "trailer", "transfer-encoding", "upgrade", "user-agent":
            true
        default:
            ["accept", "connect-", "content-", "if-", "proxy-", "sec-"].contains { name.hasPrefix($0) }
        }
    }

    // MARK: - The body

    /// The body, expanded when it comes compressed.
    private func body(of request: HTTPRequest) throws(RPCError) -> [UInt8] {
        switch request.headers["content-encoding"]?.lowercased() ?? "identity" {
        case "identity": return request.body
        case "gzip":
            // Connect: nothing, compressed, is nothing.
            if request.body.isEmpty { return [] }
            do {
                return try GzipBody.expand(request.body, limit: bodyLimit)
            } catch .tooLong {
                throw RPCError(.resourceExhausted, "the body is longer than \(bodyLimit) bytes")
            } catch {
                throw RPCError(.invalidArgument, "the body is not gzip, though content-encoding says so")
            }
        case let encoding:
            throw RPCError(
                .unimplemented, "content-encoding: \(encoding.prefix(20)) is not known here; supported: gzip, identity")
        }
    }

    private func decode(_ body: [UInt8], _ method: MethodDescriptor) throws(RPCError) -> [UInt8] {
        do {
            return try ProtobufJSON.decode(
                messageNamed: pool.messages[method.request].fullName, json: body,
                options: .init(maximumBytes: bodyLimit))
        } catch {
            throw RPCError.invalidField(error.path, error.reason.description, whole: error.description)
        }
    }

    private func encode(_ response: [UInt8], _ method: MethodDescriptor) throws(RPCError) -> [UInt8] {
        do {
            return try ProtobufJSON.encode(messageNamed: pool.messages[method.response].fullName, bytes: response)
        } catch {
            throw RPCError(.internalError, "the response of \(method.fullName) is damaged: \(error)")
        }
    }

    // MARK: - The call

    /// The handler's answer, or DEADLINE_EXCEEDED when it does not come in time.
    private func call(_ request: [UInt8], _ context: CallContext) async throws(RPCError) -> [UInt8] {
        let handler = handler
        let time = context.remaining ?? longestTimeout
        let outcome = await withCheckedContinuation { continuation in
            let answer = OneAnswer(continuation)
            let work = Task {
                do {
                    answer.give(.success(try await handler(request, context)))
                } catch let error as RPCError {
                    answer.give(.failure(error))
                } catch is CancellationError {
                    answer.give(.failure(RPCError(.cancelled, "the handler stopped because it was cancelled")))
                } catch {
                    answer.give(.failure(RPCError(.unknown, "the handler failed: \(error)")))
                }
            }
            context.onCancel { work.cancel() }
            let timer = Task {
                try? await Task.sleep(for: time)
                guard !Task.isCancelled else { return }
                answer.give(.failure(RPCError(.deadlineExceeded, "the call's time is up")))
                context.cancellation.cancel()
            }
            answer.whenGiven { timer.cancel() }
        }
        return try outcome.get()
    }
}

/// A continuation that the first answer resumes.
private final class OneAnswer: Sendable {
    typealias Outcome = Result<[UInt8], RPCError>

    private struct State {
        var continuation: CheckedContinuation<Outcome, Never>?
        var action: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>

    init(_ continuation: CheckedContinuation<Outcome, Never>) {
        state = Mutex(State(continuation: continuation))
    }

    func give(_ outcome: Outcome) {
        let taken = state.withLock { state in
            defer { state = State() }
            return state
        }
        taken.continuation?.resume(returning: outcome)
        taken.action?()
    }

    /// Leaves an action for the moment of the answer; it runs at once if that has been.
    func whenGiven(_ action: @escaping @Sendable () -> Void) {
        let isGiven = state.withLock { state in
            if state.continuation != nil { state.action = action }
            return state.continuation == nil
        }
        if isGiven { action() }
    }
}

extension RPCError {
    /// INVALID_ARGUMENT with the field as detail, and a message of one's own.
    fileprivate static func invalidField(_ field: String, _ reason: String, whole message: String) -> RPCError {
        var error = RPCError.invalidField(field, reason)
        error.message = message
        return error
    }
}
