import Contracts
import ProtobufWire
import RPC

/// What goes on while the wall clock jumps, and how long it takes by the clock that doesn't.
struct ClockJump: Sendable {
    let clock: WallClock
    /// How far the clock jumps each time.
    let seconds: Int

    /// What calls get, a connection lives, and a drain allows.
    private static let span = Duration.seconds(1)
    /// Time for everything to begin before the clock jumps.
    private static let beginning = Duration.milliseconds(200)

    private static let hang = UnaryMethod<StatusDetail, StatusDetail>("test.Clock/Hang")
    private static let pause = UnaryMethod<StatusDetail, StatusDetail>("test.Clock/Pause")

    struct Failure: Error {
        var description: String
    }

    /// How far the wall clock has moved by a jump, in seconds.
    func wallClockMovement() async throws -> Double {
        let before = WallClock.now
        clock.jump(seconds: seconds)
        return WallClock.now - before
    }

    /// Seconds after which a call ended at its deadline, one without was answered over a connection that keepalive
    /// watched, and a connection of limited age was closed.
    func durationsOfCalls() async throws -> [(name: String, seconds: Double)] {
        let server = try makeServer()
        let ageing = try makeServer(ConnectionLifetime(age: Self.span))
        let channel = try makeChannel(server)
        let short = try makeChannel(ageing)
        let start = ContinuousClock.now
        async let deadline = Self.time(from: start) {
            try await Self.expect(.deadlineExceeded) {
                _ = try await channel.call(Self.hang, StatusDetail(), options: CallOptions(timeout: Self.span))
            }
        }
        async let keepalive = Self.time(from: start) { _ = try await channel.call(Self.pause, StatusDetail()) }
        async let age = Self.time(from: start) {
            var wasReady = false
            for await state in short.connectivityStates() {
                if state == .ready { wasReady = true } else if wasReady { return }
            }
            throw Failure(description: "the connection didn't end")
        }
        _ = try? await short.call(Self.hang, StatusDetail(), options: CallOptions(timeout: .milliseconds(50)))
        try await Task.sleep(for: Self.beginning)
        clock.jump(seconds: seconds)
        let durations = try await [("deadline", deadline), ("keepalive", keepalive), ("age", age)]
        await server.shutdown(grace: .zero)
        await ageing.shutdown(grace: .zero)
        return durations.map { (name: $0.0, seconds: $0.1) }
    }

    /// Seconds that a server with a call that never ends took to shut down.
    func durationOfDrain() async throws -> Double {
        let server = try makeServer()
        let channel = try makeChannel(server)
        async let call: Void = Self.expect(.unavailable) { _ = try await channel.call(Self.hang, StatusDetail()) }
        try await Task.sleep(for: Self.beginning)
        let start = ContinuousClock.now
        async let drain = Self.time(from: start) { await server.shutdown(grace: Self.span) }
        try await Task.sleep(for: Self.beginning)
        clock.jump(seconds: seconds)
        try await call
        return try await drain
    }

    private func makeServer(_ lifetime: ConnectionLifetime = ConnectionLifetime()) throws -> RPCServer {
        var configuration = ServerConfiguration()
        configuration.connectionLifetime = lifetime
        configuration.keepalive = Keepalive(interval: .milliseconds(100), timeout: .seconds(20), withoutCalls: true)
        configuration.keepaliveEnforcement = KeepaliveEnforcement(interval: .zero, withoutCalls: true)
        let server = RPCServer(configuration)
        server.register(Self.hang) { request, _ in
            try await Task.sleep(for: .seconds(3600))
            return request
        }
        server.register(Self.pause) { request, _ in
            try await Task.sleep(for: Self.span)
            return request
        }
        try server.start()
        return server
    }

    private func makeChannel(_ server: RPCServer) throws -> RPCChannel {
        var configuration = ChannelConfiguration.loopback
        configuration.keepalive = Keepalive(interval: .milliseconds(100), timeout: .seconds(20), withoutCalls: true)
        return try RPCChannel(target: "127.0.0.1:\(server.port)", configuration: configuration)
    }

    private static func time(
        from start: ContinuousClock.Instant, _ body: () async throws -> Void
    ) async throws -> Double {
        try await body()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    private static func expect(_ code: StatusCode, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as RPCError where error.code == code {
            return
        }
        throw Failure(description: "the call didn't end with \(code)")
    }
}
