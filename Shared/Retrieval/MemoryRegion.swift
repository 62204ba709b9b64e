internal import Glibc

/// A stretch of memory outside Swift's heap: zeroed pages that grow, or part of a mapped file.
///
/// Whoever holds pointers into a region must take them anew after ``reserve(_:)``. Pages of a mapped file are private:
/// writing to them copies them, and never changes the file.
final class MemoryRegion {
    private(set) var base: UnsafeMutableRawPointer
    /// Bytes that may be used.
    private(set) var capacity: Int
    private var file: MappedFile?

    /// Pages of its own, at least so many bytes.
    init(capacity: Int) {
        self.capacity = Self.rounded(capacity)
        base = Self.pages(self.capacity)
    }

    /// Bytes of a mapped file, which stays mapped as long as the region lives.
    init(file: MappedFile, range: Range<Int>) {
        precondition(range.upperBound <= file.count, "a region lies within its file")
        self.file = file
        base = file.base + range.lowerBound
        capacity = range.count
    }

    deinit { release() }

    /// Makes room for at least so many bytes; those added are zero.
    func reserve(_ bytes: Int) {
        guard bytes > capacity else { return }
        let newCapacity = Self.rounded(max(bytes, capacity + capacity / 2))
        let pages = Self.pages(newCapacity)
        memcpy(pages, base, capacity)
        release()
        file = nil
        base = pages
        capacity = newCapacity
    }

    private func release() {
        if file == nil { munmap(base, capacity) }
    }

    private static func rounded(_ bytes: Int) -> Int { (max(bytes, 1) + 65_535) & ~65_535 }

    /// Huge pages where the system has them: a graph is walked at random, and each step would miss the address cache.
    private static func pages(_ bytes: Int) -> UnsafeMutableRawPointer {
        let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != MAP_FAILED else { preconditionFailure("out of memory for \(bytes) bytes") }
        madvise(memory, bytes, MADV_HUGEPAGE)
        return memory
    }
}

/// A whole file in memory, read page by page as it is touched.
///
/// Its bytes never change once it is open, so it may be read from any thread. The file must not be cut short while it
/// is mapped: replace files by renaming new ones over them.
final class MappedFile: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
    let count: Int

    /// Maps a file; `path` must name a regular file that isn't empty.
    init(path: String) throws(SnapshotError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SnapshotError(file: path, "cannot be opened: \(Self.reason())") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SnapshotError(file: path, "is no regular file")
        }
        guard status.st_size > 0 else { throw SnapshotError(file: path, "is empty") }
        let memory = mmap(nil, Int(status.st_size), PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0)
        guard let memory, memory != MAP_FAILED else {
            throw SnapshotError(file: path, "cannot be mapped: \(Self.reason())")
        }
        base = memory
        count = Int(status.st_size)
    }

    deinit { munmap(base, count) }

    /// All bytes.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
