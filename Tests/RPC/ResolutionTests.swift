import Contracts
import Synchronization
import Testing

@testable import RPC

/// A name service whose answers a test changes.
final class ChangingNames: NameResolver {
    let list: Mutex<[String]>
    let asked = Mutex(0)

    init(_ list: [String]) {
        self.list = Mutex(list)
    }

    func addresses(of target: String) throws(RPCError) -> [String] {
        asked.withLock { $0 += 1 }
        let found = list.withLock { $0 }
        guard !found.isEmpty else { throw RPCError(.unavailable, "nobody is called \(target)") }
        return found
    }
}

@Suite(.timeLimit(.minutes(2)))
struct ResolutionTests {
    private func makeChannel(_ names: ChangingNames, _ balancing: Balancing) throws -> RPCChannel {
        var configuration = ChannelConfiguration.loopback
        configuration.resolver = names
        configuration.resolutionInterval = .milliseconds(10)
        configuration.service.balancing = balancing
        return try RPCChannel(target: "somebody", configuration: configuration)
    }

    @Test(
        "A name that leads elsewhere after its server is gone is followed",
        arguments: [Balancing.pickFirst, .roundRobin])
    func moves(balancing: Balancing) async throws {
        let servers = try makeNamedServers(2)
        let names = ChangingNames([servers[0].address])
        let channel = try makeChannel(names, balancing)
        #expect(try await channel.call(NamedServer.who, StatusDetail()).type == "\(servers[0].port)")
        names.list.withLock { $0 = [servers[1].address] }
        await servers[0].server.shutdown(grace: .zero)
        #expect(
            await eventually {
                (try? await channel.call(NamedServer.who, StatusDetail()))?.type == "\(servers[1].port)"
            })
        await servers.shutdown()
    }

    @Test("Addresses that join and leave are taken up and let go; calls in flight there finish")
    func joinAndLeave() async throws {
        let servers = try makeNamedServers(3)
        let names = ChangingNames([servers[0].address, servers[1].address])
        let channel = try makeChannel(names, .roundRobin)
        #expect(
            await eventually {
                _ = try? await channel.call(NamedServer.who, StatusDetail())
                return servers[0].callCount > 0 && servers[1].callCount > 0
            })
        names.list.withLock { $0 = [servers[1].address, servers[2].address] }
        // The loss of one connection makes the channel ask again.
        await servers[0].server.shutdown()
        #expect(
            await eventually {
                _ = try? await channel.call(NamedServer.who, StatusDetail())
                return servers[2].callCount > 0
            })
        await servers.shutdown()
    }

    @Test("A name unknown at first is found once it is known; calls that wait for ready wait for it")
    func unknownAtFirst() async throws {
        let servers = try makeNamedServers(1)
        let names = ChangingNames([])
        let channel = try makeChannel(names, .pickFirst)
        let states = channel.connectivityStates()
        let impatient = await failure { try await channel.call(NamedServer.who, StatusDetail()) }
        #expect(impatient?.code == .unavailable)
        #expect(impatient?.message.contains("nobody is called somebody") == true)
        var hasFailed = false
        for await state in states where state == .transientFailure {
            hasFailed = true
            break
        }
        #expect(hasFailed)
        let patient = Task {
            try await channel.call(
                NamedServer.who, StatusDetail(), options: CallOptions(timeout: .seconds(60), waitForReady: true))
        }
        names.list.withLock { $0 = [servers[0].address] }
        #expect(try await patient.value.type == "\(servers[0].port)")
        #expect(names.asked.withLock { $0 } >= 2)
        await servers.shutdown()
    }
}
