import Contracts
import Dispatch
import Marketplace
import Synchronization

/// Reads a log portion by portion, always one ahead: while facts are applied, the next ones are read and decoded.
///
/// For one thread; another reads for it.
final class FactReadAhead: Sendable {
    private let log: FactLog
    private let portion: Int
    private let queue = DispatchQueue(label: "log.read-ahead")
    private let next = Mutex<Result<[Fact], FactLogError>>(.success([]))
    private let isRead = DispatchSemaphore(value: 0)

    /// Begins to read after a fact.
    ///
    /// - Parameter portion: facts at once.
    init(_ log: FactLog, after sequence: UInt64, portion: Int) {
        self.log = log
        self.portion = portion
        read(after: sequence)
    }

    /// Waits for what is being read; its reader holds us until then.
    func finish() { queue.sync {} }

    /// The next facts, none at the log's end.
    ///
    /// - Throws: what kept the log from being read. Not to be called again after that or after the end.
    func facts() throws(FactLogError) -> [Fact] {
        isRead.wait()
        let facts = try next.withLock { $0 }.get()
        if let last = facts.last { read(after: last.sequence) }
        return facts
    }

    private func read(after sequence: UInt64) {
        queue.async { [self] in
            let result: Result<[Fact], FactLogError>
            do throws(FactLogError) {
                result = .success(try log.facts(after: sequence, limit: portion))
            } catch {
                result = .failure(error)
            }
            next.withLock { $0 = result }
            isRead.signal()
        }
    }
}
