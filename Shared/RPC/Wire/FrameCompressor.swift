internal import CZlib

/// zlib for the frames of one loop: state is set up once and reset for each frame, which stands alone.
final class FrameCompressor {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var level: Int32
    private var room: UnsafeMutableRawBufferPointer

    /// Nil when there is no memory for it (a quarter of a megabyte).
    init?(level: Int) {
        self.level = Int32(min(max(level, 1), 9))
        room = .allocate(byteCount: 64 << 10, alignment: 16)
        stream.initialize(to: z_stream())
        let status = deflateInit_(stream, self.level, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { return nil }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    /// The bytes compressed, valid until the next call; nil when that would not save an eighth, or would look like a
    /// bomb to the receiver.
    func compress(_ bytes: UnsafeRawBufferPointer, level: Int) -> UnsafeRawBufferPointer? {
        let size = bytes.count - bytes.count / 8
        guard let source = bytes.baseAddress, size > 0, deflateReset(stream) == Z_OK else { return nil }
        let wanted = Int32(min(max(level, 1), 9))
        if wanted != self.level {
            guard deflateParams(stream, wanted, Z_DEFAULT_STRATEGY) == Z_OK else { return nil }
            self.level = wanted
        }
        if room.count < size || room.count > max(size, 1 << 20) {
            room.deallocate()
            room = .allocate(byteCount: max(size, 64 << 10), alignment: 16)
        }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(bytes.count)
        stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(size)
        guard deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
        let count = size - Int(stream.pointee.avail_out)
        guard bytes.count <= Compression.sizeLimit(compressed: count, frameSize: .max) else { return nil }
        return UnsafeRawBufferPointer(rebasing: room[..<count])
    }
}

/// The way back, with a limit to what may come out.
final class FrameDecompressor {
    /// Why a compressed message cannot be read.
    enum Failure: Error {
        case damaged
        case tooLong(limit: Int)
    }

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var room: UnsafeMutableRawBufferPointer
    private static let usualSize = 64 << 10

    /// Nil when there is no memory for it.
    init?() {
        room = .allocate(byteCount: FrameDecompressor.usualSize, alignment: 16)
        stream.initialize(to: z_stream())
        guard inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    /// The message that the bytes are, valid until the next call.
    ///
    /// Memory grows with what comes out, never with what is announced.
    func decompress(_ bytes: UnsafeRawBufferPointer, frameSize: Int) throws(Failure) -> UnsafeRawBufferPointer {
        let limit = Compression.sizeLimit(compressed: bytes.count, frameSize: frameSize)
        guard let source = bytes.baseAddress, inflateReset(stream) == Z_OK else { throw .damaged }
        if room.count > 1 << 20 { resize(to: FrameDecompressor.usualSize, keeping: 0) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(bytes.count)
        var count = 0
        while true {
            // One byte beyond the limit, to tell a message that fits from one that doesn't.
            let size = min(room.count, limit + 1)
            stream.pointee.next_out = room.baseAddress?.advanced(by: count).assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(size - count)
            let status = inflate(stream, Z_NO_FLUSH)
            count = size - Int(stream.pointee.avail_out)
            guard count <= limit else { throw .tooLong(limit: limit) }
            switch status {
            case Z_STREAM_END:
                guard stream.pointee.avail_in == 0 else { throw .damaged }
                return UnsafeRawBufferPointer(rebasing: room[..<count])
            case Z_OK where stream.pointee.avail_out == 0: resize(to: room.count * 2, keeping: count)
            default: throw .damaged
            }
        }
    }

    private func resize(to size: Int, keeping count: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<count]))
        room.deallocate()
        room = larger
    }
}
