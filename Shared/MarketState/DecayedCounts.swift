import Foundation

/// Event counts that fade: one count for each of several half-lives, all updated together.
///
/// A count is the sum of 2^(-age / half-life) over the events. Between events all counts of one half-life fade alike,
/// so the share of one counter in the sum of all does not change with time: a feature made of shares needs no ranks.
public struct DecayedCounts: Sendable, Equatable {
    /// Values as of `updatedAt`, in the order of the half-lives they are used with.
    public private(set) var values: [Double]
    /// Time of the last event, in microseconds; 0 before the first.
    public private(set) var updatedAt: Int64

    /// No events yet.
    public init(halfLives: HalfLives) {
        values = Array(repeating: 0, count: halfLives.days.count)
        updatedAt = 0
    }

    /// Counts an event.
    ///
    /// One that is older than the last is counted as if it happened with the last.
    public mutating func add(_ amount: Double = 1, at time: Int64, halfLives: HalfLives) {
        if time > updatedAt {
            for index in values.indices {
                values[index] *= halfLives.fading(index, from: updatedAt, to: time)
            }
            updatedAt = time
        }
        for index in values.indices { values[index] += amount }
    }

    /// The count of one half-life at a time that is not before the last event.
    public func value(_ index: Int, at time: Int64, halfLives: HalfLives) -> Double {
        values[index] == 0 ? 0 : values[index] * halfLives.fading(index, from: updatedAt, to: time)
    }

    init(values: [Double], updatedAt: Int64) {
        self.values = values
        self.updatedAt = updatedAt
    }
}

/// The half-lives, in days, that a set of counts is kept for.
public struct HalfLives: Sendable, Equatable {
    /// In the order of the counts.
    public let days: [Double]
    /// ln 2 / half-life in microseconds.
    private let rates: [Double]

    /// - Parameter days: each above 0.
    public init(_ days: [Double]) {
        self.days = days
        rates = days.map { log(2.0) / ($0 * Double(Days.microseconds)) }
    }

    /// What is left at `end` of one event at `start`: in (0, 1], and 1 when `end` is not after `start`.
    @inline(__always)
    public func fading(_ index: Int, from start: Int64, to end: Int64) -> Double {
        end > start ? exp(-rates[index] * Double(end - start)) : 1
    }
}

/// Days in the log's unit of time.
public enum Days {
    /// Microseconds in a day.
    public static let microseconds: Int64 = 86_400_000_000

    /// Days from one time to another; below 0 when `end` is before `start`.
    @inline(__always)
    public static func between(_ start: Int64, _ end: Int64) -> Double {
        Double(end - start) / Double(microseconds)
    }
}
