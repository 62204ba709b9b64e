/// A vector for each of some numbered things, as an embedding algorithm left them.
public struct EmbeddingMatrix: Sendable {
    /// How many vectors there are.
    public let count: Int
    /// How many numbers a vector has.
    public let dimensions: Int
    /// Rows of blocks of eight; what the dimensions do not fill is zero.
    let values: ModelNumbers<SIMD8<Float>>
    let blocks: Int

    init(count: Int, dimensions: Int, values: ModelNumbers<SIMD8<Float>>) {
        blocks = (dimensions + 7) / 8
        precondition(values.count == count * blocks, "the values must fill the matrix")
        self.count = count
        self.dimensions = dimensions
        self.values = values
    }

    /// Takes over a table that nobody trains any more; its first rows.
    init(_ table: FloatTable) {
        self.init(count: table.rowCount, dimensions: table.dimensions, values: ModelNumbers(table.values))
    }

    /// Creates a matrix from its vectors.
    ///
    /// - Throws: ``LearningError`` when vectors differ in length or a number is not finite, naming the vector.
    public init(vectors: [[Float]]) throws(LearningError) {
        let table = FloatTable(rowCount: vectors.count, dimensions: vectors.first?.count ?? 0)
        for (index, vector) in vectors.enumerated() {
            guard vector.count == table.dimensions else {
                throw LearningError(
                    .shapeMismatch, "vector \(index) has \(vector.count) numbers, the first \(table.dimensions)")
            }
            guard vector.allSatisfy(\.isFinite) else {
                throw LearningError(.invalidValue, "vector \(index) has a number that is not finite")
            }
            table.set(vector, row: index)
        }
        self.init(table)
    }

    /// One vector.
    public subscript(index: Int) -> [Float] {
        precondition(index >= 0 && index < count, "vector out of range")
        return withExtendedLifetime(values) { EmbeddingMatrix.floats(row(index), dimensions) }
    }

    /// The vectors as rows of a matrix, for other algorithms to learn from.
    public var denseMatrix: DenseMatrix {
        var matrix = DenseMatrix(columnCount: dimensions, reservingRows: count)
        for index in 0..<count { matrix.append(self[index].map(Double.init)) }
        return matrix
    }

    /// The cosine of the angle between two vectors; 0 where one is zero.
    public func similarity(_ first: Int, _ second: Int) -> Double {
        precondition(first >= 0 && first < count && second >= 0 && second < count, "vector out of range")
        return withExtendedLifetime(values) {
            let product = VectorKernels.dot(row(first), row(second), blocks)
            let norms = norm(first) * norm(second)
            return norms > 0 ? Double(product / norms) : 0
        }
    }

    /// A thing found near a vector.
    public struct Neighbor: Sendable, Equatable {
        /// Which thing.
        public let index: Int
        /// The cosine of the angle to the vector asked for.
        public let similarity: Double
    }

    /// The things whose vectors have the smallest angle to a vector, nearest first, ties by number; O(count x dimensions).
    ///
    /// - Parameter excluded: Things that are no answer, such as those that the vector was made of.
    /// - Precondition: the vector has `dimensions` numbers.
    public func nearest(to vector: [Float], count limit: Int, excluding excluded: Set<Int> = []) -> [Neighbor] {
        precondition(vector.count == dimensions, "a vector must have as many numbers as those it is compared with")
        let query = FloatTable(rowCount: 1, dimensions: dimensions)
        query.set(vector, row: 0)
        let length = VectorKernels.dot(query.base, query.base, blocks).squareRoot()
        var best: [Neighbor] = []
        withExtendedLifetime((query, values)) {
            for index in 0..<count where !excluded.contains(index) {
                let norms = norm(index) * length
                let cosine = norms > 0 ? Double(VectorKernels.dot(row(index), query.base, blocks) / norms) : 0
                if best.count == limit, let last = best.last, cosine <= last.similarity { continue }
                let place = best.firstIndex { $0.similarity < cosine } ?? best.count
                best.insert(Neighbor(index: index, similarity: cosine), at: place)
                if best.count > limit { best.removeLast() }
            }
        }
        return best
    }

    /// The things nearest to one of them, itself left out.
    public func nearest(to index: Int, count limit: Int) -> [Neighbor] {
        nearest(to: self[index], count: limit, excluding: [index])
    }

    /// The same vectors, each of length 1; those of length 0 stay.
    public func normalized() -> EmbeddingMatrix {
        let table = FloatTable(rowCount: count, dimensions: dimensions)
        withExtendedLifetime(values) {
            for index in 0..<count {
                let length = norm(index)
                VectorKernels.add(row(index), times: length > 0 ? 1 / length : 0, to: table.row(index), blocks)
            }
        }
        return EmbeddingMatrix(table)
    }

    /// Each thing's vector here followed by its vector there.
    ///
    /// - Throws: ``LearningError`` when the matrices are not of the same things.
    public func joined(with other: EmbeddingMatrix) throws(LearningError) -> EmbeddingMatrix {
        guard count == other.count else {
            throw LearningError(.shapeMismatch, "\(count) vectors cannot be joined with \(other.count)")
        }
        let table = FloatTable(rowCount: count, dimensions: dimensions + other.dimensions)
        for index in 0..<count { table.set(self[index] + other[index], row: index) }
        return EmbeddingMatrix(table)
    }

    /// The first block of a vector, for as long as the matrix lives.
    @inline(__always)
    func row(_ index: Int) -> UnsafePointer<SIMD8<Float>> { values.base + index &* blocks }

    private func norm(_ index: Int) -> Float { VectorKernels.dot(row(index), row(index), blocks).squareRoot() }

    static func floats(_ row: UnsafePointer<SIMD8<Float>>, _ dimensions: Int) -> [Float] {
        Array(
            UnsafeBufferPointer(start: UnsafeRawPointer(row).assumingMemoryBound(to: Float.self), count: dimensions))
    }
}
