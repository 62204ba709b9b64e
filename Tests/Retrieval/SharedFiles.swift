import CZlib
import Foundation
import Testing

/// Files kept beside the repository.
enum SharedFiles {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared")

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// Lines of a file, compressed or not.
    static func lines(_ path: String) throws -> [String] {
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
