import Foundation

/// How busy the market is on each day: more in spring and autumn, quiet in summer and at the end of the year.
///
/// Jobs, and with them the looking for jobs, are spread by it; the total stays as asked for.
struct Season {
    private let start: Int64
    /// Share of the span's activity before each day, and 1 at the end.
    private let cumulative: [Double]
    /// Activity of each day of the span.
    private let daily: [Double]

    init(start: Int64, days: Int) {
        self.start = start
        daily = (0..<days).map { Self.intensity(at: start + Int64($0) * SimulatedTime.day) }
        var sums = [0.0]
        sums.reserveCapacity(days + 1)
        for intensity in daily { sums.append((sums.last ?? 0) + intensity) }
        let total = sums.last ?? 1
        cumulative = sums.map { $0 / max(total, .leastNormalMagnitude) }
    }

    /// Activity of a day relative to the mean of a year, about 0.6 to 1.15.
    static func intensity(at time: Int64) -> Double {
        // Day of the year within half a day is enough.
        let day = (Double(time) / Double(SimulatedTime.day)).truncatingRemainder(dividingBy: 365.2425)
        let waves = 1 + 0.06 * cos(2 * .pi * (day - 60) / 365) + 0.07 * cos(4 * .pi * (day - 85) / 365)
        let holidays = day > 352 || day < 2 ? 0.65 : 1
        return waves * holidays
    }

    /// Activity at a time: that of its day, or outside of the span of the year's day.
    func activity(at time: Int64) -> Double {
        let day = Int((time - start) / SimulatedTime.day)
        return time >= start && day < daily.count ? daily[day] : Self.intensity(at: time)
    }

    /// The moment before which a share of all jobs are posted; beyond 1 the span's pattern goes on.
    func time(atShare share: Double) -> Int64 {
        let days = cumulative.count - 1
        let spans = share.rounded(.down)
        let rest = share - spans
        var low = 0
        var high = days - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if cumulative[middle] <= rest { low = middle } else { high = middle - 1 }
        }
        let width = max(cumulative[low + 1] - cumulative[low], .leastNormalMagnitude)
        let place = Double(low) + min((rest - cumulative[low]) / width, 1)
        return start + Int64((spans * Double(days) + place) * Double(SimulatedTime.day))
    }
}

/// A skill that few ask for until, half-way, everybody does.
struct Takeoff {
    /// When half of the growth is done, in milliseconds since 1970.
    let time: Int64
    /// How long it takes to grow by a factor of e at first, in milliseconds.
    let ramp: Int64
    /// Index into `Trade.all`.
    let trade: Int
    /// Place in `Trade.skills`.
    let skill: Int

    init(time: Int64, ramp: Int64) {
        self.time = time
        self.ramp = ramp
        trade = Trade.all.firstIndex { $0.name == Trade.dataScience.name } ?? 0
        skill = Trade.all[trade].skills.firstIndex { $0.name == Self.name } ?? 0
    }

    /// The skill's name in the facts.
    static let name = "Large Language Models"

    /// The skill as a set.
    var bit: UInt32 { 1 << UInt32(skill) }

    /// Share of the trade's jobs that need the skill whatever else they need.
    func share(at time: Int64) -> Double {
        0.55 / (1 + exp(-Double(time - self.time) / Double(ramp)))
    }
}
