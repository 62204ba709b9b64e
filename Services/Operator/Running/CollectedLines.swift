import Synchronization

/// Lines as a child's thread passes them on.
final class CollectedLines: Sendable {
    private let lines = Mutex<[String]>([])

    /// All so far.
    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
