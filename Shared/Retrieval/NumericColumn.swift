/// One whole number for each document, or none: prices, times, counts.
///
/// A filter by range looks at every value once, 64 at a time: about a millisecond for a million documents.
public struct NumericColumn: Sendable {
    private var values: [Int64] = []
    /// Documents that have a value.
    public private(set) var present = Bitmap()

    /// A column without values.
    public init() {}

    /// Sets the value of a document, or takes it away.
    public mutating func set(_ value: Int64?, for document: UInt32) {
        guard let value else {
            present.remove(document)
            return
        }
        let index = Int(document)
        if index >= values.count { values.append(contentsOf: repeatElement(0, count: index + 1 - values.count)) }
        values[index] = value
        present.insert(document)
    }

    /// The value of a document, or nil if it has none.
    public func value(of document: UInt32) -> Int64? {
        present.contains(document) ? values[Int(document)] : nil
    }

    /// Documents whose value lies in a range, both ends included.
    ///
    /// For an open end use `Int64.min` or `Int64.max`.
    public func documents(in range: ClosedRange<Int64>) -> Bitmap {
        var words = present.words
        values.withUnsafeBufferPointer { values in
            for index in words.indices where words[index] != 0 {
                let start = index << 6
                var bits: UInt64 = 0
                for offset in 0..<min(64, values.count - start) {
                    let value = values[start + offset]
                    let isInside = value >= range.lowerBound && value <= range.upperBound
                    bits |= (isInside ? 1 : 0) << UInt64(offset)
                }
                words[index] &= bits
            }
        }
        return Bitmap(words: words)
    }
}
