/// The beginning of a frame whose end has not arrived.
///
/// Memory grows with what has arrived, not with what the header announces: a peer that announces 4 MiB and sends ten
/// bytes costs ten bytes.
struct PartialFrame {
    private(set) var bytes: [UInt8] = []

    /// Keeps what is left after the last whole frame.
    mutating func keep(_ rest: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: rest)
    }

    /// Forgets all, memory included.
    mutating func clear() {
        bytes = []
    }

    /// Moves what is kept to the start of a buffer with enough room; returns how many bytes.
    mutating func move(to buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = bytes.count
        buffer.copyBytes(from: bytes)
        bytes.removeAll(keepingCapacity: count <= 4096)
        return count
    }

    /// Reads onto the end, up to the end of the frame.
    ///
    /// - Parameters:
    ///   - total: Size of the whole frame, header included.
    ///   - read: Fills the room given and says how much.
    mutating func extend(to total: Int, _ read: (UnsafeMutableRawBufferPointer) -> Socket.Transfer) -> Socket.Transfer {
        let old = bytes.count
        let room = min(total - old, max(old, 64 << 10))
        bytes.append(contentsOf: repeatElement(0, count: room))
        let outcome = bytes.withUnsafeMutableBytes { read(UnsafeMutableRawBufferPointer(rebasing: $0[old...])) }
        if case .bytes(let count) = outcome {
            bytes.removeLast(room - count)
        } else {
            bytes.removeLast(room)
        }
        return outcome
    }
}
