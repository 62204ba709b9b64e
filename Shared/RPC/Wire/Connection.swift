internal import CEpoll
internal import Contracts
internal import Glibc
internal import ProtobufWire
internal import Synchronization

/// Bounds of one connection, the same on both sides.
struct ConnectionLimits: Sendable {
    /// Longest message in a frame, either way.
    var frameSize = 4 << 20
    /// Bytes waiting to be sent beyond which calls are refused instead.
    var outputSize = 64 << 20
    /// Bytes waiting to be sent beyond which nothing more is read.
    var outputPause = 1 << 20
    /// When to compress; nil neither sends nor takes compressed frames.
    var compression: Compression?
}

/// One TCP connection on its loop: bytes in, frames out, and the other way round.
///
/// Server and client sides subclass it. Everything here is confined to the loop.
class Connection: LoopHandler, @unchecked Sendable {
    private enum Phase {
        case open
        /// Told the peer goodbye; what it still sends is read and dropped so that the goodbye is not lost in a reset.
        case lingering
        case closed
    }

    final let loop: EventLoop
    final let descriptor: Int32
    final let limits: ConnectionLimits
    /// Rises with each connection of the process.
    final let number = Connection.counter.add(1, ordering: .relaxed).newValue
    /// ``MonotonicClock`` nanoseconds.
    final let openedAt = MonotonicClock.now()
    private(set) final var bytesReceived: UInt64 = 0
    private(set) final var bytesSent: UInt64 = 0
    /// Calls since the beginning; counted by the subclass.
    final var callsStarted: UInt64 = 0
    private static let counter = Atomic<UInt64>(0)
    private final var phase = Phase.open
    private final var output: OutputBuffer?
    private final var partial = PartialFrame()
    /// Whole frames wait in ``partial`` because too much output does.
    private final var hasBacklog = false
    private final var interest: UInt32 = 0
    private final var willFlush = false
    private final var closesWhenFlushed = false
    private final var lingerTimer: ActionTimer?
    private final var hasSentFrame = false
    private final var peerAcceptsCompression = false
    private final lazy var isOnLoopback = SocketAddress(of: descriptor, peer: true)?.isLoopback ?? false

    /// Takes over a socket.
    init(loop: EventLoop, descriptor: Int32, limits: ConnectionLimits) {
        self.loop = loop
        self.descriptor = descriptor
        self.limits = limits
    }

    /// Begins to wait for events; closes at once when the loop can take no more.
    final func open(events: EPOLL_EVENTS = EPOLLIN) {
        interest = events.rawValue
        if !loop.register(self, descriptor: descriptor, events: interest) {
            phase = .closed
            Glibc.close(descriptor)
            closed("the system has no room for another connection")
        }
    }

    // MARK: For subclasses

    /// A whole frame has arrived; the view is valid only within.
    func receive(_ frame: FrameView) {}

    /// The connection is over, for whatever reason; called once.
    func closed(_ reason: String) {}

    /// Whether frames still go in and out.
    final var isOpen: Bool { phase == .open && !closesWhenFlushed }

    /// Bytes not yet handed to the system.
    final var pendingOutput: Int { output?.count ?? 0 }

    /// Calls that run now.
    var callCount: Int { 0 }

    // MARK: Sending

    /// What came of queueing a frame.
    enum SendOutcome {
        case queued
        /// The connection is closing.
        case notOpen
        /// The frame would be longer than the limit: nothing was queued.
        case tooLong(Int)
        /// The peer does not read fast enough: nothing was queued.
        case full
    }

    /// Queues a frame; it leaves at the end of this wake-up, together with all others.
    ///
    /// - Parameters:
    ///   - isBounded: Whether the frame counts against the limit of waiting output. Frames that end a call or belong to
    ///     the connection don't: there are only so many of them.
    ///   - fill: Adds the fields after `kind`, in order.
    @discardableResult
    final func send(
        _ kind: Frame.Kind, stream: UInt32, isBounded: Bool = false, _ fill: (inout WireWriter) -> Void = { _ in }
    ) -> SendOutcome {
        guard isOpen else { return .notOpen }
        if isBounded, pendingOutput > limits.outputSize { return .full }
        let outcome = loop.lent.withFrameWriter { writer -> SendOutcome in
            let start = writer.beginFrame(kind, stream: stream)
            fill(&writer)
            if !hasSentFrame, limits.compression != nil { writer.bool(12, true) }
            let length = writer.count - start - FrameHeader.size
            guard length <= limits.frameSize else { return .tooLong(length) }
            writer.endFrame(start)
            hasSentFrame = true
            let buffer = output ?? loop.lent.borrowOutputBuffer()
            output = buffer
            writer.withUnsafeBytes { frame in
                if mayCompress(length), appendCompressed(frame, to: buffer) { return }
                buffer.append(frame)
            }
            return .queued
        }
        guard case .queued = outcome else { return outcome }
        if !willFlush {
            willFlush = true
            loop.flushLater(self)
        }
        return .queued
    }

