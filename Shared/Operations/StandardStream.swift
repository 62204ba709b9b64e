import Dispatch
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

extension StandardStream {
    /// Runs an action once standard input ends, on a thread of its own; what comes before is dropped.
    ///
    /// The input of a `ChildProcess` ends when its parent does, so this is how a child doesn't outlive it.
    public static func whenInputEnds(_ action: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "tandem.input").async {
            var dropped = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = read(STDIN_FILENO, &dropped, dropped.count)
                if count > 0 || (count < 0 && errno == EINTR) { continue }
                break
            }
            action()
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
