/// Calls that wait for a connection, first come first served.
struct WaitingCalls {
    private var calls: [ClientCall] = []
    private var head = 0

    /// Calls that wait, those included that have ended meanwhile.
    var count: Int { calls.count - head }

    var isEmpty: Bool { head == calls.count }

    /// Adds a call; false when there are too many.
    mutating func add(_ call: ClientCall, limit: Int) -> Bool {
        if count >= limit {
            calls = calls[head...].filter { !$0.isFinished }
            head = 0
        }
        guard count < limit else { return false }
        calls.append(call)
        return true
    }

    /// Takes all.
    mutating func takeAll() -> [ClientCall] {
        defer {
            calls = []
            head = 0
        }
        return calls[head...].filter { !$0.isFinished }
    }

    /// The next call to look at.
    mutating func popFirst() -> ClientCall? {
        while head < calls.count {
            let call = calls[head]
            head += 1
            if head == calls.count {
                calls.removeAll(keepingCapacity: calls.count < 1024)
                head = 0
            } else if head > 256, head > calls.count / 2 {
                calls.removeSubrange(..<head)
                head = 0
            }
            if !call.isFinished { return call }
        }
        return nil
    }

    /// Puts calls back to where they were.
    mutating func putBack(_ first: [ClientCall]) {
        guard !first.isEmpty else { return }
        calls.replaceSubrange(..<head, with: first)
        head = 0
    }
}
