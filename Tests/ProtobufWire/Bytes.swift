import Glibc

/// Bytes of hexadecimal text; blanks are for the reader.
func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Memory whose last byte lies before a page that must not be touched: reading one byte too many ends the test run.
final class GuardedMemory {
    private let base: UnsafeMutableRawPointer
    private let capacity: Int
    private let page = Int(sysconf(Int32(_SC_PAGESIZE)))

    /// Room for so many bytes, rounded up to pages; nil when the system gives none.
    init?(capacity: Int) {
        let usable = (capacity + page - 1) / page * page
        guard let map = mmap(nil, usable + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            map != MAP_FAILED
        else { return nil }
        guard mprotect(map + usable, page, PROT_NONE) == 0 else { return nil }
        base = map
        self.capacity = usable
    }

    deinit {
        munmap(base, capacity + page)
    }

    /// Puts the bytes at the very end.
    func withBytes<Result, Failure>(
        _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(bytes.count <= capacity, "more bytes than room")
        let start = base + (capacity - bytes.count)
        start.copyMemory(from: bytes, byteCount: bytes.count)
        return try body(UnsafeRawBufferPointer(start: start, count: bytes.count))
    }
}
