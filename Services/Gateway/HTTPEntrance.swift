import Contracts
import Hosting
import Operations
import ProtobufWire
import RPC

/// HTTP beside RPC: the same handlers, the pages for whoever watches, one drain for both.
enum HTTPEntrance {
    static let defaultAddress = "127.0.0.1:8080"

    /// Time that HTTP's last calls have when the gateway ends, as those over RPC.
    private static let grace = Duration.seconds(10)
    /// What a page may take to ask the services.
    private static let pageTimeout = Duration.seconds(2)

    /// Listens where `--http` says, and leaves word to stop with the service.
    static func open(_ door: FrontDoor) throws {
        let settings = door.host.settings
        let address = settings.arguments["http"] ?? (settings.isReplay ? "off" : defaultAddress)
        guard address != "off" else { return }
        let (host, port) = try ServeSettings.hostAndPort(address, option: "http")
        var configuration = HTTPFront.Configuration()
        configuration.server.host = host
        configuration.server.port = port
        configuration.token = settings.token?.text
        let overview = Overview(door)
        let calls = Dictionary(uniqueKeysWithValues: Handlers.unary(door).map { ($0.name, $0) })
        let front = HTTPFront(
            configuration, readiness: { await overview.problem(page()) }, metrics: { await overview.metrics(page()) },
            call: { request, context throws(RPCError) in
                guard let method = calls[context.method] else {
                    throw RPCError(.unimplemented, "no method '\(context.method)' here")
                }
                return try await answer(method, request, context, door.host)
            })
        let server = try front.start()
        door.host.announce("http \(host.contains(":") ? "[\(host)]" : host):\(server.port)")
        door.host.whileDraining { await server.shutdown(grace: grace) }
    }

    /// Asks a method, and counts the call as the RPC server counts its own.
    private static func answer(
        _ method: Handlers.Unary, _ request: [UInt8], _ context: CallContext, _ host: ServiceHost<HostedGateway>
    ) async throws(RPCError) -> [UInt8] {
        let recorder = host.calls.recorder(method: method.name)
        let start = ContinuousClock.now
        recorder.callStarted()
        var code = StatusCode.ok
        defer {
            let (seconds, attoseconds) = (ContinuousClock.now - start).components
            recorder.callFinished(
                code, nanoseconds: UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000))
        }
        do {
            return try await method.answer(request, context)
        } catch {
            let failure = error as? RPCError ?? RPCError(.unknown, "the handler failed: \(error)")
            code = failure.code
            throw failure
        }
    }

    private static func page() -> GatewayCall { GatewayCall(CallContext(deadline: .after(pageTimeout))) }
}
