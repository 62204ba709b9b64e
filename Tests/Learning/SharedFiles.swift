import CZlib
import Foundation
import Testing

/// Files beside the repository (`../shared`): published data and the exact answers of other implementations.
enum SharedFiles {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")

    /// Whether a file is there; a test that needs it is skipped otherwise.
    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    static func skipped(_ path: String) -> Comment { "shared/\(path) is not beside the repository" }

    static func json(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appendingPathComponent(path))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The lines of a gzipped text.
    static func gzippedLines(_ path: String) throws -> [String] {
        let file = try #require(gzopen(folder.appendingPathComponent(path).path, "rb"))
        defer { gzclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = gzread(file, &buffer, UInt32(buffer.count))
            try #require(count >= 0)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[0..<Int(count)])
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
