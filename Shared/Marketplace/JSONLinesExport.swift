import Contracts
import Glibc

/// Writes the log as the files that an import reads: `freelancers`, `clients`, `jobs` and `events`.
///
/// Importing them into an empty log gives the same facts again. Fields that a newer program added to facts, and numbers
/// that JSON cannot write (NaN), are lost.
public struct JSONLinesExport: Sendable {
    private let directory: String
    private let isCompressed: Bool

    /// An export into a folder, which is made when it is not there.
    ///
    /// - Parameter compressed: write `.jsonl.gz` rather than `.jsonl`.
    public init(directory: String, compressed: Bool = true) {
        self.directory = directory
        isCompressed = compressed
    }

    /// Writes all facts of a log up to the one that is last now.
    ///
    /// Files appear whole, under their names, once all is written.
    /// - Parameter progress: told now and then how many facts are written, and how many there are.
    /// - Returns: Facts written.
    /// - Throws: `TransferError` when a file can't be written or would stand beside one of the other spelling;
    ///   `FactLogError` for the log's troubles.
    @discardableResult
    public func run(from log: FactLog, progress: (UInt64, UInt64) -> Void = { _, _ in }) throws -> UInt64 {
        if mkdir(directory, 0o777) != 0, errno != EEXIST {
            throw TransferError("cannot make \(directory): \(String(cString: strerror(errno)))")
        }
        let files = try FactFiles(
            directory: directory, compression: isCompressed ? 6 : nil, existing: .replaceSame)
        let last = try log.lastSequence()
        var count: UInt64 = 0
        var failure: TransferError?
        try log.forEach(after: 0, through: last) { fact in
            guard fact.body != nil else { return true }
            do throws(TransferError) {
                try files.write(fact)
            } catch {
                failure = error
                return false
            }
            count += 1
            if count % 16_384 == 0 { progress(count, last) }
            return true
        }
        if let failure { throw failure }
        try files.finish()
        progress(count, last)
        return count
    }
}