    private final func mayCompress(_ length: Int) -> Bool {
        guard peerAcceptsCompression, let rule = limits.compression, length >= rule.threshold else { return false }
        return rule.onLoopback || !isOnLoopback
    }

    /// Queues a frame compressed, unless that is not worth it.
    private final func appendCompressed(_ frame: UnsafeRawBufferPointer, to buffer: OutputBuffer) -> Bool {
        let message = UnsafeRawBufferPointer(rebasing: frame[FrameHeader.size...])
        guard let level = limits.compression?.level,
            let compressed = loop.lent.compressor(level)?.compress(message, level: level)
        else { return false }
        withUnsafeTemporaryAllocation(byteCount: FrameHeader.size, alignment: 1) { header in
            header[0] = 1
            header.storeBytes(of: UInt32(compressed.count).bigEndian, toByteOffset: 1, as: UInt32.self)
            buffer.append(UnsafeRawBufferPointer(header))
        }
        buffer.append(compressed)
        return true
    }

    override final func flush() {
        willFlush = false
        guard phase != .closed else { return }
        while let buffer = output, buffer.count > 0 {
            switch buffer.withUnsent({ Socket.send(descriptor, $0) }) {
            case .bytes(let count):
                bytesSent += UInt64(count)
                buffer.consume(count)
            case .wouldBlock:
                updateInterest()
                resumeBacklog()
                return
            case .closed: return
            case .failed(let failure):
                close(failure.description)
                return
            }
        }
        if let buffer = output {
            output = nil
            loop.lent.giveBack(buffer)
        }
        updateInterest()
        if closesWhenFlushed { beginLingering() } else { resumeBacklog() }
    }

    private final func resumeBacklog() {
        guard hasBacklog, pendingOutput <= limits.outputPause else { return }
        loop.submit { self.read() }
    }

    private final func updateInterest() {
        guard phase != .closed, slot >= 0 else { return }
        var events: UInt32 = 0
        if pendingOutput <= limits.outputPause || phase == .lingering { events |= EPOLLIN.rawValue }
        if pendingOutput > 0 { events |= EPOLLOUT.rawValue }
        guard events != interest else { return }
        interest = events
        loop.modify(self, descriptor: descriptor, events: events)
    }

    // MARK: Ending

    /// Ends the connection because the peer broke the rules: says so in a GO_AWAY and closes once that is sent.
    func fail(_ code: StatusCode, _ message: String) {
        guard isOpen else { return }
        send(.goAway, stream: 0) { writer in
            writer.message(7, Status(code: code.rawValue, message: message))
        }
        closeWhenFlushed()
        failed(message)
    }

    /// The connection ends because the peer broke the rules; calls that still run have lost their connection.
    func failed(_ message: String) {}

    /// Sends what is queued and then closes.
    final func closeWhenFlushed() {
        guard phase == .open, !closesWhenFlushed else { return }
        closesWhenFlushed = true
        // A peer that doesn't read must not keep the connection for ever.
        startLingerTimer()
        if !willFlush {
            willFlush = true
            loop.flushLater(self)
        }
    }

    private final func beginLingering() {
        guard phase == .open else { return }
        phase = .lingering
        shutdown(descriptor, Int32(SHUT_WR))
        updateInterest()
    }

    private final func startLingerTimer() {
        let timer = ActionTimer { [weak self] in self?.close("closed after goodbye") }
        lingerTimer = timer
        loop.set(timer, after: 1_000_000_000)
    }

    /// Closes at once.
    final func close(_ reason: String) {
        guard phase != .closed else { return }
        phase = .closed
        if let lingerTimer { loop.clear(lingerTimer) }
        lingerTimer = nil
        loop.remove(self, descriptor: descriptor)
        Glibc.close(descriptor)
        output = nil
        partial.clear()
        closed(reason)
    }

    // MARK: Receiving

