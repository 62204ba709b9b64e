/// A table for a terminal: columns aligned, numbers to the right, the last text column cut to what fits.
///
/// ```text
/// FREELANCER  SCORE  TITLE
/// f17         0.913  iOS developer
/// ```
public struct TextTable: Sendable {
    /// One column.
    public struct Column: Sendable {
        /// Which end of a cell lines up.
        public enum Alignment: Sendable {
            /// For words.
            case left
            /// For numbers.
            case right
        }

        /// Heading.
        public let title: String
        /// Which end lines up.
        public let alignment: Alignment

        /// A column of words.
        public static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
        /// A column of numbers.
        public static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// A table without rows.
    public init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; missing cells are empty, surplus ones are dropped.
    public mutating func add(_ cells: [String]) {
        rows.append(columns.indices.map { $0 < cells.count ? Self.oneLine(cells[$0]) : "" })
    }

    /// The table as lines.
    ///
    /// - Parameter width: columns of the terminal; lines are cut to it. By default that of standard output, and no
    ///   limit when it is no terminal.
    public func render(width: Int? = StandardStream.output.columns) -> String {
        let lines = [columns.map { $0.title.uppercased() }] + rows
        let widths = columns.indices.map { index in lines.map { Self.width(of: $0[index]) }.max() ?? 0 }
        var text = ""
        for cells in lines {
            var line = ""
            for (index, cell) in cells.enumerated() {
                let blanks = String(repeating: " ", count: widths[index] - Self.width(of: cell))
                line += columns[index].alignment == .left ? cell + blanks : blanks + cell
                if index < cells.count - 1 { line += "  " }
            }
            while line.last == " " { line.removeLast() }
            text += (width.map { Self.cut(line, to: $0) } ?? line) + "\n"
        }
        return text
    }

    /// Cells are one line each and hold nothing that moves the cursor.
    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    private static func cut(_ line: String, to width: Int) -> String {
        guard width > 1, self.width(of: line) > width else { return line }
        var kept = ""
        var used = 0
        for character in line {
            let columns = self.columns(of: character)
            if used + columns > width - 1 { break }
            kept.append(character)
            used += columns
        }
        return kept + "…"
    }

    private static func width(of text: String) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

    /// Columns of a character: two for East Asian wide ones and emoji, else one (after Unicode's UAX #11).
    private static func columns(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            return 2
        default: return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
}
