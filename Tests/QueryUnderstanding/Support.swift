import Contracts
import Foundation
import Marketplace
import TestSupport
import Testing
import Text

@testable import QueryUnderstanding

/// Real data beside the package, which not every machine has.
enum SharedData {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("../shared/data").standardized.path

    static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

    /// A log of a data set in the import format.
    static func log(of name: String, in folder: TemporaryFolder) throws -> FactLog {
        let log = try FactLog.open(url: FactLog.url(path: "\(folder.path)/\(name).db"), mode: .readWrite)
        _ = try JSONLinesImport(directory: "\(Self.folder)/\(name)")
            .run(into: log, rejectsPath: "\(folder.path)/rejects.jsonl")
        return log
    }
}

/// Facts numbered in the order in which they are made.
struct FactMaker {
    private(set) var facts: [Fact] = []

    mutating func add(_ body: Fact.Body) {
        let sequence = UInt64(facts.count + 1)
        facts.append(Fact(sequence: sequence, id: "f\(sequence)", time: Int64(sequence) * 1_000_000, body: body))
    }

    mutating func job(_ id: String, _ skills: [String], category: String = "", title: String = "") {
        add(.job(Job(id: id, title: title, skills: skills, category: category)))
    }

    mutating func freelancer(_ id: String, _ skills: [String]) {
        add(.freelancer(Freelancer(id: id, skills: skills)))
    }
}

extension UnderstandingState {
    /// The state after some facts.
    convenience init(_ facts: [Fact]) {
        self.init()
        facts.forEach(apply)
    }

    /// What a text means, by this state alone.
    func understand(_ text: String, model: CategoryModel? = nil, categoryLimit: Int = 3) -> UnderstandResponse {
        Understanding(state: self, model: model).understand(
            text, tokens: Understanding.tokenizer.tokenize(text), categoryLimit: categoryLimit)
    }

    func describe(_ name: String) -> Concept? { Understanding(state: self, model: nil).describe(name) }

    var snapshot: [UInt8] {
        var writer = SnapshotWriter()
        encode(to: &writer)
        return writer.bytes
    }
}
