public import JSON
public import ProtobufWire

/// Why JSON could not become a message, or a message JSON, and in which field.
public struct ProtobufJSONError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Error, Equatable, Sendable {
        /// The pool has no message of this name.
        case unknownMessage(String)
        /// The text is no JSON.
        case malformedJSON(JSONError)
        /// The bytes are no protobuf message.
        case malformedMessage(WireError)
        /// The message has no field of this name; another one may be meant.
        case unknownField(message: String, suggestion: String?)
        /// A value that the field cannot hold, both in words.
        case unexpectedValue(expected: String, found: String)
        /// The field was there before, by this name or its other one.
        case duplicateField
        /// Another member of the same oneof is set too.
        case severalInOneof(oneof: String, other: String)
        /// Messages nested deeper than the limit.
        case nestingTooDeep(limit: Int)
    }

    /// The field, by its names in the `.proto`, such as `facts[3].job.budget`; empty for the whole message.
    public let path: String
    /// What is wrong there.
    public let reason: Reason

    /// An error in a field.
    public init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }
}

extension ProtobufJSONError: CustomStringConvertible {
    /// One line for a person: `filter.rate_minimum: expected an integer, found "abc"`.
    public var description: String { path.isEmpty ? "\(reason)" : "\(path): \(reason)" }
}

extension ProtobufJSONError.Reason: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .unknownMessage(let name): "there is no message \(name)"
        case .malformedJSON(let error): "\(error)"
        case .malformedMessage(let error): "\(error)"
        case .unknownField(let message, let suggestion?):
            "\(message) has no such field; did you mean \"\(suggestion)\"?"
        case .unknownField(let message, nil): "\(message) has no such field"
        case .unexpectedValue(let expected, let found): "expected \(expected), found \(found)"
        case .duplicateField: "the field is there twice"
        case .severalInOneof(let oneof, let other): "only one of \(oneof) can be set, and \(other) is set already"
        case .nestingTooDeep(let limit): "messages are nested more than \(limit) deep"
        }
    }
}

/// Where in a message somebody is: grows and shrinks with the nesting, and becomes text only for an error.
struct FieldPath {
    private enum Step {
        case field(String)
        case element(Int)
    }
    private var steps: [Step] = []

    /// Longest name that comes from outside and is shown.
    static let shownName = 100

    mutating func enter(_ field: String) { steps.append(.field(field)) }

    mutating func enter(element: Int) { steps.append(.element(element)) }

    mutating func leave() { steps.removeLast() }

    /// `facts[3].job.budget`.
    var text: String {
        var text = ""
        for step in steps {
            switch step {
            case .field(let name): text += text.isEmpty ? name : ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
        return text
    }
}
