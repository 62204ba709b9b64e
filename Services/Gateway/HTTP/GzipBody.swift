import CZlib

/// Bodies that come compressed by gzip (RFC 1952), which some clients do unless told otherwise.
enum GzipBody {
    /// Why a body could not be expanded.
    enum Failure: Error {
        /// It would be longer than the limit.
        case tooLong
        /// It is no gzip, or ends too early, or something follows it.
        case damaged
    }

    /// The bytes that some compressed ones stand for.
    ///
    /// - Parameter limit: Most bytes to make; memory never goes beyond it by more than a piece.
    static func expand(_ compressed: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        // 16 asks for gzip's header, 15 for its largest window.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged
        }
        defer { inflateEnd(&stream) }
        var expanded: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        var input = compressed
        let failure = input.withUnsafeMutableBufferPointer { input -> Failure? in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            while true {
                let status = piece.withUnsafeMutableBufferPointer { piece in
                    stream.next_out = piece.baseAddress
                    stream.avail_out = UInt32(piece.count)
                    return inflate(&stream, Z_NO_FLUSH)
                }
                expanded.append(contentsOf: piece[..<(piece.count - Int(stream.avail_out))])
                if expanded.count > limit { return .tooLong }
                if status == Z_STREAM_END { return stream.avail_in == 0 ? nil : .damaged }
                // Without progress there is Z_BUF_ERROR: the input ended too early.
                if status != Z_OK { return .damaged }
            }
        }
        if let failure { throw failure }
        return expanded
    }
}
