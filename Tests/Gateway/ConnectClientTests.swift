import ContractDescriptors
import Contracts
import Foundation
import ProtobufWire
import RPC
import TestSupport
import Testing

@testable import Gateway

/// The front against a client that others wrote: PyPI's `connectrpc`.
@Suite struct ConnectClientTests {
    /// Versions that the script was written for.
    private static let packages = ["connectrpc==0.13.0", "protobuf==7.36.2"]

    /// A Python with the packages, made on first use and kept beside the build; nil where it cannot be made, for want
    /// of Python or of a network.
    private static let python: Python? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../.build/python-\(packages.joined(separator: "-"))"
        ).standardizedFileURL
        let python = Python(path: folder.appending(path: "bin/python").path)
        if python.run(["-c", "import connectrpc, google.protobuf"]).status == 0 { return python }
        guard Python(path: "/usr/bin/python3").run(["-m", "venv", "--clear", folder.path]).status == 0,
            python.run(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"] + packages).status == 0
        else { return nil }
        return python
    }()

    @Test(
        .enabled(if: ConnectClientTests.python != nil, "PyPI's connectrpc could not be installed"),
        .timeLimit(.minutes(5)))
    func pythonsClientUnderstandsUs() async throws {
        let python = try #require(Self.python)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "connect_client.py")
        let descriptors = FileManager.default.temporaryDirectory.appending(path: "tandem-\(UUID()).descriptors")
        defer { try? FileManager.default.removeItem(at: descriptors) }
        try Data(bytes: tandem_file_descriptor_set(), count: tandem_file_descriptor_set_size()).write(to: descriptors)

        let served = try ServedFront { bytes, context in
            if (try? GatewaySearchRequest(serializedBytes: bytes))?.query == "wait" {
                try? await Task.sleep(for: .seconds(3600))
            }
            return try await ServedFront.search(bytes, context)
        }
        try await serve(served) { served in
            let arguments = [script.path, "http://127.0.0.1:\(served.port)", descriptors.path]
            // Off Swift's pool, whose threads the front needs.
            let result = await withCheckedContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(returning: python.run(arguments)) }
            }
            #expect(result.status == 0, "\(result.output.suffix(4000))")
            #expect(result.output.split(separator: "\n").count { $0.hasPrefix("ok: ") } == 132)
        }
    }
}
