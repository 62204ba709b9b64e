/// How far apart two stored vectors are: one way of storing and one metric.
///
/// Pointers are aligned to 16 bytes; `count` is the number of elements with padding, a multiple of 4 for floats and of
/// 16 for bytes. Sums run in a fixed order, the same on every processor, so that graphs are the same too.
protocol VectorKernel {
    static func distance(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Float
}

/// Σ (left − right)² of floats.
enum SquaredEuclideanOfFloats: VectorKernel {
    @inline(__always)
    static func distance(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Float {
        var sum0 = SIMD4<Float>.zero
        var sum1 = SIMD4<Float>.zero
        var sum2 = SIMD4<Float>.zero
        var sum3 = SIMD4<Float>.zero
        var left = left
        var right = right
        var remaining = count
        while remaining >= 16 {
            let difference0 = floats(left, 0) - floats(right, 0)
            let difference1 = floats(left, 1) - floats(right, 1)
            let difference2 = floats(left, 2) - floats(right, 2)
            let difference3 = floats(left, 3) - floats(right, 3)
            sum0 += difference0 * difference0
            sum1 += difference1 * difference1
            sum2 += difference2 * difference2
            sum3 += difference3 * difference3
            left += 64
            right += 64
            remaining &-= 16
        }
        while remaining > 0 {
            let difference = floats(left, 0) - floats(right, 0)
            sum0 += difference * difference
            left += 16
            right += 16
            remaining &-= 4
        }
        return ((sum0 + sum1) + (sum2 + sum3)).sum()
    }
}

/// 1 − Σ left · right of floats.
enum OneMinusDotOfFloats: VectorKernel {
    @inline(__always)
    static func distance(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Float {
        var sum0 = SIMD4<Float>.zero
        var sum1 = SIMD4<Float>.zero
        var sum2 = SIMD4<Float>.zero
        var sum3 = SIMD4<Float>.zero
        var left = left
        var right = right
        var remaining = count
        while remaining >= 16 {
            sum0 += floats(left, 0) * floats(right, 0)
            sum1 += floats(left, 1) * floats(right, 1)
            sum2 += floats(left, 2) * floats(right, 2)
            sum3 += floats(left, 3) * floats(right, 3)
            left += 64
            right += 64
            remaining &-= 16
        }
        while remaining > 0 {
            sum0 += floats(left, 0) * floats(right, 0)
            left += 16
            right += 16
            remaining &-= 4
        }
        return 1 - ((sum0 + sum1) + (sum2 + sum3)).sum()
    }
}

/// |left|² + |right|² − 2 · left · right of bytes with a scale.
enum SquaredEuclideanOfBytes: VectorKernel {
    @inline(__always)
    static func distance(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Float {
        let dot = Float(dotOfBytes(left, right, count))
        let leftTail = ByteVectorTail(left, count)
        let rightTail = ByteVectorTail(right, count)
        let product = leftTail.scale * rightTail.scale * dot
        return max(leftTail.squaredNorm + rightTail.squaredNorm - 2 * product, 0)
    }
}

/// 1 − left · right of bytes with a scale.
enum OneMinusDotOfBytes: VectorKernel {
    @inline(__always)
    static func distance(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Float {
        let dot = Float(dotOfBytes(left, right, count))
        return 1 - ByteVectorTail(left, count).scale * ByteVectorTail(right, count).scale * dot
    }
}

/// What follows the bytes of a vector: a byte times the scale is an element.
struct ByteVectorTail {
    let scale: Float
    let squaredNorm: Float

    @inline(__always)
    init(_ vector: UnsafeRawPointer, _ count: Int) {
        scale = vector.load(fromByteOffset: count, as: Float.self)
        squaredNorm = vector.load(fromByteOffset: count &+ 4, as: Float.self)
    }
}

@inline(__always)
private func floats(_ vector: UnsafeRawPointer, _ index: Int) -> SIMD4<Float> {
    vector.load(fromByteOffset: index &* 16, as: SIMD4<Float>.self)
}

/// Exact: bytes lie in −127...127, and a vector has at most 2^16 of them.
@inline(__always)
private func dotOfBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Int32 {
    var sum = SIMD8<Int32>.zero
    var offset = 0
    while offset < count {
        let leftWide = SIMD16<Int16>(truncatingIfNeeded: left.load(fromByteOffset: offset, as: SIMD16<Int8>.self))
        let rightWide = SIMD16<Int16>(truncatingIfNeeded: right.load(fromByteOffset: offset, as: SIMD16<Int8>.self))
        // Two products of at most 127² fit 16 bits.
        let products = leftWide &* rightWide
        let pairs = products.lowHalf &+ products.highHalf
        sum &+= SIMD8<Int32>(truncatingIfNeeded: pairs)
        offset &+= 16
    }
    return sum.wrappedSum()
}
