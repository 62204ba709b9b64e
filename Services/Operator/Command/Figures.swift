import Foundation

/// One decimal, such as "12.3".
func oneDecimal(_ value: Double) -> String { String(format: "%.1f", value) }

/// "0.123"; a dash for no number.
func threeDecimals(_ value: Double) -> String { decimals(value, 3) }

/// So many decimals; a dash for no number.
func decimals(_ value: Double, _ count: Int) -> String { value.isFinite ? String(format: "%.\(count)f", value) : "-" }

/// "3 d 4 h", "5 m 6 s", "7 s".
func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e12))
    let (days, hours, minutes) = (whole / 86_400, whole / 3_600 % 24, whole / 60 % 60)
    if days > 0 { return "\(days) d \(hours) h" }
    if hours > 0 { return "\(hours) h \(minutes) m" }
    return minutes > 0 ? "\(minutes) m \(whole % 60) s" : "\(whole) s"
}
