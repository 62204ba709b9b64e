internal import Glibc

/// A whole file in memory, read page by page as it is touched.
///
/// The file must not be cut short while it is mapped: replace files by renaming new ones over them.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// Maps a regular file that isn't empty.
    ///
    /// - Throws: ``LearningError`` `file`, with the system's reason.
    init(path: String) throws(LearningError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LearningError(.file, "\(path) cannot be opened: \(Self.reason())") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw LearningError(.file, "\(path) is no regular file")
        }
        guard status.st_size > 0 else { throw LearningError(.damagedModel, "\(path) is empty") }
        let memory = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let memory, memory != MAP_FAILED else {
            throw LearningError(.file, "\(path) cannot be mapped: \(Self.reason())")
        }
        bytes = UnsafeRawBufferPointer(start: memory, count: Int(status.st_size))
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
