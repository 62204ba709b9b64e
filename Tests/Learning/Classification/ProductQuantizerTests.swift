import Testing

@testable import Learning

@Suite struct ProductQuantizerTests {
    /// Dimensions and run lengths, of which most leave a short last run.
    static let shapes = [(1, 1), (2, 2), (5, 2), (7, 3), (8, 3), (13, 5), (16, 4), (3, 3)]

    private func vectors(_ count: Int, _ dimensions: Int, seed: UInt64) -> [[Float]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { row in
            (0..<dimensions).map { _ in row % 5 == 0 ? Float(generator.integer(below: 3)) : Float(generator.normal()) }
        }
    }

    private func quantizer(_ vectors: [[Float]], _ runLength: Int, sample: Int = 16_384) throws -> ProductQuantizer {
        try ProductQuantizer(
            dimensions: vectors[0].count, runLength: runLength, count: vectors.count, iterations: 5, sample: sample,
            seed: 3, progress: { _ in true }, vectors: { vectors[$0] })
    }

    private func codes(_ quantizer: ProductQuantizer, _ vectors: [[Float]]) throws -> [[UInt8]] {
        let bytes = try quantizer.codes(count: vectors.count, progress: { _ in true }, vectors: { vectors[$0] })
        #expect(bytes.count == vectors.count * quantizer.codeLength)
        return vectors.indices.map { Array(bytes[$0 * quantizer.codeLength..<($0 + 1) * quantizer.codeLength]) }
    }

    /// What a quantiser adds to a target for a code.
    private func added(
        _ quantizer: ProductQuantizer, _ code: [UInt8], times factor: Float, to start: [Float]
    ) -> [Float] {
        var target = start
        quantizer.add(code, times: factor, to: &target)
        return target
    }

    /// Centroids of a run, one after the other.
    private func part(_ quantizer: ProductQuantizer, _ run: Int) -> [Float] {
        let size = ProductQuantizer.centroidCount * quantizer.runLength
        return Array(quantizer.centroids.array[run * size..<(run + 1) * size])
    }

    @Test(arguments: shapes)
    func codesAreTheNearestCentroidsAndStandForThem(dimensions: Int, runLength: Int) throws {
        let vectors = vectors(900, dimensions, seed: 2)
        let quantizer = try quantizer(vectors, runLength)
        #expect(quantizer.codeLength == (dimensions + runLength - 1) / runLength)
        let parts = (0..<quantizer.codeLength).map { part(quantizer, $0) }
        let others = self.vectors(200, dimensions, seed: 8)
        for (vector, code) in zip(vectors + others, try codes(quantizer, vectors + others)) {
            var decoded: [Float] = []
            for (run, part) in parts.enumerated() {
                let range = run * runLength..<min((run + 1) * runLength, dimensions)
                let filled = Array(vector[range]) + [Float](repeating: 0, count: runLength - range.count)
                #expect(Int(code[run]) == plainNearest(to: filled, among: part).index)
                let start = Int(code[run]) * runLength
                decoded += part[start..<start + range.count]
                #expect(part[start + range.count..<start + runLength].allSatisfy { $0 == 0 })
            }
            #expect(added(quantizer, code, times: 1, to: [Float](repeating: 0, count: dimensions)) == decoded)
            let sum = added(quantizer, code, times: -0.5, to: vector)
            #expect(zip(sum, zip(vector, decoded)).allSatisfy { abs($0 - ($1.0 - 0.5 * $1.1)) < 1e-6 })
        }
    }

    /// With a centroid for each vector nothing is lost.
    @Test(arguments: shapes)
    func fewVectorsComeBackExactly(dimensions: Int, runLength: Int) throws {
        var generator = SeededGenerator(seed: 4)
        let vectors = (0..<256).map { _ in (0..<dimensions).map { _ in Float(generator.normal()) } }
        for count in [1, 3, 255, 256] {
            let some = Array(vectors.prefix(count))
            let quantizer = try quantizer(some, runLength)
            for (vector, code) in zip(some, try codes(quantizer, some)) {
                #expect(added(quantizer, code, times: 1, to: [Float](repeating: 0, count: dimensions)) == vector)
            }
        }
    }

    @Test func theSameSeedGivesTheSameBytesAndASampleIsEnough() throws {
        let vectors = vectors(2_000, 6, seed: 5)
        let all = try [quantizer(vectors, 4), quantizer(vectors, 4), quantizer(vectors, 4, sample: 300)]
        let bits = all.map { $0.centroids.array.map(\.bitPattern) }
        #expect(bits[0] == bits[1] && bits[0] != bits[2])
        for run in 0..<2 { #expect(part(all[2], run).allSatisfy { $0.isFinite }) }
    }

    @Test func stopsWhenTold() throws {
        let vectors = vectors(10, 4, seed: 6)
        #expect(throws: LearningError.self) {
            try ProductQuantizer(
                dimensions: 4, runLength: 2, count: 10, seed: 1, progress: { _ in false }, vectors: { vectors[$0] })
        }
        let quantizer = try quantizer(vectors, 2)
        #expect(throws: LearningError.self) {
            try quantizer.codes(count: 10, progress: { _ in false }, vectors: { vectors[$0] })
        }
    }

    /// Rows are a length times a direction; those that are not told apart are one vector.
    @Test(arguments: shapes, [false, true])
    func rowsAreWhatTheirBytesStandFor(shape: (dimensions: Int, runLength: Int), separatesNorms: Bool) throws {
        var vectors = vectors(600, shape.dimensions, seed: 9)
        vectors[17] = [Float](repeating: 0, count: shape.dimensions)
        var shares: [Double] = []
        let rows = try QuantizedRows(
            EmbeddingMatrix(vectors: vectors), runLength: shape.runLength, separatesNorms: separatesNorms, seed: 2,
            progress: {
                shares.append($0)
                return true
            })
        #expect(rows.count == 600 && shares == shares.sorted() && abs((shares.last ?? 0) - 1) < 1e-12)
        let parts = (0..<rows.quantizer.codeLength).map { part(rows.quantizer, $0) }
        for (row, vector) in vectors.enumerated() {
            var found = [Float](repeating: 0, count: shape.dimensions)
            rows.add(row, to: &found)
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let direction = vector.map { separatesNorms && length > 0 ? $0 / length : $0 }
            var expected: [Float] = []
            for (run, part) in parts.enumerated() {
                let range = run * shape.runLength..<min((run + 1) * shape.runLength, shape.dimensions)
                let filled = Array(direction[range]) + [Float](repeating: 0, count: shape.runLength - range.count)
                let start = plainNearest(to: filled, among: part).index * shape.runLength
                expected += part[start..<start + range.count]
            }
            // Lengths are one of 256, which of 600 is near each but for a few.
            func product(_ left: [Float], _ right: [Float]) -> Float {
                zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
            }
            let factor = separatesNorms ? product(found, expected) / max(product(expected, expected), 1e-12) : 1
            #expect(!separatesNorms || abs(factor - length) <= 0.1 + 0.1 * length, "row \(row)")
            let isSame = zip(found, expected).allSatisfy { abs($0 - factor * $1) < 1e-4 * max(1, abs(factor)) }
            #expect(isSame, "row \(row)")
        }
    }
}