    override func ready(_ events: UInt32) {
        if events & EPOLLOUT.rawValue != 0 { flush() }
        if phase != .closed, interest & EPOLLIN.rawValue == 0, events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
            // Nothing is read while too much waits to be sent, but a dead peer must still be noticed.
            close("the connection was reset")
            return
        }
        if events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { read() }
    }

    private final func read() {
        guard takeBacklog() else { return }
        // A few rounds at most, so that one busy peer doesn't starve the loop's other connections.
        for _ in 0..<4 {
            guard phase != .closed, pendingOutput <= limits.outputPause || phase == .lingering else { return }
            let (outcome, mayHaveMore) = readOnce()
            switch outcome {
            case .bytes: if !mayHaveMore { return }
            case .wouldBlock: return
            case .closed:
                flush()
                close("the peer closed the connection")
                return
            case .failed(let failure):
                close(failure.description)
                return
            }
        }
    }

    /// Hands on the whole frames that wait; returns false while there still are some.
    private final func takeBacklog() -> Bool {
        guard hasBacklog, isOpen else { return true }
        guard pendingOutput <= limits.outputPause else { return false }
        hasBacklog = false
        var kept = PartialFrame()
        swap(&kept, &partial)
        let used = takeFrames(kept.bytes)
        if isOpen { partial.keep(UnsafeRawBufferPointer(rebasing: kept.bytes[used...])) }
        return !hasBacklog
    }

    /// One read, and all frames that it completes.
    private final func readOnce() -> (Socket.Transfer, mayHaveMore: Bool) {
        if !isOpen { partial.clear() }
        if let total = totalOfLongFrame() {
            let outcome = partial.extend(to: total) { Socket.receive(descriptor, into: $0) }
            if case .bytes(let count) = outcome { bytesReceived += UInt64(count) }
            if partial.count == total {
                var frame = PartialFrame()
                swap(&frame, &partial)
                _ = takeFrames(frame.bytes)
            }
            return (outcome, !hasBacklog)
        }
        let buffer = loop.readBuffer
        let kept = partial.move(to: buffer)
        let outcome = Socket.receive(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
        guard case .bytes(let count) = outcome else {
            partial.keep(UnsafeRawBufferPointer(rebasing: buffer[..<kept]))
            return (outcome, false)
        }
        bytesReceived += UInt64(count)
        let arrived = UnsafeRawBufferPointer(rebasing: buffer[..<(kept + count)])
        guard phase == .open, !closesWhenFlushed else { return (outcome, true) }
        let used = takeFrames(arrived)
        if isOpen { partial.keep(UnsafeRawBufferPointer(rebasing: arrived[used...])) }
        return (outcome, kept + count == buffer.count && !hasBacklog)
    }

    /// The size of the frame that has begun, if it is worth a buffer of its own.
    private final func totalOfLongFrame() -> Int? {
        guard partial.count >= 4096 else { return nil }
        return FrameHeader.size + FrameHeader.read(partial.bytes, limit: .max).length
    }

    /// Hands on every whole frame, until too much output waits; returns the bytes they took.
    private final func takeFrames(_ bytes: UnsafeRawBufferPointer) -> Int {
        var used = 0
        while isOpen, bytes.count - used >= FrameHeader.size {
            if pendingOutput > limits.outputPause {
                flush()
                guard isOpen, pendingOutput <= limits.outputPause else {
                    hasBacklog = true
                    return used
                }
            }
            let rest = UnsafeRawBufferPointer(rebasing: bytes[used...])
            let (length, problem) = FrameHeader.read(rest, limit: limits.frameSize)
            if let problem {
                refuse(problem)
                return used
            }
            guard rest.count - FrameHeader.size >= length else { return used }
            var message = UnsafeRawBufferPointer(rebasing: rest[FrameHeader.size..<(FrameHeader.size + length)])
            if FrameHeader.isCompressed(rest) {
                guard let decompressed = decompress(message) else { return used }
                message = decompressed
            }
            do throws(WireError) {
                let frame = try FrameView(message)
                used += FrameHeader.size + length
                if frame.acceptsCompression { peerAcceptsCompression = true }
                receive(frame)
            } catch {
                fail(.internalError, "malformed frame: \(error)")
                return used
            }
        }
        return used
    }

    /// The message that a compressed frame holds; nil, and the connection ends, if it holds none.
    private final func decompress(_ message: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard limits.compression != nil, let decompressor = loop.lent.decompressor() else {
            fail(.unimplemented, "compressed frames are not accepted; send flag byte 0")
            return nil
        }
        do throws(FrameDecompressor.Failure) {
            return try decompressor.decompress(message, frameSize: limits.frameSize)
        } catch {
            switch error {
            case .damaged: fail(.internalError, "malformed frame: its bytes are no zlib stream")
            case .tooLong(let limit):
                fail(
                    .resourceExhausted,
                    "a frame of \(message.count) bytes becomes more than \(limit); that is the most for its length")
            }
            return nil
        }
    }

    private final func refuse(_ problem: FrameHeader.Problem) {
        switch problem {
        case .unknownFlags(let flags):
            fail(.internalError, "malformed frame: flag byte \(flags); is this connection meant for Tandem's RPC?")
        case .tooLong(let length):
            fail(.resourceExhausted, "a frame of \(length) bytes; at most \(limits.frameSize) are accepted")
        }
    }
}
