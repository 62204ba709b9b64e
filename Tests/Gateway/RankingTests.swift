import Contracts
import RPC
import Testing

@testable import Gateway

@Suite struct RankingTests {
    static let sides = [0, 0.01, 0.2, 0.5, 0.99, 1.0]

    @Test("Every fusion lies between 0 and 1, rises with each side, and is what it is called")
    func fusions() {
        for client in Self.sides {
            for freelancer in Self.sides {
                #expect(Fusion.product.score(client: client, freelancer: freelancer) == client * freelancer)
                #expect(Fusion.clientOnly.score(client: client, freelancer: freelancer) == client)
                #expect(Fusion.freelancerOnly.score(client: client, freelancer: freelancer) == freelancer)
                let harmonic = Fusion.harmonic.score(client: client, freelancer: freelancer)
                #expect(harmonic <= max(client, freelancer) + 1e-15)
                #expect(harmonic >= min(client, freelancer) - 1e-15)
                if client > 0, freelancer > 0 {
                    #expect(abs(2 / harmonic - 1 / client - 1 / freelancer) < 1e-9)
                } else {
                    #expect(harmonic == 0)
                }
                for larger in Self.sides where larger >= client {
                    for (fusion, _) in Fusion.constants {
                        #expect(
                            fusion.score(client: larger, freelancer: freelancer)
                                >= fusion.score(client: client, freelancer: freelancer))
                    }
                }
            }
        }
        #expect(Fusion.unspecified.score(client: 0.5, freelancer: 0.5) == 0.25)
    }

    private func ranking(_ client: [Double], _ freelancer: [Double], textScores: [Double] = []) throws -> Ranking {
        Ranking(
            candidates: client.indices.map {
                Candidate(
                    id: String(UnicodeScalar(UInt8(ascii: "z") - UInt8($0))), title: "\($0)",
                    textScore: textScores.isEmpty ? 0 : textScores[$0])
            },
            client: try SideScores(ScoreResponse(probabilities: client), candidates: client.count),
            freelancer: try SideScores(ScoreResponse(probabilities: freelancer), candidates: freelancer.count))
    }

    @Test func ordersByScoreThenTextThenID() throws {
        let ranking = try ranking([0.5, 0.5, 0.9, 0.5, 0.5], [0.5, 0.5, 0.9, 0.5, 0.5], textScores: [0, 0, 0, 7, 0])
        #expect(ranking.best(10, .product).map(\.id) == ["x", "w", "v", "y", "z"])
        #expect(ranking.best(2, .product).map(\.id) == ["x", "w"])
        #expect(ranking.best(0, .product).isEmpty)
    }

    @Test func keepsWhatBelongsTogether() throws {
        var ranking = try ranking([0.1, 0.9, 0.5], [0.8, 0.1, 0.5])
        for fusion in [Fusion.product, .harmonic, .clientOnly, .freelancerOnly] {
            let matches = ranking.best(3, fusion)
            #expect(Set(matches.map(\.id)) == ["z", "y", "x"])
            for match in matches {
                let index = try #require(Int(match.title))
                #expect(match.client?.probability == ranking.client.probabilities[index])
                #expect(match.freelancer?.probability == ranking.freelancer.probabilities[index])
                #expect(match.client?.atPrior == false)
            }
            #expect(matches.map(\.score) == matches.map(\.score).sorted(by: >))
        }
        ranking.client = SideScores(prior: 0.3, candidates: 3)
        let matches = ranking.best(3, .product)
        #expect(matches.map(\.id) == ["z", "x", "y"])
        #expect(matches.allSatisfy { $0.client?.atPrior == true && $0.client?.probability == 0.3 })
    }

    @Test func refusesAnswersThatDoNotFit() {
        #expect(throws: RPCError.self) { try SideScores(ScoreResponse(probabilities: [0.5]), candidates: 2) }
        for wrong in [-0.1, 1.1, .nan, .infinity] {
            #expect(throws: RPCError.self) { try SideScores(ScoreResponse(probabilities: [wrong]), candidates: 1) }
        }
    }

    @Test func priorsAreRememberedByServiceAndQuestion() {
        let memory = PriorMemory()
        #expect(memory.prior(of: "client-model", for: .freelancers) == 0.5)
        memory.remember(0.1, of: "client-model", for: .freelancers)
        memory.remember(0.7, of: "client-model", for: .applicants)
        memory.remember(0.9, of: "freelancer-model", for: .freelancers)
        for impossible in [0, 1, -1, .nan, .infinity] {
            memory.remember(impossible, of: "client-model", for: .freelancers)
        }
        #expect(memory.prior(of: "client-model", for: .freelancers) == 0.1)
        #expect(memory.prior(of: "client-model", for: .applicants) == 0.7)
        #expect(memory.prior(of: "client-model", for: .jobs) == 0.5)
    }

    @Test("Text is cut between characters", arguments: 0...12)
    func bounded(limit: Int) {
        let text = "aé漢👍🏽b"
        let cut = text.bounded(bytes: limit)
        #expect(cut.utf8.count <= limit || text.utf8.count <= limit)
        #expect(text.hasPrefix(cut))
    }
}

@Suite struct MatchLimitsTests {
    private func limits(_ limit: UInt32, _ candidates: UInt32 = 0, _ reasons: UInt32 = 0) throws -> MatchLimits {
        try MatchLimits(
            limit: limit, candidateLimit: candidates, reasonLimit: reasons, fusion: .unspecified, features: false)
    }

    @Test func defaults() throws {
        let small = try limits(0)
        #expect((small.hits, small.candidates, small.reasons) == (10, 500, 3))
        #expect(small.fusion == .learned && small.features == 0)
        #expect(try limits(200).reasons == 3)
        let large = try limits(10_000)
        #expect((large.hits, large.candidates, large.reasons) == (10_000, 10_000, 0))
        #expect(try limits(201).reasons == 0)
        #expect(try limits(10_000, 0, 2).reasons == 2)
        #expect(try limits(500, 100).candidates == 100)
    }

    @Test func refusesWhatIsTooMuch() {
        #expect(throws: RPCError.invalidField("limit", "is 10001, at most 10000 are given")) { try limits(10_001) }
        #expect(throws: RPCError.self) { try limits(.max) }
        #expect(throws: RPCError.self) { try limits(1, 10_001) }
        #expect(throws: RPCError.self) { try limits(1, 1, 51) }
        #expect(throws: RPCError.self) {
            try MatchLimits(limit: 1, candidateLimit: 1, reasonLimit: 1, fusion: Fusion(rawValue: 9), features: false)
        }
    }
}
