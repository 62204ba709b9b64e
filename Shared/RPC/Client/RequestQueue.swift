/// The requests of a call after its first frame: what they may cost, and those that wait for a connection.
///
/// What waits is bounded by the credit, for nothing is granted before there is a connection.
final class RequestQueue: @unchecked Sendable {
    /// What goes out.
    enum Item: Sendable {
        case message([UInt8])
        case halfClose
    }

    /// What the server will still take.
    let credit = SendCredit()

    // Confined to the loop.
    var waiting: [Item] = []
    /// The caller has sent the last.
    var isClosed = false
    /// Something has gone to a server after the first frame, so that the call cannot be sent to another.
    var hasSent = false

    init() {}

    /// Takes what waits for a connection.
    func takeWaiting() -> [Item] {
        defer { waiting = [] }
        return waiting
    }

    /// The call has ended, with an error or (nil) with OK.
    func end(_ error: RPCError?) {
        waiting = []
        credit.end(error ?? RPCError(.cancelled, "the service has answered and takes no further requests"))
    }
}
