import Foundation
import JSON
import Testing

@testable import Operator

/// A folder for one test, removed when the test is done.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("tandem-simulate-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ lines: [String]) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: url)
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path).appendingPathComponent(name)))
    }
}

/// A simulated marketplace, read back from its files.
struct SimulatedLog: Sendable {
    let freelancers: [JSONObject]
    let clients: [JSONObject]
    let jobs: [JSONObject]
    let events: [JSONObject]
    let summary: SimulationSummary

    /// One that several tests look at: about 55,000 facts.
    static let shared = Result {
        var options = SimulationOptions()
        options.freelancers = 350
        options.clients = 90
        options.jobs = 450
        options.days = 90
        return try SimulatedLog(options)
    }

    init(_ options: SimulationOptions) throws {
        let folder = try TemporaryFolder()
        summary = try SimulatedMarketplace.write(options, to: folder.path)
        freelancers = try Self.objects(try folder.bytes("freelancers.jsonl"))
        clients = try Self.objects(try folder.bytes("clients.jsonl"))
        jobs = try Self.objects(try folder.bytes("jobs.jsonl"))
        events = try Self.objects(try folder.bytes("events.jsonl"))
    }

    /// Events of a type, in order.
    func events(_ type: SimulatedEvent) -> [JSONObject] {
        events.filter { $0.text("type") == type.name }
    }

    private static func objects(_ bytes: [UInt8]) throws -> [JSONObject] {
        try bytes.split(separator: UInt8(ascii: "\n")).map { line in
            try #require(try JSONValue(parsing: Array(line)).objectValue)
        }
    }
}

extension JSONObject {
    func text(_ key: String) -> String { self[key]?.stringValue ?? "" }
    func number(_ key: String) -> Double? { self[key]?.doubleValue }
    func texts(_ key: String) -> [String] { self[key]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}
