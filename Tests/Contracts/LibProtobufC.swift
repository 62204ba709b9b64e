import CProtobufC

/// libprotobuf-c's encoder and decoder.
enum LibProtobufC {
    /// The bytes of a C struct.
    static func pack(_ message: UnsafeMutableRawPointer) -> [UInt8] {
        let message = message.assumingMemoryBound(to: ProtobufCMessage.self)
        let size = protobuf_c_message_get_packed_size(message)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = buffer.baseAddress.map { protobuf_c_message_pack(message, $0) } ?? 0
        }
    }

    /// Decodes and encodes again; nil when libprotobuf-c refuses the bytes.
    static func repack(_ bytes: [UInt8], as descriptor: MessageDescriptor) -> [UInt8]? {
        guard let message = protobuf_c_message_unpack(descriptor.pointer, nil, bytes.count, bytes) else { return nil }
        defer { protobuf_c_message_free_unpacked(message, nil) }
        return pack(UnsafeMutableRawPointer(message))
    }
}
