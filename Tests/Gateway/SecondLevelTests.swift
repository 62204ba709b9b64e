import Contracts
import Foundation
import Learning
import RPC
import Testing

@testable import Gateway

@Suite struct SecondLevelTests {
    /// Candidates with random sides; the freelancer's side tells two features, one of them not always known.
    static func ranking(_ count: Int, seed: UInt64) throws -> Ranking {
        var generator = SeededGenerator(seed: seed)
        func side(_ names: [String]) throws -> SideScores {
            var response = ScoreResponse(featureNames: names)
            for _ in 0..<count {
                response.probabilities.append(generator.uniform())
                for index in names.indices {
                    let isKnown = index == 0 || generator.uniform() < 0.8
                    response.features.append(isKnown ? Float(generator.uniform() * 10) : .nan)
                }
            }
            return try SideScores(response, candidates: count)
        }
        return Ranking(
            candidates: (0..<count).map { Candidate(id: "f\($0)", textScore: Double($0 % 7)) },
            client: try side([]), freelancer: try side(["activity", "rate"]))
    }

    /// A second level that has learnt to prefer those who are active, from rankings of other seeds.
    static func level(name: String = "match_freelancers", weight: Double = 0.3) throws -> RankingModel {
        var rows = DenseMatrix(columnCount: 0)
        var labels: [Double] = []
        var names: [String] = []
        let sizes = Array(repeating: 40, count: 30)
        for (seed, size) in sizes.enumerated() {
            let ranking = try ranking(size, seed: 100 + UInt64(seed))
            let table = StandingTable(ranking)
            if names.isEmpty {
                names = table.names
                rows = DenseMatrix(columnCount: names.count)
            }
            for candidate in 0..<size {
                rows.append(table.rows.row(candidate))
                labels.append(ranking.freelancer.features[candidate * 2] > 7 ? 1 : 0)
            }
        }
        var options = BoostingOptions()
        options.iterations = 30
        let trees = try GradientBoosting(objective: .lambdaMART(LambdaMARTOptions()), options: options)
            .train(try BinnedMatrix(rows), BoostingData(labels: labels, groupSizes: sizes))
        return RankingModel(name: name, features: names, trees: trees.lightGBMText(), productWeight: weight)
    }

    @Test("Standings are distances from the mean and counts of those who have more; unknown stays unknown")
    func table() throws {
        let ranking = try Self.ranking(50, seed: 1)
        let table = StandingTable(ranking)
        #expect(Set(table.names).count == table.names.count)
        #expect(table.rows.rowCount == 50)
        for (place, name) in ["freelancer.activity", "freelancer.rate"].enumerated() {
            let z = try #require(table.names.firstIndex(of: "z(\(name))"))
            let rank = try #require(table.names.firstIndex(of: "rank(\(name))"))
            let values = (0..<50).map { Double(ranking.freelancer.features[$0 * 2 + place]) }
            let known = values.filter { !$0.isNaN }
            let mean = known.reduce(0, +) / Double(known.count)
            for row in 0..<50 {
                guard !values[row].isNaN else {
                    #expect(table.rows[row, z].isNaN && table.rows[row, rank].isNaN)
                    continue
                }
                #expect((table.rows[row, z] > 0) == (values[row] > mean))
                let more = known.filter { $0 > values[row] }.count
                #expect(abs(exp(table.rows[row, rank]) - 1 - Double(more)) < 1e-9)
            }
            let standings = (0..<50).map { table.rows[$0, z] }.filter { !$0.isNaN }
            #expect(abs(standings.reduce(0, +)) < 1e-9)
            #expect(abs(standings.reduce(0) { $0 + $1 * $1 } / Double(standings.count) - 1) < 1e-9)
        }
    }

    @Test("A hit's contributions sum to its score, and all candidates are ranked once, best first")
    func contributionsSum() throws {
        let level = try SecondLevel(try Self.level())
        for count in [1, 2, 60, 350] {
            let ranking = try Self.ranking(count, seed: 7)
            let table = StandingTable(ranking)
            let matches = try #require(ranking.best(1_000, level, table, features: 1_000))
            #expect(Set(matches.map(\.id)) == Set(ranking.candidates.map(\.id)))
            #expect(matches.count == count)
            #expect(matches.map(\.score) == matches.map(\.score).sorted(by: >))
            for (rank, match) in matches.enumerated() {
                guard rank < SecondLevel.depth else {
                    #expect(match.contributions.isEmpty)
                    continue
                }
                #expect(match.features.count == table.names.count)
                #expect(abs(match.baseScore + match.contributions.reduce(0, +) - match.score) < 1e-9)
            }
        }
    }

