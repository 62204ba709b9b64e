import Contracts
import Foundation
import Glibc
import JSON
import Marketplace
import Operations
import Testing

extension IntegrationTests {
    /// Files into the log and out again, by the command.
    @Suite struct TransferTests {
        static let files = ["freelancers.jsonl", "clients.jsonl", "jobs.jsonl", "events.jsonl"]

        @Test func importExportImportIsEqual() async throws {
            let (first, second) = (try TestHome(), try TestHome())
            let report = try await first.tandem("import", try await Sample.folder(), "--json").json()
            let lines = try #require(report["lines"]?.integerValue)
            #expect(lines > 5_000)
            #expect(report["appended"]?.integerValue == lines)
            #expect(report["rejected"]?.integerValue == 0)
            #expect(report["unknown_fields"]?.objectValue?.isEmpty == true)

            let again = try await first.tandem("import", try await Sample.folder(), "--json").json()
            #expect(again["appended"]?.integerValue == 0)
            #expect(again["duplicates"]?.integerValue == lines)
            #expect(again["log_sequence"]?.integerValue == lines)

            try await first.tandem("export", first.path + "/out", "--plain")
            try await second.tandem("import", first.path + "/out")
            try await second.tandem("export", second.path + "/out", "--plain")
            for file in Self.files { #expect(try first.bytes("out/\(file)") == second.bytes("out/\(file)"), "\(file)") }
            // Compressed, as the command writes by default, it is the same log too.
            let third = try TestHome()
            try await second.tandem("export", second.path + "/compressed")
            for file in Self.files { #expect(try second.bytes("compressed/\(file).gz").starts(with: [0x1F, 0x8B])) }
            try await third.tandem("import", second.path + "/compressed")
            #expect(try third.log.facts(after: 0, limit: .max) == second.log.facts(after: 0, limit: .max))
            let facts = try await first.tandem("facts").output
            #expect(facts.count == Int(lines))
            #expect(try await second.tandem("facts").output == facts)
        }

        @Test func badLinesAreSetAsideAndTold() async throws {
            let home = try TestHome()
            let folder = home.path + "/in"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let lines = [
                #"{"id":"e1","type":"hire","time":"2020-01-02T00:00:00Z","job_id":"j1","freelancer_id":"f1"}"#,
                #"{"id":"e2","type":"dance","time":"2020-01-02T00:00:00Z"}"#, "{", #"{"type":"hire"}"#,
                #"{"id":"e3","type":"hire","time":"yesterday","job_id":"j1","freelancer_id":"f1"}"#,
            ]
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: folder + "/events.jsonl"))
            let result = try await home.tandem("import", folder)
            let text = result.output.joined(separator: "\n")
            #expect(text.contains("1 new facts"))
            #expect(text.contains("4 lines set aside"))
            #expect(text.contains("unknown type"))
            let rejects = try home.bytes("rejects.jsonl").split(separator: UInt8(ascii: "\n"))
            #expect(try rejects.map { try JSONValue(parsing: Array($0))["line"]?.integerValue } == [2, 3, 4, 5])
            #expect(try await home.tandem("import", home.path + "/nowhere", succeeds: false).end == .status(1))
            #expect(try await home.tandem("import", succeeds: false).end == .status(2))
        }

        @Test func twoImportsAtOnceAreOne() async throws {
            let (home, calm) = (try TestHome(), try TestHome())
            let files = try await Sample.folder()
            async let first = home.tandem("import", files, "--json")
            async let second = home.tandem("import", files, "--json")
            let appended = try await [first, second].map { try $0.json()["appended"]?.integerValue ?? 0 }
            try await calm.tandem("import", files)
            let expected = try calm.log.facts(after: 0, limit: .max).map(\.id)
            #expect(appended.reduce(0, +) == Int64(expected.count))
            #expect(try home.log.facts(after: 0, limit: .max).map(\.id).sorted() == expected.sorted())
        }

        /// Killed again and again, an import leaves a beginning of the log, and goes on from there.
        @Test func anImportKilledAtAnyMomentLosesAndDoublesNothing() async throws {
            let whole = try TestHome()
            let watch = Stopwatch()
            try await whole.tandem("import", try await Sample.folder())
            let seconds = watch.seconds
            let expected = try whole.log.facts(after: 0, limit: .max).map(\.id)

            var numbers = SeededNumbers(seed: 20)
            let home = try TestHome()
            var reached = 0
            for round in 0..<10 {
                let child = try Built.start(
                    "tandem", ["import", try await Sample.folder(), "--home", home.path], output: Collected(),
                    errors: Collected())
                try await Task.sleep(for: .seconds(seconds * Double(numbers.below(1_000)) / 1_000))
                child.send(SIGKILL)
                _ = await child.end()
                guard let log = try? home.log else { continue }
                let there = try log.facts(after: 0, limit: .max)
                #expect(there.map(\.id) == Array(expected.prefix(there.count)), "round \(round)")
                #expect(there.map(\.sequence) == (0..<UInt64(there.count)).map { $0 + 1 })
                #expect(there.count >= reached)
                reached = there.count
            }
            try await home.tandem("import", try await Sample.folder())
            #expect(try home.log.facts(after: 0, limit: .max).map(\.id) == expected)
        }
    }
}
