/// Packs 128 numbers at a time into few bits each (Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", 2006;
/// the layout of four lanes is that of Lemire and Boytsov, "Decoding billions of integers per second", 2012).
///
/// All numbers get the same width; up to seven that don't fit keep their upper bits at the end. One byte tells width
/// and exceptions, then come 16 bytes for each bit of width, then index and upper bits of each exception. Number n lies
/// in lane n % 4, so that four are unpacked by each instruction.
enum BlockCodec {
    /// Numbers in a block.
    static let count = 128
    /// Numbers are below two to this.
    static let maximumWidth = 31
    private static let maximumExceptions = 7

    /// Appends 128 numbers below 2^31.
    static func encode(_ values: UnsafePointer<UInt32>, to bytes: inout [UInt8]) {
        let (width, exceptions) = bestWidth(values)
        bytes.append(UInt8(width | exceptions << 5))
        withUnsafeTemporaryAllocation(of: SIMD4<UInt32>.self, capacity: width + 1) { words in
            words.initialize(repeating: .zero)
            let mask = SIMD4<UInt32>(repeating: width == 0 ? 0 : UInt32.max >> UInt32(32 - width))
            for index in 0..<32 {
                let four = values + 4 * index
                let value = SIMD4(four[0], four[1], four[2], four[3]) & mask
                let bit = index * width
                let shift = UInt32(bit & 31)
                words[bit >> 5] |= value &<< SIMD4(repeating: shift)
                if Int(shift) + width > 32 { words[bit >> 5 + 1] |= value &>> SIMD4(repeating: 32 - shift) }
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(words)[..<(16 * width)])
        }
        guard exceptions > 0 else { return }
        for index in 0..<count where values[index] >> UInt32(width) != 0 {
            bytes.append(UInt8(index))
            bytes.append(UInt8(values[index] >> UInt32(width)))
        }
    }

    /// The width that takes the fewest bytes, and how many numbers don't fit it.
    private static func bestWidth(_ values: UnsafePointer<UInt32>) -> (width: Int, exceptions: Int) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 33) { withWidth in
            withWidth.initialize(repeating: 0)
            for index in 0..<count { withWidth[32 - values[index].leadingZeroBitCount] += 1 }
            var widest = 32
            while widest > 0, withWidth[widest] == 0 { widest -= 1 }
            precondition(widest <= maximumWidth, "packed numbers are below 2^31")
            var best = (width: widest, exceptions: 0)
            var width = widest
            var exceptions = 0
            while width > 0, widest - width < 8 {
                exceptions += withWidth[width]
                width -= 1
                if exceptions > maximumExceptions { break }
                if 16 * width + 2 * exceptions < 16 * best.width + 2 * best.exceptions { best = (width, exceptions) }
            }
            return best
        }
    }

    /// Unpacks 128 numbers, and gives the place after them.
    @inline(__always)
    static func decode(_ bytes: UnsafeRawPointer, to values: UnsafeMutablePointer<UInt32>) -> UnsafeRawPointer {
        let header = bytes.load(as: UInt8.self)
        let width = Int(header & 31)
        let words = bytes + 1
        let out = UnsafeMutableRawPointer(values)
        unpack(words, width, out)
        var place = words + 16 &* width
        var exceptions = header &>> 5
        while exceptions > 0 {
            let index = Int(place.load(as: UInt8.self))
            values[index] |= UInt32(place.load(fromByteOffset: 1, as: UInt8.self)) &<< UInt32(width)
            place += 2
            exceptions &-= 1
        }
        return place
    }

    /// The place after 128 packed numbers.
    @inline(__always)
    static func skip(_ bytes: UnsafeRawPointer) -> UnsafeRawPointer {
        let header = Int(bytes.load(as: UInt8.self))
        return bytes + (1 &+ 16 &* (header & 31) &+ 2 &* (header &>> 5))
    }

    @inline(__always)
    private static func unpack(_ words: UnsafeRawPointer, _ width: Int, _ out: UnsafeMutableRawPointer) {
        guard width > 0 else {
            out.initializeMemory(as: UInt32.self, repeating: 0, count: count)
            return
        }
        let mask = SIMD4<UInt32>(repeating: UInt32.max &>> UInt32(32 &- width))
        var bit = 0
        var index = 0
        while index < 32 {
            let shift = UInt32(truncatingIfNeeded: bit & 31)
            let offset = bit &>> 5 &* 16
            var value = words.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt32>.self) &>> SIMD4(repeating: shift)
            if Int(shift) &+ width > 32 {
                let next = words.loadUnaligned(fromByteOffset: offset &+ 16, as: SIMD4<UInt32>.self)
                value |= next &<< SIMD4(repeating: 32 &- shift)
            }
            out.storeBytes(of: value & mask, toByteOffset: index &* 16, as: SIMD4<UInt32>.self)
            bit &+= width
            index &+= 1
        }
    }

    /// Makes ascending numbers out of 128 gaps: each is one more than the last and its gap.
    @inline(__always)
    static func sumGaps(_ values: UnsafeMutablePointer<UInt32>, from first: UInt32) {
        let memory = UnsafeMutableRawPointer(values)
        var carry = SIMD4<UInt32>(repeating: first &- 1)
        var offset = 0
        while offset < count &* 4 {
            var four = memory.load(fromByteOffset: offset, as: SIMD4<UInt32>.self) &+ SIMD4(repeating: 1)
            four &+= SIMD4(0, four[0], four[1], four[2])
            four &+= SIMD4(0, 0, four[0], four[1])
            four &+= carry
            memory.storeBytes(of: four, toByteOffset: offset, as: SIMD4<UInt32>.self)
            carry = SIMD4(repeating: four[3])
            offset &+= 16
        }
    }
}

/// Numbers of seven bits a byte, the lowest first; the upper bit says that more follow.
enum VariableByte {
    @inline(__always)
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    @inline(__always)
    static func append(_ value: Int, to bytes: inout [UInt8]) { append(UInt64(value), to: &bytes) }

    @inline(__always)
    static func read(_ place: inout UnsafeRawPointer) -> Int {
        var byte = place.load(as: UInt8.self)
        place += 1
        var value = UInt64(byte & 0x7F)
        var shift: UInt64 = 7
        while byte >= 0x80, shift < 64 {
            byte = place.load(as: UInt8.self)
            place += 1
            value |= UInt64(byte & 0x7F) &<< shift
            shift &+= 7
        }
        return Int(truncatingIfNeeded: value)
    }
}
