internal import Synchronization

/// Which of a server's services are ready to answer.
///
/// Each service that has a registered method starts as serving; "" is the server as a whole, serving from the start.
public final class HealthRegistry: Sendable {
    /// Ready, or not yet.
    public enum State: Sendable, Equatable {
        /// Answers.
        case serving
        /// Up, but catching up with the log, or shutting down.
        case notServing
    }

    private struct Watcher {
        var service: String
        var changed: AsyncStream<State?>.Continuation
    }

    private struct Table {
        var states: [String: State] = ["": .serving]
        var watchers: [UInt64: Watcher] = [:]
        var nextWatcher: UInt64 = 0
        var isShutDown = false
    }

    private let table = Mutex(Table())

    init() {}

    /// Sets the state of a service, or of the whole server by "".
    ///
    /// Watchers are told.
    public func set(_ state: State, service: String = "") {
        table.withLock { table in
            guard !table.isShutDown else { return }
            table.states[service] = state
            HealthRegistry.tell(table, service)
        }
    }

    /// Sets the state of the server and all its services.
    public func setAll(_ state: State) {
        table.withLock { table in
            guard !table.isShutDown else { return }
            for service in table.states.keys {
                table.states[service] = state
                HealthRegistry.tell(table, service)
            }
        }
    }

    /// The state of a service; nil when the server does not have it.
    public func state(of service: String = "") -> State? {
        table.withLock { $0.states[service] }
    }

    /// Adds a service if it is new.
    func add(service: String) {
        table.withLock { table in
            guard table.states[service] == nil else { return }
            table.states[service] = .serving
            HealthRegistry.tell(table, service)
        }
    }

    /// Everything is not serving from now on; watchers hear that and then their stream ends.
    func shutDown() {
        table.withLock { table in
            table.isShutDown = true
            for service in table.states.keys { table.states[service] = .notServing }
            for (_, watcher) in table.watchers {
                watcher.changed.yield(table.states[watcher.service])
                watcher.changed.finish()
            }
            table.watchers = [:]
        }
    }

    /// The state of a service now and after each change; a slow reader gets the latest only.
    func watch(_ service: String) -> AsyncStream<State?> {
        let (stream, changed) = AsyncStream.makeStream(of: State?.self, bufferingPolicy: .bufferingNewest(1))
        table.withLock { table in
            changed.yield(table.states[service])
            guard !table.isShutDown else {
                changed.finish()
                return
            }
            let id = table.nextWatcher
            table.nextWatcher += 1
            table.watchers[id] = Watcher(service: service, changed: changed)
            changed.onTermination = { [weak self] _ in
                // Not at once: finishing under the lock ends up here.
                Task { self?.forget(id) }
            }
        }
        return stream
    }

    private func forget(_ id: UInt64) {
        table.withLock { _ = $0.watchers.removeValue(forKey: id) }
    }

    private static func tell(_ table: Table, _ service: String) {
        for (_, watcher) in table.watchers where watcher.service == service {
            watcher.changed.yield(table.states[service])
        }
    }
}
