/// The beginning of a frame whose end has not arrived.
///
/// Memory grows with what has arrived, not with what the header announces: a peer that announces 4 MiB and sends ten
/// bytes costs ten bytes.
struct PartialFrame: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    private var capacity = 0
    private(set) var count = 0

    /// Nothing kept.
    init() {}

    deinit {
        base?.deallocate()
    }

    /// What is kept; valid until the next change.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Keeps what is left after the last whole frame.
    mutating func keep(_ rest: UnsafeRawBufferPointer) {
        guard let source = rest.baseAddress, rest.count > 0 else { return }
        let room = reserve(rest.count, exactly: true)
        room.copyMemory(from: source, byteCount: rest.count)
        count += rest.count
    }

    /// Forgets all, memory included.
    mutating func clear() {
        base?.deallocate()
        base = nil
        capacity = 0
        count = 0
    }

    /// Moves what is kept to the start of a buffer with enough room; returns how many bytes.
    mutating func move(to buffer: UnsafeMutableRawBufferPointer) -> Int {
        let moved = count
        guard moved > 0 else { return 0 }
        buffer.copyMemory(from: bytes)
        clear()
        return moved
    }

    /// Reads onto the end, up to the end of the frame.
    ///
    /// - Parameters:
    ///   - total: Size of the whole frame, header included.
    ///   - read: Fills the room given and says how much.
    mutating func extend(to total: Int, _ read: (UnsafeMutableRawBufferPointer) -> Socket.Transfer) -> Socket.Transfer {
        let size = min(total - count, max(count, 64 << 10))
        let room = reserve(size, exactly: false)
        let outcome = read(UnsafeMutableRawBufferPointer(start: room, count: size))
        if case .bytes(let arrived) = outcome { count += arrived }
        return outcome
    }

    /// Makes room behind what is kept, and returns where it begins.
    private mutating func reserve(_ size: Int, exactly: Bool) -> UnsafeMutableRawPointer {
        if let base, capacity - count >= size { return base + count }
        let larger = exactly ? count + size : max(count + size, capacity * 2)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        if let base {
            moved.copyMemory(from: base, byteCount: count)
            base.deallocate()
        }
        base = moved
        capacity = larger
        return moved + count
    }
}
