import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

/// A server that answers with its own port, and fails or waits when told to.
final class NamedServer: Sendable {
    static let who = UnaryMethod<StatusDetail, StatusDetail>("test.Named/Who")
    static let list = ServerStreamingMethod<StatusDetail, StatusDetail>("test.Named/List")

    struct Call: Sendable {
        var attempt: String?
    }

    struct Behaviour: Sendable {
        /// What calls fail with, in order; after the last they succeed.
        var failures: [RPCError] = []
        /// What every call fails with.
        var failsAlways: RPCError?
        /// Calls don't end until cancelled.
        var hangs = false
        var calls: [Call] = []
        var cancelled = 0
    }

    let server: RPCServer
    let behaviour = Mutex(Behaviour())

    init(port: Int = 0, host: String = "127.0.0.1", _ change: (inout ServerConfiguration) -> Void = { _ in }) throws {
        var configuration = ServerConfiguration(port: port)
        configuration.host = host
        change(&configuration)
        server = RPCServer(configuration)
        server.register(NamedServer.who) { [unowned self] _, context in
            try await serve(context)
            return StatusDetail(type: String(server.port))
        }
        server.register(NamedServer.list) { [unowned self] _, writer, context in
            try await serve(context)
            for _ in 0..<3 { try await writer.write(StatusDetail(type: String(server.port))) }
        }
        try server.start()
    }

    private func serve(_ context: CallContext) async throws {
        let (failure, hangs) = behaviour.withLock { behaviour -> (RPCError?, Bool) in
            behaviour.calls.append(Call(attempt: context.metadata["grpc-previous-rpc-attempts"]))
            let next = behaviour.failures.isEmpty ? nil : behaviour.failures.removeFirst()
            return (behaviour.failsAlways ?? next, behaviour.hangs)
        }
        if let failure { throw failure }
        guard hangs else { return }
        defer { behaviour.withLock { $0.cancelled += 1 } }
        try await Task.sleep(for: .seconds(3600))
    }

    var port: Int { server.port }
    var address: String { server.addresses.first ?? "" }
    var callCount: Int { behaviour.withLock { $0.calls.count } }
}

/// Starts as many servers.
func makeNamedServers(_ count: Int) throws -> [NamedServer] {
    try (0..<count).map { _ in try NamedServer() }
}

/// A channel to all of the servers.
func makeChannel(
    to servers: [NamedServer], _ change: (inout ChannelConfiguration) -> Void = { _ in }
) throws -> RPCChannel {
    var configuration = ChannelConfiguration.loopback
    configuration.seed = 7
    change(&configuration)
    return try RPCChannel(
        target: "ipv4:" + servers.map(\.address).joined(separator: ","), configuration: configuration)
}

extension [NamedServer] {
    func shutdown() async {
        for server in self { await server.server.shutdown(grace: .zero) }
    }
}

@Suite(.timeLimit(.minutes(2)))
struct BalancingTests {
    private func ask(_ channel: RPCChannel) async throws -> Int {
        Int(try await channel.call(NamedServer.who, StatusDetail()).type) ?? 0
    }

