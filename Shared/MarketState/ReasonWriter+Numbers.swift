import Foundation

/// Numbers as a reason says them.
extension ReasonWriter {
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    static func decimal(_ value: Double) -> String { String(format: abs(value) < 10 ? "%.2f" : "%.0f", value) }

    static func percent(_ share: Double) -> String {
        String(format: share < 0.1 ? "%.1f %%" : "%.0f %%", share * 100)
    }

    /// "12 % above the offer", from a difference of logarithms.
    static func comparison(_ logarithm: Double, _ what: String) -> String {
        let ratio = exp(logarithm)
        if abs(ratio - 1) < 0.01 { return "as much as \(what)" }
        return ratio > 2
            ? String(format: "%.1f times ", ratio) + what
            : "\(percent(abs(ratio - 1))) \(ratio > 1 ? "above" : "below") \(what)"
    }

    /// "3 days ago".
    static func ago(_ days: Double) -> String { days < 1.0 / 24 ? "within the hour" : span(days) + " ago" }

    /// "3 days".
    static func span(_ days: Double) -> String {
        switch days {
        case ..<1: count(max(1, Int((days * 24).rounded())), "hour")
        case ..<60: count(Int(days.rounded()), "day")
        case ..<730: count(Int((days / 30.4).rounded()), "month")
        default: count(Int((days / 365.25).rounded()), "year")
        }
    }
}
