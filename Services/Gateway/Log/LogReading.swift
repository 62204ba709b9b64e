import Contracts
import RPC

/// `ReadFacts`: the log as a stream.
struct LogReading: Sendable {
    let log: LogAccess
    /// Cancelled when the gateway is shutting down: streams that would never end do then.
    let ending: CancellationToken

    /// Facts read from the log at once; a fact may have a megabyte.
    private static let batch = 64
    /// Between two looks for new facts.
    private static let pause = Duration.milliseconds(20)

    /// Writes facts until the limit, the end of the log, or, when following, the end of the call.
    func read(
        _ request: ReadFactsRequest, _ writer: ResponseWriter<Fact>, _ context: CallContext
    ) async throws {
        var position = request.fromSequence == 0 ? 0 : request.fromSequence - 1
        var left = request.limit == 0 ? UInt64.max : request.limit
        while left > 0 {
            try context.checkCancellation()
            let facts = try await log.facts(after: position, limit: Int(min(UInt64(Self.batch), left)))
            for fact in facts {
                try await writer.write(fact)
                position = fact.sequence
                left -= 1
            }
            guard facts.isEmpty else { continue }
            if !request.follow { return }
            if ending.isCancelled { throw RPCError(.unavailable, "the server is shutting down") }
            try await Task.sleep(for: Self.pause)
        }
    }
}
