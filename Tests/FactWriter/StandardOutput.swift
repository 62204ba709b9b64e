import Glibc

/// Standard output without a buffer.
enum StandardOutput {
    /// Writes a text in one call.
    static func write(_ text: String) {
        var text = text
        _ = text.withUTF8 { Glibc.write(1, $0.baseAddress, $0.count) }
    }
}
