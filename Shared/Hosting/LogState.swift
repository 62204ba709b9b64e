public import Contracts
public import Marketplace

/// What a service keeps: a deterministic state machine over the log.
///
/// Applying the same facts in the same order always leads to an equal state, and an equal state writes equal snapshot
/// bytes. A state reads no clock, no file and no random source; "now" is the latest event time applied. Hosting keeps
/// it behind a readers-writer lock, so that it needs no locking of its own: `apply` runs alone, handlers read together.
public protocol LogState: AnyObject, SnapshotCodable {
    /// Raised whenever the snapshot's layout or what `apply` does changes: older snapshots are then not loaded, and the
    /// state is rebuilt from the log.
    static var formatVersion: UInt32 { get }

    /// The state before the first fact.
    init()

    /// Takes in one fact. Kinds that don't matter here are ignored; ids never heard of don't trap.
    func apply(_ fact: Fact)

    /// Does work that was put off while facts came in and that a query would otherwise wait for.
    ///
    /// Called like `apply`, alone, when the log has been caught up with and after every portion that follows; not
    /// between the portions of catching up. Must not change what the state answers or how it is written.
    func settle()

    /// What the state holds, by name, such as ("freelancers", 20000): for `tandem status`.
    var counts: [(name: String, value: Int)] { get }
}

extension LogState {
    /// Nothing was put off.
    public func settle() {}
}
