/// A checksum of a stretch of bytes, 32 at a time: finds accidents, not forgeries.
///
/// Four lanes of multiplication and rotation, so that none waits for another; at memory speed.
enum SectionChecksum {
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (
            0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63
        )
        var offset = 0
        if let base = bytes.baseAddress {
            while offset &+ 32 <= bytes.count {
                lanes.0 = mix(lanes.0, base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                lanes.1 = mix(lanes.1, base.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
                lanes.2 = mix(lanes.2, base.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self))
                lanes.3 = mix(lanes.3, base.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self))
                offset &+= 32
            }
            while offset < bytes.count {
                lanes.0 = mix(lanes.0, UInt64(base.load(fromByteOffset: offset, as: UInt8.self)))
                offset &+= 1
            }
        }
        return [lanes.0, lanes.1, lanes.2, lanes.3].reduce(UInt64(bytes.count)) { mix($0, $1) }
    }

    @inline(__always)
    private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (state ^ word.littleEndian) &* 0x9E37_79B1_85EB_CA87
        return mixed &<< 31 | mixed &>> 33
    }
}
