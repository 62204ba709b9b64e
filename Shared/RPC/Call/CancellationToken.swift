internal import Synchronization

/// Tells whoever works for a call that nobody waits for the outcome any more.
///
/// A token is cancelled once and for all, by ``cancel()``; cancelling runs every action that was left with
/// ``onCancel(_:)``, each once, on the thread that cancels.
public final class CancellationToken: Sendable {
    private struct State {
        var actions: [UInt64: @Sendable () -> Void] = [:]
        var nextID: UInt64 = 0
    }

    private let cancelled = Atomic<Bool>(false)
    private let state = Mutex(State())

    /// A token that is not cancelled.
    public init() {}

    /// Whether ``cancel()`` was called.
    public var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    /// Leaves an action for the moment of cancellation; it runs at once if that has been.
    ///
    /// - Parameter action: Short and never blocking: it may run on an event loop.
    /// - Returns: What ``remove(_:)`` takes to leave the action out again.
    @discardableResult
    public func onCancel(_ action: @escaping @Sendable () -> Void) -> Registration {
        let id = state.withLock { state -> UInt64? in
            guard !isCancelled else { return nil }
            state.nextID += 1
            state.actions[state.nextID] = action
            return state.nextID
        }
        if id == nil { action() }
        return Registration(id: id ?? 0)
    }

    /// Leaves out an action whose work is done.
    public func remove(_ registration: Registration) {
        state.withLock { _ = $0.actions.removeValue(forKey: registration.id) }
    }

    /// Cancels; calls after the first do nothing.
    public func cancel() {
        let actions = state.withLock { state -> [UInt64: @Sendable () -> Void] in
            guard !cancelled.exchange(true, ordering: .acquiringAndReleasing) else { return [:] }
            var taken: [UInt64: @Sendable () -> Void] = [:]
            swap(&taken, &state.actions)
            return taken
        }
        for (_, action) in actions.sorted(by: { $0.key < $1.key }) { action() }
    }

    /// An action left with a token.
    public struct Registration: Sendable {
        let id: UInt64
    }
}
