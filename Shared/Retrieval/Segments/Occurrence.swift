/// Where a field of a document has a term, and what was said of that place.
public struct Occurrence: Sendable, Equatable {
    /// Count of terms before it in its field, unless positions were given.
    public let position: Int
    /// Bytes that were stored with it; empty for none.
    public let payload: [UInt8]

    /// An occurrence at a position.
    public init(position: Int, payload: [UInt8] = []) {
        self.position = position
        self.payload = payload
    }
}

extension ListCursor {
    /// Occurrences of the current document, for a field that stores positions.
    ///
    /// Reads past those of the documents before it in its block.
    mutating func readOccurrences(payloads: Bool) -> [Occurrence] {
        var pointer = positions + positionsOffset
        for index in 0..<indexInBlock {
            for _ in 0..<occurrences(atIndex: index) {
                _ = VariableByte.read(&pointer)
                if payloads {
                    let count = VariableByte.read(&pointer)
                    pointer += count
                }
            }
        }
        var position = 0
        return (0..<currentOccurrences()).map { _ in
            position += VariableByte.read(&pointer)
            guard payloads else { return Occurrence(position: position) }
            let count = VariableByte.read(&pointer)
            defer { pointer += count }
            return Occurrence(
                position: position, payload: [UInt8](UnsafeRawBufferPointer(start: pointer, count: count)))
        }
    }
}
