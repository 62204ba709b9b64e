import Contracts
import Dispatch
import Marketplace
import Synchronization

/// Writes facts on a thread of its own while the market goes on.
///
/// Facts travel in batches, a few of which may wait: memory is bounded, and the order is that of `append`.
final class FactPipe: FactSink {
    private static let batch = 2_048
    private static let waiting = 8
    private let queue = DispatchQueue(label: "tandem.simulation.files")
    private let room = DispatchSemaphore(value: FactPipe.waiting)
    private let writer: Writer
    private var facts: [Fact] = []

    init(_ files: FactFiles) {
        writer = Writer(files)
        facts.reserveCapacity(Self.batch)
    }

    /// - Throws: What writing an earlier fact came to.
    func append(_ fact: Fact) throws(SimulationError) {
        facts.append(fact)
        guard facts.count >= Self.batch else { return }
        try send()
    }

    /// Waits until all is written, and gives the files their names.
    ///
    /// - Throws: `.output`.
    func finish() throws(SimulationError) {
        try send()
        queue.sync {}
        try writer.check()
        try writer.finish()
    }

    /// Bytes written, before compression; after `finish`.
    var bytes: Int { queue.sync { writer.bytes } }

    private func send() throws(SimulationError) {
        try writer.check()
        let batch = facts
        facts = []
        facts.reserveCapacity(Self.batch)
        room.wait()
        queue.async { [writer, room] in
            writer.write(batch)
            room.signal()
        }
    }

    /// The files, touched only on the pipe's queue, but for `finish`, which comes after all else.
    private final class Writer: @unchecked Sendable {
        private let files: FactFiles
        private let failure = Mutex<TransferError?>(nil)

        init(_ files: FactFiles) { self.files = files }

        var bytes: Int { files.bytes }

        func write(_ facts: [Fact]) {
            guard failure.withLock({ $0 == nil }) else { return }
            do throws(TransferError) {
                for fact in facts { try files.write(fact) }
            } catch {
                failure.withLock { $0 = error }
            }
        }

        func check() throws(SimulationError) {
            if let error = failure.withLock({ $0 }) { throw SimulationError(.output, error.description) }
        }

        func finish() throws(SimulationError) {
            do throws(TransferError) { try files.finish() } catch {
                throw SimulationError(.output, error.description)
            }
        }
    }
}
