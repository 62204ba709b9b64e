import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct IntrospectionTests {
    @Test("Reflection tells what is served, kinds of methods included, and nothing that is not")
    func services() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let services = try await channel.call(ReflectionService.listServices, ListServicesRequest()).services
        #expect(
            services.map(\.name) == [
                "tandem.v1.Health", "tandem.v1.Introspection", "tandem.v1.Reflection", "test.Echo",
            ])
        let health = try #require(services.first)
        #expect(
            health.methods == [
                MethodDescription(
                    name: "Check", request: "tandem.v1.HealthCheckRequest", response: "tandem.v1.HealthCheckResponse"),
                MethodDescription(
                    name: "Watch", request: "tandem.v1.HealthCheckRequest", response: "tandem.v1.HealthCheckResponse",
                    serverStreaming: true),
            ])
        #expect(services.last?.methods.contains { $0.name == "Echo" && $0.request.isEmpty } == true)
        await server.shutdown()
    }

    @Test("Every method of the contract is declared as the Swift code has it")
    func declarations() throws {
        for service in ContractServices.all {
            for method in service.methods {
                let declared = try #require(DeclaredFiles.contract.methods[method.name], "\(method.name)")
                #expect(declared.clientStreaming == method.isClientStreaming, "\(method.name)")
                #expect(declared.serverStreaming == method.isServerStreaming, "\(method.name)")
            }
        }
    }

    @Test("Files come with all that they import, before them; by symbol, by name, or all that is served")
    func files() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        func names(_ request: GetFilesRequest) async throws -> [String] {
            try await channel.call(ReflectionService.getFiles, request).files.map { bytes in
                var name = ""
                var reader = bytes.withUnsafeBytes { WireReader($0) }
                var others = UnknownFields()
                try bytes.withUnsafeBytes { bytes in
                    reader = WireReader(bytes)
                    while let field = try reader.nextField(&others) {
                        if field.number == 1 { try reader.string(&name) }
                    }
                }
                return name
            }
        }
        let health = ["tandem/v1/health.proto"]
        for symbol in [
            "tandem.v1.Health", "tandem.v1.Health/Watch", "tandem.v1.Health.Watch",
            "tandem.v1.HealthCheckResponse.State",
        ] {
            #expect(try await names(GetFilesRequest(symbol: symbol)) == health)
        }
        #expect(try await names(GetFilesRequest(file: "tandem/v1/health.proto")) == health)
        let gateway = try await names(GetFilesRequest(symbol: "tandem.v1.MatchResponse"))
        #expect(gateway.last == "tandem/v1/gateway.proto")
        #expect(gateway.count == Set(gateway).count && gateway.contains("tandem/v1/scoring.proto"))
        #expect(
            Set(try await names(GetFilesRequest()))
                == ["tandem/v1/health.proto", "tandem/v1/introspection.proto", "tandem/v1/reflection.proto"])
        #expect(await failure { try await names(GetFilesRequest(symbol: "tandem.v1.Nothing")) }?.code == .notFound)
        await server.shutdown()
    }

    @Test("The server tells its methods' counts; a configured observer is told as well")
    func server() async throws {
        let counter = CountingObserver()
        var configuration = ServerConfiguration()
        configuration.observer = counter
        let server = try makeEchoServer(configuration)
        let channel = try makeChannel(server)
        for _ in 0..<3 { _ = try await channel.call(EchoService.echoAsync, StatusDetail()) }
        _ = await failure { try await channel.call(EchoService.fail, StatusDetail(type: "5")) }
        let told = try await channel.call(IntrospectionService.getServer, GetServerRequest())
        #expect(told.addresses == server.addresses)
        #expect(told.connections == 1 && told.runningCalls == 1 && told.uptimeMicroseconds > 0)
        #expect(told.methods.map(\.method) == server.methodNames)
        let echo = try #require(told.methods.first { $0.method == EchoService.echoAsync.name })
        #expect(echo.started == 3 && echo.inFlight == 0 && echo.finished == [CodeCount(code: 0, count: 3)])
        #expect(echo.totalSeconds > 0)
        let fail = try #require(told.methods.first { $0.method == EchoService.fail.name })
        #expect(fail.finished == [CodeCount(code: 5, count: 1)])
        let own = try #require(told.methods.first { $0.method == IntrospectionService.getServer.name })
        #expect(own.started == 1 && own.inFlight == 1)
        #expect(counter.started.withLock { $0 } == 5)
        await server.shutdown()
    }

    @Test("Connections come by pages, with what went over them")
    func connections() async throws {
        let server = try makeEchoServer()
        let channels = try (0..<5).map { _ in try makeChannel(server) }
        let message = StatusDetail(value: [UInt8](repeating: 7, count: 10_000))
        for channel in channels { _ = try await channel.call(EchoService.echo, message) }
        var found: [ConnectionDescription] = []
        var hasMore = true
        while hasMore {
            let request = ListConnectionsRequest(afterID: found.last?.id ?? 0, limit: 2)
            let page = try await channels[0].call(IntrospectionService.listConnections, request)
            #expect(page.connections.count <= 2)
            found += page.connections
            hasMore = page.hasMore
        }
        #expect(found.count == 5)
        #expect(found.map(\.id) == found.map(\.id).sorted())
        #expect(found.allSatisfy { $0.local == server.addresses[0] && $0.peer.hasPrefix("127.0.0.1:") })
        #expect(found.allSatisfy { $0.bytesReceived > 10_000 && $0.bytesSent > 10_000 && $0.callsStarted > 0 })
        #expect(found.reduce(0) { $0 + $1.callsRunning } == 1)
        withExtendedLifetime(channels) {}
        await server.shutdown()
    }

    @Test("Channels are told with their addresses, states, counts and sockets, until they are gone")
    func channels() async throws {
        let servers = try makeNamedServers(2)
        var channel: RPCChannel? = try RPCTests.makeChannel(to: servers) { $0.service.balancing = .roundRobin }
        let asker = try RPCTests.makeChannel(to: [servers[0]])
        let target = try #require(channel?.target)
        func described() async throws -> ChannelDescription? {
            try await asker.call(IntrospectionService.listChannels, ListChannelsRequest()).channels
                .first { $0.target == target }
        }
        #expect(try await described()?.state == .idle)
        #expect(
            await eventually {
                _ = try? await channel?.call(NamedServer.who, StatusDetail())
                return servers.allSatisfy { $0.callCount > 0 }
            })
        let told = try #require(try await described())
        #expect(told.state == .ready && told.balancing == "round_robin" && told.waitingCalls == 0)
        let used = told.subchannels.filter { !$0.connections.isEmpty }
        #expect(used.map(\.addresses) == servers.map { [$0.address] })
        for (subchannel, server) in zip(used, servers) {
            #expect(subchannel.state == .ready && !subchannel.ejected && subchannel.problem.isEmpty)
            #expect(subchannel.callsSucceeded == UInt64(server.callCount) && subchannel.callsFailed == 0)
            #expect(subchannel.connections.map(\.peer) == [server.address])
        }
        channel = nil
        #expect(try await described() == nil)
        await servers.shutdown()
    }
}

/// Counts beginnings of calls.
private final class CountingObserver: CallObserver, CallRecorder {
    let started = Mutex(0)

    func recorder(method: String) -> any CallRecorder { self }

    func callStarted() {
        started.withLock { $0 += 1 }
    }

    func callFinished(_ code: StatusCode, nanoseconds: UInt64) {}
}
