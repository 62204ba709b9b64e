/// Why some bytes are not a protobuf message, and where in them that showed.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What protobuf's wire format forbids.
    public enum Reason: Hashable, Sendable {
        /// The bytes end inside a value, or a length reaches beyond the message it stands in.
        case truncated
        /// A varint of more than 10 bytes or 64 bits, or a tag of more than 5 bytes.
        case overlongVarint
        /// A field number of 0, or above 536,870,911.
        case invalidFieldNumber
        /// Wire type 6 or 7, which do not exist.
        case invalidWireType
        /// The end of a group without its beginning, or a group that is never closed.
        case unmatchedGroup
        /// A string field that is not well-formed UTF-8.
        case invalidUTF8
        /// Messages or groups nested deeper than ``WireReader/nestingLimit``.
        case nestingTooDeep
        /// More would be built from the bytes than their number justifies: see ``WireReader/memoryBudget(for:)``.
        case memoryBudgetExceeded
    }

    /// The rule that was broken.
    public let reason: Reason

    /// Bytes from the start of the outermost message to where the rule was found broken.
    public let offset: Int

    /// The number of the field being read, in the innermost message; 0 before the first.
    public let fieldNumber: UInt32

    /// An error at a place.
    public init(_ reason: Reason, offset: Int, fieldNumber: UInt32 = 0) {
        self.reason = reason
        self.offset = offset
        self.fieldNumber = fieldNumber
    }

    /// For a person: the rule, the byte offset, and the field.
    public var description: String {
        let rule =
            switch reason {
            case .truncated: "the message ends inside a value; were all of its bytes received?"
            case .overlongVarint: "a varint has more than 10 bytes or 64 bits, or a tag more than 5 bytes"
            case .invalidFieldNumber: "a field number is not within 1 to 536870911"
            case .invalidWireType: "a wire type is not within 0 to 5"
            case .unmatchedGroup: "a group's start and end do not match"
            case .invalidUTF8: "a string is not UTF-8; send other bytes in a field of type bytes"
            case .nestingTooDeep: "messages are nested more than \(WireReader.nestingLimit) deep"
            case .memoryBudgetExceeded:
                "so many nearly empty messages or strings would take more memory than a message of this size may; "
                    + "send them in several messages"
            }
        let field = fieldNumber == 0 ? "" : ", in field \(fieldNumber)"
        return "not a protobuf message: \(rule) (at byte \(offset)\(field))"
    }
}
