/// Arithmetic over rows of single precision whose length is a multiple of eight, eight numbers at a time.
///
/// Rows of another length are padded with zeros up to ``padded(_:)``, which changes no sum. Whoever calls keeps the
/// pointers within rows that live; nothing here checks.
enum FloatVectors {
    /// The length of a row that holds `count` numbers.
    static func padded(_ count: Int) -> Int { (count + 7) & ~7 }

    /// Eight numbers from a place of any alignment.
    @inline(__always)
    static func load(_ base: UnsafePointer<Float>, _ index: Int) -> SIMD8<Float> {
        UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Float>.self)
    }

    /// Writes eight numbers to a place of any alignment.
    @inline(__always)
    static func store(_ lanes: SIMD8<Float>, _ base: UnsafeMutablePointer<Float>, _ index: Int) {
        UnsafeMutableRawPointer(base + index).storeBytes(of: lanes, as: SIMD8<Float>.self)
    }

    /// The sum of the eight lanes, pair by pair.
    @inline(__always)
    static func sum(_ lanes: SIMD8<Float>) -> Float {
        let four = lanes.lowHalf + lanes.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }

    /// Σ x · y over `count` numbers, a multiple of eight.
    @inline(__always)
    static func dot(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int) -> Float {
        var first = SIMD8<Float>.zero
        var second = SIMD8<Float>.zero
        var index = 0
        while index + 16 <= count {
            first += load(x, index) * load(y, index)
            second += load(x, index + 8) * load(y, index + 8)
            index += 16
        }
        if index < count { first += load(x, index) * load(y, index) }
        return sum(first + second)
    }

    /// The products of x with four rows that follow each other, over `count` numbers, a multiple of eight.
    @inline(__always)
    static func dots(_ x: UnsafePointer<Float>, rows: UnsafePointer<Float>, count: Int) -> SIMD4<Float> {
        var first = SIMD8<Float>.zero
        var second = SIMD8<Float>.zero
        var third = SIMD8<Float>.zero
        var fourth = SIMD8<Float>.zero
        var index = 0
        while index < count {
            let lanes = load(x, index)
            first += lanes * load(rows, index)
            second += lanes * load(rows + count, index)
            third += lanes * load(rows + 2 * count, index)
            fourth += lanes * load(rows + 3 * count, index)
            index += 8
        }
        return SIMD4(sum(first), sum(second), sum(third), sum(fourth))
    }

    /// y += factor · x over `count` numbers, a multiple of eight.
    @inline(__always)
    static func add(_ factor: Float, _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, count: Int) {
        let factors = SIMD8<Float>(repeating: factor)
        var index = 0
        while index < count {
            store(load(y, index) + factors * load(x, index), y, index)
            index += 8
        }
    }
}
