/// Vectors as the bytes of a ``ProductQuantizer``, with or without their lengths in a byte of their own.
struct QuantizedRows: Sendable {
    let count: Int
    let quantizer: ProductQuantizer
    private let codes: ModelNumbers<UInt8>
    /// The length of each vector as one of 256; nil where the codes hold it.
    private let norms: (codes: ModelNumbers<UInt8>, quantizer: ProductQuantizer)?

    /// Quantises the rows of a matrix.
    ///
    /// - Parameters:
    ///   - separatesNorms: Whether directions and lengths are quantised apart, which keeps long vectors exact.
    ///   - progress: Called with the share of the work that is done, up to 1; ends it when it answers false.
    /// - Throws: `cancelled` when `progress` said so.
    init(
        _ matrix: EmbeddingMatrix, runLength: Int, separatesNorms: Bool, seed: UInt64, progress: (Double) -> Bool
    ) throws(LearningError) {
        count = matrix.count
        func norm(_ row: Int) -> Float {
            VectorKernels.dot(matrix.row(row), matrix.row(row), matrix.blocks).squareRoot()
        }
        func vector(_ row: Int) -> [Float] {
            guard separatesNorms else { return matrix[row] }
            let length = norm(row)
            return matrix[row].map { length > 0 ? $0 / length : 0 }
        }
        // The centroids of directions are most of the work; lengths are one dimension more.
        let quantizer = try ProductQuantizer(
            dimensions: matrix.dimensions, runLength: runLength, count: count, seed: seed,
            progress: { progress(0.8 * $0) }, vectors: vector)
        self.quantizer = quantizer
        let end = separatesNorms ? 0.95 : 1
        let bytes = try quantizer.codes(
            count: count, progress: { progress(0.8 + (end - 0.8) * $0) }, vectors: vector)
        codes = ModelNumbers(bytes, zero: 0)
        if separatesNorms {
            let lengths = try ProductQuantizer(
                dimensions: 1, runLength: 1, count: count, seed: seed, progress: { _ in true }, vectors: { [norm($0)] })
            let bytes = try lengths.codes(
                count: count, progress: { progress(0.95 + 0.05 * $0) }, vectors: { [norm($0)] })
            norms = (ModelNumbers(bytes, zero: 0), lengths)
        } else {
            norms = nil
        }
    }

    /// Adds a row to a vector.
    @inline(__always)
    func add(_ row: Int, to target: UnsafeMutablePointer<Float>) {
        precondition(row >= 0 && row < count, "row out of range")
        let length = norms.map { $0.quantizer.centroids.base[Int($0.codes.base[row])] } ?? 1
        quantizer.add(codes.base + row &* quantizer.codeLength, times: length, to: target)
    }

    func add(to file: inout ModelFileWriter) {
        file.add("inputs.quantizer", [Int64(count), Int64(quantizer.runLength), norms == nil ? 0 : 1])
        file.add("inputs.centroids", quantizer.centroids)
        file.add("inputs.codes", codes)
        if let norms {
            file.add("inputs.norms", norms.quantizer.centroids)
            file.add("inputs.norms.codes", norms.codes)
        }
    }

    init(_ file: ModelFile, dimensions: Int) throws(LearningError) {
        let numbers = try file.numbers("inputs.quantizer", of: Int64.self, count: 3).array
        guard numbers[0] >= 0, numbers[0] <= Int64(Int32.max), (1...Int64(dimensions)).contains(numbers[1]) else {
            throw file.damaged("the shape of its quantised rows is out of range")
        }
        count = Int(numbers[0])
        let runLength = Int(numbers[1])
        let codeLength = (dimensions + runLength - 1) / runLength
        let size = codeLength * ProductQuantizer.centroidCount * runLength
        quantizer = ProductQuantizer(
            dimensions: dimensions, runLength: runLength,
            centroids: try file.numbers("inputs.centroids", of: Float.self, count: size))
        codes = try file.numbers("inputs.codes", of: UInt8.self, count: count * codeLength)
        guard numbers[2] == 1 else {
            norms = nil
            return
        }
        let lengths = try file.numbers("inputs.norms", of: Float.self, count: ProductQuantizer.centroidCount)
        norms = (
            try file.numbers("inputs.norms.codes", of: UInt8.self, count: count),
            ProductQuantizer(dimensions: 1, runLength: 1, centroids: lengths)
        )
    }
}
