import Contracts
import Foundation
import JSON
import TestSupport
import Testing

@testable import Simulation

/// A simulated marketplace, read back from its files.
struct SimulatedLog: Sendable {
    let freelancers: [JSONObject]
    let clients: [JSONObject]
    let jobs: [JSONObject]
    let events: [JSONObject]
    let summary: SimulationSummary
    /// Files of the truth, by name.
    let truth: [String: [JSONObject]]

    /// One that several tests look at: about 50,000 facts.
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
        let hidden = try TemporaryFolder()
        summary = try SimulatedMarketplace.write(options, to: folder.path, truth: hidden.path)
        var truth: [String: [JSONObject]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: hidden.path) {
            truth[name] = try Self.objects(try hidden.bytes(name))
        }
        self.truth = truth
        freelancers = try Self.objects(try folder.bytes("freelancers.jsonl"))
        clients = try Self.objects(try folder.bytes("clients.jsonl"))
        jobs = try Self.objects(try folder.bytes("jobs.jsonl"))
        events = try Self.objects(try folder.bytes("events.jsonl"))
    }

    /// Events of a type, in order.
    func events(_ type: FactKind) -> [JSONObject] {
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
