import Contracts
import Hosting
import Learning

/// A trained second level: LambdaMART over what both sides say, added to a multiple of the product's standing.
///
/// Source of the two levels: "Two-sided matching", as Upwork describes its marketplace; trees as in Burges,
/// MSR-TR-2010-82.
struct SecondLevel: Sendable {
    /// What is ranked; each has trees of its own.
    enum Question: String, CaseIterable, Sendable {
        case matchFreelancers = "match_freelancers"
        case matchJobs = "match_jobs"
        case rankProposals = "rank_proposals"
    }

    private let features: [String]
    private let trees: TreeEnsemble
    private let shapley: TreeShapley
    private let productWeight: Double
    private let productColumn: Int

    /// The best of the product that the trees put in order; the others follow in the product's order.
    static let depth = 200

    /// - Throws: when the trees can't be read or don't fit the features.
    init(_ stored: RankingModel) throws {
        features = stored.features
        trees = try TreeEnsemble(lightGBMText: stored.trees)
        shapley = try TreeShapley(trees)
        productWeight = stored.productWeight
        guard trees.featureCount == features.count, trees.outputCount == 1 else {
            throw HostingError("\(stored.name): \(trees.featureCount) columns of trees, \(features.count) features")
        }
        guard let column = features.firstIndex(of: StandingTable.productName), productWeight.isFinite else {
            throw HostingError("\(stored.name): it doesn't know the product of both sides; run `tandem train`")
        }
        productColumn = column
    }

    /// Whether it was trained on what the table holds.
    func fits(_ table: StandingTable) -> Bool { table.names == features }

    /// What the product adds to a candidate's score.
    func productPart(_ table: StandingTable, of candidate: Int) -> Double {
        productWeight * table.rows[candidate, productColumn]
    }

    /// A score for each of some candidates.
    func scores(_ table: StandingTable, of candidates: [Int]) throws(LearningError) -> [Double] {
        var rows = DenseMatrix(columnCount: features.count, reservingRows: candidates.count)
        for candidate in candidates { rows.append(table.rows.row(candidate)) }
        let corrections = try trees.scores(of: rows)
        return zip(candidates, corrections).map { $1 + productPart(table, of: $0) }
    }

    /// What each feature adds to a candidate's score, and what they start from: together they are the score.
    func contributions(_ table: StandingTable, of candidate: Int) -> (base: Double, parts: [Double]) {
        var parts = shapley.contributions(ofRow: table.rows.row(candidate))[0]
        parts[productColumn] += productPart(table, of: candidate)
        return (shapley.expectedScores[0], parts)
    }
}

/// The second levels that serve, by what they rank.
struct SecondLevels: Sendable {
    /// "gateway@4f2a9c01".
    let identifier: String
    private let models: [SecondLevel.Question: SecondLevel]

    init(_ artifact: Artifact) throws {
        identifier = artifact.identifier
        var models: [SecondLevel.Question: SecondLevel] = [:]
        for stored in artifact.rankingModels {
            guard let question = SecondLevel.Question(rawValue: stored.name) else { continue }
            models[question] = try SecondLevel(stored)
        }
        self.models = models
    }

    subscript(question: SecondLevel.Question) -> SecondLevel? { models[question] }
}
