import Contracts
import Foundation
import Testing

@testable import Marketplace

/// docs/data-formats.md against the program.
@Suite("Data formats page")
struct DocumentationTests {
    let page: String

    init() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().resolvingSymlinksInPath()
        page = try String(contentsOf: package.appending(path: "docs/data-formats.md"), encoding: .utf8)
    }

    @Test func namesEveryTypeFieldAndReason() {
        for kind in FactKind.allCases where ![.freelancer, .client, .job].contains(kind) {
            #expect(page.contains(kind.name), "\(kind.name)")
        }
        for reason in RejectReason.allCases { #expect(page.contains("| \(reason.rawValue) |"), "\(reason.rawValue)") }
        func check(_ names: [StaticString]) {
            for name in names { #expect(page.contains(name.description), "\(name)") }
        }
        check(RecordFormats.freelancer.fields.map(\.name))
        check(RecordFormats.client.fields.map(\.name))
        check(RecordFormats.job.fields.map(\.name))
        check(RecordFormats.click.fields.map(\.name))
        check(RecordFormats.rankingServed.fields.map(\.name) + RecordFormats.rankedItem.fields.map(\.name))
        check(RecordFormats.application.fields.map(\.name) + RecordFormats.feedback.fields.map(\.name))
        check(RecordFormats.payment.fields.map(\.name) + RecordFormats.endorsement.fields.map(\.name))
    }

    @Test func itsExamplesAreTaken() throws {
        let lines = page.split(separator: "\n").filter { $0.hasPrefix("{\"id\"") }
        #expect(lines.count == 6)
        for line in lines {
            let file: RecordFile =
                line.contains("\"type\"")
                ? .events : line.contains("posted_at") ? .jobs : line.contains("industry") ? .clients : .freelancers
            var unknown: [String] = []
            try Array(line.utf8).withUnsafeBufferPointer { bytes in
                _ = try RecordLine.fact(bytes, in: file, unknown: &unknown)
            }
            #expect(unknown.isEmpty)
        }
    }

    /// The published check values of MurmurHash3 x64 128.
    @Test func contentHash() {
        func hash(_ text: String) -> String { Array(text.utf8).withUnsafeBytes { ContentHash.hexadecimal($0) } }
        #expect(hash("") == String(repeating: "0", count: 32))
        #expect(hash("hello") == "cbd8a7b341bd9b025b1e906a48ae1d19")
        #expect(hash("The quick brown fox jumps over the lazy dog") == "e34bbc7bbc071b6c7a433ca9c49a9347")
    }
}
