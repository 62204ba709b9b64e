/// One logistic regression for each of some classes, for rows that may have several.
public struct OneVersusRest: Sendable, Equatable {
    /// The regression of each class; nil for a class that no row has.
    public let classes: [LogisticRegression?]

    /// Fits a regression for each class; O(classes) times the cost of one.
    ///
    /// - Parameters:
    ///   - rows: Examples.
    ///   - labels: The classes of each row, each in 0 ..< `classCount`.
    ///   - options: How each regression is fitted.
    ///   - progress: Called with the number of classes fitted after each; ends the fitting when it answers false.
    /// - Throws: ``LearningError`` as the regression does, and for a class out of range, naming the row; `cancelled` when
    ///   `progress` said so.
    public static func fit(
        rows: DenseMatrix, labels: [[Int]], classCount: Int,
        options: LogisticRegression.Options = LogisticRegression.Options(tolerance: 1e-6),
        progress: (Int) -> Bool = { _ in true }
    ) throws(LearningError) -> OneVersusRest {
        guard labels.count == rows.rowCount else {
            throw LearningError(.shapeMismatch, "\(rows.rowCount) rows need as many label sets, not \(labels.count)")
        }
        for (row, set) in labels.enumerated() {
            if let wrong = set.first(where: { $0 < 0 || $0 >= classCount }) {
                throw LearningError(.invalidValue, "row \(row) has the class \(wrong), not in 0 ..< \(classCount)")
            }
        }
        var classes: [LogisticRegression?] = []
        for index in 0..<classCount {
            let isMember = labels.map { $0.contains(index) ? 1.0 : 0 }
            classes.append(
                isMember.contains(1)
                    ? try LogisticRegression.fit(rows: rows, labels: isMember, options: options) : nil)
            guard progress(index + 1) else {
                throw LearningError(.cancelled, "fitting was stopped after \(index + 1) of \(classCount) classes")
            }
        }
        return OneVersusRest(classes: classes)
    }

    /// The classes with the highest log-odds for a row, the highest first; ties by number.
    public func best(_ row: some Collection<Double>, count: Int) -> [Int] {
        let scores = classes.map { $0?.logOdds(row) ?? -.infinity }
        let order = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
        return Array(order.prefix(count))
    }
}
