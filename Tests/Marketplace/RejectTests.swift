import Contracts
import Foundation
import JSON
import Marketplace
import ProtobufWire
import TestSupport
import Testing

@Suite("Bad lines")
struct RejectTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let good = #"{"id":"ok","type":"signup","time":"2020-01-01T00:00:00Z","user_id":"u"}"#
    static let start = #"{"id":"e","time":"2020-01-01T00:00:00Z","type":"application","job_id":"j","freelancer_id":"f""#

    static let bad: [(line: String, reason: RejectReason, field: String)] = [
        ("{", .invalidJSON, ""), ("not json", .invalidJSON, ""), ("[1,2]", .invalidJSON, ""), ("7", .invalidJSON, ""),
        (start + ",}", .invalidJSON, ""), (start + "} x", .invalidJSON, ""),
        (start + #","bid":NaN}"#, .invalidJSON, ""),
        (start + #","bid":01}"#, .invalidJSON, "bid"), (start + #","x":{"y":[}}"#, .invalidJSON, ""),
        (#"{"id":"e","time":"2020-01-01","job_id":"j"}"#, .missingField, "type"),
        (#"{"id":"e","type":"application","job_id":"j","freelancer_id":"f"}"#, .missingField, "time"),
        (#"{"id":"e","type":"application","time":"2020-01-01","job_id":"j"}"#, .missingField, "freelancer_id"),
        (
            #"{"id":"e","type":"application","time":"2020-01-01","job_id":"j","freelancer_id":null}"#, .missingField,
            "freelancer_id"
        ),
        (#"{"id":"e","type":"dance","time":"2020-01-01"}"#, .unknownType, "type"),
        (#"{"id":"e","type":"job","time":"2020-01-01"}"#, .unknownType, "type"),
        (#"{"id":"e","type":7,"time":"2020-01-01"}"#, .wrongType, "type"),
        (start + #","bid":"much"}"#, .wrongType, "bid"),
        (start + #","cover_letter":["x"]}"#, .wrongType, "cover_letter"),
        (#"{"id":7,"type":"signup","time":"2020-01-01","user_id":"u"}"#, .wrongType, "id"),
        (#"{"id":"e","type":"signup","time":1577836800,"user_id":"u"}"#, .wrongType, "time"),
        (
            #"{"id":"e","type":"freelancer_updated","time":"2020-01-01","freelancer_id":"f","skills":"swift"}"#,
            .wrongType, "skills"
        ),
        (
            #"{"id":"e","type":"freelancer_updated","time":"2020-01-01","freelancer_id":"f","skills":[1]}"#,
            .wrongType, "skills"
        ),
        (
            #"{"id":"e","type":"invitation_response","time":"2020-01-01","job_id":"j","freelancer_id":"f","accepted":1}"#,
            .wrongType, "accepted"
        ),
        (start + #","bid":-1}"#, .invalidValue, "bid"), (start + #","bid":1e300}"#, .invalidValue, "bid"),
        (start + #","cover_letter_length":-3}"#, .invalidValue, "cover_letter_length"),
        (start + #","cover_letter_length":1.5}"#, .invalidValue, "cover_letter_length"),
        (start + #","cover_letter_length":4294967296}"#, .invalidValue, "cover_letter_length"),
        (#"{"id":"e","type":"signup","time":"2020-01-01","user_id":""}"#, .invalidValue, "user_id"),
        (#"{"id":"e","type":"signup","time":"2020-01-01","user_id":"u","party":"both"}"#, .invalidValue, "party"),
        (
            #"{"id":"e","type":"feedback","time":"2020-01-01","freelancer_id":"f","from":"client","rating":6}"#,
            .invalidValue, "rating"
        ),
        (
            #"{"id":"\#(String(repeating: "x", count: 129))","type":"signup","time":"2020-01-01","user_id":"u"}"#,
            .invalidValue, "id"
        ),
        (#"{"id":"e","type":"signup","time":"yesterday","user_id":"u"}"#, .invalidTime, "time"),
        (#"{"id":"e","type":"signup","time":"2020-02-30","user_id":"u"}"#, .invalidTime, "time"),
        (#"{"id":"e","type":"signup","time":"1969-12-31","user_id":"u"}"#, .invalidTime, "time"),
        (#"{"id":"e","type":"signup","time":"2200-01-01","user_id":"u"}"#, .invalidTime, "time"),
        (start + #","bid":1,"bid":2}"#, .duplicateField, "bid"), (start + #","id":"f"}"#, .duplicateField, "id"),
        (start + #","type":"application"}"#, .duplicateField, "type"),
        (start + #","cover_letter":"\#(String(repeating: "x", count: 1 << 20))"}"#, .tooLarge, ""),
        (start + #","cover_letter":"\#(String(repeating: "x", count: 3 << 20))"}"#, .lineTooLong, ""),
    ]

    /// What goes into the log by other ways can be exported and imported, so the same ids are demanded of it.
    @Test(arguments: FactKind.allCases.filter { $0.rawValue > FactKind.job.rawValue })
    func theLogDemandsTheIdsThatALineMustHave(_ kind: FactKind) throws {
        // A fact with an empty body: the body's tag and no bytes.
        let tag = kind.rawValue << 3 | 2
        let bytes = (tag > 127 ? [UInt8(tag & 127 | 128), UInt8(tag >> 7)] : [UInt8(tag)]) + [0]
        let body = try #require(try Fact(serializedBytes: bytes).body)
        #expect(body.kind == kind)
        let line = #"{"id":"e","time":"2020-01-01T00:00:00Z","type":"\#(kind.name)"}"#
        try folder.write(line, to: "events.jsonl")
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        let report = try JSONLinesImport(directory: folder.path).run(
            into: log, rejectsPath: folder.file("rejects.jsonl"))
        let missing = report.firstRejected.first.map { "\(kind.name).\($0.field)" }
        #expect(FactLimits.missingField(in: body) == missing)
        let bare = Fact(id: "e2", time: 1, body: body)
        if missing == nil {
            #expect(try log.append([bare]).appended == 1)
        } else {
            #expect(throws: FactLogError.self) { try log.append([bare]) }
        }
        var random = RandomFacts(seed: 1)
        for _ in 0..<20 { #expect(FactLimits.missingField(in: random.body(kind)) == nil) }
    }

    @Test(arguments: bad.indices)
    func aBadLineIsSetAsideAndItsNeighboursGoIn(_ index: Int) throws {
        let (line, reason, field) = Self.bad[index]
        let other = Self.good.replacingOccurrences(of: "\"ok\"", with: "\"ok2\"")
        try folder.write([Self.good, line, other].joined(separator: "\n"), to: "events.jsonl")
        var options = ImportOptions()
        options.longestLine = 2 << 20
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        let report = try JSONLinesImport(directory: folder.path, options: options).run(
            into: log, rejectsPath: folder.file("rejects.jsonl"))
        #expect(report.appended == 2)
        #expect(report.lines == 3)
        #expect(report.rejected == 1)
        #expect(report.rejectedByReason == [reason: 1])
        let first = try #require(report.firstRejected.first)
        #expect((first.file, first.line, first.reason, first.field) == ("events.jsonl", 2, reason, field))
        let set = try Data(contentsOf: URL(filePath: folder.file("rejects.jsonl")))
        let entry = try JSONValue(parsing: Array(set), limits: JSONLimits(maximumBytes: 8 << 20))
        #expect(entry["line"] == 2)
        let text = try #require(entry["text"]?.stringValue)
        #expect(reason == .lineTooLong ? line.hasPrefix(text) && text.count == 4_096 : text == line)
        #expect(entry["reason"]?.stringValue?.hasPrefix(reason.rawValue + ": ") == true)
    }

    @Test func bytesThatAreNoUTF8() throws {
        var bytes = Array(Self.good.utf8) + [0x0A]
        bytes +=
            Array(#"{"id":"e","type":"signup","time":"2020-01-01","user_id":"a"#.utf8) + [0xFF] + Array("\"}\n".utf8)
        bytes += Array(#"{"id":"e","type":"signup","time":"2020-01-01","user_id":"u","other":"a"#.utf8) + [0xC0, 0xAF]
        bytes += Array("\"}".utf8)
        try Data(bytes).write(to: URL(filePath: folder.file("events.jsonl")))
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        let report = try JSONLinesImport(directory: folder.path).run(
            into: log, rejectsPath: folder.file("rejects.jsonl"))
        #expect(report.appended == 1)
        #expect(report.rejectedByReason == [.invalidUTF8: 2])
    }

    @Test func unknownFieldsAreCountedAndDontReject() throws {
        let line = #"{"id":"e\#(1)","type":"signup","time":"2020-01-01","user_id":"u","colour":[1],"mood":null}"#
        let twice = [line, line.replacingOccurrences(of: "e1", with: "e2")].joined(separator: "\n")
        try folder.write(twice, to: "events.jsonl")
        try folder.write(#"{"id":"f","colour":"red"}"#, to: "freelancers.jsonl")
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        let report = try JSONLinesImport(directory: folder.path).run(
            into: log, rejectsPath: folder.file("rejects.jsonl"))
        #expect(report.rejected == 0)
        #expect(report.unknownFields == ["events.colour": 2, "events.mood": 2, "freelancers.colour": 1])
        #expect(report.rejectsPath == nil)
        #expect(!FileManager.default.fileExists(atPath: folder.file("rejects.jsonl")))
    }

    @Test func badEntitiesAreSetAsideToo() throws {
        try folder.write(#"{"title":"x"}"# + "\n" + #"{"id":"j","level":"guru"}"#, to: "jobs.jsonl")
        try folder.write(#"{"id":"f","hourly_rate":"5"}"#, to: "freelancers.jsonl")
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        let report = try JSONLinesImport(directory: folder.path).run(
            into: log, rejectsPath: folder.file("rejects.jsonl"))
        #expect(report.rejectedByReason == [.missingField: 1, .invalidValue: 1, .wrongType: 1])
    }

    /// A compressed file that breaks off gives what it has, and says so.
    @Test func damagedCompression() throws {
        var random = RandomFacts(seed: 12)
        let log = try FactLog.open(url: folder.url("a.db"), mode: .readWrite)
        try log.append(random.facts(5_000))
        try JSONLinesExport(directory: folder.file("out")).run(from: log)
        let path = URL(filePath: folder.file("out/events.jsonl.gz"))
        let whole = try Data(contentsOf: path)
        try whole.prefix(whole.count / 2).write(to: path)
        let target = try FactLog.open(url: folder.url("b.db"), mode: .readWrite)
        let report = try JSONLinesImport(directory: folder.file("out")).run(
            into: target, rejectsPath: folder.file("rejects.jsonl"))
        #expect(report.rejectedByReason[.unreadable] == 1)
        #expect(report.appended > 500)
        #expect(report.appended < 5_000)
    }
}
