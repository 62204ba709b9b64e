public import Operations
public import RPC

/// A service that runs in this process: server, state, follower.
///
/// `ServiceProcess` has one; tests have many.
public final class RunningService<Service: HostedService>: Sendable {
    /// What its handlers use.
    public let host: ServiceHost<Service>
    /// What answers its calls.
    public let server: RPCServer
    private let follower: LogFollower<Service>

    /// Takes the newest model into use, starts to listen, then to catch up; health says NOT_SERVING until that is done.
    public init(settings: ServeSettings, logger: Logger) throws {
        host = ServiceHost(settings: settings, logger: logger)
        // Before any way in is open: a gateway answers at once, and without its model it would answer otherwise.
        host.refreshModel()
        var configuration = ServerConfiguration()
        configuration.host = settings.host
        configuration.port = settings.port
        configuration.observer = host.calls
        configuration.token = settings.token
        server = RPCServer(configuration)
        try Service.register(on: server, host: host)
        ReplicaHandlers.register(on: server, host: host)
        server.health.setAll(.notServing)
        try server.start()
        let addresses = server.addresses
        host.update { $0.addresses = addresses }
        follower = LogFollower(host: host, server: server)
        follower.start()
        logger.info("listening", ["address": server.addresses.joined(separator: " ")])
    }

    /// Host and port of every socket.
    public var addresses: [String] { server.addresses }

    /// Refuses new calls, finishes those that run, writes a snapshot, and ends.
    public func stop() async {
        await host.end { [server] in await server.shutdown() }
        follower.stop()
        host.logger.info("stopped")
    }
}
