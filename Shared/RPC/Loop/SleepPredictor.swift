/// Guesses whether a loop's next event comes so soon that looking for it beats sleeping until it wakes the loop.
///
/// A counter, as processors keep one for each branch: an event that came soon counts one up, one that did not two down,
/// one that was looked for in vain four, and in the upper half the loop looks. A peer that answers each call at once brings
/// it there within some calls; events now and then, or one soon and one late in turn, keep it at the bottom, where it costs
/// nothing.
struct SleepPredictor {
    private var score = 0

    private static let range = -32...8
    private static let threshold = 4

    /// Whether to look for events before sleeping.
    var expectsEventSoon: Bool { score >= SleepPredictor.threshold }

    /// An event came after a sleep.
    ///
    /// - Parameters:
    ///   - duration: nanoseconds slept, of which waking up, here and at the other end, is the greater part of a short one.
    ///   - limit: nanoseconds for which the loop would have looked for it.
    mutating func slept(_ duration: UInt64, limit: UInt64) {
        count(duration <= 4 * limit ? 1 : -2)
    }

    /// The loop has looked for an event, and it came, or did not.
    mutating func looked(found: Bool) {
        count(found ? 1 : -4)
    }

    /// Somebody else wants the processor on which the loop looks for events: it shall sleep for some time.
    mutating func hindered() {
        score = SleepPredictor.range.lowerBound
    }

    private mutating func count(_ change: Int) {
        score = min(max(score + change, min(score, 0)), SleepPredictor.range.upperBound)
    }
}
