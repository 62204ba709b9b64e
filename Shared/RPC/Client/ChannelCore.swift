internal import Synchronization

/// What is known of one address, counted from all loops.
final class AddressRecord: Sendable {
    /// Such as "127.0.0.1:7704".
    let address: String
    private let started = Atomic<Int>(0)
    private let succeeded = Atomic<Int>(0)
    private let failed = Atomic<Int>(0)
    private let ejected = Atomic<Bool>(false)

    init(_ address: String) {
        self.address = address
    }

    /// Calls sent there, and how they ended.
    var counts: (started: Int, succeeded: Int, failed: Int) {
        (started.load(ordering: .relaxed), succeeded.load(ordering: .relaxed), failed.load(ordering: .relaxed))
    }

    /// Whether its calls fail so much more than others' that it gets none for a while.
    var isEjected: Bool { ejected.load(ordering: .relaxed) }

    func callStarted() {
        started.add(1, ordering: .relaxed)
    }

    func callEnded(succeeded hasSucceeded: Bool) {
        if hasSucceeded { succeeded.add(1, ordering: .relaxed) } else { failed.add(1, ordering: .relaxed) }
    }

    func setEjected(_ value: Bool) {
        ejected.store(value, ordering: .relaxed)
    }
}

/// What is configured for a method's calls.
final class MethodSettings: Sendable {
    let configuration: MethodConfiguration

    init(_ configuration: MethodConfiguration) {
        self.configuration = configuration
    }

    /// A call's options under these settings.
    func adjust(_ options: CallOptions) -> CallOptions {
        var options = options
        if let timeout = configuration.timeout { options.deadline = min(options.deadline, .after(timeout)) }
        if configuration.waitsForReady { options.waitForReady = true }
        return options
    }

    /// Why a response of so many bytes is not taken, if it is not.
    func violation(ofResponse size: Int) -> RPCError? {
        guard let limit = configuration.maximumResponseBytes, size > limit else { return nil }
        return RPCError(.resourceExhausted, "a response of \(size) bytes; at most \(limit) are configured")
    }
}

/// What a channel's parts on all loops share.
final class ChannelCore: Sendable {
    let target: String
    let source: ChannelTarget
    let configuration: ChannelConfiguration
    let throttle: RetryThrottle?
    /// Base of everything random in the channel.
    let seed: UInt64
    private let methods: [String: MethodSettings]
    private let state: Mutex<State>

    private struct State {
        var records: [String: AddressRecord] = [:]
        var hosts: [String: OutlierDetection.Host] = [:]
        /// Counts at the last sweep.
        var counted: [String: (succeeded: Int, failed: Int)] = [:]
        var sweptAt: UInt64 = 0
        var generator: JitterGenerator
        var states: [Int: ConnectivityState] = [:]
        var aggregate = ConnectivityState.idle
        var watchers: [Int: AsyncStream<ConnectivityState>.Continuation] = [:]
        var nextWatcher = 0
    }

    init(target: String, configuration: ChannelConfiguration) throws(RPCError) {
        self.target = target
        self.configuration = configuration
        source = try ChannelTarget(target, resolver: configuration.resolver)
        throttle = configuration.service.retryThrottling.map(RetryThrottle.init)
        seed = configuration.seed ?? MonotonicClock.now()
        var methods: [String: MethodSettings] = [:]
        for method in configuration.service.methods {
            let settings = MethodSettings(method)
            for name in method.names where methods[name] == nil { methods[name] = settings }
        }
        self.methods = methods
        state = Mutex(State(generator: JitterGenerator(seed: seed)))
    }

    /// What is configured for a method: by its own name, its service's, or for all.
    func settings(for method: String) -> MethodSettings? {
        if methods.isEmpty { return nil }
        if let exact = methods[method] { return exact }
        if let slash = method.firstIndex(of: "/"), let service = methods[String(method[..<slash])] { return service }
        return methods[""]
    }

    // MARK: Addresses

    /// The record of an address, which all loops share.
    func record(of address: String) -> AddressRecord {
        state.withLock { state in
            if let known = state.records[address] { return known }
            let record = AddressRecord(address)
            state.records[address] = record
            return record
        }
    }

    /// Forgets addresses that the target no longer has.
    func keepOnly(_ addresses: [String]) {
        let kept = Set(addresses)
        state.withLock { state in
            state.records = state.records.filter { kept.contains($0.key) }
            state.hosts = state.hosts.filter { kept.contains($0.key) }
            state.counted = state.counted.filter { kept.contains($0.key) }
        }
    }

    /// Counts the calls since the last sweep and ejects and readmits addresses, unless another loop has just done so.
    func sweepIfDue(_ rule: OutlierDetection, now: UInt64) {
        state.withLock { state in
            guard now >= state.sweptAt &+ rule.interval.nanoseconds / 2 else { return }
            state.sweptAt = now
            var hosts: [OutlierDetection.Host] = []
            for (address, record) in state.records.sorted(by: { $0.key < $1.key }) {
                let counts = record.counts
                let last = state.counted[address] ?? (0, 0)
                state.counted[address] = (counts.succeeded, counts.failed)
                var host = state.hosts[address] ?? OutlierDetection.Host(address: address)
                host.successes = counts.succeeded - last.succeeded
                host.failures = counts.failed - last.failed
                hosts.append(host)
            }
            rule.sweep(&hosts, now: now) { state.generator.next() }
            for host in hosts {
                state.hosts[host.address] = host
                state.records[host.address]?.setEjected(host.ejectedAt != nil)
            }
        }
    }

    // MARK: Connectivity

    /// The state of the channel as a whole.
    var connectivity: ConnectivityState { state.withLock { $0.aggregate } }

    /// A loop's part has changed its state.
    func update(_ loopIndex: Int, _ connectivity: ConnectivityState) {
        state.withLock { state in
            state.states[loopIndex] = connectivity
            let aggregate = ConnectivityState.aggregate(state.states.values)
            guard aggregate != state.aggregate else { return }
            state.aggregate = aggregate
            for (_, watcher) in state.watchers.sorted(by: { $0.key < $1.key }) {
                watcher.yield(aggregate)
                if aggregate == .shutdown { watcher.finish() }
            }
        }
    }

    /// The state now and every change of it, the latest 64 if the reader is slow; ends with SHUTDOWN.
    func states() -> AsyncStream<ConnectivityState> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ConnectivityState.self, bufferingPolicy: .bufferingNewest(64))
        let number = state.withLock { state in
            continuation.yield(state.aggregate)
            guard state.aggregate != .shutdown else { return -1 }
            state.nextWatcher += 1
            state.watchers[state.nextWatcher] = continuation
            return state.nextWatcher
        }
        if number < 0 { continuation.finish() }
        continuation.onTermination = { [weak self] _ in
            // Not under the lock: finishing within `update` comes by here.
            Task { self?.remove(watcher: number) }
        }
        return stream
    }

    private func remove(watcher number: Int) {
        state.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }
}
