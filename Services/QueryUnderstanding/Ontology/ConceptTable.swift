import Contracts

/// One line of a table of concepts, links still by identifier.
struct ConceptRow: Sendable, Equatable {
    var id: String
    var kind: ConceptKind
    var label: String
    var aliases: [String]
    var broader: [String]
    var related: [String]
}

/// Reads the tables that ``BuiltInConcepts`` describes.
enum ConceptTable {
    /// The concepts of a table, in its order.
    ///
    /// Linear in the table.
    ///
    /// - Parameters:
    ///   - table: Lines of six fields each; empty lines and lines that start with "#" are passed over.
    ///   - field: Name of the field of work, for errors.
    static func parse(_ table: String, field: String) throws(OntologyError) -> [ConceptRow] {
        var rows: [ConceptRow] = []
        for (index, line) in table.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { trimmed($0) }
            func malformed(_ reason: String) -> OntologyError {
                .malformedLine(field: field, line: index + 1, reason: reason)
            }
            guard parts.count == 6 else { throw malformed("\(parts.count) fields instead of 6") }
            guard !parts[0].isEmpty, !parts[2].isEmpty else { throw malformed("no identifier or no label") }
            guard let kind = kinds[parts[1]] else { throw malformed("\"\(parts[1])\" is no kind of concept") }
            rows.append(
                ConceptRow(
                    id: parts[0], kind: kind, label: parts[2], aliases: list(parts[3], separator: ";"),
                    broader: list(parts[4], separator: ","), related: list(parts[5], separator: ",")))
        }
        return rows
    }

    private static let kinds: [String: ConceptKind] = [
        "category": .category, "occupation": .occupation, "skill": .skill, "tool": .tool, "deliverable": .deliverable,
    ]

    private static func list(_ field: String, separator: Character) -> [String] {
        field.split(separator: separator).map { trimmed($0) }.filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " }
        let length = start.count - start.reversed().prefix { $0 == " " }.count
        return String(start.prefix(length))
    }
}
