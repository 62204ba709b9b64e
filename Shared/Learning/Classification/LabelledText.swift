/// A text and the labels that it should get.
public struct LabelledText: Sendable, Equatable {
    /// The text; its tokens are what lies between spaces, tabs and line ends.
    public var text: String
    /// Its labels, in any order.
    public var labels: [String]

    /// Creates an example.
    public init(text: String, labels: [String]) {
        self.text = text
        self.labels = labels
    }

    /// Reads a line in the form of fastText: tokens that begin with the prefix are labels, the others are the text.
    public init(line: String, labelPrefix: String = "__label__") {
        var labels: [String] = []
        var words: [Substring] = []
        for token in line.split(whereSeparator: \.isWhitespace) {
            if token.hasPrefix(labelPrefix) {
                labels.append(String(token.dropFirst(labelPrefix.count)))
            } else {
                words.append(token)
            }
        }
        self.init(text: words.joined(separator: " "), labels: labels)
    }
}

/// A label that a classifier gives a text.
public struct LabelPrediction: Sendable, Equatable {
    /// The label.
    public let label: String
    /// How probable it is: one of a distribution, or by itself for one-versus-all.
    public let probability: Double

    /// Creates a prediction.
    public init(label: String, probability: Double) {
        self.label = label
        self.probability = probability
    }
}

/// How often a classifier's first labels are right.
public struct LabelPredictionScore: Sendable, Equatable {
    /// Texts with at least one label.
    public internal(set) var texts = 0
    /// Labels of those texts.
    public internal(set) var labels = 0
    /// Labels predicted for those texts.
    public internal(set) var predicted = 0
    /// Predicted labels that the text has.
    public internal(set) var correct = 0

    /// The share of predicted labels that are right; 0 when there are none.
    public var precision: Double { predicted > 0 ? Double(correct) / Double(predicted) : 0 }
    /// The share of labels that are predicted; 0 when there are none.
    public var recall: Double { labels > 0 ? Double(correct) / Double(labels) : 0 }
}
