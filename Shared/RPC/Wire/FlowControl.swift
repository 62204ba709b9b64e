/// The numbers of the credit scheme that keeps a slow reader of one stream from filling anyone's memory.
///
/// A sender may send a message of a stream while its credit is above zero; the message then costs its length, so that
/// the credit may sink below zero by one message. The receiver grants more with `window` frames as it consumes.
enum FlowControl {
    /// Credit at the start of a stream, each way.
    static let initialWindow = 64 << 10
    /// Credit beyond which further grants do nothing.
    static let largestWindow = Int(Int32.max)
    /// Room in a frame for everything that is not payload: metadata and a few numbers.
    static let frameOverhead = 2 * CallMetadata.sizeLimit

    /// What a message costs: its payload's bytes, and one at the least, so that empty messages are bounded too.
    static func cost(_ payloadSize: Int) -> Int { max(1, payloadSize) }
}
