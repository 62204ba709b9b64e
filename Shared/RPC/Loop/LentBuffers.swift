internal import ProtobufWire

/// What a loop's connections need only while they make or take frames, so that idle ones hold no memory.
///
/// Confined to the loop.
final class LentBuffers {
    private var frameWriter = WireWriter(capacity: 4096)
    private var outputBuffers: [OutputBuffer] = []
    private var frameCompressor: FrameCompressor?
    private var frameDecompressor: FrameDecompressor?

    /// Lends an empty writer in which a frame is made before anyone knows whether it may be sent.
    func withFrameWriter<Result>(_ body: (inout WireWriter) -> Result) -> Result {
        let result = body(&frameWriter)
        if frameWriter.count > 1 << 20 {
            frameWriter = WireWriter(capacity: 4096)
        } else {
            frameWriter.removeAll()
        }
        return result
    }

    /// Lends a buffer for output.
    func borrowOutputBuffer() -> OutputBuffer {
        outputBuffers.popLast() ?? OutputBuffer()
    }

    /// Takes back an empty buffer.
    func giveBack(_ buffer: OutputBuffer) {
        if outputBuffers.count < 64, buffer.isReusable { outputBuffers.append(buffer) }
    }

    /// Lends what compresses frames; nil when there is no memory for it.
    func compressor(_ level: Int) -> FrameCompressor? {
        if frameCompressor == nil { frameCompressor = FrameCompressor(level: level) }
        return frameCompressor
    }

    /// Lends what takes compressed frames apart; nil when there is no memory for it.
    func decompressor() -> FrameDecompressor? {
        if frameDecompressor == nil { frameDecompressor = FrameDecompressor() }
        return frameDecompressor
    }
}
