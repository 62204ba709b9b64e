import Foundation

/// A Python with Google's protobuf package, for tests in which that is the judge or the peer.
public struct Python: Sendable {
    /// The first that has the package (Debian: python3-protobuf); nil where there is none.
    public static let withProtobuf: Python? = ["/usr/bin/python3", "/usr/local/bin/python3"].lazy
        .map { Python(path: $0) }
        .first { $0.run(["-c", "import google.protobuf"]).status == 0 }

    /// What a skipped test says.
    public static let missing = "there is no Python with protobuf; install python3-protobuf"

    private let path: String

    /// The Python at a path, which need not be there yet.
    public init(path: String) { self.path = path }

    /// Runs a script to its end and gives what it has said, errors included; blocks.
    public func run(_ arguments: [String]) -> (status: Int32, output: String) {
        guard FileManager.default.isExecutableFile(atPath: path) else { return (127, "there is no \(path)") }
        let process = Process()
        process.executableURL = URL(filePath: path)
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
}
