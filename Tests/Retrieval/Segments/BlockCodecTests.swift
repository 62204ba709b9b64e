import Testing

@testable import Retrieval

struct BlockCodecTests {
    @Test func everyBlockComesBackAndTellsItsLength() {
        var random = SplitMix(seed: 1)
        for round in 0..<600 {
            let width = round % 32
            let outliers = [0, 0, 1, 5, 7, 8, 40][random.below(7)]
            var values = (0..<128).map { _ in UInt32(truncatingIfNeeded: random.next()) & ((1 << UInt32(width)) - 1) }
            for _ in 0..<outliers {
                values[random.below(128)] = UInt32(truncatingIfNeeded: random.next()) >> UInt32(1 + random.below(31))
            }
            var bytes: [UInt8] = []
            values.withUnsafeBufferPointer { if let base = $0.baseAddress { BlockCodec.encode(base, to: &bytes) } }
            let size = bytes.count
            let widest = 32 - (values.max() ?? 0).leadingZeroBitCount
            #expect(size <= 1 + 16 * widest)
            bytes.append(contentsOf: [UInt8](repeating: 0xFF, count: 16))
            withUnsafeTemporaryAllocation(of: SIMD4<UInt32>.self, capacity: 32) { memory in
                let decoded = UnsafeMutableRawPointer(memory.baseAddress!).assumingMemoryBound(to: UInt32.self)
                bytes.withUnsafeBytes { bytes in
                    let end = BlockCodec.decode(bytes.baseAddress!, to: decoded)
                    #expect(end - bytes.baseAddress! == size)
                }
                #expect(Array(UnsafeBufferPointer(start: decoded, count: 128)) == values)
                let small = values.map { $0 % 1_000 }
                for index in 0..<128 { decoded[index] = small[index] }
                BlockCodec.sumGaps(decoded, from: 7)
                var next: UInt32 = 7
                for index in 0..<128 {
                    #expect(decoded[index] == next + small[index])
                    next = decoded[index] + 1
                }
            }
        }
    }

    @Test func variableByteNumbersComeBack() {
        var random = SplitMix(seed: 2)
        let values = (0..<500).map { _ in Int(random.next() >> UInt64(1 + random.below(63))) }
        var bytes: [UInt8] = []
        for value in values { VariableByte.append(value, to: &bytes) }
        bytes.withUnsafeBytes { bytes in
            guard var place = bytes.baseAddress else { return }
            for value in values { #expect(VariableByte.read(&place) == value) }
            #expect(place == bytes.baseAddress.map { $0 + bytes.count })
        }
    }
}
