import ContractDescriptors
import Contracts
import Foundation
import ProtobufWire
import RPC
import Testing

@testable import Gateway

/// The front against a client that others wrote: PyPI's `connectrpc`.
@Suite struct ConnectClientTests {
    /// Versions that the script was written for.
    private static let packages = ["connectrpc==0.13.0", "protobuf==7.36.2"]

    /// A Python with the packages, made on first use and kept beside the build; nil where it cannot be made, for want
    /// of Python or of a network.
    private static let python: String? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../.build/python-\(packages.joined(separator: "-"))"
        ).standardizedFileURL
        let python = folder.appending(path: "bin/python").path
        if run(python, ["-c", "import connectrpc, google.protobuf"]).status == 0 { return python }
        guard run("/usr/bin/env", ["python3", "-m", "venv", "--clear", folder.path]).status == 0,
            run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"] + packages).status == 0
        else { return nil }
        return python
    }()

    private static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: String) {
        guard FileManager.default.isExecutableFile(atPath: program) else { return (127, "there is no \(program)") }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        do {
            try process.run()
        } catch {
            return (127, "\(error)")
        }
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

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
                DispatchQueue.global().async { continuation.resume(returning: Self.run(python, arguments)) }
            }
            #expect(result.status == 0, "\(result.output.suffix(4000))")
            #expect(result.output.split(separator: "\n").count { $0.hasPrefix("ok: ") } == 132)
        }
    }
}
