import CZlib
import Foundation
import Glibc
import Operations

/// Files that are there whole or not at all: written beside, flushed to disk, and renamed into place.
enum DurableFile {
    /// Writes a file whole.
    static func write(_ bytes: [UInt8], to path: String) throws(HostingError) {
        let folder = (path as NSString).deletingLastPathComponent
        do throws(FolderError) { try Folder.make(folder) } catch { throw HostingError(error.description) }
        let temporary = path + ".\(getpid()).part"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw HostingError.system("can't write \(temporary)") }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = HostingError.system("can't write \(temporary)")
                close(file)
                unlink(temporary)
                throw error
            }
            written += count
        }
        guard fsync(file) == 0, close(file) == 0, rename(temporary, path) == 0 else {
            let error = HostingError.system("can't finish \(path)")
            unlink(temporary)
            throw error
        }
        // The new name itself must survive a power failure too.
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
    }

    /// All bytes of a file, or nil when there is none that can be read.
    static func read(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }

    /// CRC-32 (zlib's) of bytes.
    static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
        let value = bytes.withContiguousStorageIfAvailable { buffer in
            crc32_z(0, buffer.baseAddress, buffer.count)
        }
        return UInt32(truncatingIfNeeded: value ?? crc32_z(0, Array(bytes), bytes.count))
    }
}

/// Something around a service went wrong; the message says what to do.
public struct HostingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// For a person to read.
    public let description: String

    /// An error with a message.
    public init(_ description: String) {
        self.description = description
    }

    static func system(_ what: String) -> HostingError {
        HostingError("\(what): \(String(cString: strerror(errno)))")
    }
}
