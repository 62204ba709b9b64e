/// Where a server listens and what it allows.
public struct ServerConfiguration: Sendable {
    /// Name or address to listen on.
    ///
    /// Only this machine can connect unless it is set: "0.0.0.0" and "::" mean everybody.
    public var host = "127.0.0.1"
    /// Port to listen on; 0 lets the system choose (``RPCServer/port``).
    public var port = 0
    /// Longest frame taken or sent, in bytes; a longer one ends its connection.
    public var frameSizeLimit = 4 << 20
    /// Calls that may run at once on one connection; more are refused with RESOURCE_EXHAUSTED.
    public var callsPerConnection = 1024
    /// Calls that may run at once on all connections, those of `.loop` handlers aside.
    public var concurrentCalls = 10_000
    /// Connections open at once; more are told so and closed.
    public var connectionLimit = 10_000
    /// Handlers of `.workers` that run at once.
    public var workerCount = EventLoopGroup.processorCount
    /// Calls that may wait for a worker; more are refused with RESOURCE_EXHAUSTED.
    public var workerQueueLimit = 1024
    /// When calls for workers are refused before that many wait; nil for never.
    public var loadShedding: LoadShedding? = LoadShedding()
    /// Bytes of a call's streamed requests that may wait for their handler; at least 64 KiB.
    public var streamWindow = 256 << 10
    /// Bytes that may wait to be sent on one connection; calls beyond are answered RESOURCE_EXHAUSTED.
    public var outputLimit = 64 << 20
    /// When frames are compressed for a client that takes them; nil neither sends nor takes compressed frames.
    public var compression: Compression? = Compression()
    /// When to ask a silent client whether it is there.
    ///
    /// gRPC's default: after two hours, for 20 seconds.
    public var keepalive: Keepalive? = Keepalive(interval: .seconds(7200), timeout: .seconds(20), withoutCalls: true)
    /// How often clients may ask.
    public var keepaliveEnforcement = KeepaliveEnforcement()
    /// How long connections last; for ever by default.
    public var connectionLifetime = ConnectionLifetime()
    /// Event loops of the server's own; nil shares the process's, one a processor.
    public var loopCount: Int?
    /// What every caller must show, of ``HealthService`` too; nil lets everybody call.
    public var token: SharedToken?
    /// See every call that comes to a handler, outermost first.
    public var interceptors: [any CallInterceptor] = []
    /// Told of every call.
    public var observer: (any CallObserver)?

    /// gRPC's defaults, on a free port of the loopback interface.
    public init() {}

    /// gRPC's defaults, on a port of the loopback interface.
    public init(port: Int) {
        self.port = port
    }

    var limits: ConnectionLimits {
        ConnectionLimits(frameSize: frameSizeLimit, outputSize: outputLimit, compression: compression)
    }
}
