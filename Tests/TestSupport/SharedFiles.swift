import CZlib
import Foundation
public import Testing

/// Files beside the repository (`../shared`): published data and the exact answers of other implementations.
public enum SharedFiles {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")

    /// Whether a file is there; a test that needs it is skipped otherwise.
    public static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// What a skipped test says.
    public static func skipped(_ path: String) -> Comment { "shared/\(path) is not beside the repository" }

    /// The members of a JSON object.
    public static func json(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appendingPathComponent(path))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The bytes of a file, gzipped or not.
    public static func bytes(_ path: String) throws -> [UInt8] {
        let file = try #require(gzopen(folder.appendingPathComponent(path).path, "rb"))
        defer { gzclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = gzread(file, &buffer, UInt32(buffer.count))
            try #require(count >= 0)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[0..<Int(count)])
        }
    }

    /// The lines of a text, gzipped or not, empty ones left out.
    public static func lines(_ path: String) throws -> [String] {
        String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
