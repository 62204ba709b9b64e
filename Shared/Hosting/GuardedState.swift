import Contracts
import Marketplace

/// A state and its place in the log behind one lock, so that whoever reads sees both as they belong together.
final class GuardedState<State: LogState>: @unchecked Sendable {
    private let lock = ReadWriteLock()
    private var state = State()
    private var position = Position()

    /// Where a state stands.
    struct Position: Sendable, Equatable {
        /// Last fact applied.
        var sequence: UInt64 = 0
        /// Latest event time applied, leaving out rankings that we served.
        var marketTime: Int64 = 0
    }

    func read<Result>(_ body: (State, Position) throws -> Result) rethrows -> Result {
        try lock.withReadLock { try body(state, position) }
    }

    /// Applies facts in small portions, so that queries wait for a portion at most.
    func apply(_ facts: [Fact]) {
        var start = 0
        while start < facts.count {
            let end = min(start + Self.portion, facts.count)
            lock.withWriteLock {
                for fact in facts[start..<end] {
                    state.apply(fact)
                    position.sequence = fact.sequence
                    if case .rankingServed? = fact.body { continue }
                    position.marketTime = max(position.marketTime, fact.time)
                }
            }
            start = end
        }
    }

    /// Lets the state do what it put off.
    func settle() { lock.withWriteLock { state.settle() } }

    func replace(_ newState: State, _ newPosition: Position) {
        lock.withWriteLock {
            state = newState
            position = newPosition
        }
    }

    private static var portion: Int { 512 }
}
