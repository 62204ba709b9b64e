/// Fields that a message was sent with and that its type here does not know, as raw bytes: tags and values.
///
/// A newer program may send fields that an older one has no name for. They are kept in the order of arrival and are
/// written back after the known fields, so that a message may pass through an older program unharmed.
public struct UnknownFields: Hashable, Sendable {
    /// Tags and values, one after the other, just as they came.
    public private(set) var bytes: [UInt8] = []

    /// No unknown fields.
    @inlinable
    public init() {}

    /// Whether every field was known.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Adds a field's tag and value.
    @usableFromInline
    mutating func append(_ field: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: field)
    }
}
