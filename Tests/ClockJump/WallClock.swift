import Glibc

/// The wall clock that wall_clock.c moves.
struct WallClock: Sendable {
    private let move: @convention(c) (Int) -> Void

    /// Nil when it isn't preloaded.
    init?() {
        guard let symbol = dlsym(nil, "move_wall_clock") else { return nil }
        move = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Void).self)
    }

    /// Sets the clock forward, or back by a negative number.
    func jump(seconds: Int) { move(seconds) }

    /// Seconds since 1970, as this process sees them.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Standard error without a buffer.
enum StandardError {
    /// Writes a text in one call.
    static func write(_ text: String) {
        var text = text
        _ = text.withUTF8 { Glibc.write(2, $0.baseAddress, $0.count) }
    }
}
