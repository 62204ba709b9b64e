import CZlib
import Foundation
import Operations

/// The four files of the import format, written side by side.
///
/// They are written under a `.partial` name and renamed in the end, so that a folder never holds half a marketplace
/// under the names that an import reads.
final class MarketplaceFiles {
    /// One file of the format.
    enum Kind: Int, CaseIterable {
        case freelancers
        case clients
        case jobs
        case events

        /// Name without ending for compression.
        var fileName: String { "\(self).jsonl" }
    }

    private let directory: URL
    private let compressed: Bool
    private var files: [LineFile] = []
    /// Lines written, by `Kind`.
    private(set) var lines = [Int](repeating: 0, count: Kind.allCases.count)
    /// Bytes written before compression.
    private(set) var bytes = 0

    /// Opens the files in a folder, which is made when it does not exist.
    ///
    /// - Throws: `.output` when the folder holds such files already and `overwrite` is false, or cannot be written.
    init(directory: String, compressed: Bool, overwrite: Bool) throws(SimulationError) {
        self.directory = URL(fileURLWithPath: directory, isDirectory: true)
        self.compressed = compressed
        do throws(FolderError) {
            try Folder.make(directory)
        } catch {
            throw SimulationError(.output, error.description)
        }
        for kind in Kind.allCases {
            for name in [kind.fileName, kind.fileName + ".gz"] where !overwrite && exists(name) {
                throw SimulationError(
                    .output, "\(directory) already holds \(name); give another folder, or --overwrite to replace it")
            }
        }
        for kind in Kind.allCases {
            files.append(try LineFile(path: path(partialName(kind)), compressed: compressed))
        }
    }

    /// Appends a line; the line break is added.
    ///
    /// - Throws: `.output` when the disk is full or gone.
    func write(_ line: [UInt8], to kind: Kind) throws(SimulationError) {
        try files[kind.rawValue].write(line)
        lines[kind.rawValue] += 1
        bytes += line.count + 1
    }

    /// Writes what is buffered, closes the files and gives them their names.
    ///
    /// - Throws: `.output`.
    func finish() throws(SimulationError) {
        for file in files { try file.close() }
        for kind in Kind.allCases {
            // The other form would be read as well, and every fact would come twice.
            for name in [kind.fileName, kind.fileName + ".gz"] where exists(name) { unlink(path(name)) }
            let name = compressed ? kind.fileName + ".gz" : kind.fileName
            guard rename(path(partialName(kind)), path(name)) == 0 else {
                let reason = String(cString: strerror(errno))
                throw SimulationError(.output, "cannot rename \(partialName(kind)): \(reason)")
            }
        }
    }

    private func partialName(_ kind: Kind) -> String { ".\(kind.fileName).partial" }
    private func path(_ name: String) -> String { directory.appendingPathComponent(name).path }
    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}

/// A file written line by line through a buffer, plain or gzip.
private final class LineFile {
    private static let capacity = 1 << 18
    private let path: String
    private var buffer: [UInt8] = []
    private var descriptor: Int32 = -1
    private var gzip: gzFile?

    init(path: String, compressed: Bool) throws(SimulationError) {
        self.path = path
        buffer.reserveCapacity(Self.capacity + 4_096)
        if compressed {
            // Level 1: text of this kind shrinks six times, and higher levels would be slower than the simulation.
            gzip = gzopen(path, "wb1")
            guard gzip != nil else { throw failure() }
        } else {
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw failure() }
        }
    }

    deinit {
        if let gzip { gzclose(gzip) }
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    func write(_ line: [UInt8]) throws(SimulationError) {
        buffer += line
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.capacity { try flush() }
    }

    func close() throws(SimulationError) {
        try flush()
        if let gzip {
            self.gzip = nil
            guard gzclose(gzip) == Z_OK else { throw failure() }
        }
        if descriptor >= 0 {
            let closing = descriptor
            descriptor = -1
            guard Glibc.close(closing) == 0 else { throw failure() }
        }
    }

    private func flush() throws(SimulationError) {
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

    private func failure() -> SimulationError {
        SimulationError(.output, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
