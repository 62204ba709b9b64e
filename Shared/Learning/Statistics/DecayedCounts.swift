import Foundation

/// Counts in which what happened loses half of its weight every half-life: one for each of several half-lives.
///
/// A count is the sum of amount · 2^(-age / half-life) over the events, however many there were: the state is one value
/// a half-life and the time they hold for. Times are whole numbers in the unit of the half-lives, microseconds as a
/// rule; they may come in any order: an earlier event counts what it is still worth. Reading never changes the state,
/// so how often one reads cannot change an answer. Between events all counts of one half-life fade alike, so the share
/// of one in the sum of many does not change with time: a feature made of shares needs no ranks.
///
/// The half-lives are not kept with the counts, of which there may be millions: each call is given the same ones.
public struct DecayedCounts: Sendable, Equatable {
    /// Values as of `updatedAt`, in the order of the half-lives.
    public private(set) var values: [Double]
    /// Latest time of an event; 0 before the first.
    public private(set) var updatedAt: Int64

    /// No events yet.
    public init(halfLives: HalfLives) {
        values = Array(repeating: 0, count: halfLives.count)
        updatedAt = 0
    }

    /// The state of a snapshot.
    public init(values: [Double], updatedAt: Int64) {
        self.values = values
        self.updatedAt = updatedAt
    }

    /// Counts an event.
    ///
    /// One multiplication and one power of two a half-life.
    public mutating func add(_ amount: Double = 1, at time: Int64, halfLives: HalfLives) {
        if time >= updatedAt {
            for index in values.indices {
                values[index] = values[index] * halfLives.fading(index, from: updatedAt, to: time) + amount
            }
            updatedAt = time
        } else {
            for index in values.indices {
                values[index] += amount * halfLives.fading(index, from: time, to: updatedAt)
            }
        }
    }

    /// The count of one half-life as it stands at a time; before the latest event, as it stood right after that.
    public func value(_ index: Int, at time: Int64, halfLives: HalfLives) -> Double {
        values[index] == 0 ? 0 : values[index] * halfLives.fading(index, from: updatedAt, to: time)
    }
}

/// The half-lives that a set of counts is kept for.
public struct HalfLives: Sendable, Equatable {
    /// In the order of the counts, in the unit of the times they are used with.
    public let lengths: [Double]

    /// Half-lives in an order.
    ///
    /// - Precondition: each is above 0; an infinite one makes plain sums.
    public init(_ lengths: [Double]) {
        precondition(lengths.allSatisfy { $0 > 0 }, "a half-life must be positive")
        self.lengths = lengths
    }

    /// How many there are.
    public var count: Int { lengths.count }

    /// What is left at `end` of one event at `start`: in [0, 1], and 1 when `end` is not after `start`.
    @inline(__always)
    public func fading(_ index: Int, from start: Int64, to end: Int64) -> Double {
        // A power of two is exact for whole half-lives, which an exponential with a rate would not be.
        end > start ? exp2((Double(start) - Double(end)) / lengths[index]) : 1
    }
}
