internal import CProcessor

/// Rows of floats in blocks of eight, which training reads and writes in place.
///
/// A row takes `blocks` blocks; what a row's dimensions do not fill stays zero, so that sums over whole blocks are sums
/// over the dimensions. Whoever works through ``base`` keeps rows within ``rowCount`` and the table alive.
final class FloatTable: @unchecked Sendable {
    let rowCount: Int
    let dimensions: Int
    /// Blocks of eight floats a row.
    let blocks: Int
    let values: NumberBuffer<SIMD8<Float>>

    /// Creates a table of zeros.
    init(rowCount: Int, dimensions: Int) {
        self.rowCount = rowCount
        self.dimensions = dimensions
        blocks = (dimensions + 7) / 8
        values = NumberBuffer(count: rowCount * blocks, repeating: .zero)
    }

    /// Creates a table of numbers drawn evenly between -`reach` and `reach`.
    convenience init(rowCount: Int, dimensions: Int, reach: Float, using generator: inout SeededGenerator) {
        self.init(rowCount: rowCount, dimensions: dimensions)
        let scale = reach * 0x1p-23
        for row in 0..<rowCount {
            let floats = numbers(row)
            var index = 0
            while index < dimensions {
                // Two draws of 24 bits from one of 64.
                let bits = generator.next()
                floats[index] = Float(Int32(bits >> 40) - (1 << 23)) * scale
                if index + 1 < dimensions {
                    floats[index + 1] = Float(Int32(bits >> 16 & 0xFF_FFFF) - (1 << 23)) * scale
                }
                index += 2
            }
        }
    }

    /// The first block of the first row.
    var base: UnsafeMutablePointer<SIMD8<Float>> { values.base }

    /// The first block of a row.
    @inline(__always)
    func row(_ index: Int) -> UnsafeMutablePointer<SIMD8<Float>> { values.base + index &* blocks }

    /// Asks for the cache lines of a row, ahead of their use.
    @inline(__always)
    func prefetch(_ index: Int) {
        var block = 0
        while block < blocks {
            processor_prefetch(row(index) + block)
            block &+= 2
        }
    }

    /// The numbers of a row, to be written one by one.
    @inline(__always)
    func numbers(_ index: Int) -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer(row(index)).assumingMemoryBound(to: Float.self)
    }

    /// Sets a row.
    func set(_ numbers: [Float], row index: Int) {
        precondition(index >= 0 && index < rowCount && numbers.count == dimensions, "a row must fit into the table")
        for (position, number) in numbers.enumerated() { self.numbers(index)[position] = number }
    }

    /// The numbers of a row.
    func floats(_ index: Int) -> [Float] {
        precondition(index >= 0 && index < rowCount, "row out of range")
        return (0..<dimensions).map { numbers(index)[$0] }
    }
}
