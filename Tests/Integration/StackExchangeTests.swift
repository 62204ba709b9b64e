import Foundation
import JSON
import Testing

/// Real data beside the repository, which not everybody has.
private enum StackExchange {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data").path

    static func path(_ site: String) -> String { "\(folder)/stackexchange_\(site)" }

    static var isThere: Bool { FileManager.default.fileExists(atPath: path("ai")) }
}

extension IntegrationTests {
    /// Real questions, answers and accepted answers, read as jobs, applications and hires.
    @Suite(.enabled(if: StackExchange.isThere, "no data sets at ../shared/data/stackexchange_*"))
    struct StackExchangeTests {
        /// Import, training up to a moment, and what came after it; against the best simple ranker that the data's own
        /// description knows.
        @Test(arguments: [("ai", 0.328), ("cardano", 0.376), ("beer", 0.317)])
        func theMergedRankingBeatsTheSimpleOnes(site: String, bar: Double) async throws {
            let home = try TestHome()
            let data = StackExchange.path(site)
            let report = try await home.tandem("import", data, "--json").json()
            #expect(report["rejected"]?.integerValue == 0)
            let split = try JSONValue(parsing: [UInt8](try Data(contentsOf: URL(filePath: data + "/split.json"))))
            let until = try #require(split["train_until"]?.stringValue)
            try await home.tandem("train", "--until", until, "--decisions", "100")
            let evaluation = try await home.tandem("evaluate", "--json", "--resamples", "200").json()
            #expect(evaluation["from"]?.stringValue == until)
            let rankers = try #require(evaluation["labels"]?["apply"]?["rankers"])
            func gain(_ ranker: String, _ part: String = "estimate") -> Double {
                rankers[ranker]?["nDCG@10"]?[part]?.doubleValue ?? .nan
            }
            #expect(gain("merged") > bar)
            #expect(gain("merged", "lower") < gain("merged") && gain("merged") < gain("merged", "upper"))
            for simple in ["recency", "skill overlap", "overlap + recency", "overlap + fast recency"] {
                #expect(gain("merged") > gain(simple), "\(site): \(simple)")
            }
        }
    }
}
