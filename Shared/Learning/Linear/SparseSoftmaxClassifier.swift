import Foundation

/// One text as a classifier sees it: the hashes of its words and word pairs, and the labels it belongs to.
public struct SparseExample: Sendable, Equatable {
    /// Hashes of features, in any order; a repeated one counts as often as it is there.
    public var features: [UInt32]
    /// Labels by index, at least one in training; several share the example alike.
    public var labels: [Int]

    /// Creates an example.
    public init(features: [UInt32], labels: [Int]) {
        self.features = features
        self.labels = labels
    }
}

/// A softmax over hashed sparse features: multinomial logistic regression for short texts.
///
/// P(label | features) ∝ exp(bias + Σ weight(feature mod buckets, label) / √n) for n features. Features that meet in one
/// bucket share its weights, which bounds the model whatever the vocabulary. A text without features gets the shares
/// of labels in training.
///
/// Sources: Joulin, Grave, Bojanowski and Mikolov, "Bag of Tricks for Efficient Text Classification", EACL 2017, without
/// the hidden layer; Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
public struct SparseSoftmaxClassifier: Sendable, Equatable {
    /// How many labels there are.
    public let labelCount: Int
    /// Rows of the weight matrix; a feature's hash modulo this is its row.
    public let bucketCount: Int
    /// `bucketCount` x `labelCount`, row by row.
    public let weights: [Float]
    /// One a label: the logarithm of its share in training.
    public let biases: [Float]

    /// Creates a classifier from its figures, as read from a file.
    ///
    /// - Throws: ``LearningError`` when counts do not agree or a figure is not finite.
    public init(
        labelCount: Int, bucketCount: Int, weights: [Float], biases: [Float]
    ) throws(LearningError) {
        try Self.check(labelCount: labelCount, bucketCount: bucketCount)
        guard weights.count == bucketCount * labelCount, biases.count == labelCount else {
            throw LearningError(
                .shapeMismatch,
                "\(bucketCount) buckets of \(labelCount) labels do not hold \(weights.count) weights"
                    + " and \(biases.count) biases")
        }
        guard weights.allSatisfy(\.isFinite), biases.allSatisfy(\.isFinite) else {
            throw LearningError(.invalidValue, "weights and biases of a classifier must be finite")
        }
        self.labelCount = labelCount
        self.bucketCount = bucketCount
        self.weights = weights
        self.biases = biases
    }

    /// The probability of each label; they add up to one.
    ///
    /// - Complexity: O(features · labels).
    public func predict(_ features: [UInt32]) -> [Float] {
        var scores = [Float](repeating: 0, count: labelCount)
        weights.withUnsafeBufferPointer { weights in
            scores.withUnsafeMutableBufferPointer { scores in
                biases.withUnsafeBufferPointer { biases in
                    guard let weights = weights.baseAddress, let scores = scores.baseAddress,
                        let biases = biases.baseAddress
                    else { return }
                    SparseSoftmax(labelCount: labelCount, bucketCount: bucketCount)
                        .probabilities(features, weights, biases, into: scores)
                }
            }
        }
        return scores
    }

    /// The most likely labels, best first, equal ones by index.
    public func best(_ count: Int, for features: [UInt32]) -> [(label: Int, probability: Float)] {
        let probabilities = predict(features)
        let order = probabilities.indices.sorted {
            probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
        }
        return order.prefix(max(count, 0)).map { ($0, probabilities[$0]) }
    }

    static func check(labelCount: Int, bucketCount: Int) throws(LearningError) {
        guard labelCount > 0, bucketCount > 0, bucketCount <= Int(UInt32.max),
            !labelCount.multipliedReportingOverflow(by: bucketCount).overflow
        else {
            throw LearningError(.invalidOption, "a classifier needs at least one label and 1 ... 2^32 - 1 buckets")
        }
    }
}

/// The arithmetic shared by training and prediction, over unsafe memory of `bucketCount` x `labelCount` weights.
struct SparseSoftmax {
    let labelCount: Int
    let bucketCount: Int

    /// The share of each feature in the score of a text of so many.
    static func scale(featureCount: Int) -> Float {
        featureCount > 0 ? 1 / Float(featureCount).squareRoot() : 0
    }

    /// Fills `result` with the probability of each label.
    func probabilities(
        _ features: [UInt32], _ weights: UnsafePointer<Float>, _ biases: UnsafePointer<Float>,
        into result: UnsafeMutablePointer<Float>
    ) {
        for label in 0..<labelCount { result[label] = 0 }
        for feature in features {
            let row = weights + Int(feature % UInt32(bucketCount)) * labelCount
            for label in 0..<labelCount { result[label] += row[label] }
        }
        let scale = Self.scale(featureCount: features.count)
        var largest = -Float.infinity
        for label in 0..<labelCount {
            result[label] = result[label] * scale + biases[label]
            largest = max(largest, result[label])
        }
        var sum: Float = 0
        for label in 0..<labelCount {
            result[label] = exp(result[label] - largest)
            sum += result[label]
        }
        let inverse = 1 / sum
        for label in 0..<labelCount { result[label] *= inverse }
    }
}
