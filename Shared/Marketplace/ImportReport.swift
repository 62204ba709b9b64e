/// Why a line of an import file was set aside.
public enum RejectReason: String, CaseIterable, Sendable {
    /// No JSON, or not an object.
    case invalidJSON = "invalid JSON"
    /// Bytes that are no UTF-8.
    case invalidUTF8 = "invalid UTF-8"
    /// Longer than a line may be.
    case lineTooLong = "line too long"
    /// A field that the record cannot do without is not there.
    case missingField = "missing field"
    /// A value of another kind than the field has.
    case wrongType = "wrong type"
    /// A value that the field cannot have.
    case invalidValue = "invalid value"
    /// A time that is not ISO 8601.
    case invalidTime = "invalid time"
    /// The same field twice.
    case duplicateField = "duplicate field"
    /// An event type that no event has.
    case unknownType = "unknown type"
    /// A record larger than a fact may be.
    case tooLarge = "record too large"
    /// Compressed data that is damaged: what follows in the file is lost.
    case unreadable = "unreadable file"
}

/// A line that was set aside.
public struct RejectedLine: Equatable, Sendable {
    /// Name of the file.
    public let file: String
    /// Line, from 1.
    public let line: UInt64
    /// What sort of fault.
    public let reason: RejectReason
    /// The field at fault; empty when it is the whole line.
    public let field: String
    /// The fault in words.
    public let detail: String
}

/// One file of an import.
public struct ImportedFile: Equatable, Sendable {
    /// Name of the file.
    public let name: String
    /// Lines read, blank ones left out.
    public let lines: UInt64
    /// Lines set aside.
    public let rejected: UInt64
    /// Whether it had to be sorted by time.
    public let isSorted: Bool
}

/// What an import did.
public struct ImportReport: Equatable, Sendable {
    /// Lines read, blank ones left out.
    public var lines: UInt64 = 0
    /// Facts that were new.
    public var appended: UInt64 = 0
    /// Facts that the log had already.
    public var duplicates: UInt64 = 0
    /// Lines set aside.
    public var rejected: UInt64 = 0
    /// Lines set aside, by reason.
    public var rejectedByReason: [RejectReason: UInt64] = [:]
    /// The first lines set aside, at most `rejectSamples`.
    public var firstRejected: [RejectedLine] = []
    /// Fields not known here, as `events.colour`, with how often they came; at most 1,000 names.
    public var unknownFields: [String: UInt64] = [:]
    /// Facts by kind, as in `FactKind.name`, duplicates included.
    public var kinds: [String: UInt64] = [:]
    /// Files read, in the order of reading.
    public var files: [ImportedFile] = []
    /// Where lines set aside are, when there are some.
    public var rejectsPath: String?
    /// Last fact of the log.
    public var lastSequence: UInt64 = 0

    /// How many lines set aside are kept in the report.
    public static let rejectSamples = 20

    /// Nothing done.
    public init() {}
}

/// How far an import is.
public struct ImportProgress: Sendable {
    /// What an import does at a time.
    public enum Phase: String, Sendable {
        /// Looks whether a file is in order of time, and counts its lines.
        case check = "check"
        /// Sorts a file that isn't.
        case sort = "sort"
        /// Appends.
        case append = "import"
    }

    /// What it does now.
    public let phase: Phase
    /// Lines done in this phase.
    public let lines: UInt64
    /// Lines there are, once they are counted.
    public let total: UInt64?
}

/// Why nothing could be imported or exported.
public struct TransferError: Error, Equatable, Sendable, CustomStringConvertible {
    /// For a person: what happened and what to do.
    public let description: String

    /// An error with a message.
    public init(_ message: String) { description = message }
}

/// A fault of one line.
struct LineFault: Error {
    var reason: RejectReason
    var field: String
    var detail: String

    init(_ reason: RejectReason, field: String = "", _ detail: String) {
        self.reason = reason
        self.field = field
        self.detail = detail
    }
}
