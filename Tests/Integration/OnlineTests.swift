import Foundation
import JSON
import Marketplace
import Testing

extension IntegrationTests {
    /// Experiments of the gateway, from its options to what the log tells: people of a simulated market use real services.
    @Suite struct OnlineTests {
        @Test func likeArmsAreFoundAlikeAndADifferentOneDifferent() async throws {
            let home = try TestHome()
            let kept = home.path + "/rehearsal"
            let report = try await home.tandem(
                "rehearse", "--keep", kept, "--json", "--freelancers", "150", "--jobs", "500", "--history", "40",
                "--days", "6", "--seed", "3", "--experiment",
                "ab=a@product:0.34,b@product:0.33,few@product/candidates=2:0.33"
            ).json()
            let feed = try #require(
                report["experiments"]?.arrayValue?.first { $0["question"]?.stringValue == "MatchJobs" })
            #expect(feed["share_mismatch"]?.boolValue == false && feed["control"]?.stringValue == "a")
            let differences = try #require(feed["differences"]?.arrayValue)
            func significant(_ arm: String) -> [String] {
                differences.filter { $0["arm"]?.stringValue == arm && $0["significant"]?.boolValue == true }
                    .compactMap { $0["outcome"]?.stringValue }
            }
            #expect(significant("b").isEmpty, "A/A finds nothing")
            #expect(significant("few").contains("clicks"), "a feed of two posts is clicked less than one of eight")

            // The log alone tells the same.
            let log = FactLog.url(path: kept + "/market.db")
            #expect(try await home.tandem("evaluate", "--online", "--log", log, "--json").json() == report)
            let text = try await home.tandem("evaluate", "--online", "--log", log).output.joined(separator: "\n")
            #expect(text.contains("Experiment ab, MatchJobs; differences to a"))
        }
    }
}
