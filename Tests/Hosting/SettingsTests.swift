import Foundation
import Operations
import RPC
import Synchronization
import Testing

@testable import Hosting

@Suite("How a service is asked to run", .timeLimit(.minutes(2)))
struct SettingsTests {
    @Test func addressesHaveTwoParts() throws {
        for (text, host, port) in [
            ("127.0.0.1:7700", "127.0.0.1", 7_700), ("[::1]:0", "::1", 0), ("a:65535", "a", 65_535),
        ] {
            let parts = try ServeSettings.hostAndPort(text, option: "listen")
            #expect((parts.host, parts.port) == (host, port))
        }
        for text in ["", "7700", ":7700", "host:", "host:-1", "host:65536", "host:http"] {
            #expect(throws: ArgumentError.self) { try ServeSettings.hostAndPort(text, option: "listen") }
        }
    }

    @Test func aTokenIsTakenWhenThereIsOne() throws {
        #expect(try ServeSettings.token(nil) == nil)
        #expect(try ServeSettings.token("") == nil)
        #expect(try ServeSettings.token("secret")?.text == "secret")
        #expect(throws: ArgumentError.self) { try ServeSettings.token("two words") }
    }

    @Test(
        "Beyond loopback nobody listens without a token",
        .enabled(if: (ProcessInfo.processInfo.environment["TANDEM_TOKEN"] ?? "").isEmpty),
        arguments: ["0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.org:0"])
    func beyondLoopback(address: String) throws {
        let home = try Home()
        #expect(throws: ArgumentError.self) { try home.serve("--listen", address) }
    }

    @Test func whatIsLeftForTheEndRunsAroundTheDrain() async throws {
        let home = try Home()
        let service = try home.serve()
        let order = Mutex<[String]>([])
        let (host, server) = (service.host, service.server)
        host.afterDraining {
            order.withLock { $0.append(server.addresses.isEmpty ? "after the server" : "before the server") }
        }
        host.whileDraining { order.withLock { $0.append("while") } }
        host.announce("also here")
        #expect(host.announcements == ["also here"])
        await service.stop()
        #expect(order.withLock { $0 } == ["while", "after the server"])
    }
}
