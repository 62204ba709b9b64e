import Contracts
import Dispatch
import Marketplace
import RPC
import Synchronization

/// The log as the gateway uses it: opened when first needed, made by the first fact, opened again when replaced.
final class LogAccess: Sendable {
    private let url: String
    private let writer = Mutex<FactLog?>(nil)
    private let reader = Mutex<FactLog?>(nil)
    /// Appends run here one after the other: the log takes one writer at a time.
    private let appending = DispatchQueue(label: "tandem.gateway.append")
    private let reading = DispatchQueue(label: "tandem.gateway.read", attributes: .concurrent)

    init(url: String) { self.url = url }

    /// Appends facts; when this returns, they are on disk.
    func append(_ facts: [Fact]) async throws(RPCError) -> AppendResult {
        let outcome = await withCheckedContinuation { continuation in
            appending.async { continuation.resume(returning: self.appendNow(facts)) }
        }
        return try outcome.get()
    }

    /// Facts after a sequence; none when there is no log yet.
    func facts(after sequence: UInt64, limit: Int) async throws(RPCError) -> [Fact] {
        let outcome = await withCheckedContinuation { continuation in
            reading.async {
                let outcome = self.readNow { (log) throws(FactLogError) in
                    try log.facts(after: sequence, limit: limit)
                }
                continuation.resume(returning: outcome)
            }
        }
        return try outcome.get() ?? []
    }

    /// Last fact; 0 when there is no log yet.
    func lastSequence() async throws(RPCError) -> UInt64 {
        let outcome = await withCheckedContinuation { continuation in
            reading.async {
                let outcome = self.readNow { (log) throws(FactLogError) in try log.lastSequence() }
                continuation.resume(returning: outcome)
            }
        }
        return try outcome.get() ?? 0
    }

    private func appendNow(_ facts: [Fact]) -> Result<AppendResult, RPCError> {
        do throws(FactLogError) {
            return .success(try open(writer, .readWrite).append(facts))
        } catch {
            return .failure(Self.failure(error))
        }
    }

    /// Nil when there is no log yet.
    private func readNow<Value>(_ body: (FactLog) throws(FactLogError) -> Value) -> Result<Value?, RPCError> {
        do throws(FactLogError) {
            return .success(try body(open(reader, .readOnly)))
        } catch {
            return error.reason == .missing ? .success(nil) : .failure(Self.failure(error))
        }
    }

    private func open(_ kept: borrowing Mutex<FactLog?>, _ mode: FactLog.Mode) throws(FactLogError) -> FactLog {
        try kept.withLock { log throws(FactLogError) in
            if let log, !log.hasBeenReplaced() { return log }
            log = nil
            let opened = try FactLog.open(url: url, mode: mode)
            log = opened
            return opened
        }
    }

    /// What a trouble with the log is to a caller.
    private static func failure(_ error: FactLogError) -> RPCError {
        let code: StatusCode =
            switch error.reason {
            case .invalidFact: .invalidArgument
            case .diskFull: .resourceExhausted
            case .busy: .unavailable
            case .corrupted: .dataLoss
            case .unsupportedURL, .missing, .foreign, .newerVersion, .readOnly: .failedPrecondition
            case .failed: .internalError
            }
        return RPCError(code, error.description)
    }
}
