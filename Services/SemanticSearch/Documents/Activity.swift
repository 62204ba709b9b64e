import Foundation

/// How active somebody is: a count of signs of activity in which each loses half of its weight every 14 days.
///
/// All counts fade alike, so who is more active than whom does not change while nothing happens. The value kept is the
/// binary logarithm of the count as it would have been at the epoch, Σ 2^(tᵢ / half-life): one number, which needs no
/// clock to be compared. Times may come in any order.
struct Activity: Equatable {
    /// In microseconds.
    static let halfLife: Double = 14 * 86_400 * 1e6

    /// Greater for the more active; negative infinity for those who never were.
    private(set) var logarithm: Double

    /// Nothing happened yet, or the state of a snapshot.
    init(logarithm: Double = -.infinity) {
        self.logarithm = logarithm
    }

    /// Counts a sign of activity.
    mutating func add(at time: Int64) {
        let added = Double(time) / Self.halfLife
        let greater = max(logarithm, added)
        let smaller = min(logarithm, added)
        // exp2 of negative infinity is 0, and the logarithm of 1 is exactly 0: the first sign counts as it is.
        logarithm = greater + log2(1 + exp2(smaller - greater))
    }

    /// The count as it stands at a time.
    func count(at time: Int64) -> Double { exp2(logarithm - Double(time) / Self.halfLife) }
}
