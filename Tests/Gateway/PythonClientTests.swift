import Foundation
import Hosting
import RPC
import TestSupport
import Testing

@testable import Gateway

/// The client of `docs/clients`, in Python over Google's protobuf package, against a live gateway.
@Suite struct PythonClientTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private static let clients = folder.appending(path: "../../docs/clients").standardizedFileURL

    @Test(
        "All kinds of calls, reflection, statuses, deadlines, metadata, flow control",
        .enabled(if: Python.withProtobuf != nil, "\(Python.missing)"),
        .timeLimit(.minutes(5)), arguments: [nil, "a-token-for-python"])
    func everyKindOfCall(token: String?) async throws {
        let python = try #require(Python.withProtobuf)
        let shared = try token.map { try SharedToken($0) }
        let gateway = try GatewayUnderTest(try SmallMarket(token: shared), token: shared, "--no-record")
        let script = Self.folder.appending(path: "tandem_client_test.py").path
        let port = try #require(gateway.running.addresses[0].split(separator: ":").last)
        let arguments = ["-B", script, Self.clients.path, String(port), token ?? ""]
        // Off Swift's pool, whose threads the gateway needs.
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: python.run(arguments)) }
        }
        #expect(result.status == 0, "\(result.output.suffix(4000))")
        #expect(result.output.split(separator: "\n").count { $0.hasPrefix("ok: ") } == 15, "\(result.output)")
        await gateway.stop()
    }

    @Test("Its part that speaks over the socket is short enough to be read at a sitting")
    func length() throws {
        let text = try String(contentsOf: Self.clients.appending(path: "tandem_client.py"), encoding: .utf8)
        let parts = text.components(separatedBy: "    # --- ")
        let sockets = try #require(parts.first { $0.hasPrefix("sockets ---") })
        let lines = sockets.split(separator: "\n").dropFirst().filter { line in
            let code = line.drop { $0 == " " }
            return !code.isEmpty && !code.hasPrefix("#") && !code.hasPrefix("\"\"\"")
        }
        #expect((30...60).contains(lines.count))
    }
}
