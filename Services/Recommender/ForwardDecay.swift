import Foundation
import Marketplace

/// Weights that halve with age, kept without ever being touched again.
///
/// A weight w of time t is stored as w x 2^(t / half-life) and read as stored x 2^(-now / half-life): "forward decay"
/// (Cormode, Shkapenyuk, Srivastava and Xu, "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE
/// 2009). Sums stay exact whatever the order in which facts come, and between two people with the same half-life the
/// stored numbers compare as the faded ones do. With 180 days a time of 2199 is 2^467, and squares still fit a Double.
enum ForwardDecay {
    /// Half-life of jobs and skills, in days; set, not tuned.
    static let halfLifeDays = 180.0
    static let day: Int64 = 86_400_000_000

    /// What a weight of 1 at a time is stored as.
    @inline(__always)
    static func landmark(_ time: Int64) -> Double { exp2(Double(clamped(time)) / (halfLifeDays * Double(day))) }

    /// A time within what the log takes, so that no fact can make a weight infinite.
    @inline(__always)
    static func clamped(_ time: Int64) -> Int64 {
        min(max(time, FactLimits.times.lowerBound), FactLimits.times.upperBound)
    }

    /// What is left of 1 after so much time; 1 when it is not after.
    static func left(from start: Int64, to end: Int64, halfLifeDays: Double) -> Double {
        end > start ? exp2(-Double(end - start) / (halfLifeDays * Double(day))) : 1
    }
}

/// A count whose events halve with age.
struct FadingCount: Equatable {
    /// As of `updatedAt`.
    private(set) var value = 0.0
    private(set) var updatedAt: Int64 = 0

    /// Half-life, in days, of having been around.
    static let halfLifeDays = 30.0

    init() {}

    init(value: Double, updatedAt: Int64) {
        self.value = value
        self.updatedAt = updatedAt
    }

    mutating func add(at time: Int64) {
        let latest = max(time, updatedAt)
        value = value(at: latest) + ForwardDecay.left(from: time, to: latest, halfLifeDays: Self.halfLifeDays)
        updatedAt = latest
    }

    func value(at time: Int64) -> Double {
        value == 0 ? 0 : value * ForwardDecay.left(from: updatedAt, to: time, halfLifeDays: Self.halfLifeDays)
    }
}
