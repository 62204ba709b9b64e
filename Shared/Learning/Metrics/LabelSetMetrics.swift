/// Measures of predicted sets of classes.
///
/// Source: Yang, "An Evaluation of Statistical Approaches to Text Categorization", Information Retrieval 1 (1999), for
/// means over decisions (micro) and over classes (macro); van Rijsbergen, "Information Retrieval", 1979, for F.
public enum LabelSetMetrics {
    /// F1 over all decisions together, and as the mean over classes.
    public struct F1: Sendable, Equatable {
        /// 2 · right / (2 · right + wrong + missed) over all classes together.
        public let micro: Double
        /// The mean of the same over classes; a class neither predicted nor there counts 0.
        public let macro: Double
    }

    /// Compares predicted classes with actual ones, row by row; 0 where nothing is predicted and nothing there.
    ///
    /// - Precondition: as many predicted as actual sets, without repetition, and classes in 0 ..< `classCount`.
    public static func f1(predicted: [[Int]], actual: [[Int]], classCount: Int) -> F1 {
        precondition(predicted.count == actual.count, "each row needs a predicted and an actual set")
        precondition(
            (predicted + actual).allSatisfy {
                $0.allSatisfy { $0 >= 0 && $0 < classCount } && Set($0).count == $0.count
            },
            "a set holds each class once, in 0 ..< classCount")
        var right = [Int](repeating: 0, count: classCount)
        var wrong = right
        var missed = right
        for (guess, truth) in zip(predicted, actual) {
            for label in guess where truth.contains(label) { right[label] += 1 }
            for label in guess where !truth.contains(label) { wrong[label] += 1 }
            for label in truth where !guess.contains(label) { missed[label] += 1 }
        }
        func f1(_ right: Int, _ wrong: Int, _ missed: Int) -> Double {
            right > 0 ? Double(2 * right) / Double(2 * right + wrong + missed) : 0
        }
        let sum = (0..<classCount).reduce(0.0) { $0 + f1(right[$1], wrong[$1], missed[$1]) }
        return F1(
            micro: f1(right.reduce(0, +), wrong.reduce(0, +), missed.reduce(0, +)),
            macro: classCount > 0 ? sum / Double(classCount) : 0)
    }
}
