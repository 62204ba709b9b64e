/// Singulars and plurals of the last word of a name, so that "landing pages" means what "landing page" means.
enum PluralForms {
    /// The other number of a name in lower case, or nil where a guess would do harm.
    ///
    /// Only plain English words of three letters or more change; endings that are no plural ("css", "analysis",
    /// "status") stay.
    static func other(of name: String) -> String? {
        let word = name.utf8.suffix(while: { $0 &- 0x61 < 26 })
        guard word.count >= 3 else { return nil }
        let isWholeWord =
            word.startIndex == name.utf8.startIndex || isBreak(name.utf8[name.utf8.index(before: word.startIndex)])
        guard isWholeWord else { return nil }
        return name.hasSuffix("s") ? singular(of: name, length: word.count) : plural(of: name)
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2D || byte == 0x2F }

    private static func singular(of name: String, length: Int) -> String? {
        if length < 4 || ["ss", "us", "is", "as"].contains(where: name.hasSuffix) { return nil }
        if name.hasSuffix("ies"), length > 4 { return name.dropLast(3) + "y" }
        if ["ches", "shes", "xes", "sses"].contains(where: name.hasSuffix) { return String(name.dropLast(2)) }
        return String(name.dropLast())
    }

    private static func plural(of name: String) -> String {
        if ["ch", "sh", "x"].contains(where: name.hasSuffix) { return name + "es" }
        let isAfterConsonant = name.dropLast().last.map { !"aeiou".contains($0) } ?? false
        if name.hasSuffix("y"), isAfterConsonant { return name.dropLast() + "ies" }
        return name + "s"
    }
}

extension BidirectionalCollection where Element == UInt8 {
    /// The longest ending whose bytes all pass.
    fileprivate func suffix(while passes: (UInt8) -> Bool) -> SubSequence {
        var start = endIndex
        while start != startIndex, passes(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
