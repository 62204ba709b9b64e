import Contracts
import Foundation
import Marketplace
import Testing

@testable import Recommender

/// How well what people did next was foreseen, in three real markets replayed fact by fact.
///
/// At every application after the split, by somebody who applied before, and before the fact is applied:
/// - similar freelancers: is one of the job's other applicants, known by then, among the ten most similar? Against the
///   ten who applied most so far.
/// - feed: is the job among the first ten? Against the ten newest jobs that could be in the feed.
///
/// Freshness decides most of what people apply to here: a model with eight trained weights, fitted on the two other
/// markets, found hardly more than the newest ten do, so that a small lead is all there is to have.
@Suite("Quality on real markets")
struct QualityTests {
    struct Hits {
        var decisions = 0
        var ours = 0
        var baseline = 0

        mutating func add(ours isHit: Bool, baseline isBaselineHit: Bool) {
            decisions += 1
            if isHit { ours += 1 }
            if isBaselineHit { baseline += 1 }
        }

        func rate(_ hits: Int) -> Double { Double(hits) / Double(max(1, decisions)) }
    }

    @Test(arguments: ["ai", "cardano", "beer"])
    func beatsTheMostActiveAndTheNewest(_ site: String) throws {
        guard let (facts, split) = try Self.load(site) else {
            print("skipped: no data set at ../shared/data/stackexchange_\(site)")
            return
        }
        var applicants: [String: Set<String>] = [:]
        for case .application(let event)? in facts.map(\.body) {
            applicants[event.jobID, default: []].insert(event.freelancerID)
        }
        let state = State()
        var applications: [String: Int] = [:]
        var similar = Hits()
        var feed = Hits()
        for fact in facts {
            if fact.time >= split, case .application(let event)? = fact.body, applications[event.freelancerID] != nil,
                let freelancer = state.freelancer(event.freelancerID)
            {
                let others = (applicants[event.jobID] ?? []).filter {
                    $0 != event.freelancerID && applications[$0] != nil
                }
                if !others.isEmpty {
                    let found = SimilarFreelancers(of: freelancer, state).best(10)
                    let active = applications.filter { $0.key != event.freelancerID }
                        .sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(10)
                    similar.add(
                        ours: found.contains { others.contains($0.id) },
                        baseline: active.contains { others.contains($0.key) })
                }
                var feedOfOne = JobFeed(of: freelancer, state)
                if let job = state.job(event.jobID), feedOfOne.isOffered(job) {
                    let newest = state.open.entries.reversed().lazy.filter { feedOfOne.isOffered($0.job) }.prefix(10)
                    let isNewest = newest.contains { $0.job == job }
                    feed.add(ours: feedOfOne.best(10).contains { $0.id == event.jobID }, baseline: isNewest)
                }
            }
            state.apply(fact)
            if case .application(let event)? = fact.body { applications[event.freelancerID, default: 0] += 1 }
        }
        for (name, hits) in [("similar freelancers", similar), ("feed", feed)] {
            print(
                String(
                    format: "%@ %@: hit rate@10 %.3f, baseline %.3f, %d decisions", site, name, hits.rate(hits.ours),
                    hits.rate(hits.baseline), hits.decisions))
        }
        #expect(similar.decisions > 100 && feed.decisions > 100)
        #expect(similar.rate(similar.ours) > similar.rate(similar.baseline) + 0.05)
        #expect(feed.ours > feed.baseline)
    }

    /// The facts in order of the log and the time after which decisions count; nil without the data.
    static func load(_ site: String) throws -> (facts: [Fact], split: Int64)? {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = package.deletingLastPathComponent().appending(path: "shared/data/stackexchange_\(site)")
        guard FileManager.default.fileExists(atPath: data.path) else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "tandem-quality-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = try FactLog.open(url: FactLog.url(path: folder.appending(path: "log.db").path), mode: .readWrite)
        _ = try JSONLinesImport(directory: data.path).run(
            into: log, rejectsPath: folder.appending(path: "rejects.jsonl").path)
        let text = try String(contentsOf: data.appending(path: "split.json"), encoding: .utf8)
        let day = try #require(text.firstMatch(of: /"train_until": "([^"]+)"/)).1
        let split = try Date(String(day), strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        return (try log.facts(after: 0, limit: 1_000_000), Int64(split.timeIntervalSince1970 * 1_000_000))
    }
}
