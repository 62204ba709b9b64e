/// How trees are boosted; the defaults are LightGBM's.
public struct BoostingOptions: Sendable, Equatable {
    /// The direction in which the answer may move with a feature.
    public enum Direction: Int, Sendable {
        /// The answer may only fall.
        case falling = -1
        /// The answer may only rise.
        case rising = 1
    }

    /// How many rounds of boosting, one tree each.
    public var iterations = 100
    /// What the answers of each tree are multiplied with, above 0.
    public var learningRate = 0.1
    /// The most leaves of a tree, at least 2.
    public var leaves = 31
    /// The most splits above a leaf; nil for as many as leaves allow.
    public var maximumDepth: Int?
    /// How many rows a leaf holds at least.
    public var minimumRowsInLeaf = 20
    /// The sum of hessians in a leaf at least.
    public var minimumHessianInLeaf = 1e-3
    /// What is taken off the size of a leaf's gradient sum.
    public var l1 = 0.0
    /// What is added to a leaf's hessian sum.
    public var l2 = 0.0
    /// The largest answer of a leaf before shrinkage; 0 for any.
    public var maximumStep = 0.0
    /// What a split must gain at least.
    public var minimumGain = 0.0
    /// The share of rows that a tree is grown from, in 0 <..= 1.
    public var baggingFraction = 1.0
    /// After how many trees the rows are drawn anew; 0 for no bagging.
    public var baggingFrequency = 0
    /// The share of features that a tree may use, in 0 <..= 1.
    public var featureFraction = 1.0
    /// The columns whose direction is given.
    ///
    /// Held by bounds on the leaves below each split on such a column (LightGBM's `basic` method).
    public var monotone: [Int: Direction] = [:]
    /// Features of at most so many bins try each category against the rest; 0 for none.
    public var maximumOneHotCategories = 4
    /// What is added to a category's hessian when categories are sorted, and the rows that it needs to take part.
    public var categorySmoothing = 10.0
    /// What is added to l2 in splits by sorted categories.
    public var categoryL2 = 10.0
    /// The most categories on the smaller side of a split.
    public var maximumCategoriesInSplit = 32
    /// How many rows a group of categories holds at least.
    public var minimumRowsInCategoryGroup = 100
    /// The seed of bagging and of the choice of features.
    public var seed: UInt64 = 1
    /// How many threads work at once; the model does not depend on it.
    public var threads = 1
    /// After how many rounds without a better measure on the validation rows training stops; nil for never.
    public var earlyStoppingRounds: Int?

    /// LightGBM's defaults.
    public init() {}

    var rules: SplitRules {
        var rules = SplitRules()
        rules.minimumRows = Double(minimumRowsInLeaf)
        rules.minimumHessian = minimumHessianInLeaf
        rules.l1 = l1
        rules.l2 = l2
        rules.maximumStep = maximumStep
        rules.minimumGain = minimumGain
        rules.hasMonotone = !monotone.isEmpty
        rules.maximumOneHot = maximumOneHotCategories
        rules.categorySmoothing = categorySmoothing
        rules.categoryL2 = categoryL2
        rules.maximumCategories = maximumCategoriesInSplit
        rules.minimumRowsInCategories = Double(minimumRowsInCategoryGroup)
        return rules
    }

    /// Refuses what makes no sense, by name.
    func check(columnCount: Int) throws(LearningError) {
        func require(_ condition: Bool, _ message: String) throws(LearningError) {
            guard condition else { throw LearningError(.invalidOption, message) }
        }
        try require(iterations >= 0, "iterations cannot be negative")
        try require(learningRate > 0 && learningRate.isFinite, "the learning rate must be above 0")
        try require((2...32_768).contains(leaves), "leaves must be in 2 ... 32768")
        try require(maximumDepth.map { $0 > 0 } ?? true, "the maximum depth must be above 0")
        try require(minimumRowsInLeaf >= 0, "the rows in a leaf cannot be negative")
        for (name, value) in [
            ("the hessian in a leaf", minimumHessianInLeaf), ("l1", l1), ("l2", l2), ("the maximum step", maximumStep),
            ("the minimum gain", minimumGain), ("category smoothing", categorySmoothing), ("category l2", categoryL2),
        ] {
            try require(value >= 0 && value.isFinite, "\(name) must be 0 or more")
        }
        try require(baggingFraction > 0 && baggingFraction <= 1, "the bagging fraction must be in 0 <..= 1")
        try require(baggingFrequency >= 0, "the bagging frequency cannot be negative")
        try require(featureFraction > 0 && featureFraction <= 1, "the feature fraction must be in 0 <..= 1")
        try require(maximumOneHotCategories >= 0, "the bins tried one against the rest cannot be negative")
        try require(minimumRowsInCategoryGroup >= 0, "the rows in a group of categories cannot be negative")
        try require(maximumCategoriesInSplit > 0, "a split by categories needs at least one on its smaller side")
        try require(earlyStoppingRounds.map { $0 > 0 } ?? true, "early stopping needs at least one round")
        for column in monotone.keys.sorted() {
            try require(column >= 0 && column < columnCount, "there is no column \(column) to be monotone")
        }
    }
}
