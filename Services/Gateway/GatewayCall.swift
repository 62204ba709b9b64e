import Operations
import RPC

/// One call on its way through the gateway: its time, its trace, and what its own calls may take.
struct GatewayCall: Sendable {
    /// As it came, but always with a deadline and a trace.
    let context: CallContext
    private let watch = Stopwatch()
    /// Seconds that the caller gave.
    private let total: Double

    /// Time that a caller has who didn't say.
    static let defaultTimeout = Duration.seconds(2)

    /// A call with the caller's deadline and trace, or the default deadline and a new trace.
    init(_ context: CallContext) {
        var metadata = context.metadata
        if !TraceParent.isValid(metadata[TraceParent.key]) {
            metadata[TraceParent.key] = TraceParent.make()
            metadata["tracestate"] = nil
        }
        self.context = CallContext(
            continuing: context, metadata: metadata,
            deadline: context.deadline == .never ? .after(Self.defaultTimeout) : context.deadline)
        total = (self.context.remaining ?? Self.defaultTimeout).seconds
    }

    /// Options for a call that must be over when a share of this call's time has passed.
    ///
    /// Each step has its share, so that one service that hangs leaves time for the others and for an answer.
    func options(until share: Double) -> CallOptions {
        context.childOptions(timeout: .seconds(max(0, total * share - watch.seconds)))
    }

    /// Microseconds since the call came.
    var elapsedMicroseconds: UInt64 { watch.nanoseconds / 1_000 }

    /// Stops work that nobody waits for any more.
    func checkCancellation() throws(RPCError) { try context.checkCancellation() }
}

extension Duration {
    /// As a number of seconds.
    fileprivate var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
