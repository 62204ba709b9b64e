public import Foundation

/// A program of this package that tests run.
public enum BuiltProgram {
    /// Where the executable target of that name was built: beside the tests themselves.
    ///
    /// - Throws: `CocoaError` when it is not there.
    public static func url(_ name: String) throws -> URL {
        for path in CommandLine.arguments + [Bundle.main.bundlePath] where path.contains(".build") {
            var folder = URL(filePath: path)
            for _ in 0..<6 {
                let candidate = folder.appending(path: name)
                if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
                folder.deleteLastPathComponent()
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
