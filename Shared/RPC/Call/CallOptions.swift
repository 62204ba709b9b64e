/// How one call is made.
public struct CallOptions: Sendable {
    /// When to give up; ``Deadline/never`` unless set.
    public var deadline: Deadline
    /// What travels beside the request.
    public var metadata: CallMetadata
    /// Whether to wait for a connection until the deadline instead of failing with UNAVAILABLE when none can be had.
    public var waitForReady: Bool
    /// Cancels the call when it is cancelled.
    public var cancellation: CancellationToken?
    /// Where to note what the call took, if somebody has asked.
    var timings: CallTimings?

    /// Options with an absolute deadline.
    public init(
        deadline: Deadline = .never, metadata: CallMetadata = CallMetadata(), waitForReady: Bool = false,
        cancellation: CancellationToken? = nil
    ) {
        self.deadline = deadline
        self.metadata = metadata
        self.waitForReady = waitForReady
        self.cancellation = cancellation
    }

    /// Options with a deadline some time from now.
    public init(
        timeout: Duration, metadata: CallMetadata = CallMetadata(), waitForReady: Bool = false,
        cancellation: CancellationToken? = nil
    ) {
        self.init(
            deadline: .after(timeout), metadata: metadata, waitForReady: waitForReady, cancellation: cancellation)
    }
}
