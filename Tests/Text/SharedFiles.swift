import CZlib
import Foundation
import Testing

/// Files beside the repository (`../shared`): published data.
enum SharedFiles {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")

    /// Whether a file is there; a test that needs it is skipped otherwise.
    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    static func skipped(_ path: String) -> Comment { "shared/\(path) is not beside the repository" }

    /// The bytes of a gzipped file.
    static func gzippedBytes(_ path: String) throws -> [UInt8] {
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
}
