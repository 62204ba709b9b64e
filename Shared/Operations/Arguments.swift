/// The values of a command line that was understood.
public struct Arguments: Sendable {
    /// Names of the commands below the program, such as `["import"]`.
    public let path: [String]
    /// Words that are no options, in order.
    public let operands: [String]
    let values: [String: [String]]
    let known: Set<String>

    /// The value of an option: the last one given, else that of the environment, else the default.
    public subscript(name: String) -> String? {
        precondition(known.contains(name), "no option --\(name) was declared")
        return values[name]?.last
    }

    /// Every value of an option that was given several times.
    public func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Whether a switch is there.
    public func has(_ name: String) -> Bool { self[name] != nil }

    /// The value of an option that must have one.
    public func required(_ name: String) throws(ArgumentError) -> String {
        guard let value = self[name], !value.isEmpty else { throw ArgumentError("--\(name) is missing; see --help") }
        return value
    }

    /// The value of an option as a whole number within a range.
    public func integer(_ name: String, in range: ClosedRange<Int> = 0...Int.max) throws(ArgumentError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw ArgumentError(
                "--\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not \(text)")
        }
        return value
    }

    /// The value of an option as a number within a range.
    public func number(_ name: String, in range: ClosedRange<Double>) throws(ArgumentError) -> Double? {
        guard let text = self[name] else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw ArgumentError(
                "--\(name) must be a number from \(range.lowerBound) to \(range.upperBound), not \(text)")
        }
        return value
    }

    /// The value of an option as a time, in microseconds since 1970; an empty value is none.
    public func time(_ name: String) throws(ArgumentError) -> Int64? {
        guard let text = self[name], !text.isEmpty else { return nil }
        guard let time = Timestamp.parse(text) else {
            throw ArgumentError("--\(name) must be a time such as 2018-05-21 or 2018-05-21T15:30:21Z, not \(text)")
        }
        return time
    }
}

extension CommandSpecification {
    /// Understands a command line.
    ///
    /// `--name value` and `--name=value` are the same; after `--` all words are operands. Options may stand before or
    /// after the words of commands below.
    /// - Parameters:
    ///   - words: without the program's own name.
    ///   - environment: gives a variable's value.
    /// - Throws: for an unknown option or command, a missing or surplus value or word.
    public func parse(
        _ words: [String], environment: (String) -> String? = { Environment[$0] }
    ) throws(ArgumentError) -> CommandRequest {
        var command = self
        var options = self.options
        var path: [String] = []
        var operands: [String] = []
        var values: [String: [String]] = [:]
        var onlyOperands = false
        var wantsHelp = false
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            if onlyOperands || !word.hasPrefix("-") || word == "-" {
                if !command.subcommands.isEmpty, !onlyOperands {
                    guard let next = command.subcommands.first(where: { $0.name == word }) else {
                        throw unknown("command \(word)", near: word, among: command.subcommands.map(\.name), path)
                    }
                    command = next
                    options += next.options
                    path.append(word)
                } else {
                    operands.append(word)
                }
                continue
            }
            if word == "--" {
                onlyOperands = true
                continue
            }
            if word == "--help" || word == "-h" {
                wantsHelp = true
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            // An option of a command below may stand before its name: find it wherever it is declared.
            guard word.hasPrefix("--"), let name = parts.first?.dropFirst(2),
                let option = (options + command.subcommands.flatMap(\.options)).first(where: { $0.name == name })
            else { throw unknown("option \(parts[0])", near: parts[0], among: options.map { "--" + $0.name }, path) }
            if option.value == nil {
                guard parts.count == 1 else { throw ArgumentError("--\(option.name) takes no value") }
                values[option.name, default: []].append("")
            } else if parts.count == 2 {
                values[option.name, default: []].append(parts[1])
            } else {
                guard index < words.count else { throw ArgumentError("--\(option.name) needs a value") }
                values[option.name, default: []].append(words[index])
                index += 1
            }
        }
        if wantsHelp { return .help(help(for: command, path: path, options: options)) }
        if !command.subcommands.isEmpty {
            let names = command.subcommands.map(\.name).joined(separator: ", ")
            throw ArgumentError("say what to do: \(names); see \(([name] + path).joined(separator: " ")) --help")
        }
        for given in values.keys.sorted() where !options.contains(where: { $0.name == given }) {
            throw ArgumentError("\(path.last ?? name) has no option --\(given)")
        }
        try check(operands, of: command)
        for option in options where values[option.name] == nil {
            if let value = option.environment.flatMap(environment) ?? option.defaultValue {
                values[option.name] = [value]
            }
        }
        return .run(
            Arguments(path: path, operands: operands, values: values, known: Set(options.map(\.name))))
    }

    private func check(_ operands: [String], of command: CommandSpecification) throws(ArgumentError) {
        let least = command.operands.filter { !$0.hasPrefix("[") }.count
        if operands.count < least { throw ArgumentError("\(command.operands[operands.count]) is missing; see --help") }
        let takesMore = command.operands.last?.contains("...") == true
        if operands.count > command.operands.count, !takesMore {
            throw ArgumentError("\(operands[command.operands.count]) is one word too many; see --help")
        }
    }

    private func unknown(_ what: String, near word: String, among names: [String], _ path: [String]) -> ArgumentError {
        let close = names.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        let hint = close.flatMap { $0.1 <= 2 ? "; did you mean \($0.0)?" : nil }
        return ArgumentError("unknown \(what)" + (hint ?? "; see \(([name] + path).joined(separator: " ")) --help"))
    }

    /// Edits between two words (Levenshtein 1966).
    private func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (line, letter) in left.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in right.indices {
                let kept = diagonal + (right[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(kept, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }

    private func help(for command: CommandSpecification, path: [String], options: [CommandOption]) -> String {
        var usage = ([name] + path + command.operands).joined(separator: " ")
        if !command.subcommands.isEmpty { usage += " COMMAND" }
        var text = "\(command.summary)\n\nUsage: \(usage) [OPTIONS]\n"
        if !command.discussion.isEmpty { text += "\n\(command.discussion)\n" }
        if !command.subcommands.isEmpty {
            text += "\nCommands:\n" + aligned(command.subcommands.map { ($0.name, $0.summary) })
        }
        let described = options.map { option in
            var help = option.help
            if let value = option.defaultValue, !value.isEmpty { help += " (default \(value))" }
            if let variable = option.environment { help += " [\(variable)]" }
            return ("--\(option.name)" + (option.value.map { " \($0)" } ?? ""), help)
        }
        return text + "\nOptions:\n" + aligned(described + [("--help", "print this")])
    }

    private func aligned(_ lines: [(String, String)]) -> String {
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { left, right in
            "  \(left)\(String(repeating: " ", count: width - left.count))  \(right)\n"
        }.joined()
    }
}
