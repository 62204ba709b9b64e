internal import ProtobufWire

/// Frames on their way to a socket.
///
/// Lent by the loop to a connection while it has something to send, so that idle connections hold no memory.
final class OutputBuffer {
    private var writer = WireWriter(capacity: 16 << 10)
    private var sent = 0
    private var highest = 0

    /// Bytes not yet sent.
    var count: Int { writer.count - sent }

    /// Whether the buffer may be lent again: not one that a huge message made large.
    var isReusable: Bool { highest <= 256 << 10 }

    /// Appends whole frames.
    func append(_ bytes: UnsafeRawBufferPointer) {
        writer.append(raw: bytes)
        highest = max(highest, writer.count)
    }

    /// Lends the bytes not yet sent.
    func withUnsent<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        writer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
    }

    /// Forgets bytes from the front.
    func consume(_ size: Int) {
        sent += size
        if sent == writer.count {
            writer.removeAll()
            sent = 0
        } else if sent > 1 << 20, sent > writer.count / 2 {
            // A peer that never quite catches up must not make the buffer grow for ever.
            var rest = WireWriter(capacity: writer.count - sent)
            withUnsent { rest.append(raw: $0) }
            writer = rest
            sent = 0
        }
    }
}
