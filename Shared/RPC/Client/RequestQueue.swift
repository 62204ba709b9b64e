/// The requests of a call after its first frame: what they may cost, and those that wait for a connection.
///
/// What waits is bounded by the credit, for nothing is granted before there is a connection, and what is kept by a limit.
final class RequestQueue: @unchecked Sendable {
    /// What goes out.
    enum Item: Sendable {
        case message([UInt8])
        case halfClose
    }

    /// What the server will still take.
    let credit = SendCredit()

    // Confined to the loop.
    private var waiting: [Item] = []
    /// The caller has sent the last.
    var isClosed = false
    /// Bytes that the server of this attempt will still take.
    private var budget = FlowControl.initialWindow
    /// Something has gone to a server after the first frame.
    private var hasSent = false
    /// What has gone to a server, to be sent to another; nil when that will not be.
    private var kept: [Item]?
    private var keptBytes = 0
    private var keptLimit = 0

    init() {}

    /// Keeps what is sent, until it is more than that many bytes.
    func keep(limit: Int) {
        kept = []
        keptLimit = limit
    }

    /// Keeps nothing more: the call stays where it is.
    func keepNothing() {
        kept = nil
    }

    /// Whether the call could be sent to another server.
    var canRewind: Bool { !hasSent || kept != nil }

    /// Adds what is to be sent.
    func add(_ item: Item) {
        waiting.append(item)
    }

    /// The next to send, if the server has room for it.
    func next() -> Item? {
        guard let item = waiting.first else { return nil }
        if case .message(let bytes) = item {
            guard budget > 0 else { return nil }
            budget -= FlowControl.cost(bytes.count)
            keptBytes += bytes.count
            if keptBytes > keptLimit { kept = nil }
        }
        hasSent = true
        kept?.append(item)
        return waiting.removeFirst()
    }

    /// The server has room for more.
    func grant(_ bytes: Int) {
        budget = min(budget + bytes, FlowControl.largestWindow)
        credit.add(bytes)
    }

    /// Puts everything back to be sent from the start, on a new stream; false if that is not possible.
    func rewind() -> Bool {
        guard canRewind else { return false }
        waiting = (kept ?? []) + waiting
        if kept != nil { kept = [] }
        keptBytes = 0
        hasSent = false
        budget = FlowControl.initialWindow
        credit.beginAnew()
        return true
    }

    /// The call has ended, with an error or (nil) with OK.
    func end(_ error: RPCError?) {
        waiting = []
        kept = nil
        credit.end(error ?? RPCError(.cancelled, "the service has answered and takes no further requests"))
    }
}
