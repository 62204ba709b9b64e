/// How a channel connects and what it allows.
public struct ChannelConfiguration: Sendable {
    /// Pause after a failed connection attempt, and how it grows.
    public var backoff = Backoff()
    /// Time for one connection attempt, and for looking up the name.
    public var connectTimeout: Duration = .seconds(20)
    /// What the client knows of the service: balancing, retries, hedging, health, outliers.
    public var service = ServiceConfiguration()
    /// Finds the target's addresses in place of the system's name service.
    public var resolver: (any NameResolver)?
    /// Least time between two look-ups of the name while connections fail or are lost.
    public var resolutionInterval: Duration = .seconds(30)
    /// After so long without a call connections are closed; the next call connects again.
    public var idleTimeout: Duration = .seconds(1800)
    /// Calls that run on one connection before another is opened to the same address.
    ///
    /// A server takes 1,024 unless configured otherwise.
    public var streamsPerConnection = 1_024
    /// Connections to one address, on each event loop, that may be open when calls need them; more calls wait.
    public var connectionsPerAddress = 10
    /// Bytes of requests kept per call so that it can be sent again.
    public var retryBufferLimit = 256 << 10
    /// Base of what is random: jitter, and balancing by chance; nil to take it from the clock.
    public var seed: UInt64?
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
    /// See every call, outermost first.
    public var interceptors: [any CallInterceptor] = []
    /// Told of every call.
    public var observer: (any CallObserver)?

    /// gRPC's defaults.
    public init() {}

    /// Defaults for services on one machine, which come and go quickly: attempts 50 ms to 1 s apart.
    public static var loopback: ChannelConfiguration {
        var configuration = ChannelConfiguration()
        configuration.backoff = Backoff(initial: .milliseconds(50), maximum: .seconds(1))
        configuration.connectTimeout = .seconds(5)
        configuration.resolutionInterval = .seconds(1)
        return configuration
    }

    var limits: ConnectionLimits {
        ConnectionLimits(frameSize: frameSizeLimit, outputSize: outputLimit, compression: compression)
    }
}
