/// Sees every call of a server or of a channel: refuses it, adds metadata, counts its messages, times it.
///
/// One kind of interceptor serves both sides. Several form a chain: the first in the list is the outermost, so that
/// it sees a call's beginning first and its end last. Everything is called on event loops and must be short; a
/// channel's interceptors see a call once, however many attempts it takes.
public protocol CallInterceptor: Sendable {
    /// A call begins: on a channel before anything is sent, on a server before its handler is called.
    ///
    /// - Parameter call: What is known of it; metadata may be changed.
    /// - Returns: What follows the call to its end; nil when nothing more is of interest.
    /// - Throws: ``RPCError`` to refuse the call with that status.
    func begin(_ call: inout CallBeginning) throws(RPCError) -> (any CallInterception)?
}

/// Follows one call on behalf of a ``CallInterceptor``.
public protocol CallInterception: Sendable {
    /// This side has sent a message.
    ///
    /// - Parameter size: Its encoded length in bytes, without metadata and before compression.
    func sent(size: Int)

    /// This side has received a message.
    ///
    /// - Parameter size: Its encoded length in bytes, without metadata and after decompression.
    func received(size: Int)

    /// The call ends; called once, last.
    ///
    /// - Parameter end: How. On a server, status and trailing metadata may be changed before they are sent; on a channel,
    ///   before the caller sees them.
    func end(_ end: inout CallEnd)
}

extension CallInterception {
    /// Nothing.
    public func sent(size: Int) {}

    /// Nothing.
    public func received(size: Int) {}

    /// Nothing.
    public func end(_ end: inout CallEnd) {}
}

/// What an interceptor knows of a call that begins.
public struct CallBeginning: Sendable {
    /// The side of a call.
    public enum Side: Sendable, Equatable {
        /// A channel makes the call.
        case client
        /// A server gets it.
        case server
    }

    /// Whose interceptor is asked.
    public let side: Side
    /// Service and method, such as "tandem.v1.Gateway/MatchFreelancers".
    public let method: String
    /// On a server the caller's address, on a channel its target.
    public let peer: String
    /// When the caller gives up.
    public let deadline: Deadline
    /// The request's metadata: what will be sent, or what the handler will see.
    public var metadata: CallMetadata
}

/// What an interceptor knows of a call that ends.
public struct CallEnd: Sendable {
    /// Why the call failed; nil for success.
    public var error: RPCError?
    /// Metadata that comes with the status.
    public var metadata: CallMetadata
    /// Time since the call began.
    public let duration: Duration

    /// The status code.
    public var code: StatusCode { error?.code ?? .ok }
}

/// The interceptions of one call, outermost first; confined to the call's loop.
final class InterceptionChain: @unchecked Sendable {
    private let interceptions: [any CallInterception]
    private let started = MonotonicClock.now()
    private var hasEnded = false

    private init(_ interceptions: [any CallInterception]) {
        self.interceptions = interceptions
    }

    /// Asks all interceptors about a call.
    ///
    /// - Returns: What follows the call; nil when nobody does.
    /// - Throws: The refusal of the first that refuses; those before it have been told of the end.
    static func begin(
        _ interceptors: [any CallInterceptor], _ call: inout CallBeginning
    ) throws(RPCError) -> InterceptionChain? {
        var interceptions: [any CallInterception] = []
        for interceptor in interceptors {
            do throws(RPCError) {
                if let interception = try interceptor.begin(&call) { interceptions.append(interception) }
            } catch {
                var refusal: RPCError? = error
                var metadata = error.metadata
                InterceptionChain(interceptions).end(&refusal, &metadata)
                var final = refusal ?? error
                final.metadata = metadata
                throw final
            }
        }
        return interceptions.isEmpty ? nil : InterceptionChain(interceptions)
    }

    func sent(size: Int) {
        for interception in interceptions.reversed() { interception.sent(size: size) }
    }

    func received(size: Int) {
        for interception in interceptions { interception.received(size: size) }
    }

    /// Tells all of the end, innermost first; later ends are not told.
    func end(_ error: inout RPCError?, _ metadata: inout CallMetadata) {
        guard !hasEnded else { return }
        hasEnded = true
        var end = CallEnd(
            error: error, metadata: metadata, duration: .nanoseconds(Int64(MonotonicClock.now() &- started)))
        for interception in interceptions.reversed() { interception.end(&end) }
        error = end.error
        metadata = end.metadata
    }

    /// Tells all of an end that nobody else hears of: the caller is gone.
    func end(_ reason: RPCError) {
        var error: RPCError? = reason
        var metadata = CallMetadata()
        end(&error, &metadata)
    }
}
