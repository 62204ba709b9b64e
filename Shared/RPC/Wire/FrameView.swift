internal import Contracts
internal import ProtobufWire

/// A `Frame` read in place: method and payload are the bytes in the receive buffer, not copies.
///
/// `Contracts.Frame` is the same message for everyone who has time; tests hold the two against each other. Valid only
/// while the buffer is: within ``Connection/receive(_:)``.
struct FrameView {
    var stream: UInt32 = 0
    var kind = Frame.Kind.unspecified
    var method = UnsafeRawBufferPointer(start: nil, count: 0)
    var timeoutMicroseconds: UInt64 = 0
    var metadata: [Metadata] = []
    /// More metadata entries came than a set may have; the rest was left out.
    var hasTooMuchMetadata = false
    var payload = UnsafeRawBufferPointer(start: nil, count: 0)
    var status: Status?
    var window: UInt32 = 0
    var hasPayload = false
    var endOfStream = false
    var lastStream: UInt32 = 0
    var acceptsCompression = false

    /// Reads one frame's message.
    ///
    /// - Throws: ``WireError`` when the bytes are no `Frame`.
    init(_ bytes: UnsafeRawBufferPointer) throws(WireError) {
        var reader = WireReader(bytes)
        var unknownFields = UnknownFields()
        while let field = try reader.nextField(&unknownFields) {
            switch field.number {
            case 1: try reader.uint32(&stream)
            case 2: try reader.enumeration(&kind)
            case 3: if let bytes = try reader.rawBytes() { method = bytes }
            case 4: try reader.uint64(&timeoutMicroseconds)
            case 5:
                if metadata.count <= CallMetadata.entryLimit {
                    try reader.repeatedMessage(&metadata)
                } else {
                    hasTooMuchMetadata = true
                    _ = try reader.rawBytes()
                }
            case 6: if let bytes = try reader.rawBytes() { payload = bytes }
            case 7: try reader.message(&status)
            case 8: try reader.uint32(&window)
            case 9: try reader.bool(&hasPayload)
            case 10: try reader.bool(&endOfStream)
            case 11: try reader.uint32(&lastStream)
            case 12: try reader.bool(&acceptsCompression)
            default: break
            }
        }
    }

    /// The metadata, checked against the limits.
    func checkedMetadata() -> Result<CallMetadata, RPCError> {
        if metadata.isEmpty { return .success(CallMetadata()) }
        let set = CallMetadata(entries: metadata)
        if let violation = set.violation() { return .failure(violation) }
        return .success(set)
    }
}

/// The five bytes before every frame.
enum FrameHeader {
    /// Flag byte and length.
    static let size = 5

    /// Why a header cannot be followed.
    enum Problem {
        case unknownFlags(UInt8)
        case tooLong(Int)
    }

    /// Whether the message after this header is compressed.
    static func isCompressed(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes[0] & 1 == 1 }

    /// The length of the message after this header (whose bytes must be there), or what is wrong with it.
    static func read(_ bytes: UnsafeRawBufferPointer, limit: Int) -> (length: Int, problem: Problem?) {
        let flags = bytes[0]
        let length = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
        if flags > 1 { return (length, .unknownFlags(flags)) }
        if length > limit { return (length, .tooLong(length)) }
        return (length, nil)
    }
}

extension WireWriter {
    /// Begins a frame: header, stream and kind.
    ///
    /// Further fields follow in order of their numbers.
    ///
    /// - Returns: What ``endFrame(_:)`` takes.
    mutating func beginFrame(_ kind: Frame.Kind, stream: UInt32) -> Int {
        let start = count
        append(raw: 0)
        append(raw: 0)
        append(raw: 0)
        append(raw: 0)
        append(raw: 0)
        uint32(1, stream)
        enumeration(2, kind)
        return start
    }

    /// Fills in the length of the frame that began there.
    mutating func endFrame(_ start: Int) {
        overwrite(at: start + 1, withBigEndian: UInt32(truncatingIfNeeded: count - start - FrameHeader.size))
    }
}
