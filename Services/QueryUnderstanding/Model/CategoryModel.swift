import Contracts
import Learning

/// The trained classifier of categories.
struct CategoryModel: Sendable {
    /// Part of the answer that comes from the concepts' own categories (``ImpliedCategories``) when there are any.
    static let conceptWeight = 0.4

    /// Categories as the log wrote them when the model was trained.
    let labels: [String]
    private let classifier: SparseSoftmaxClassifier

    /// A model of a classifier that was just trained.
    init(labels: [String], classifier: SparseSoftmaxClassifier) {
        self.labels = labels
        self.classifier = classifier
    }

    /// The model that an artifact holds.
    ///
    /// - Throws: ``LearningError`` when its counts don't agree.
    init(_ model: TextClassifierModel) throws {
        labels = model.labels
        classifier = try SparseSoftmaxClassifier(
            labelCount: model.labels.count, bucketCount: Int(model.buckets), weights: model.weights,
            biases: model.biases)
    }

    /// The model as an artifact keeps it.
    var message: TextClassifierModel {
        TextClassifierModel(
            labels: labels, buckets: UInt32(classifier.bucketCount), weights: classifier.weights,
            biases: classifier.biases)
    }

    /// The probability of each label, in the order of ``labels``.
    func probabilities(_ features: [UInt32]) -> [Float] { classifier.predict(features) }

    /// The classifier's and the concepts' shares in one: (1 − w) · p(classifier) + w · p(concepts).
    ///
    /// w is ``conceptWeight``, or 0 when the concepts imply nothing. Best first.
    ///
    /// - Parameter name: What a label is called in the log today.
    func combined(
        _ features: [UInt32], implied: [(name: String, share: Double)], conceptWeight: Double = Self.conceptWeight,
        name: (String) -> String
    ) -> [(name: String, share: Double)] {
        let weight = implied.isEmpty ? 0 : conceptWeight
        var shares: [String: Double] = [:]
        for (label, probability) in zip(labels, probabilities(features)) {
            shares[name(label), default: 0] += (1 - weight) * Double(probability)
        }
        for (name, share) in implied { shares[name, default: 0] += weight * share }
        return ImpliedCategories.sorted(shares.map { ($0.key, $0.value) })
    }
}
