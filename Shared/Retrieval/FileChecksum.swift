/// A checksum of long stretches of bytes, eight at a time: finds accidents, not forgeries.
///
/// Four lanes, so that each multiplication need not wait for the last. Stretches are added one after the other; each
/// but the last has a multiple of 32 bytes.
struct FileChecksum {
    private var lanes: (UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63
    )
    private var length: UInt64 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        precondition(length % 32 == 0, "stretches but the last have a multiple of 32 bytes")
        length += UInt64(bytes.count)
        guard let base = bytes.baseAddress else { return }
        var lanes = lanes
        var offset = 0
        while offset &+ 32 <= bytes.count {
            lanes.0 = Self.mix(lanes.0, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            lanes.1 = Self.mix(lanes.1, base.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
            lanes.2 = Self.mix(lanes.2, base.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self))
            lanes.3 = Self.mix(lanes.3, base.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self))
            offset &+= 32
        }
        while offset < bytes.count {
            lanes.0 = Self.mix(lanes.0, UInt64(base.load(fromByteOffset: offset, as: UInt8.self)))
            offset &+= 1
        }
        self.lanes = lanes
    }

    var value: UInt64 {
        [lanes.0, lanes.1, lanes.2, lanes.3].reduce(length) { Self.mix($0, $1) }
    }

    @inline(__always)
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (state ^ word.littleEndian) &* 0x9E37_79B1_85EB_CA87
        return mixed &<< 31 | mixed &>> 33
    }
}
