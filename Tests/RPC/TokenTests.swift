import Contracts
import ProtobufWire
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct TokenTests {
    private static let request = StatusDetail(type: "hello")

    @Test("A server with a token serves who shows it, and nobody else, health included")
    func demanded() async throws {
        var configuration = ServerConfiguration()
        configuration.token = try SharedToken("open-sesame")
        let server = try makeEchoServer(configuration)

        let friend = try makeChannel(server) { $0.token = configuration.token }
        for method in EchoService.unary {
            #expect(try await friend.call(method, Self.request) == Self.request)
        }
        let health = try await friend.call(HealthService.check, HealthCheckRequest())
        #expect(health.state == .serving)

        let other = try SharedToken("open-sesamy")
        for token in [nil, other, try SharedToken("open-sesame2"), try SharedToken("o")] {
            let stranger = try makeChannel(server) { $0.token = token }
            for method in EchoService.unary {
                #expect(await failure { try await stranger.call(method, Self.request) }?.code == .unauthenticated)
            }
            let health = await failure { try await stranger.call(HealthService.check, HealthCheckRequest()) }
            #expect(health?.code == .unauthenticated)
            let unknown = UnaryMethod<StatusDetail, StatusDetail>("test.Echo/Unknown")
            #expect(await failure { try await stranger.call(unknown, Self.request) }?.code == .unauthenticated)
            let stream = await failure {
                for try await _ in stranger.stream(EchoService.count, StatusDetail(type: "2")) {}
            }
            #expect(stream?.code == .unauthenticated)
        }
        await server.shutdown()
    }

    @Test("Credentials that a call brings itself come before the channel's token")
    func ownCredentials() async throws {
        var configuration = ServerConfiguration()
        configuration.token = try SharedToken("right")
        let server = try makeEchoServer(configuration)
        let channel = try makeChannel(server) { $0.token = try? SharedToken("wrong") }
        let options = CallOptions(metadata: CallMetadata([("authorization", "Bearer right")]))
        #expect(try await channel.call(EchoService.echo, Self.request, options: options) == Self.request)
        #expect(await failure { try await channel.call(EchoService.echo, Self.request) }?.code == .unauthenticated)
        await server.shutdown()
    }

    @Test("A token is handed to a server without one, and does no harm")
    func notDemanded() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server) { $0.token = try? SharedToken("open-sesame") }
        #expect(try await channel.call(EchoService.echo, Self.request) == Self.request)
        await server.shutdown()
    }

    @Test("What can't travel as metadata is no token", arguments: ["", "two words", "naïve", "tab\t", "line\n"])
    func refused(text: String) {
        #expect(throws: RPCError.self) { try SharedToken(text) }
    }

    @Test("A token has a limit")
    func tooLong() throws {
        _ = try SharedToken(String(repeating: "a", count: SharedToken.sizeLimit))
        #expect(throws: RPCError.self) { try SharedToken(String(repeating: "a", count: SharedToken.sizeLimit + 1)) }
    }
}
