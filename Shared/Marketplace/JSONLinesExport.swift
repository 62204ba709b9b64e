import CZlib
import Contracts
import Glibc
import JSON

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
        for file in RecordFile.allCases {
            let other = "\(directory)/\(file.rawValue).jsonl" + (isCompressed ? "" : ".gz")
            if access(other, F_OK) == 0 {
                throw TransferError("\(other) would stand beside the new file: remove it, or export elsewhere")
            }
        }
        let outputs = try RecordFile.allCases.map { file in
            try LineWriter(
                path: "\(directory)/\(file.rawValue).jsonl" + (isCompressed ? ".gz" : ""), isCompressed: isCompressed)
        }
        let last = try log.lastSequence()
        var writer = JSONWriter()
        var count: UInt64 = 0
        var failure: TransferError?
        try log.forEach(after: 0, through: last) { fact in
            guard let body = fact.body else { return true }
            writer.reset()
            RecordLine.write(fact, body, &writer)
            writer.endLine()
            let index = RecordFile.allCases.firstIndex(of: RecordLine.file(of: body)) ?? 0
            do throws(TransferError) {
                try outputs[index].write(writer.bytes)
            } catch {
                failure = error
                return false
            }
            count += 1
            if count % 16_384 == 0 { progress(count, last) }
            return true
        }
        if let failure { throw failure }
        for output in outputs { try output.finish() }
        for output in outputs { try output.publish() }
        progress(count, last)
        return count
    }
}

/// A file that is written beside its place and moved there when it is whole.
private final class LineWriter {
    private let path: String
    private let partial: String
    private var file: gzFile?

    init(path: String, isCompressed: Bool) throws(TransferError) {
        self.path = path
        partial = path + ".partial"
        // "T" writes without compression.
        file = gzopen(partial, isCompressed ? "wb6" : "wbT")
        guard let file else { throw failure() }
        gzbuffer(file, 1 << 17)
    }

    deinit {
        if let file {
            gzclose(file)
            unlink(partial)
        }
    }

    func write(_ bytes: [UInt8]) throws(TransferError) {
        guard let file, gzwrite(file, bytes, UInt32(bytes.count)) == bytes.count else { throw failure() }
    }

    func finish() throws(TransferError) {
        let closing = file
        file = nil
        if gzclose(closing) != Z_OK { throw failure() }
    }

    func publish() throws(TransferError) {
        if rename(partial, path) != 0 { throw failure() }
    }

    private func failure() -> TransferError {
        TransferError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
