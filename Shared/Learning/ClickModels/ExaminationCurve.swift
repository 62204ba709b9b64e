/// How likely each place of a list is looked at, relative to the first.
///
/// Whoever learns from what was shown and not chosen weighs such a case by its place: what hardly anybody looked at says little.
public struct ExaminationCurve: Sendable, Equatable {
    /// By place from the first, which has 1.
    public let probabilities: [Double]

    /// Probabilities as they are, in units of the first.
    ///
    /// - Throws: `LearningError` when there is none, or one is negative or no number, or the first is 0.
    public init(_ values: [Double]) throws(LearningError) {
        guard let first = values.first else { throw LearningError(.emptyData, "no places") }
        guard first > 0, values.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw LearningError(.invalidValue, "examination must not be negative, and the first place's be positive")
        }
        probabilities = values.map { $0 / first }
    }

    /// The probability of a place from 1, relative to the first; of places behind the last, the last one's.
    public subscript(place place: Int) -> Double {
        precondition(place >= 1, "places count from 1")
        return probabilities[min(place, probabilities.count) - 1]
    }

    /// From lists in random order: there, what stands at a place does not depend on the place, so rates of choice differ
    /// by examination alone.
    ///
    /// - Parameters:
    ///   - shows: By place, how often something stood there.
    ///   - choices: By place, how often it was chosen.
    /// - Throws: `LearningError` for counts that don't agree, a place that was never shown, or a first place never chosen.
    public static func fromRandomOrders(shows: [Int], choices: [Int]) throws(LearningError) -> ExaminationCurve {
        guard shows.count == choices.count else {
            throw LearningError(.shapeMismatch, "\(shows.count) places shown, \(choices.count) chosen")
        }
        for (place, show) in shows.enumerated() where show <= 0 || !(0...show).contains(choices[place]) {
            throw LearningError(.invalidValue, "place \(place + 1): \(choices[place]) choices of \(show) shows")
        }
        guard choices.first ?? 0 > 0 else { throw LearningError(.emptyData, "nothing was chosen at the first place") }
        return try ExaminationCurve(zip(choices, shows).map { Double($0) / Double($1) })
    }
}
