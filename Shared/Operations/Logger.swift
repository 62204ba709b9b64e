import Glibc
import Synchronization

/// How much a line of the log matters.
public enum LogLevel: Int, Comparable, Sendable, CaseIterable {
    /// For whoever looks for a fault.
    case debug
    /// What an operator expects to see.
    case info
    /// Something is wrong and was dealt with.
    case warning
    /// Something is wrong and a person should act.
    case error

    /// By name: `debug`, `info`, `warning`, `error`.
    public init?(name: String) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    /// `debug`, `info`, `warning` or `error`.
    public var name: String { "\(self)" }

    /// By gravity.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// How lines of the log look.
public enum LogFormat: String, Sendable {
    /// `2026-01-02T03:04:05.678Z info client-model: caught up facts=1000`.
    case text
    /// One JSON object a line: `time`, `level`, `service`, `message` and the fields.
    case json
}

/// Writes what happens as lines, by default to standard error; one `write` a line, so that lines of threads and
/// processes that share a terminal don't mix.
///
/// ```swift
/// let logger = Logger(service: "client-model")
/// logger.info("caught up", ["facts": "1000"])
/// ```
public struct Logger: Sendable {
    /// Name of the process's service, in every line.
    public let service: String
    /// Lines below it are left out.
    public let level: LogLevel
    /// How lines look.
    public let format: LogFormat
    private let output: @Sendable (String) -> Void

    /// A logger.
    ///
    /// - Parameters:
    ///   - service: such as `client-model`.
    ///   - level: least level written; by default `TANDEM_LOG_LEVEL`, or `info`.
    ///   - format: by default `TANDEM_LOG_FORMAT` (`text` or `json`), or text.
    ///   - output: takes each line, with its line feed; by default standard error.
    public init(
        service: String, level: LogLevel? = nil, format: LogFormat? = nil,
        output: @escaping @Sendable (String) -> Void = Logger.writeToStandardError
    ) {
        self.service = service
        self.level = level ?? Environment["TANDEM_LOG_LEVEL"].flatMap(LogLevel.init(name:)) ?? .info
        self.format = format ?? Environment["TANDEM_LOG_FORMAT"].flatMap(LogFormat.init(rawValue:)) ?? .text
        self.output = output
    }

    /// Writes a line for whoever looks for a fault; the message is made only if it is written.
    public func debug(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        log(.debug, message, fields)
    }

    /// Writes a line of what an operator expects to see.
    public func info(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        log(.info, message, fields)
    }

    /// Writes a line about something wrong that was dealt with.
    public func warning(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        log(.warning, message, fields)
    }

    /// Writes a line about something wrong that a person should act on.
    public func error(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        log(.error, message, fields)
    }

    /// Writes text to standard error in one call.
    public static let writeToStandardError: @Sendable (String) -> Void = { line in
        StandardStream.error.write(line)
    }

    private func log(_ level: LogLevel, _ message: () -> String, _ fields: KeyValuePairs<String, String>) {
        guard level >= self.level else { return }
        let time = Timestamp.format(Clock.wallMicroseconds() / 1_000 * 1_000)
        var line: String
        switch format {
        case .text:
            line = "\(time) \(level.name) \(service): \(Self.oneLine(message()))"
            for (key, value) in fields { line += " \(key)=\(Self.plain(value))" }
        case .json:
            line = "{\"time\":\"\(time)\",\"level\":\"\(level.name)\",\"service\":\(Self.quoted(service))"
            line += ",\"message\":\(Self.quoted(message()))"
            for (key, value) in fields { line += ",\(Self.quoted(key)):\(Self.quoted(value))" }
            line += "}"
        }
        output(line + "\n")
    }

    /// A value as it is when it is one word, else quoted.
    private static func plain(_ value: String) -> String {
        let isWord = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x7F }
        return isWord ? value : quoted(value)
    }

    /// Line feeds from outside must not be able to forge a line.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        return String(quoted(text).dropFirst().dropLast())
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
