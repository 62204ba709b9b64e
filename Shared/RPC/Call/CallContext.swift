internal import Synchronization

/// What a handler knows about the call it serves.
///
/// Calls that it makes itself take ``childOptions(timeout:)``: then they end when this call's time is up, are cancelled
/// with it, and belong to the same trace. Code that serves something else, such as an HTTP request, makes its own
/// context to get the same.
public final class CallContext: Sendable {
    /// Service and method, such as "tandem.v1.Gateway/MatchFreelancers".
    public let method: String
    /// Metadata that came with the request.
    public let metadata: CallMetadata
    /// When the caller gives up.
    public let deadline: Deadline
    /// Address of the caller, such as "127.0.0.1:41234"; empty where there is none.
    public let peer: String
    /// Cancelled when the caller cancels, is lost, or its time is up.
    public let cancellation: CancellationToken
    /// What follows the call on behalf of interceptors; confined to the call's loop.
    let interceptions: InterceptionChain?

    /// Where the call's time goes, if its caller has asked.
    let timings: CallTimings?

    private struct ResponseMetadata {
        var leading = CallMetadata()
        var trailing = CallMetadata()
    }

    private let responseMetadata = Mutex(ResponseMetadata())

    /// A context for work that did not come in over RPC.
    public convenience init(
        method: String = "", metadata: CallMetadata = CallMetadata(), deadline: Deadline = .never, peer: String = "",
        cancellation: CancellationToken = CancellationToken()
    ) {
        self.init(
            method: method, metadata: metadata, deadline: deadline, peer: peer, cancellation: cancellation,
            interceptions: nil)
    }

    /// The context of a call that came over RPC.
    init(
        method: String, metadata: CallMetadata, deadline: Deadline, peer: String,
        cancellation: CancellationToken = CancellationToken(), interceptions: InterceptionChain?
    ) {
        self.interceptions = interceptions
        self.method = method
        self.metadata = metadata
        self.deadline = deadline
        self.peer = peer
        self.cancellation = cancellation
        timings = metadata[CallTimings.requestKey] == nil ? nil : CallTimings()
        noteTrace()
    }

    /// The same call with other metadata or another deadline: what a gateway hands its own calls.
    ///
    /// Cancelled with the original; where the time goes is gathered in one.
    public init(continuing original: CallContext, metadata: CallMetadata, deadline: Deadline) {
        // Those follow the original.
        interceptions = nil
        method = original.method
        self.metadata = metadata
        self.deadline = deadline
        peer = original.peer
        cancellation = original.cancellation
        timings = original.timings
        noteTrace()
    }

    private func noteTrace() {
        guard let timings, let parent = metadata[TraceParent.key] else { return }
        timings.setTrace(TraceParent.traceID(of: parent) ?? "")
    }

    /// Time left for the call: zero when over, nil when there is no limit.
    public var remaining: Duration? { deadline.remaining }

    /// Whether nobody waits for the answer any more.
    public var isCancelled: Bool { cancellation.isCancelled }

    /// Runs an action when the call is cancelled, at once if it is already.
    ///
    /// - Parameter action: Short and never blocking: it may run on an event loop.
    public func onCancel(_ action: @escaping @Sendable () -> Void) {
        cancellation.onCancel(action)
    }

    /// Stops long work that nobody waits for.
    ///
    /// - Throws: ``RPCError`` with DEADLINE_EXCEEDED or CANCELLED.
    public func checkCancellation() throws(RPCError) {
        if deadline.hasPassed { throw RPCError(.deadlineExceeded, "the call's time is up") }
        if isCancelled { throw RPCError(.cancelled, "the caller cancelled") }
    }

    /// Options for a call that this one causes: the time left, this call's cancellation, its trace.
    ///
    /// - Parameter timeout: Ends the child sooner than this call, if given.
    public func childOptions(timeout: Duration? = nil) -> CallOptions {
        var options = CallOptions(deadline: deadline, cancellation: cancellation)
        if let timeout { options.deadline = min(deadline, .after(timeout)) }
        guard !metadata.isEmpty else { return options }
        if let parent = metadata[TraceParent.key] {
            // Each call is a span of its own.
            options.metadata.add(TraceParent.key, TraceParent.child(of: parent) ?? parent)
        }
        for value in metadata.values(of: "tracestate") { options.metadata.add("tracestate", value) }
        if let timings {
            options.metadata.add(CallTimings.requestKey, metadata[CallTimings.requestKey] ?? "1")
            options.timings = timings
        }
        return options
    }

    /// Adds metadata that goes out with the response, or before a stream's first message.
    public func addResponseMetadata(_ key: String, _ value: String) {
        responseMetadata.withLock { $0.leading.add(key, value) }
    }

    /// Adds metadata that goes out with the status: after a stream's last message, or beside a unary response.
    public func addTrailingMetadata(_ key: String, _ value: String) {
        responseMetadata.withLock { $0.trailing.add(key, value) }
    }

    /// Takes what is to be sent with a response or first message.
    func takeResponseMetadata() -> CallMetadata {
        responseMetadata.withLock { metadata in
            defer { metadata.leading = CallMetadata() }
            return metadata.leading
        }
    }

    /// Takes what is to be sent with the status: for whoever answers a call that did not come over RPC.
    public func takeTrailingMetadata() -> CallMetadata {
        var taken = responseMetadata.withLock { metadata in
            defer { metadata.trailing = CallMetadata() }
            return metadata.trailing
        }
        if let timings { taken.merge(CallMetadata(entries: [timings.metadata(method: method)])) }
        return taken
    }
}
