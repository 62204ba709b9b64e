/// When frames are compressed on their way out (zlib, RFC 1950), for peers that accept it.
///
/// Compressing a byte costs some ten nanoseconds, more than a loopback interface needs to carry it: so by default
/// only what leaves the machine is compressed.
public struct Compression: Sendable, Equatable {
    /// Bytes of a frame's message from which on it is compressed.
    public var threshold: Int
    /// zlib's level, 1 (fastest) to 9 (smallest).
    public var level: Int
    /// Whether peers on this machine get compressed frames too.
    public var onLoopback: Bool

    /// A rule for frames; by default those of 16 KiB and more, quickly, to other machines.
    public init(threshold: Int = 16 << 10, level: Int = 1, onLoopback: Bool = false) {
        self.threshold = threshold
        self.level = level
        self.onLoopback = onLoopback
    }

    /// Most bytes that a compressed byte may become: what grows more is a bomb, and is neither sent nor taken.
    static let largestRatio = 128
    /// Messages up to this size may have any ratio: they do no harm.
    static let harmlessSize = 64 << 10

    /// Most bytes that a compressed message may become.
    static func sizeLimit(compressed: Int, frameSize: Int) -> Int {
        min(frameSize, max(harmlessSize, compressed * largestRatio))
    }
}
