import Contracts
import JSON
import Operations
import RPC
import Testing

extension IntegrationTests {
    /// Training and evaluation, by the command.
    @Suite struct LearningTests {
        @Test func sameDataAndSeedMakeTheSameModelsAndRankings() async throws {
            var models: [[String: [UInt8]]] = []
            var rankings: [[[String]]] = []
            for _ in 0..<2 {
                let home = try TestHome()
                try await home.tandem("import", try await Sample.folder())
                let trained = try await home.tandem("train", "--seed", "11", "--decisions", "60", "--json").json()
                #expect(trained["services"]?.arrayValue?.count == 6)
                models.append(try home.models())
                let suite = try await RunningSuite(home)
                try await suite.settle()
                var ranking: [[String]] = []
                for job in ["j50", "j120", "j219"] {
                    let match = try await suite.call(GatewayService.matchFreelancers, .init(jobID: job, limit: 100))
                    ranking.append(match.matches.map { "\($0.id) \($0.score)" })
                }
                rankings.append(ranking)
                #expect(await suite.stop() == .status(0))
            }
            #expect(models[0].keys.sorted() == ["client-model", "freelancer-model", "gateway", "query-understanding"])
            #expect(models[0] == models[1])
            #expect(rankings[0] == rankings[1])
            #expect(rankings[0].allSatisfy { $0.count == 100 })
        }

        @Test func anEvaluationJudgesWhatCameAfterTraining() async throws {
            let home = try TestHome()
            try await home.tandem("import", try await Sample.folder())
            let missing = try await home.tandem("evaluate", succeeds: false)
            #expect(missing.end == .status(1) && missing.errors.joined().contains("train"))
            try await home.tandem("train", "--until", "2026-02-05", "--decisions", "60")
            let report = try await home.tandem("evaluate", "--json", "--resamples", "200").json()
            #expect(report["from"]?.stringValue == "2026-02-05T00:00:00.000Z")
            #expect((report["jobs"]?.integerValue ?? 0) > 20)
            #expect([2, 3].contains(report["models"]?.arrayValue?.count))
            for label in ["apply", "hire"] {
                let figures = try #require(report["labels"]?[label])
                #expect((figures["jobs"]?.integerValue ?? 0) > 5)
                for (name, ranker) in figures["rankers"]?.objectValue?.members ?? [] {
                    for measure in ["MRR", "recall@10", "nDCG@10"] {
                        let (low, middle, high) = (
                            ranker[measure]?["lower"]?.doubleValue ?? -1,
                            ranker[measure]?["estimate"]?.doubleValue ?? -1,
                            ranker[measure]?["upper"]?.doubleValue ?? -1
                        )
                        #expect(0 <= low && low <= middle && middle <= high && high <= 1, "\(label) \(name) \(measure)")
                    }
                }
            }
            for side in ["P(apply)", "P(hire | application)"] {
                let figures = try #require(report["first_levels"]?["sides"]?[side], "\(side)")
                let area = figures["auc"]?["estimate"]?.doubleValue ?? 0
                #expect(area > 0.5 && area <= 1, "\(side)")
                #expect(figures["log_loss"]?["estimate"]?.doubleValue ?? 0 > 0, "\(side)")
                #expect((figures["positives_foretold"]?.doubleValue ?? 0) > 0, "\(side)")
                #expect(figures["calibration"]?.arrayValue?.isEmpty == false)
            }
            func gain(_ ranker: String) -> Double {
                report["labels"]?["apply"]?["rankers"]?[ranker]?["nDCG@10"]?["estimate"]?.doubleValue ?? 0
            }
            // In a made-up market whose freelancers have trades, whoever knows nothing of skills is easily beaten.
            #expect(gain("merged") > gain("recency"))
            #expect(gain("freelancer's side alone") > gain("recency"))
            let text = try await home.tandem("evaluate", "--resamples", "50", "--fusion", "harmonic").output
            #expect(text.contains { $0.hasPrefix("merged - ") })
            #expect(text.contains { $0.hasPrefix("drawing lots") })
        }
    }
}
