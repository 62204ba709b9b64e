import Foundation

/// A count in which what happened loses half of its weight every half-life.
///
/// The state is one value and the time it holds for, whatever has been counted. Times are whole numbers in the unit of
/// the half-life, microseconds as a rule; they may come in any order: an earlier event counts what it is still worth.
/// Reading never changes the state, so how often one reads cannot change an answer.
public struct DecayedCounter: Sendable, Equatable {
    /// How long it takes for a count to lose half of its weight; infinite for a plain sum.
    public let halfLife: Double
    /// The count at `time`.
    public private(set) var value: Double
    /// The latest time of which something was added.
    public private(set) var time: Int64

    /// Creates an empty counter, or one with the state of a snapshot.
    ///
    /// - Precondition: `halfLife` is positive.
    public init(halfLife: Double, value: Double = 0, time: Int64 = 0) {
        precondition(halfLife > 0, "a half-life must be positive")
        self.halfLife = halfLife
        self.value = value
        self.time = time
    }

    /// Counts something that happened at a time.
    public mutating func add(_ amount: Double = 1, at time: Int64) {
        if value == 0 {
            self.time = time
            value = amount
        } else if time >= self.time {
            value = value * remaining(from: self.time, to: time) + amount
            self.time = time
        } else {
            value += amount * remaining(from: time, to: self.time)
        }
    }

    /// The count as it stands at a time; before the latest addition, as it stood right after that.
    public func value(at time: Int64) -> Double {
        value * remaining(from: self.time, to: max(time, self.time))
    }

    private func remaining(from start: Int64, to end: Int64) -> Double {
        // A power of two is exact for whole half-lives, which an exponential with a rate would not be.
        start == end ? 1 : exp2((Double(start) - Double(end)) / halfLife)
    }
}
