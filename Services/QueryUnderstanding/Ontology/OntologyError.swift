/// What is wrong with a table of concepts, said so that the line can be found.
enum OntologyError: Error, Equatable, CustomStringConvertible {
    /// A line has not the six fields of a concept.
    case malformedLine(field: String, line: Int, reason: String)
    /// Two lines describe the same concept.
    case duplicateIdentifier(String)
    /// A link leads to a concept that no table has.
    case unknownLink(from: String, to: String)
    /// A concept is, by its broader concepts, wider than itself.
    case cycle(String)

    var description: String {
        switch self {
        case .malformedLine(let field, let line, let reason): "concepts of \(field), line \(line): \(reason)"
        case .duplicateIdentifier(let identifier): "two concepts are called \"\(identifier)\""
        case .unknownLink(let from, let to): "\"\(from)\" links to \"\(to)\", which no table has"
        case .cycle(let identifier): "\"\(identifier)\" is broader than itself"
        }
    }
}
