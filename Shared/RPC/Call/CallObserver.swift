/// Watches the calls of a server or channel, for metrics.
public protocol CallObserver: Sendable {
    /// What records the calls of one method; asked for once a method, not once a call.
    ///
    /// - Parameter method: Service and method, such as "tandem.v1.Gateway/MatchFreelancers".
    func recorder(method: String) -> any CallRecorder
}

/// Records the calls of one method.
///
/// Both are called on event loops and must be quick.
public protocol CallRecorder: Sendable {
    /// A call has begun.
    func callStarted()

    /// A call has ended.
    ///
    /// - Parameters:
    ///   - code: How.
    ///   - nanoseconds: Time since it began: on the server, since the request was read; on the client, since the call
    ///     was made, waiting for a connection included.
    func callFinished(_ code: StatusCode, nanoseconds: UInt64)
}
