/// One logistic regression for each of some classes, for rows that may have several.
public struct OneVersusRest: Sendable, Equatable {
    /// How far fitting is.
    public struct Progress: Sendable, Equatable {
        /// Classes done.
        public let classes: Int
        /// Newton steps taken for the class at hand.
        public let step: Int
    }

    /// The regression of each class; nil for a class that no row has.
    public let classes: [LogisticRegression?]

    /// Creates regressions from those of the classes, as read from a file.
    ///
    /// - Throws: ``LearningError`` when two have not as many weights.
    public init(classes: [LogisticRegression?]) throws(LearningError) {
        let counts = classes.map { $0?.weights.count }
        if let first = counts.lazy.compactMap({ $0 }).first,
            let (index, count) = counts.enumerated().first(where: { $0.element ?? first != first })
        {
            throw LearningError(
                .shapeMismatch, "class \(index) has \(count ?? 0) weights where an earlier one has \(first)")
        }
        self.classes = classes
    }

    /// Fits a regression for each class; O(classes) times the cost of one.
    ///
    /// - Parameters:
    ///   - rows: Examples.
    ///   - labels: The classes of each row, each in 0 ..< `classCount`.
    ///   - options: How each regression is fitted.
    ///   - progress: Called before each Newton step of each class; fitting ends when it answers false.
    /// - Throws: ``LearningError`` as the regression does, and for a class out of range, naming the row; `cancelled` when
    ///   `progress` said so.
    public static func fit(
        rows: DenseMatrix, labels: [[Int]], classCount: Int,
        options: LogisticRegression.Options = LogisticRegression.Options(tolerance: 1e-6),
        progress: (Progress) -> Bool = { _ in true }
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
            guard isMember.contains(1) else {
                classes.append(nil)
                continue
            }
            do {
                let fitted = try LogisticRegression.fit(rows: rows, labels: isMember, options: options) {
                    progress(Progress(classes: index, step: $0.step))
                }
                classes.append(fitted)
            } catch {
                guard error.code == .cancelled else { throw error }
                throw LearningError(.cancelled, "fitting was stopped after \(index) of \(classCount) classes")
            }
        }
        return try OneVersusRest(classes: classes)
    }

    /// The classes with the highest log-odds for a row, the highest first; ties by number.
    public func best(_ row: some Collection<Double>, count: Int) -> [Int] {
        let scores = classes.map { $0?.logOdds(row) ?? -.infinity }
        let order = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
        return Array(order.prefix(count))
    }
}
