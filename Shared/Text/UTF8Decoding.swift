/// The Unicode scalar that starts at a position of valid UTF-8, and its length in bytes.
///
/// The bytes come from a `String` or a `NormalizedText`, hence are valid; nothing is checked again. An offset that is
/// not the start of a scalar gives a wrong value, but never reads outside the buffer.
@inline(__always)
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[position])
    func continuation(_ offset: Int) -> UInt32 {
        position + offset < bytes.count ? UInt32(bytes[position + offset]) & 0x3F : 0
    }
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | continuation(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | continuation(1) << 6 | continuation(2), 3) }
    return ((first & 0x07) << 18 | continuation(1) << 12 | continuation(2) << 6 | continuation(3), 4)
}
