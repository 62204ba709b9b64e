/// The name that somebody may have meant.
enum Suggestion {
    /// The JSON name of the field nearest to a mistyped name, when it is near enough to be meant.
    ///
    /// Names are compared without underscores and case, so that `JobID` finds `jobId`. O(fields × length²), for names
    /// up to 40 characters.
    static func nearest(to name: String, of message: MessageDescriptor) -> String? {
        let wanted = plain(name)
        guard (2...40).contains(wanted.count) else { return nil }
        var nearest: (distance: Int, name: String)?
        for field in message.fields {
            let distance = distance(wanted, plain(field.name))
            if distance <= max(1, wanted.count / 4), distance < nearest?.distance ?? .max {
                nearest = (distance, field.jsonName)
            }
        }
        return nearest?.name
    }

    private static func plain(_ name: String) -> [UInt8] {
        name.utf8.prefix(80).filter { $0 != UInt8(ascii: "_") }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    /// Levenshtein's distance: how many letters to insert, remove or replace.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let replaced = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
