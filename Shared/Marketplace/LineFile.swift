import CZlib
import Glibc

/// A file of lines, plain or gzip, that appears under its name when it is whole.
///
/// It is written beside its place, as `NAME.partial`, and moved there by `publish`. A process that is killed in the middle
/// leaves the partial file behind, never half a file under the name that others read; the next one begins it again.
public final class LineFile {
    /// Where the file will be.
    public let path: String
    private let partial: String
    private static let capacity = 1 << 18
    private var buffer: [UInt8] = []
    private var descriptor: Int32 = -1
    private var gzip: gzFile?
    private var isPublished = false
    /// Lines written.
    public private(set) var lines = 0
    /// Bytes written, before compression.
    public private(set) var bytes = 0

    /// Opens the partial file.
    ///
    /// - Parameter compression: zlib's level from 1, quick, to 9, small; `nil` for a plain file.
    /// - Throws: When it cannot be made.
    public init(path: String, compression: Int? = nil) throws(TransferError) {
        self.path = path
        partial = path + ".partial"
        buffer.reserveCapacity(Self.capacity + 4_096)
        if let compression {
            gzip = gzopen(partial, "wb\(min(max(compression, 1), 9))")
            guard gzip != nil else { throw failure() }
            gzbuffer(gzip, 1 << 17)
        } else {
            descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw failure() }
        }
    }

    deinit {
        if let gzip { gzclose(gzip) }
        if descriptor >= 0 { close(descriptor) }
        if !isPublished { unlink(partial) }
    }

    /// Appends a line with its line feed.
    ///
    /// - Throws: When the disk is full or gone.
    public func write(_ line: [UInt8]) throws(TransferError) {
        buffer.append(contentsOf: line)
        lines += 1
        bytes += line.count
        if buffer.count >= Self.capacity { try flush() }
    }

    /// Writes what is buffered and closes the partial file.
    ///
    /// - Throws: When the disk is full or gone.
    public func finish() throws(TransferError) {
        try flush()
        if let closing = gzip {
            gzip = nil
            guard gzclose(closing) == Z_OK else { throw failure() }
        }
        if descriptor >= 0 {
            let closing = descriptor
            descriptor = -1
            guard close(closing) == 0 else { throw failure() }
        }
    }

    /// Moves the file to its place, after `finish`.
    ///
    /// - Throws: When it cannot be moved.
    public func publish() throws(TransferError) {
        guard rename(partial, path) == 0 else { throw failure() }
        isPublished = true
    }

    private func flush() throws(TransferError) {
        var start = 0
        while start < buffer.count {
            let written = buffer.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
                if let gzip { return Int(gzwrite(gzip, rest.baseAddress, UInt32(rest.count))) }
                return Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if written < 0, errno == EINTR, gzip == nil { continue }
            guard written > 0 else { throw failure() }
            start += written
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func failure() -> TransferError {
        TransferError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
