internal import Glibc

/// What "near" means between vectors.
public enum VectorMetric: UInt8, Sendable {
    /// The sum of squared differences; 0 for equal vectors.
    case squaredEuclidean = 1
    /// One minus the inner product; may be negative.
    case innerProduct = 2
    /// One minus the cosine of the angle, in 0...2; vectors are scaled to length one when they come in.
    case cosine = 3
}

/// How the elements of vectors are kept.
public enum VectorElement: UInt8, Sendable {
    /// Four bytes each, as given.
    case float32 = 1
    /// One byte each, in 255 steps between plus and minus the vector's greatest element.
    ///
    /// A quarter of the memory, for distances that are off by about a hundredth of the vectors' length.
    case int8 = 2
}

/// How a vector lies in memory.
struct VectorLayout: Sendable {
    let dimension: Int
    let metric: VectorMetric
    let element: VectorElement
    /// Elements with the zeros that fill up the last step of a kernel.
    let paddedCount: Int
    /// Bytes from one vector to the next.
    let stride: Int

    init(dimension: Int, metric: VectorMetric, element: VectorElement) {
        self.dimension = dimension
        self.metric = metric
        self.element = element
        switch element {
        case .float32:
            paddedCount = (dimension + 3) & ~3
            stride = paddedCount * 4
        case .int8:
            paddedCount = (dimension + 15) & ~15
            stride = paddedCount + 16
        }
    }

    /// Writes a vector of ``dimension`` finite elements.
    func encode(_ vector: UnsafeBufferPointer<Float>, to place: UnsafeMutableRawPointer) {
        place.initializeMemory(as: UInt8.self, repeating: 0, count: stride)
        var factor: Float = 1
        if metric == .cosine {
            let norm = vector.reduce(Double(0)) { $0 + Double($1) * Double($1) }.squareRoot()
            factor = norm > 0 ? Float(1 / norm) : 0
        }
        switch element {
        case .float32:
            let floats = place.assumingMemoryBound(to: Float.self)
            for index in 0..<dimension { floats[index] = vector[index] * factor }
        case .int8:
            let greatest = vector.reduce(Float(0)) { max($0, abs($1 * factor)) }
            let scale = greatest / 127
            let bytes = place.assumingMemoryBound(to: Int8.self)
            var sum: Int64 = 0
            for index in 0..<dimension where scale > 0 {
                let step = max(-127, min(127, (vector[index] * factor / scale).rounded()))
                bytes[index] = Int8(step)
                sum += Int64(step) * Int64(step)
            }
            place.storeBytes(of: scale, toByteOffset: paddedCount, as: Float.self)
            place.storeBytes(of: scale * scale * Float(sum), toByteOffset: paddedCount + 4, as: Float.self)
        }
    }

    /// The elements of a stored vector.
    func decode(_ place: UnsafeRawPointer) -> [Float] {
        switch element {
        case .float32:
            return (0..<dimension).map { place.load(fromByteOffset: $0 * 4, as: Float.self) }
        case .int8:
            let scale = ByteVectorTail(place, paddedCount).scale
            return (0..<dimension).map { Float(place.load(fromByteOffset: $0, as: Int8.self)) * scale }
        }
    }
}
