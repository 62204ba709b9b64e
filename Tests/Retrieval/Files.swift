import Foundation

/// A place for a file of its own.
func temporaryPath() throws -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("retrieval-\(UUID().uuidString)").path
}

func removeFile(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

func fileBytes(_ path: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) }

func writeFile(_ bytes: [UInt8], _ path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
