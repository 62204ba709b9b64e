import Foundation
import Testing

/// Google's Python package as a judge of every message of the contract, in both directions.
struct PythonTests {
    @Test
    func everyMessageOfTheContract() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", root.appending(path: "Tests/ConformanceProgram/cross_check.py").path, try Self.program().path,
            root.appending(path: "protos").path,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        switch process.terminationStatus {
        case 0: #expect(text.contains("are the same in both"))
        case 77, 127: print("PythonTests: \(process.terminationStatus == 127 ? "skipped: no python3" : text)")
        default: Issue.record("\(text)")
        }
    }

    /// Beside the tests themselves, where every product is built.
    private static func program() throws -> URL {
        for path in CommandLine.arguments + [Bundle.main.bundlePath] where path.contains(".build") {
            var folder = URL(filePath: path)
            for _ in 0..<6 {
                let candidate = folder.appending(path: "ConformanceProgram")
                if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
                folder.deleteLastPathComponent()
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
