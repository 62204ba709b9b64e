import Glibc

/// Standard output and standard error of the process.
public enum StandardStream: Int32, Sendable {
    /// For results.
    case output = 1
    /// For all else.
    case error = 2

    /// Whether a person watches: the stream is a terminal that can move its cursor.
    public var isTerminal: Bool { isatty(rawValue) == 1 && Environment["TERM"] != "dumb" }

    /// Columns of the terminal; `nil` when there is none.
    public var columns: Int? {
        var size = winsize()
        guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all of a text; a reader that went away is not an error here.
    public func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = Glibc.write(rawValue, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                if count < 0 {
                    if errno == EINTR { continue }
                    return
                }
                written += count
            }
        }
    }
}

/// The environment of the process.
public enum Environment {
    /// A variable's value; `nil` when it is not set or empty.
    public static subscript(name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