    /// Waits until every server has had a call; balancing spreads over those that are connected so far.
    private func warm(_ channel: RPCChannel, _ servers: [NamedServer]) async throws {
        #expect(
            await eventually {
                _ = try? await ask(channel)
                return servers.allSatisfy { $0.callCount > 0 }
            })
    }

    @Test("Pick-first stays with the first address that answers, and goes on to the next when it is lost")
    func pickFirst() async throws {
        let servers = try makeNamedServers(3)
        let channel = try makeChannel(to: servers)
        for _ in 0..<20 { #expect(try await ask(channel) == servers[0].port) }
        await servers[0].server.shutdown(grace: .zero)
        #expect(await eventually { (try? await ask(channel)) == servers[1].port })
        await servers.shutdown()
    }

    @Test("Round robin gives all addresses the same, in turn")
    func roundRobin() async throws {
        let servers = try makeNamedServers(4)
        let channel = try makeChannel(to: servers) { $0.service.balancing = .roundRobin }
        try await warm(channel, servers)
        var order: [Int] = []
        for _ in 0..<12 { order.append(try await ask(channel)) }
        #expect(Set(order[0..<4]) == Set(servers.map(\.port)))
        #expect(order[0..<4] == order[4..<8] && order[4..<8] == order[8..<12])
        await servers.shutdown()
    }

    @Test("An address that goes away costs no calls that wait, and gets calls again when it is back")
    func comeAndGo() async throws {
        var servers = try makeNamedServers(3)
        let channel = try makeChannel(to: servers) { $0.service.balancing = .roundRobin }
        try await warm(channel, servers)
        let lost = servers[1].port
        await servers[1].server.shutdown()
        for _ in 0..<30 { #expect(try await ask(channel) != lost) }
        servers[1] = try NamedServer(port: lost)
        #expect(await eventually { (try? await ask(channel)) == lost })
        await servers.shutdown()
    }

    @Test("Least of two random choices keeps away from an address with much to do")
    func leastOfTwo() async throws {
        let servers = try makeNamedServers(3)
        let channel = try makeChannel(to: servers) { $0.service.balancing = .leastOfTwoRandom }
        try await warm(channel, servers)
        let before = servers.map(\.callCount)
        for server in servers { server.behaviour.withLock { $0.hangs = true } }
        let hanging = (0..<60).map { _ in Task { try? await ask(channel) } }
        #expect(await eventually { servers.reduce(0) { $0 + $1.callCount } == before.reduce(60, +) })
        let shares = zip(servers, before).map { $0.callCount - $1 }
        #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 3, "\(shares)")
        for call in hanging { call.cancel() }
        for call in hanging { _ = await call.value }

        for server in servers[1...] { server.behaviour.withLock { $0.hangs = false } }
        let stuck = Mutex<[Task<Void, Never>]>([])
        let count = servers[0].callCount
        while servers[0].callCount == count {
            let done = Mutex(false)
            let task = Task {
                _ = try? await ask(channel)
                done.withLock { $0 = true }
            }
            stuck.withLock { $0.append(task) }
            #expect(await eventually { done.withLock { $0 } || servers[0].callCount > count })
        }
        // Now it has one call outstanding and the others none: whoever is drawn beside it is chosen.
        for _ in 0..<60 { #expect(try await ask(channel) != servers[0].port) }
        #expect(servers[0].callCount == count + 1)
        for call in stuck.withLock({ $0 }) { call.cancel() }
        await servers.shutdown()
    }

    @Test("When no address answers calls fail, and those that wait for ready wait")
    func allGone() async throws {
        var servers = try makeNamedServers(2)
        let channel = try makeChannel(to: servers) { $0.service.balancing = .roundRobin }
        try await warm(channel, servers)
        let ports = servers.map(\.port)
        await servers.shutdown()
        #expect(await eventually { await failure { try await ask(channel) }?.code == .unavailable })
        #expect(await eventually { channel.connectivity == .transientFailure })
        let patient = Task {
            try await channel.call(
                NamedServer.who, StatusDetail(), options: CallOptions(timeout: .seconds(60), waitForReady: true))
        }
        servers = try ports.map { try NamedServer(port: $0) }
        #expect(ports.contains(Int(try await patient.value.type) ?? 0))
        #expect(channel.connectivity == .ready)
        await servers.shutdown()
    }

    @Test("The channel's states go from idle over connecting to ready, and end with shutdown")
    func states() async throws {
        let servers = try makeNamedServers(1)
        let channel = try makeChannel(to: servers)
        let states = channel.connectivityStates()
        #expect(channel.connectivity == .idle)
        _ = try await ask(channel)
        #expect(channel.connectivity == .ready)
        channel.close()
        var seen: [ConnectivityState] = []
        for await state in states { seen.append(state) }
        #expect(seen == [.idle, .connecting, .ready, .shutdown])
        await servers.shutdown()
    }

    @Test("A channel that nobody uses closes its connections, and opens them again for the next call")
    func idling() async throws {
        let servers = try makeNamedServers(1)
        let channel = try makeChannel(to: servers) { $0.idleTimeout = .milliseconds(30) }
        _ = try await ask(channel)
        #expect(await eventually { channel.connectivity == .idle })
        _ = try await ask(channel)
        #expect(servers[0].callCount == 2)
        await servers.shutdown()
    }

    @Test("Where the streams of a connection are used up another is opened, and beyond the last calls wait")
    func severalConnections() async throws {
        let server = try NamedServer { $0.callsPerConnection = 4 }
        server.behaviour.withLock { $0.hangs = true }
        let channel = try makeChannel(to: [server]) {
            $0.streamsPerConnection = 4
            $0.connectionsPerAddress = 3
        }
        let calls = (0..<15).map { _ in Task { await failure { try await ask(channel) } } }
        #expect(await eventually { server.callCount == 12 })
        // Those beyond come as the first end.
        for call in calls { call.cancel() }
        for call in calls { #expect(await call.value?.code == .cancelled) }
        server.behaviour.withLock { $0.hangs = false }
        #expect(try await ask(channel) == server.port)
        await [server].shutdown()
    }

    @Test("Targets: lists of addresses, schemes, and what is wrong with others")
    func targets() async throws {
        let servers = try makeNamedServers(2)
        for target in ["dns:///localhost:\(servers[0].port)", "dns:localhost:\(servers[0].port)"] {
            let channel = try RPCChannel(target: target, configuration: .loopback)
            #expect(try await ask(channel) == servers[0].port)
        }
        for target in ["ipv4:", "ipv4:localhost:1", "ipv4:1.2.3.4", "ipv6:[::1]"] {
            #expect(throws: RPCError.self) { try RPCChannel(target: target) }
        }
        await servers.shutdown()
    }
}
