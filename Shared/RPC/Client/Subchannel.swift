internal import Contracts

/// A channel's way to one address (or, for pick-first, to the first of several that answers): its connections on one
/// loop, and the attempts to get one.
///
/// States are gRPC's: idle until a call comes, connecting, ready, and, after a failed attempt, a pause. A connection that
/// was good and is lost makes it idle again: the next call connects at once.
final class Subchannel: @unchecked Sendable {
    private unowned let transport: LoopTransport
    private(set) var addresses: [SocketAddress]
    /// Tells the subchannel from others of its channel.
    let key: String

    private enum State {
        case idle
        case connecting
        case ready
        /// After a failure, until a timer fires.
        case pausing(RPCError)
        case closed
    }

    // Confined to the loop.
    private var state = State.idle
    private var attempt: ConnectAttempt?
    /// Those that take calls, oldest first.
    private(set) var connections: [ClientConnection] = []
    private var retiring: [ObjectIdentifier: ClientConnection] = [:]
    private var failures = 0
    private var pauseTimer: ActionTimer?
    private var health: HealthWatch?
    private(set) var record: AddressRecord?

    init(transport: LoopTransport, addresses: [SocketAddress]) {
        self.transport = transport
        self.addresses = addresses
        key = addresses.count == 1 ? addresses[0].description : ""
        record = addresses.count == 1 ? transport.core.record(of: addresses[0].description) : nil
    }

    // MARK: What a picker asks

    /// The state as others see it, health included.
    var connectivity: ConnectivityState {
        switch state {
        case .idle: .idle
        case .connecting: .connecting
        case .ready:
            switch health?.verdict {
            case nil, .healthy: .ready
            case .unknown: .connecting
            case .unhealthy: .transientFailure
            }
        case .pausing: .transientFailure
        case .closed: .shutdown
        }
    }

    /// Why calls fail, while they do.
    var problem: RPCError? {
        if case .pausing(let error) = state { return error }
        if case .unhealthy(let error) = health?.verdict { return error }
        return nil
    }

    /// Calls that run on its connections.
    var outstanding: Int { connections.reduce(0) { $0 + $1.callCount } }

    /// Every connection, those included that take no more calls.
    var allConnections: [ClientConnection] { connections + retiring.values.sorted { $0.number < $1.number } }

    /// A connection that can take one more call; opens another if all are full and there may be more.
    func connectionForCall() -> ClientConnection? {
        let limit = transport.streamsPerConnection
        if let first = connections.first, first.callCount < limit { return first }
        if let roomy = connections.first(where: { $0.callCount < limit }) { return roomy }
        if attempt == nil, !connections.isEmpty, connections.count < transport.configuration.connectionsPerAddress {
            openConnection()
        }
        return nil
    }

    // MARK: Connecting

    /// Connects if nothing is under way.
    func connect() {
        guard case .idle = state else { return }
        state = .connecting
        openConnection()
        transport.subchannelChanged()
    }

    private func openConnection() {
        // Cancelled before this goes. (A weak reference would make all counting of references to this slow.)
        let attempt = ConnectAttempt(
            target: transport.target, addresses: addresses, timeout: transport.configuration.connectTimeout,
            loop: transport.loop
        ) { [unowned self] result in
            self.attempt = nil
            switch result {
            case .success(let connected): took(connected.descriptor, connected.address)
            case .failure(let error): attemptFailed(error)
            }
        }
        self.attempt = attempt
        attempt.start()
    }

    private func took(_ descriptor: Int32, _ address: SocketAddress) {
        let known = record ?? transport.core.record(of: address.description)
        let connection = ClientConnection(
            transport: transport, subchannel: self, record: known, descriptor: descriptor)
        connections.append(connection)
        state = .ready
        connection.start()
        guard connection.isOpen, case .ready = state else { return }
        if connections.count == 1 { watchHealth(on: connection) }
        transport.subchannelChanged()
    }

    private func attemptFailed(_ reason: RPCError) {
        failures += 1
        transport.addressesMayHaveChanged()
        // One connection more could not be had: those that are there go on.
        guard connections.isEmpty else { return }
        state = .pausing(RPCError(.unavailable, "cannot reach \(transport.target): \(reason.message)"))
        let timer = ActionTimer { [unowned self] in pauseEnded() }
        pauseTimer = timer
        let pause = transport.configuration.backoff.pause(afterFailures: failures, random: transport.random())
        transport.loop.set(timer, after: pause)
        transport.subchannelChanged()
    }

    private func pauseEnded() {
        guard case .pausing = state else { return }
        state = .idle
        transport.subchannelChanged()
    }

    /// Takes another list of addresses; a connection to one that is not on it finishes its calls and closes.
    func update(_ addresses: [SocketAddress]) {
        self.addresses = addresses
        let names = Set(addresses.map(\.description))
        for connection in connections where !names.contains(connection.record.address) { connection.retireAndClose() }
    }

    // MARK: Health

    private func watchHealth(on connection: ClientConnection) {
        guard let service = transport.watchedService else { return }
        health?.stop()
        let watch = HealthWatch(service: service, connection: connection, transport: transport) { [weak self] in
            self?.transport.subchannelChanged()
        }
        health = watch
        watch.start()
    }

    // MARK: Losing connections

    /// A call has ended on one of the connections.
    func callEnded() {
        transport.callEnded()
    }

    /// The connection takes no new calls but finishes the old ones.
    func connectionRetired(_ connection: ClientConnection) {
        retiring[ObjectIdentifier(connection)] = connection
        lose(connection)
    }

    /// The connection is closed.
    func connectionClosed(_ connection: ClientConnection, _ reason: String) {
        if connection.hasHeard { failures = 0 }
        retiring[ObjectIdentifier(connection)] = nil
        lose(connection, silently: !connection.hasHeard, reason)
    }

    private func lose(_ connection: ClientConnection, silently isSilent: Bool = false, _ reason: String = "") {
        guard let index = connections.firstIndex(where: { $0 === connection }) else { return }
        connections.remove(at: index)
        if health?.connection === connection {
            health?.stop()
            health = nil
            if let next = connections.first { watchHealth(on: next) }
        }
        guard connections.isEmpty, case .ready = state else { return }
        if isSilent {
            // Whoever accepts and hangs up without a word must not be called again and again without a pause.
            attemptFailed(RPCError(.unavailable, reason))
        } else {
            state = attempt == nil ? .idle : .connecting
            transport.addressesMayHaveChanged()
            transport.subchannelChanged()
        }
    }

    /// Closes what no call uses; the next call connects again.
    func goIdle() {
        for connection in connections where connection.callCount == 0 || connection.callCount == health?.callCount {
            health?.stop()
            connection.retireAndClose()
        }
    }

    /// Takes no new calls; connections close as their calls end.
    func retire() {
        stop()
        for connection in connections { connection.retireAndClose() }
    }

    /// Ends all calls and connections.
    func close(_ reason: String) {
        stop()
        for connection in connections { connection.close(reason) }
        for connection in retiring.values { connection.close(reason) }
        retiring = [:]
    }

    private func stop() {
        state = .closed
        if let pauseTimer { transport.loop.clear(pauseTimer) }
        pauseTimer = nil
        attempt?.cancel()
        attempt = nil
        health?.stop()
        health = nil
    }

    /// Whether nothing of it is left open.
    var isGone: Bool { connections.isEmpty && retiring.isEmpty }
}
