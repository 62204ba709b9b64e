/// How a call ended; numbers, names and meanings are gRPC's.
///
/// The library itself makes only `cancelled`, `deadlineExceeded`, `unimplemented`, `unavailable`, `unknown` (a handler
/// threw something that is no ``RPCError``), `internalError` and `resourceExhausted`; the others are a service's own.
public struct StatusCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number on the wire, 0 to 16.
    public let rawValue: UInt32

    /// A code by its number; numbers over 16 are kept, and mean ``unknown``.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Success.
    public static let ok = StatusCode(rawValue: 0)
    /// The caller no longer wanted the answer.
    public static let cancelled = StatusCode(rawValue: 1)
    /// Something went wrong that fits no other code.
    public static let unknown = StatusCode(rawValue: 2)
    /// The request is wrong whatever the state of the system.
    public static let invalidArgument = StatusCode(rawValue: 3)
    /// The time for the call ran out.
    public static let deadlineExceeded = StatusCode(rawValue: 4)
    /// Something the request names does not exist.
    public static let notFound = StatusCode(rawValue: 5)
    /// Something the request wants to create exists.
    public static let alreadyExists = StatusCode(rawValue: 6)
    /// The caller may not do this.
    public static let permissionDenied = StatusCode(rawValue: 7)
    /// A limit or queue is full; less, or later, may succeed.
    public static let resourceExhausted = StatusCode(rawValue: 8)
    /// The system is not in the state that the request needs.
    public static let failedPrecondition = StatusCode(rawValue: 9)
    /// Lost against a concurrent change; begin again.
    public static let aborted = StatusCode(rawValue: 10)
    /// Beyond the end.
    public static let outOfRange = StatusCode(rawValue: 11)
    /// No such method here.
    public static let unimplemented = StatusCode(rawValue: 12)
    /// An invariant broke, such as a message that is no message.
    public static let internalError = StatusCode(rawValue: 13)
    /// The service cannot be reached now; trying again may help.
    public static let unavailable = StatusCode(rawValue: 14)
    /// Data is lost or damaged for good.
    public static let dataLoss = StatusCode(rawValue: 15)
    /// The caller did not say who it is.
    public static let unauthenticated = StatusCode(rawValue: 16)

    private static let names = [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
        "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
        "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ]

    /// All codes that have a name, in order of number.
    public static let all = (0..<UInt32(names.count)).map(StatusCode.init(rawValue:))

    /// gRPC's name, such as "DEADLINE_EXCEEDED"; the number where it has none.
    public var description: String {
        rawValue < StatusCode.names.count ? StatusCode.names[Int(rawValue)] : String(rawValue)
    }
}
