internal import CProcessor

/// Sums of curvature · row · rowᵀ over blocks of rows: the Hessian, and the memory of one block.
///
/// Rows are padded with zeros to whole vectors. Entries are summed in registers over a block, some rows of the Hessian by
/// eight columns at a time. The sums are the same, bit for bit, with and without the processor's wide vectors.
struct OuterProducts {
    let size: Int
    let stride: Int
    private let block: NumberBuffer<Double>
    /// The block's rows, each times its curvature.
    private let scaled: NumberBuffer<Double>
    private let hessian: NumberBuffer<Double>
    private let usesWideVectors: Bool

    /// Creates zeros, and room for so many rows at a time.
    ///
    /// - Parameter usesWideVectors: Whether to use AVX where the processor has it.
    init(size: Int, blockRows: Int, usesWideVectors: Bool = true) {
        self.size = size
        stride = (size + 7) & ~7
        self.usesWideVectors = usesWideVectors && processor_has_avx() != 0
        scaled = NumberBuffer(count: blockRows * stride, repeating: 0)
        block = NumberBuffer(count: blockRows * stride, repeating: 0)
        hessian = NumberBuffer(count: stride * stride, repeating: 0)
    }

    @inline(__always)
    func row(_ index: Int) -> UnsafeMutablePointer<Double> { block.base + index * stride }

    @inline(__always)
    private static func load(_ base: UnsafePointer<Double>, _ index: Int) -> SIMD8<Double> {
        UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Double>.self)
    }

    @inline(__always)
    private static func add(_ lanes: SIMD8<Double>, to base: UnsafeMutablePointer<Double>, _ index: Int) {
        UnsafeMutableRawPointer(base + index).storeBytes(of: load(base, index) + lanes, as: SIMD8<Double>.self)
    }

    /// Σ row · point.
    @inline(__always)
    func product(_ row: UnsafePointer<Double>, _ point: UnsafePointer<Double>) -> Double {
        var sums = SIMD8<Double>.zero
        var index = 0
        while index < stride {
            sums += Self.load(row, index) * Self.load(point, index)
            index += 8
        }
        return sums.sum()
    }

    /// target += factor · row.
    @inline(__always)
    func add(_ factor: Double, _ row: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>) {
        var index = 0
        while index < stride {
            Self.add(factor * Self.load(row, index), to: target, index)
            index += 8
        }
    }

    /// Sets the curvature that a row of the block counts with.
    @inline(__always)
    func scale(_ index: Int, by curvature: Double) {
        let target = scaled.base + index * stride
        var column = 0
        while column < stride {
            let lanes = curvature * Self.load(row(index), column)
            UnsafeMutableRawPointer(target + column).storeBytes(of: lanes, as: SIMD8<Double>.self)
            column += 8
        }
    }

    /// Adds the products of the first `count` rows of the block to the lower triangle, by pairs of its rows.
    func add(count: Int) {
        guard !usesWideVectors else {
            processor_add_products(scaled.base, block.base, count, stride, hessian.base)
            return
        }
        var i = 0
        while i < size {
            var j = 0
            while j <= i {
                var upper = SIMD8<Double>.zero
                var lower = SIMD8<Double>.zero
                var row = UnsafePointer(block.base)
                var factors = UnsafePointer(scaled.base) + i
                for _ in 0..<count {
                    let lanes = Self.load(row, j)
                    upper += factors[0] * lanes
                    lower += factors[1] * lanes
                    row += stride
                    factors += stride
                }
                Self.add(upper, to: hessian.base + i * stride, j)
                Self.add(lower, to: hessian.base + (i + 1) * stride, j)
                j += 8
            }
            i += 2
        }
    }

    /// The sums row by row without padding; the upper triangle is unspecified.
    var lowerTriangle: [Double] {
        var result: [Double] = []
        result.reserveCapacity(size * size)
        for row in 0..<size { result += hessian.elements[row * stride..<row * stride + size] }
        return result
    }
}
