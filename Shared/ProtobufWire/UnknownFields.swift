/// Fields that a message was sent with and that its type here does not know, as raw bytes: tags and values.
///
/// A newer program may send fields that an older one has no name for. They are kept in the order of arrival and are
/// written back after the known fields, so that a message may pass through an older program unharmed.
public struct UnknownFields: Hashable, Sendable {
    /// Nil rather than empty: nearly every message is made, copied and destroyed with none, and then nothing is counted.
    @usableFromInline var stored: [UInt8]?

    /// No unknown fields.
    @inlinable
    public init() {
        stored = nil
    }

    /// Tags and values, one after the other, just as they came.
    @inlinable
    public var bytes: [UInt8] { stored ?? [] }

    /// Whether every field was known.
    @inlinable
    public var isEmpty: Bool { stored == nil }

    /// Adds a field's tag and value.
    mutating func append(_ field: UnsafeRawBufferPointer) {
        guard !field.isEmpty else { return }
        if stored == nil { stored = Array(field) } else { stored?.append(contentsOf: field) }
    }
}
