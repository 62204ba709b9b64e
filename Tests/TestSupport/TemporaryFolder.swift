import Foundation

/// A folder for one test, removed with this object.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes an empty folder in the system's temporary one.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "tandem-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder, there or not.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// What a file in the folder contains.
    public func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    /// Writes a file into the folder, or over it.
    public func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    }
}
