/// Several processes' figures as one text in Prometheus' format, version 0.0.4.
///
/// Each family is announced once, with the help and type that came first, and has all processes' samples behind it, as
/// the format demands; every sample gets the label `service`.
struct MergedMetrics {
    private struct Family {
        var help = ""
        var type = ""
        var samples: [String] = []
    }

    private var families: [String: Family] = [:]

    /// Takes in one process's text; lines that are none of the format are left out.
    mutating func add(_ text: String, service: String) {
        var current = ""
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("#") {
                let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
                guard words.count >= 3, words[1] == "HELP" || words[1] == "TYPE" else { continue }
                current = String(words[2])
                let rest = words.count > 3 ? String(words[3]) : ""
                if words[1] == "HELP", families[current, default: Family()].help.isEmpty {
                    families[current, default: Family()].help = rest
                } else if words[1] == "TYPE", families[current, default: Family()].type.isEmpty {
                    families[current, default: Family()].type = rest
                }
                continue
            }
            let name = line.prefix { $0 != "{" && $0 != " " }
            guard !name.isEmpty, name.count < line.count else { continue }
            // A histogram's samples have names of their own behind the family's.
            let family = Self.belongs(name, to: current) ? current : String(name)
            families[family, default: Family()].samples.append(Self.labelled(line, name, service))
        }
    }

    /// All families, by name.
    var text: String {
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.samples.isEmpty {
            if !family.help.isEmpty { text += "# HELP \(name) \(family.help)\n" }
            if !family.type.isEmpty { text += "# TYPE \(name) \(family.type)\n" }
            for sample in family.samples { text += sample + "\n" }
        }
        return text
    }

    private static func belongs(_ sample: Substring, to family: String) -> Bool {
        guard !family.isEmpty, sample.hasPrefix(family) else { return false }
        return ["", "_bucket", "_sum", "_count"].contains(String(sample.dropFirst(family.count)))
    }

    private static func labelled(_ line: Substring, _ name: Substring, _ service: String) -> String {
        let label = "service=\"\(service)\""
        let rest = line.dropFirst(name.count)
        guard rest.hasPrefix("{") else { return "\(name){\(label)}\(rest)" }
        let labels = rest.dropFirst()
        return labels.hasPrefix("}") ? "\(name){\(label)\(labels)" : "\(name){\(label),\(labels)"
    }
}
