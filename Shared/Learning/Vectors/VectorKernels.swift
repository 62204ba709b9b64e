internal import Foundation

/// Sums over rows of blocks, for the inner loops of this room.
///
/// Each works on `blocks` blocks from the given address on, and leaves alignment and bounds to the caller.
enum VectorKernels {
    typealias Block = SIMD8<Float>

    /// The sum of products of two rows.
    @inline(__always)
    static func dot(_ first: UnsafePointer<Block>, _ second: UnsafePointer<Block>, _ blocks: Int) -> Float {
        var even = Block.zero
        var odd = Block.zero
        var index = 0
        while index &+ 2 <= blocks {
            even += first[index] * second[index]
            odd += first[index &+ 1] * second[index &+ 1]
            index &+= 2
        }
        if index < blocks { even += first[index] * second[index] }
        return sum(even + odd)
    }

    /// Adds one row to another.
    @inline(__always)
    static func add(_ row: UnsafePointer<Block>, to target: UnsafeMutablePointer<Block>, _ blocks: Int) {
        for index in 0..<blocks { target[index] += row[index] }
    }

    /// Adds a multiple of one row to another.
    @inline(__always)
    static func add(
        _ row: UnsafePointer<Block>, times factor: Float, to target: UnsafeMutablePointer<Block>, _ blocks: Int
    ) {
        let factors = Block(repeating: factor)
        for index in 0..<blocks { target[index] += factors * row[index] }
    }

    /// Multiplies a row by a number.
    @inline(__always)
    static func scale(_ row: UnsafeMutablePointer<Block>, by factor: Float, _ blocks: Int) {
        let factors = Block(repeating: factor)
        for index in 0..<blocks { row[index] *= factors }
    }

    /// Sets a row to zero.
    @inline(__always)
    static func clear(_ row: UnsafeMutablePointer<Block>, _ blocks: Int) {
        row.update(repeating: .zero, count: blocks)
    }

    /// The sum of a block's eight numbers, always in the same order.
    @inline(__always)
    static func sum(_ block: Block) -> Float {
        let four = block.lowHalf + block.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }

    /// e to the power of each number, within 3 units in the last place.
    ///
    /// x = n · ln 2 + r with |r| ≤ ½ ln 2; a polynomial of Cephes gives e^r. Powers below -87 and above 88 count as those.
    @inline(__always)
    static func exponential(_ powers: Block) -> Block {
        let bounded = pointwiseMin(pointwiseMax(powers, Block(repeating: -87)), Block(repeating: 88))
        // Adding 1.5 · 2^23 rounds to a whole number, which then stands in the low bits.
        let shift = Block(repeating: 12_582_912)
        let shifted = bounded * Block(repeating: 1.442_695_04) + shift
        let whole = shifted - shift
        let rest = bounded - whole * Block(repeating: 0.693_359_375) - whole * Block(repeating: -2.121_944_4e-4)
        var value = Block(repeating: 1.987_569_15e-4)
        value = value * rest + Block(repeating: 1.398_199_95e-3)
        value = value * rest + Block(repeating: 8.333_451_9e-3)
        value = value * rest + Block(repeating: 4.166_579_6e-2)
        value = value * rest + Block(repeating: 1.666_666_55e-1)
        value = value * rest + Block(repeating: 0.5)
        value = value * rest * rest + rest + Block(repeating: 1)
        let exponents = unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< 23
        return unsafeBitCast(unsafeBitCast(value, to: SIMD8<UInt32>.self) &+ exponents, to: Block.self)
    }

    /// 1 / (1 + e^-x) of each number.
    @inline(__always)
    static func sigmoid(_ logOdds: Block) -> Block {
        Block(repeating: 1) / (Block(repeating: 1) + exponential(-logOdds))
    }

    /// The natural logarithm of a probability, where 0 counts as 1e-10: for losses that are shown.
    @inline(__always)
    static func logarithm(_ probability: Float) -> Float { Foundation.log(max(probability, 1e-10)) }

    @inline(__always)
    private static func pointwiseMin(_ first: Block, _ second: Block) -> Block {
        first.replacing(with: second, where: first .> second)
    }

    @inline(__always)
    private static func pointwiseMax(_ first: Block, _ second: Block) -> Block {
        first.replacing(with: second, where: first .< second)
    }
}