    @Test("Beyond its depth the product's order stays")
    func followsTheProduct() throws {
        let level = try SecondLevel(try Self.level())
        let ranking = try Self.ranking(400, seed: 3)
        let matches = try #require(ranking.best(400, level, StandingTable(ranking), features: 0))
        let byProduct = ranking.best(400, .product).map(\.id)
        #expect(Set(matches.prefix(SecondLevel.depth).map(\.id)) == Set(byProduct.prefix(SecondLevel.depth)))
        #expect(matches.dropFirst(SecondLevel.depth).map(\.id) == Array(byProduct.dropFirst(SecondLevel.depth)))
        #expect(matches.prefix(SecondLevel.depth).map(\.id) != Array(byProduct.prefix(SecondLevel.depth)))
    }

    private func limits(_ fusion: Fusion = .unspecified, features: Bool = false) throws -> MatchLimits {
        try MatchLimits(limit: 20, candidateLimit: 0, reasonLimit: 0, fusion: fusion, features: features)
    }

    @Test("Learned where it is trained and both sides answer; otherwise the product, and it says so")
    func falls() throws {
        let level = try SecondLevel(try Self.level())
        var ranking = try Self.ranking(30, seed: 5)
        let learned = Judge(limits: try limits(), level: level, identifier: "gateway@1").best(ranking)
        #expect(learned.fusion == .learned && learned.model == "gateway@1" && learned.featureNames.isEmpty)
        #expect(learned.matches.allSatisfy { $0.features.isEmpty && $0.contributions.isEmpty })
        let none = Judge(limits: try limits(.learned, features: true), level: nil, identifier: "").best(ranking)
        #expect(none.fusion == .product && none.model.isEmpty)
        #expect(none.matches.map(\.id) == ranking.best(20, .product).map(\.id))
        #expect(none.featureNames == StandingTable(ranking).names)
        #expect(none.matches.allSatisfy { $0.features.count == none.featureNames.count && $0.contributions.isEmpty })
        ranking.client = SideScores(prior: 0.3, candidates: 30)
        let degraded = Judge(limits: try limits(), level: level, identifier: "gateway@1").best(ranking)
        #expect(degraded.fusion == .product && degraded.model.isEmpty)
        // A first level of other features than the second has seen.
        ranking = try Self.ranking(30, seed: 5)
        ranking.freelancer.featureNames[1] = "another"
        let other = Judge(limits: try limits(), level: level, identifier: "gateway@1").best(ranking)
        #expect(other.fusion == .product && other.matches.count == 20)
    }

    @Test("Every feature of a hit is the table's row of that very candidate")
    func rowsBelong() throws {
        let level = try SecondLevel(try Self.level())
        let ranking = try Self.ranking(60, seed: 9)
        let table = StandingTable(ranking)
        for level in [level, nil] {
            let judged = Judge(limits: try limits(features: true), level: level, identifier: "g").best(ranking)
            for match in judged.matches {
                let place = try #require(ranking.candidates.firstIndex { $0.id == match.id })
                for (value, expected) in zip(match.features, table.rows.row(place)) {
                    #expect(value == Float(expected) || (value.isNaN && expected.isNaN))
                }
            }
        }
    }

    @Test func damagedSecondLevelsAreRefused() throws {
        let good = try Self.level()
        var models = [good, good, good]
        models[0].trees = "tree\nversion=v4\n"
        models[1].features.removeLast()
        models[2].features = models[2].features.map { $0 == "z(product)" ? "else" : $0 }
        for model in models {
            #expect(throws: (any Error).self) {
                try SecondLevels(Artifact(service: "gateway", rankingModels: [model]))
            }
        }
        let levels = try SecondLevels(Artifact(service: "gateway", version: "1", rankingModels: [good]))
        #expect(levels.identifier == "gateway@1")
        #expect(levels[.matchFreelancers] != nil && levels[.matchJobs] == nil)
    }

    @Test func answersOfOtherShapeAreRefused() {
        #expect(throws: RPCError.self) {
            try SideScores(
                ScoreResponse(probabilities: [0.5, 0.5], featureNames: ["a", "b"], features: [1, 2, 3]), candidates: 2)
        }
    }
}
