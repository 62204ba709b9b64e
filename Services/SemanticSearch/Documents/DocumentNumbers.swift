import Retrieval
import Text

/// Numbers of documents by their ids, and which of them wait to be indexed.
struct DocumentNumbers {
    private var ids = StringInterner()
    private var waiting: [UInt32] = []
    private var isWaiting = Bitmap()

    /// How many ids there are.
    var count: Int { ids.count }

    /// The number of an id, or nil if the log has not named it.
    func find(_ id: String) -> UInt32? { ids.find(id) }

    /// The id of a number.
    func id(_ number: UInt32) -> String { ids.string(number) }

    /// The number of an id, a new one if the log has not named it before.
    mutating func number(of id: String) -> UInt32 { ids.intern(id) }

    /// Marks a document as changed since it was indexed.
    mutating func wait(_ number: UInt32) {
        guard !isWaiting.contains(number) else { return }
        isWaiting.insert(number)
        waiting.append(number)
    }

    /// How many documents wait.
    var waitingCount: Int { waiting.count }

    /// Documents that wait, in the order in which they changed; afterwards none do.
    mutating func takeWaiting() -> [UInt32] {
        defer {
            waiting = []
            isWaiting = Bitmap()
        }
        return waiting
    }
}
