import Contracts
import Foundation
import Learning
import Marketplace
import TestSupport
import Testing

@testable import Operator

/// The rankers that Tandem has to beat, and what counts as a decision.
@Suite struct SimpleRankerTests {
    private static let day: Int64 = 86_400_000_000

    private func job(_ id: String, _ skills: [String], day: Int64) -> Fact {
        Fact(id: "job:\(id)", time: day * Self.day, body: .job(Job(id: id, clientID: "c", skills: skills)))
    }

    private func application(_ freelancer: String, _ job: String, day: Int64) -> Fact {
        Fact(
            id: "\(freelancer)>\(job)", time: day * Self.day,
            body: .application(Application(applicationID: "\(freelancer)>\(job)", jobID: job, freelancerID: freelancer))
        )
    }

    @Test func ranksAreThoseOfTheFormulas() {
        var rankers = SimpleRankers()
        let history = [
            job("1", ["swift"], day: 0), application("specialist", "1", day: 1),
            job("2", ["swift", "sql"], day: 2), application("specialist", "2", day: 3),
            application("generalist", "2", day: 4), job("3", ["php"], day: 5), application("stranger", "3", day: 90),
        ]
        for fact in history { rankers.apply(fact) }
        #expect(rankers.known == ["specialist", "generalist", "stranger"])
        let ranks = rankers.rank(skills: ["swift", "swift"], time: 91 * Self.day)
        #expect(ranks[.recency] == ["stranger", "generalist", "specialist"])
        #expect(ranks[.overlap] == ["specialist", "generalist", "stranger"])
        // Specialist: 1 + exp(-88/90)/2; generalist: ln 2 / ln 3 + exp(-87/90)/2; stranger: exp(-1/90)/2.
        #expect(ranks[.overlapAndRecency] == ["specialist", "generalist", "stranger"])
        // 1.053, 0.686, 0.967.
        #expect(ranks[.overlapAndFastRecency] == ["specialist", "stranger", "generalist"])
        let unasked = rankers.rank(skills: [], time: 91 * Self.day)
        // Nothing overlaps: more applications, then recency by its own term.
        #expect(unasked[.overlap] == ["specialist", "generalist", "stranger"])
        #expect(unasked[.overlapAndRecency] == ["stranger", "generalist", "specialist"])
        let some = rankers.rank(skills: [], time: 91 * Self.day) { $0 != "stranger" }
        #expect(some[.overlapAndRecency] == ["generalist", "specialist"])
    }

    @Test func outcomesAreThoseOfJobsPostedSince() throws {
        let folder = try TemporaryFolder()
        let log = try FactLog.open(url: FactLog.url(path: folder.path + "/market.db"), mode: .readWrite)
        func hire(_ freelancer: String, _ job: String, day: Int64) -> Fact {
            Fact(
                id: "hire:\(job):\(freelancer)", time: day * Self.day,
                body: .hire(Hire(jobID: job, freelancerID: freelancer)))
        }
        try log.append([
            job("old", [], day: 0), job("new", [], day: 10), application("a", "old", day: 11),
            application("a", "new", day: 12), hire("a", "new", day: 12), application("b", "new", day: 13),
            application("d", "new", day: 13),
            Fact(
                id: "w", time: 14 * Self.day,
                body: .applicationWithdrawn(ApplicationWithdrawn(jobID: "new", freelancerID: "d"))),
            hire("b", "new", day: 15), hire("a", "old", day: 16), hire("nobody", "new", day: 17),
            // The post is changed, which is no new post.
            Fact(id: "again", time: 18 * Self.day, body: .job(Job(id: "new", clientID: "c", title: "Changed"))),
        ])
        let outcomes = try MarketOutcomes(log, from: 10 * Self.day)
        #expect(outcomes.jobs.keys.sorted() == [2])
        #expect(outcomes.jobs[2]?.applicants == ["a", "b", "d"])
        #expect(outcomes.jobs[2]?.hired == ["a", "b", "nobody"])
        // The first hire had no rival, and the last one never applied.
        #expect(outcomes.contests.keys.sorted() == [9])
        #expect(outcomes.contests[9]?.applicants == ["a", "b"])
        #expect(outcomes.contests[9]?.winner == "b")
        #expect(outcomes.lastSequence == 12)
    }

    /// Figures that the data's own README states; "overlap + recency" is described there in words only.
    @Test(
        arguments: [
            ("ai", 1_526_916_621_627_000, [0.322, 0.287], [0.328, 0.335]),
            ("beer", 1_466_511_393_427_000, [0.317, 0.286], [0.286, 0.288]),
            ("cardano", 1_635_124_282_390_000, [0.274, 0.306], [0.376, 0.380]),
        ] as [(String, Int64, [Double], [Double])])
    func publishedFiguresAreReproduced(
        site: String, start: Int64, recency: [Double], overlapAndRecency: [Double]
    ) throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = package.deletingLastPathComponent().appending(path: "shared/data/stackexchange_\(site)").path
        guard FileManager.default.fileExists(atPath: data) else {
            print("skipped: no data set at ../shared/data/stackexchange_\(site)")
            return
        }
        let folder = try TemporaryFolder()
        let log = try FactLog.open(url: FactLog.url(path: folder.path + "/market.db"), mode: .readWrite)
        _ = try JSONLinesImport(directory: data).run(into: log, rejectsPath: folder.path + "/rejects.jsonl")
        let outcomes = try MarketOutcomes(log, from: start)
        var rankers = SimpleRankers()
        var values: [SimpleRankers.Ranker: [[Double]]] = [:]
        try log.forEach(after: 0) { fact in
            if let outcome = outcomes.jobs[fact.sequence], case .job(let job) = fact.body {
                for (ranker, ids) in rankers.rank(skills: job.skills, time: fact.time) {
                    for (index, relevant) in [outcome.applicants, outcome.hired].enumerated() {
                        let ranked = ids.map { relevant.contains($0) ? 1.0 : 0.0 }
                        guard let value = RankingMetrics.normalizedDiscountedCumulativeGain(ranked, at: 10) else {
                            continue
                        }
                        values[ranker, default: [[], []]][index].append(value)
                    }
                }
            }
            rankers.apply(fact)
            return true
        }
        for (ranker, published, tolerance) in [
            (SimpleRankers.Ranker.recency, recency, 0.0006), (.overlapAndRecency, overlapAndRecency, 0.0075),
        ] {
            for index in 0..<2 {
                let all = values[ranker]?[index] ?? []
                let mean = all.reduce(0, +) / Double(all.count)
                #expect(abs(mean - published[index]) < tolerance, "\(ranker.rawValue) \(index): \(mean)")
            }
        }
    }
}
