public import Contracts

/// What an append did.
public struct AppendResult: Equatable, Sendable {
    /// Facts that were new.
    public var appended: Int
    /// Facts whose id the log had already, or came twice in the batch.
    public var duplicates: Int
    /// Last fact of the log after the append.
    public var lastSequence: UInt64

    /// A result.
    public init(appended: Int = 0, duplicates: Int = 0, lastSequence: UInt64 = 0) {
        self.appended = appended
        self.duplicates = duplicates
        self.lastSequence = lastSequence
    }
}

/// Where facts are kept: the boundary behind which a database stands.
///
/// A store numbers facts from 1 without gaps in the order of appending, keeps each id once, and has a batch either
/// wholly or not at all. Once `append` returns, the batch survives the death of any process and of the machine.
/// Every method may be called from any thread and any process at the same time.
public protocol FactStore: AnyObject, Sendable {
    /// Appends facts in order, leaving out those whose id is there.
    func append(_ facts: [Fact]) throws(FactLogError) -> AppendResult

    /// Passes facts in order to a closure, which says whether to go on.
    ///
    /// The closure runs while the store is held: it must not call the store.
    /// - Parameters:
    ///   - sequence: the fact before the first one wanted; 0 for the beginning.
    ///   - limit: most facts passed.
    /// - Returns: Facts passed.
    func read(
        after sequence: UInt64, limit: Int, _ body: (Fact) -> Bool
    ) throws(FactLogError) -> Int

    /// Last fact of the log; 0 when it is empty. Cheap enough to be asked a hundred times a second.
    func lastSequence() throws(FactLogError) -> UInt64

    /// Names this very log: another log, or one made anew, has another identity.
    var identity: String { get }

    /// Whether the place this store was opened at holds another log by now, or none.
    func hasBeenReplaced() -> Bool
}
