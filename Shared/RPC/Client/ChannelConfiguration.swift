/// How a channel connects and what it allows.
public struct ChannelConfiguration: Sendable {
    /// Pause after a failed connection attempt, and how it grows.
    public var backoff = Backoff()
    /// Time for one connection attempt, looking up the name included.
    public var connectTimeout: Duration = .seconds(20)
    /// Longest frame taken or sent, in bytes.
    public var frameSizeLimit = 4 << 20
    /// Bytes of a stream's messages that may wait for their reader.
    public var streamWindow = 256 << 10
    /// Bytes that may wait to be sent on one connection; calls beyond fail with RESOURCE_EXHAUSTED.
    public var outputLimit = 64 << 20
    /// Calls that may wait for a connection; more fail with RESOURCE_EXHAUSTED.
    public var waitingCallLimit = 10_000
    /// When frames are compressed for a server that takes them; nil neither sends nor takes compressed frames.
    public var compression: Compression? = Compression()
    /// When to ask a silent server whether it is there; nil (gRPC's default) for never.
    public var keepalive: Keepalive?
    /// Shown with every call that brings no credentials of its own.
    public var token: SharedToken?
    /// Told of every call.
    public var observer: (any CallObserver)?

    /// gRPC's defaults.
    public init() {}

    /// Defaults for services on one machine, which come and go quickly: attempts 50 ms to 1 s apart.
    public static var loopback: ChannelConfiguration {
        var configuration = ChannelConfiguration()
        configuration.backoff = Backoff(initial: .milliseconds(50), maximum: .seconds(1))
        configuration.connectTimeout = .seconds(5)
        return configuration
    }

    var limits: ConnectionLimits {
        ConnectionLimits(frameSize: frameSizeLimit, outputSize: outputLimit, compression: compression)
    }
}
