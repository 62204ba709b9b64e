import Synchronization

/// Shows how far a long task is: one line that redraws itself on a terminal, nothing anywhere else.
///
/// ```text
/// import events.jsonl  63 %  1,260,000 of 2,000,000  104,211/s  0:07 left
/// ```
/// May be updated from any thread, as often as one likes: it draws at most ten times a second.
public final class Progress: Sendable {
    private struct State {
        var done: UInt64 = 0
        var total: UInt64?
        var lastDrawn: UInt64 = 0
        var isFinished = false
    }

    private let title: String
    private let unit: String
    private let start = Clock.monotonicNanoseconds()
    private let output: (@Sendable (String) -> Void)?
    private let state: Mutex<State>

    /// Progress of a task.
    ///
    /// - Parameters:
    ///   - title: what is done, such as `import`.
    ///   - unit: what is counted, such as `facts`.
    ///   - total: how many there are to do, when known.
    public convenience init(_ title: String, unit: String = "", total: UInt64? = nil) {
        let isTerminal = StandardStream.error.isTerminal
        self.init(title, unit: unit, total: total, output: isTerminal ? Logger.writeToStandardError : nil)
    }

    /// Progress drawn by a closure; not drawn at all without one.
    public init(_ title: String, unit: String, total: UInt64?, output: (@Sendable (String) -> Void)?) {
        self.title = title
        self.unit = unit
        self.output = output
        state = Mutex(State(total: total))
    }

    /// Says how much is done by now.
    public func update(_ done: UInt64, total: UInt64? = nil) {
        guard let output else { return }
        let now = Clock.monotonicNanoseconds()
        let line: String? = state.withLock { state in
            state.done = done
            if let total { state.total = total }
            guard !state.isFinished, now - state.lastDrawn >= 100_000_000 else { return nil }
            state.lastDrawn = now
            return describe(state, now: now)
        }
        if let line { output("\r\u{1B}[K" + line) }
    }

    /// Draws the last state and leaves the line.
    public func finish() {
        guard let output else { return }
        let line: String? = state.withLock { state in
            guard !state.isFinished else { return nil }
            state.isFinished = true
            return describe(state, now: Clock.monotonicNanoseconds())
        }
        if let line { output("\r\u{1B}[K" + line + "\n") }
    }

    private func describe(_ state: State, now: UInt64) -> String {
        let seconds = max(Double(now - start) / 1e9, 1e-6)
        let rate = Double(state.done) / seconds
        var line = title
        if let total = state.total, total > 0 {
            line += "  \(min(100, state.done * 100 / total)) %  \(grouped(state.done)) of \(grouped(total))"
        } else {
            line += "  \(grouped(state.done))"
        }
        if !unit.isEmpty { line += " \(unit)" }
        line += "  \(grouped(UInt64(rate)))/s"
        if let total = state.total, !state.isFinished, rate > 0, total > state.done {
            line += "  \(clock(Double(total - state.done) / rate)) left"
        } else if state.isFinished {
            line += "  \(clock(seconds))"
        }
        return line
    }

    private func clock(_ seconds: Double) -> String {
        let whole = UInt64(min(seconds, 1e9).rounded(.up))
        let (hours, minutes, rest) = (whole / 3_600, whole / 60 % 60, whole % 60)
        func two(_ value: UInt64) -> String { (value < 10 ? "0" : "") + String(value) }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }
}

/// A number with its thousands apart: `1,260,000`.
public func grouped(_ value: UInt64) -> String {
    let digits = String(value)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}
