import Foundation
import Testing

@testable import Learning

/// Position-bias factors against planted ones: clicks whose log-odds are a relevance and what the place adds.
///
/// Where just one of two is clicked, the odds that it is this one depend on the difference of relevance and of places
/// alone, so that the factors are those planted, up to a constant.
struct PositionBiasTests {
    private static let places = 8
    /// What each place adds: less the further down, and most of the fall at the top.
    private static let planted = (0..<places).map { -log2(Double($0) + 1) }

    private let rows: BinnedMatrix
    private let data: BoostingData

    /// A relevance that rises with the first feature; shown in an order that the second decides, which has no worth.
    private static func relevance(_ feature: Double) -> Double { 2 * tanh(feature) - 0.5 }

    init() throws {
        var generator = SeededGenerator(seed: 12)
        var rows = DenseMatrix(columnCount: 2)
        var clicks: [Double] = []
        var positions: [Int] = []
        let queries = 3_000
        for _ in 0..<queries {
            let documents = (0..<Self.places).map { _ in
                (useful: generator.normal(), showy: generator.normal(), chance: generator.normal())
            }
            let shown = documents.sorted { $0.showy + $0.chance > $1.showy + $1.chance }
            for (place, document) in shown.enumerated() {
                rows.append([document.useful, document.showy])
                let odds = Self.relevance(document.useful) + Self.planted[place]
                clicks.append(generator.bernoulli(Logistic.probability(logOdds: odds)) ? 1 : 0)
                positions.append(place)
            }
        }
        self.rows = try BinnedMatrix(rows)
        data = BoostingData(
            labels: clicks, groupSizes: [Int](repeating: Self.places, count: queries), positions: positions)
    }

    /// Trains, and answers the trees and the factors learned, less their mean.
    private func train(regularization: Double = 0, hasPositions: Bool = true) throws -> (TreeEnsemble, [Double]) {
        var options = BoostingOptions()
        options.iterations = 60
        options.leaves = 15
        options.learningRate = 0.15
        var ranking = LambdaMARTOptions()
        ranking.positionBiasRegularization = regularization
        var data = data
        if !hasPositions { data.positions = nil }
        let trainer = GradientBoosting(objective: .lambdaMART(ranking), options: options)
        let run = BoostingRun(trainer, rows: rows, data: data, validation: nil)
        for iteration in 0..<options.iterations { #expect(run.round(iteration)) }
        let model = try TreeEnsemble(trees: run.result, featureCount: 2, objective: "lambdarank")
        let factors = try #require(run.ranking).positionBias
        return (model, Self.centered(factors))
    }

    private static func centered(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(max(values.count, 1))
        return values.map { $0 - mean }
    }

    /// The share of pairs of fresh documents that scores order as their true relevance does.
    private func orderedShare(_ model: TreeEnsemble) -> Double {
        var generator = SeededGenerator(seed: 13)
        var ordered = 0.0
        for _ in 0..<4_000 {
            let pair = (0..<2).map { _ in [generator.normal(), generator.normal()] }
            let scores = pair.map { model.score(of: $0) }
            if scores[0] == scores[1] {
                ordered += 0.5
            } else if (scores[0] > scores[1]) == (pair[0][0] > pair[1][0]) {
                ordered += 1
            }
        }
        return ordered / 4_000
    }

    @Test func factorsAreThosePlantedAndMakeForABetterOrder() throws {
        let (model, factors) = try train()
        let expected = Self.centered(Self.planted)
        #expect(zip(factors, factors.dropFirst()).allSatisfy { $0 > $1 }, "\(factors)")
        for (found, planted) in zip(factors, expected) { #expect(abs(found - planted) < 0.35, "\(factors)") }
        let (blind, none) = try train(hasPositions: false)
        #expect(none.isEmpty)
        let (share, blindShare) = (orderedShare(model), orderedShare(blind))
        // Relevance levels off on both sides, so that some pairs are hardly told apart by clicks.
        #expect(share > 0.87 && share > blindShare + 0.05, "\(share) with positions, \(blindShare) without")
    }

    @Test func regularizationShrinksFactors() throws {
        func size(_ factors: [Double]) -> Double { factors.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        let sizes = try [0, 0.01, 0.1, 1, 100].map { size(try train(regularization: $0).1) }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 > $1 }, "\(sizes)")
        #expect(sizes[4] < 0.01 * sizes[0], "\(sizes)")
    }
}
