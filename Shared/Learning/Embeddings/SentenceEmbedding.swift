internal import Foundation

/// Vectors of texts from those of their words: weighted means without the direction that all texts share (SIF).
///
/// A word of probability p counts a / (a + p), so that frequent words count little; then the first principal component
/// of the texts fitted on is taken out of each vector.
///
/// Source: Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017.
public struct SentenceEmbedding: Sendable {
    private let words: WordEmbeddings
    private let smoothing: Double
    private let total: Double
    /// The direction that is taken out, of length 1; zeros when there was nothing to find it by.
    public let commonDirection: [Float]

    /// How far the search for the common direction is.
    public struct Progress: Sendable, Equatable {
        /// Texts taken in.
        public let texts: Int
        /// Steps of the power method, which follow the last text.
        public let iterations: Int
    }

    /// Finds the common direction of some texts.
    ///
    /// - Parameters:
    ///   - texts: Texts of the kind that vectors are wanted for; tokens are what lies between spaces.
    ///   - smoothing: The a above; the paper finds 1e-4 ... 1e-3 alike good.
    ///   - progress: Called after every ten thousand texts and each step of the power method, of which there are a
    ///     thousand at most; the search ends when it answers false.
    /// - Throws: ``LearningError`` when `smoothing` is not positive; `cancelled` when `progress` said so.
    /// - Complexity: O(words of the texts x dimensions + (texts + steps) x dimensions²).
    public init(
        _ words: WordEmbeddings, fittedTo texts: some Sequence<String>, smoothing: Double = 1e-3,
        progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) {
        guard smoothing > 0, smoothing.isFinite else {
            throw LearningError(.invalidOption, "smoothing must be positive")
        }
        self.words = words
        self.smoothing = smoothing
        let total = (0..<words.count).reduce(0.0) { $0 + Double(words.frequency($1)) }
        self.total = total
        let dimensions = words.dimensions
        var moments = [Double](repeating: 0, count: dimensions * dimensions)
        var count = 0
        for text in texts {
            if let vector = Self.mean(text, words, smoothing, total) {
                for row in 0..<dimensions {
                    let factor = Double(vector[row])
                    for column in 0..<dimensions {
                        moments[row * dimensions + column] += factor * Double(vector[column])
                    }
                }
            }
            count += 1
            guard count % 10_000 != 0 || progress(Progress(texts: count, iterations: 0)) else {
                throw LearningError(.cancelled, "the search was stopped after \(count) texts")
            }
        }
        commonDirection = try Self.firstComponent(of: moments, dimensions) { iterations in
            progress(Progress(texts: count, iterations: iterations))
        }
    }

    /// The vector of a text; nil when none of its words has one.
    public func vector(of text: String) -> [Float]? {
        guard let mean = Self.mean(text, words, smoothing, total) else { return nil }
        let share = zip(mean, commonDirection).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        return zip(mean, commonDirection).map { $0 - share * $1 }
    }

    /// The cosine of the angle between the vectors of two texts; nil when one has none.
    public func similarity(_ first: String, _ second: String) -> Double? {
        guard let first = vector(of: first), let second = vector(of: second) else { return nil }
        func product(_ one: [Float], _ other: [Float]) -> Double {
            zip(one, other).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        let norms = (product(first, first) * product(second, second)).squareRoot()
        return norms > 0 ? product(first, second) / norms : 0
    }

    private static func mean(
        _ text: String, _ words: WordEmbeddings, _ smoothing: Double, _ total: Double
    ) -> [Float]? {
        var sum = [Float](repeating: 0, count: words.dimensions)
        var count = 0
        for token in text.split(whereSeparator: \.isWhitespace) {
            let word = String(token)
            guard let vector = words.vector(of: word) else { continue }
            let probability = words.index(of: word).map { Double(words.frequency($0)) / total } ?? 0
            let weight = Float(smoothing / (smoothing + probability))
            for index in sum.indices { sum[index] += weight * vector[index] }
            count += 1
        }
        return count > 0 ? sum.map { $0 / Float(count) } : nil
    }

    /// The direction in which the vectors are longest, by the power method on the sum of v vᵀ.
    private static func firstComponent(
        of moments: [Double], _ dimensions: Int, _ progress: (_ iterations: Int) -> Bool
    ) throws(LearningError) -> [Float] {
        // The row of the largest diagonal element is never orthogonal to the answer unless all is zero.
        guard let widest = (0..<dimensions).max(by: { moments[$0 * dimensions + $0] < moments[$1 * dimensions + $1] }),
            moments[widest * dimensions + widest] > 0
        else { return [Float](repeating: 0, count: dimensions) }
        var direction = Array(moments[widest * dimensions..<(widest + 1) * dimensions])
        for iteration in 1...1_000 {
            let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let unit = direction.map { $0 / length }
            var next = [Double](repeating: 0, count: dimensions)
            for row in 0..<dimensions {
                for column in 0..<dimensions { next[row] += moments[row * dimensions + column] * unit[column] }
            }
            let nextLength = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let change = zip(next, unit).reduce(0) { max($0, abs($1.0 / nextLength - $1.1)) }
            direction = next
            guard progress(iteration) else {
                throw LearningError(.cancelled, "the search was stopped after \(iteration) steps of the power method")
            }
            if change < 1e-12 { break }
        }
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return direction.map { Float($0 / length) }
    }
}
