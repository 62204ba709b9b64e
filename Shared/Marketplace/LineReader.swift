import CZlib
import Glibc

/// One line of a file, without its line feed.
struct Line {
    /// From 1, as editors count.
    var number: UInt64
    /// Valid until the next line is read.
    var bytes: UnsafeBufferPointer<UInt8>
    /// The line is longer than allowed; `bytes` are its beginning.
    var isTooLong = false
    /// Nothing more can be read of the file, which is damaged here.
    var isDamaged = false
}

/// Lines one after the other.
protocol LineSource: AnyObject {
    /// The next line; `nil` at the end.
    func next() throws(TransferError) -> Line?
}

/// Reads the lines of a file, plain or gzip, through one buffer that only a long line makes grow.
final class LineReader: LineSource {
    private let file: gzFile
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var start = 0
    private var end = 0
    private var number: UInt64 = 0
    private var isAtEnd = false
    private var isDamaged = false
    private let longest: Int

    /// - Parameter longest: bytes of the longest line taken.
    init(path: String, longest: Int) throws(TransferError) {
        // zlib reads files that are not compressed as they are.
        guard let file = gzopen(path, "rb") else {
            throw TransferError("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        self.file = file
        gzbuffer(file, 1 << 17)
        buffer = .allocate(capacity: min(1 << 18, longest + 2))
        self.longest = longest
    }

    deinit {
        gzclose(file)
        buffer.deallocate()
    }

    func next() throws(TransferError) -> Line? {
        while true {
            if let line = takeLine() { return line }
            if isAtEnd {
                defer { isDamaged = false }
                guard start < end else {
                    return isDamaged ? Line(number: number + 1, bytes: slice(start, 0), isDamaged: true) : nil
                }
                number += 1
                defer { start = end }
                return Line(number: number, bytes: slice(start, end - start), isDamaged: isDamaged)
            }
            if end - start > longest { return try skipLongLine() }
            fill()
        }
    }

    /// A whole line of the buffer.
    private func takeLine() -> Line? {
        guard start < end, let base = buffer.baseAddress, let found = memchr(base + start, 0x0A, end - start) else {
            return nil
        }
        let length = found - UnsafeMutableRawPointer(base + start)
        defer { start += length + 1 }
        number += 1
        return Line(number: number, bytes: slice(start, length), isTooLong: length > longest)
    }

    private func slice(_ start: Int, _ count: Int) -> UnsafeBufferPointer<UInt8> {
        var start = start
        var count = count
        // A byte order mark before the first line is not part of it.
        if number <= 1, count >= 3, buffer[start] == 0xEF, buffer[start + 1] == 0xBB, buffer[start + 2] == 0xBF {
            (start, count) = (start + 3, count - 3)
        }
        return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[start..<start + count])
    }

    private func fill() {
        guard let base = buffer.baseAddress else { return }
        if start > 0 {
            memmove(base, base + start, end - start)
            end -= start
            start = 0
        }
        if end == buffer.count {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: min(buffer.count * 2, longest + 2))
            _ = larger.update(fromContentsOf: buffer)
            buffer.deallocate()
            buffer = larger
        }
        let count = gzread(file, buffer.baseAddress?.advanced(by: end), UInt32(buffer.count - end))
        if count > 0 {
            end += Int(count)
        } else {
            isAtEnd = true
            var code: Int32 = 0
            _ = gzerror(file, &code)
            // A file that ends inside its compressed data says so only when asked.
            isDamaged = count < 0 || code != Z_OK
        }
    }

    /// Passes over the rest of a line that is too long, keeping its beginning in the buffer.
    private func skipLongLine() throws(TransferError) -> Line? {
        number += 1
        let kept = min(end - start, 4_096, buffer.count / 2)
        guard let base = buffer.baseAddress else { return nil }
        memmove(base, base + start, kept)
        while true {
            start = kept
            end = kept
            fillAfter(kept)
            if isAtEnd { break }
            if let found = memchr(base + kept, 0x0A, end - kept) {
                start = found - UnsafeMutableRawPointer(base) + 1
                break
            }
        }
        return Line(number: number, bytes: UnsafeBufferPointer(start: base, count: kept), isTooLong: true)
    }

    private func fillAfter(_ kept: Int) {
        let count = gzread(file, buffer.baseAddress?.advanced(by: kept), UInt32(buffer.count - kept))
        if count > 0 {
            end = kept + Int(count)
        } else {
            isAtEnd = true
            isDamaged = count < 0
        }
    }
}
