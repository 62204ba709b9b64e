/// Stores vectors as bytes: each run of a few dimensions as the nearest of 256 centroids.
///
/// Source: Jégou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", TPAMI 33 (2011); for text
/// classifiers Joulin et al., "FastText.zip: Compressing Text Classification Models", 2016.
struct ProductQuantizer: Sendable {
    static let centroidCount = 256

    let dimensions: Int
    /// Dimensions that share a byte; the last run may have fewer.
    let runLength: Int
    /// For each run 256 centroids of `runLength` numbers; what a short last run does not fill is zero.
    let centroids: ModelNumbers<Float>

    /// Bytes a vector.
    var codeLength: Int { (dimensions + runLength - 1) / runLength }

    init(dimensions: Int, runLength: Int, centroids: ModelNumbers<Float>) {
        self.dimensions = dimensions
        self.runLength = runLength
        self.centroids = centroids
        precondition(centroids.count == codeLength * Self.centroidCount * runLength, "each run needs 256 centroids")
    }

    /// Finds centroids by k-means on the vectors, or on so many of them drawn by seed.
    ///
    /// - Parameters:
    ///   - progress: Called with the share of runs that have their centroids; ends the search when it answers false.
    ///   - vectors: The numbers of a vector.
    /// - Throws: `cancelled` when `progress` said so.
    init(
        dimensions: Int, runLength: Int, count: Int, iterations: Int = 25, sample: Int = 16_384, seed: UInt64,
        progress: (Double) -> Bool, vectors: (Int) -> [Float]
    ) throws(LearningError) {
        var generator = SeededGenerator(seed: seed)
        let chosen = count > sample ? generator.sampledIndices(count: sample, of: count) : Array(0..<count)
        let points = chosen.map(vectors)
        var centroids: [Float] = []
        for start in stride(from: 0, to: dimensions, by: runLength) {
            let end = min(start + runLength, dimensions)
            let run = points.flatMap { point in (0..<runLength).map { start + $0 < end ? point[start + $0] : 0 } }
            var means = KMeans(points: run, dimensions: runLength, count: Self.centroidCount, using: &generator)
            for _ in 0..<iterations where !means.step(using: &generator) {}
            centroids += means.centroids
            guard progress(Double(end) / Double(dimensions)) else {
                throw LearningError(.cancelled, "quantising was stopped after \(end) of \(dimensions) dimensions")
            }
        }
        self.init(dimensions: dimensions, runLength: runLength, centroids: ModelNumbers(centroids, zero: 0))
    }

    /// The bytes of vectors, one vector after the other.
    ///
    /// - Parameters:
    ///   - progress: Called after every 4,096 vectors and at the end with the share that is done; ends the work when it
    ///     answers false.
    ///   - vectors: The numbers of a vector.
    /// - Throws: `cancelled` when `progress` said so.
    func codes(
        count: Int, progress: (Double) -> Bool, vectors: (Int) -> [Float]
    ) throws(LearningError) -> [UInt8] {
        let searches = (0..<codeLength).map { run in
            let size = Self.centroidCount * runLength
            let part = UnsafeBufferPointer(start: centroids.base + run * size, count: size)
            return CentroidSearch(part, dimensions: runLength)
        }
        var codes: [UInt8] = []
        codes.reserveCapacity(count * codeLength)
        var part = [Float](repeating: 0, count: runLength)
        for index in 0..<count {
            let vector = vectors(index)
            precondition(vector.count == dimensions, "a vector must have the quantiser's dimensions")
            for (run, search) in searches.enumerated() {
                for offset in 0..<runLength {
                    let dimension = run * runLength + offset
                    part[offset] = dimension < dimensions ? vector[dimension] : 0
                }
                codes.append(UInt8(part.withUnsafeBufferPointer { search.nearest(to: $0) }))
            }
            guard (index + 1).isMultiple(of: 4_096) || index + 1 == count else { continue }
            guard progress(Double(index + 1) / Double(count)) else {
                throw LearningError(.cancelled, "quantising was stopped after \(index + 1) of \(count) vectors")
            }
        }
        return codes
    }

    /// Adds a multiple of the vector that bytes stand for.
    @inline(__always)
    func add(_ code: UnsafePointer<UInt8>, times factor: Float, to target: UnsafeMutablePointer<Float>) {
        for run in 0..<codeLength {
            let centroid = centroids.base + (run &* Self.centroidCount &+ Int(code[run])) &* runLength
            let start = run &* runLength
            for offset in 0..<min(runLength, dimensions &- start) {
                target[start &+ offset] += factor * centroid[offset]
            }
        }
    }
}
