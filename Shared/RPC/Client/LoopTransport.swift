/// A channel's part on one loop: the addresses of its target, what leads to each, and the calls that wait.
///
/// A call goes to whichever address the balancing chooses among those that are ready; while none is, it waits, or fails
/// when all have failed and it does not wait for ready.
final class LoopTransport: @unchecked Sendable {
    let core: ChannelCore
    let loop: EventLoop
    private let index: Int
    /// Of the configuration, what every call asks for.
    let interceptors: [any CallInterceptor]
    let frameSizeLimit: Int
    let streamsPerConnection: Int
    private let observer: (any CallObserver)?

    // Confined to the loop.
    private var isClosed = false
    private var subchannels: [Subchannel] = []
    /// No longer among the addresses, but with calls to finish.
    private var leaving: [Subchannel] = []
    private var waiting = WaitingCalls()
    private var isDispatching = false
    private var resolution: Resolution?
    private var resolvedAt: UInt64 = 0
    private var resolutionFailures = 0
    private var resolutionTimer: ActionTimer?
    private var resolutionProblem: RPCError?
    private var idleTimer: ActionTimer?
    private var sweepTimer: ActionTimer?
    private var callsBegun = 0
    private var callsAtLastTick = 0
    private var turn = 0
    private var generator: JitterGenerator
    private var recorders: [String: any CallRecorder] = [:]
    /// What the interval between pings is multiplied by: twice as much each time that a server complains (gRFC A8).
    private(set) var keepaliveFactor = 1

    init(core: ChannelCore, loop: EventLoop, index: Int) {
        self.core = core
        self.loop = loop
        self.index = index
        interceptors = core.configuration.interceptors
        frameSizeLimit = core.configuration.frameSizeLimit
        streamsPerConnection = core.configuration.streamsPerConnection
        observer = core.configuration.observer
        // Each loop its own sequence, all from the channel's seed.
        generator = JitterGenerator(seed: core.seed &+ UInt64(index) &* 0xD1B5_4A32_D192_ED03)
    }

    var configuration: ChannelConfiguration { core.configuration }
    var target: String { core.target }

    /// The service whose health decides, if one does.
    var watchedService: String? {
        configuration.service.balancing == .pickFirst ? nil : configuration.service.healthCheckService
    }

    /// Whether somebody is told what each call took.
    var isObserved: Bool { observer != nil }

    /// Uniform in 0 to 1.
    func random() -> Double { generator.next() }

    /// What records the calls of a method, if anything does.
    func recorder(_ method: String) -> (any CallRecorder)? {
        guard let observer else { return nil }
        if let known = recorders[method] { return known }
        let recorder = observer.recorder(method: method)
        recorders[method] = recorder
        return recorder
    }

    /// A server has complained of too many pings.
    func askLessOften() {
        keepaliveFactor = min(keepaliveFactor * 2, 1 << 20)
    }

    // MARK: Calls

    private enum Pick {
        case connection(ClientConnection)
        case wait
        case fail(RPCError)
    }

    /// Sends a call, now or once there is a connection.
    func begin(_ call: ClientCall) {
        guard !isClosed else {
            call.endSoon(LoopTransport.closedError)
            return
        }
        callsBegun &+= 1
        // Whoever came before goes first.
        switch waiting.isEmpty ? pick() : .wait {
        case .connection(let connection): connection.begin(call)
        case .wait: wait(call)
        case .fail(let error):
            if call.waitsForReady { wait(call) } else { call.attemptFailedSoon(error) }
        }
    }

    /// Sends a call once more that a server has sent back unseen.
    func sendAgain(_ call: ClientCall) {
        guard !call.isFinished else { return }
        if call.wasSentBack {
            call.attemptFailedSoon(RPCError(.unavailable, "\(target) is shutting down"))
            return
        }
        call.wasSentBack = true
        begin(call)
    }

    private func wait(_ call: ClientCall) {
        guard waiting.add(call, limit: configuration.waitingCallLimit) else {
            call.endSoon(
                RPCError(
                    .resourceExhausted, "\(configuration.waitingCallLimit) calls wait for a connection to \(target)"))
            return
        }
        // A call that fails at once when all fail must not wait behind those that wait for better times.
        if waiting.count > 1 { dispatchWaiting() }
    }

    private func dispatchWaiting() {
        // What is done for one call may change states and come by here again.
        guard !isDispatching, !waiting.isEmpty else { return }
        isDispatching = true
        var kept: [ClientCall] = []
        dispatching: while let call = waiting.popFirst() {
            switch pick() {
            case .connection(let connection): connection.begin(call)
            case .wait:
                kept.append(call)
                break dispatching
            case .fail(let error):
                if call.waitsForReady { kept.append(call) } else { call.attemptFailedSoon(error) }
            }
        }
        waiting.putBack(kept)
        isDispatching = false
    }

    /// Where the next call goes.
    private func pick() -> Pick {
        guard !subchannels.isEmpty else {
            if let resolutionProblem, resolution == nil { return .fail(resolutionProblem) }
            resolve()
            // Literal addresses are there at once.
            return subchannels.isEmpty ? .wait : pick()
        }
        if subchannels.count == 1 { return pick(from: subchannels[0]) }
        for subchannel in subchannels { subchannel.connect() }
        var ready = subchannels.filter { $0.connectivity == .ready && $0.record?.isEjected != true }
        // Better an address that fails often than none.
        if ready.isEmpty { ready = subchannels.filter { $0.connectivity == .ready } }
        guard !ready.isEmpty else {
            if subchannels.contains(where: { $0.connectivity != .transientFailure }) { return .wait }
            let problem = subchannels.compactMap(\.problem).last
            return .fail(problem ?? RPCError(.unavailable, "cannot reach \(target)"))
        }
        if let connection = choose(ready).connectionForCall() { return .connection(connection) }
        for other in ready { if let connection = other.connectionForCall() { return .connection(connection) } }
        return .wait
    }

    private func pick(from subchannel: Subchannel) -> Pick {
        switch subchannel.connectivity {
        case .ready: return subchannel.connectionForCall().map(Pick.connection) ?? .wait
        case .idle:
            subchannel.connect()
            // A failure at once is one already.
            return subchannel.problem.map(Pick.fail) ?? .wait
        case .connecting: return .wait
        case .transientFailure, .shutdown:
            return .fail(subchannel.problem ?? RPCError(.unavailable, "cannot reach \(target)"))
        }
    }

    private func choose(_ ready: [Subchannel]) -> Subchannel {
        guard ready.count > 1 else { return ready[0] }
        turn &+= 1
        guard configuration.service.balancing == .leastOfTwoRandom else { return ready[turn % ready.count] }
        let first = Int(random() * Double(ready.count)) % ready.count
        let step = 1 + Int(random() * Double(ready.count - 1)) % (ready.count - 1)
        let second = (first + step) % ready.count
        return ready[first].outstanding <= ready[second].outstanding ? ready[first] : ready[second]
    }

    // MARK: Addresses

    private func resolve() {
        guard resolution == nil, !isClosed else { return }
        startTimers()
        // Cancelled before this goes.
        let resolution = Resolution(target: core.source, loop: loop) { [unowned self] in resolved($0) }
        self.resolution = resolution
        resolution.start(timeout: configuration.connectTimeout)
        reportState()
    }

    private func resolved(_ result: Result<[SocketAddress], RPCError>) {
        resolution = nil
        resolvedAt = MonotonicClock.now()
        switch result {
        case .success(let addresses) where !addresses.isEmpty:
            resolutionFailures = 0
            resolutionProblem = nil
            take(addresses)
        case .success: resolutionFailed(RPCError(.unavailable, "the name has no address"))
        case .failure(let error): resolutionFailed(error)
        }
        reportState()
        dispatchWaiting()
    }

    private func resolutionFailed(_ error: RPCError) {
        resolutionFailures += 1
        resolutionProblem = RPCError(.unavailable, "cannot reach \(target): \(error.message)")
        let pause = configuration.backoff.pause(afterFailures: resolutionFailures, random: random())
        resolveLater(after: pause)
    }

    private func resolveLater(after nanoseconds: UInt64) {
        guard resolutionTimer == nil else { return }
        let timer = ActionTimer { [unowned self] in
            resolutionTimer = nil
            resolutionProblem = nil
            // With no address and nobody who waits, the next call asks.
            if !subchannels.isEmpty || !waiting.isEmpty { resolve() } else { reportState() }
        }
        resolutionTimer = timer
        loop.set(timer, after: nanoseconds)
    }

    /// Asks for the addresses anew, soon: a connection failed or was lost.
    func addressesMayHaveChanged() {
        guard core.source.mayChange, resolution == nil, !isClosed else { return }
        let next = resolvedAt &+ configuration.resolutionInterval.nanoseconds
        let now = MonotonicClock.now()
        resolveLater(after: next > now ? next - now : 0)
    }

    private func take(_ addresses: [SocketAddress]) {
        let names = addresses.map(\.description)
        core.keepOnly(names)
        if configuration.service.balancing == .pickFirst {
            if let only = subchannels.first {
                only.update(addresses)
            } else {
                subchannels = [Subchannel(transport: self, addresses: addresses)]
            }
            return
        }
        let known = Dictionary(uniqueKeysWithValues: subchannels.map { ($0.key, $0) })
        let kept = Set(names)
        let gone = subchannels.filter { !kept.contains($0.key) }
        subchannels = zip(addresses, names).map { address, name in
            known[name] ?? Subchannel(transport: self, addresses: [address])
        }
        for subchannel in gone { subchannel.retire() }
        leaving = (leaving + gone).filter { !$0.isGone }
        // Balancing over all of them wants all of them connected.
        if !waiting.isEmpty || !known.isEmpty { for subchannel in subchannels { subchannel.connect() } }
    }

    // MARK: Told by the subchannels

    /// A subchannel has another state.
    func subchannelChanged() {
        guard !isClosed else { return }
        // Calls that wait for one that has come out of its pause, or balancing that wants it, connect it again.
        if configuration.service.balancing != .pickFirst, callsBegun != callsAtLastTick || !waiting.isEmpty {
            loop.submit { [weak self] in
                guard let self, !isClosed else { return }
                for subchannel in subchannels where subchannel.connectivity == .idle { subchannel.connect() }
            }
        }
        reportState()
        dispatchWaiting()
    }

    /// A call has ended on a connection: there is room for another.
    func callEnded() {
        if !waiting.isEmpty { dispatchWaiting() }
    }

    private func reportState() {
        if isClosed {
            core.update(index, .shutdown)
        } else if subchannels.isEmpty {
            core.update(
                index, resolution != nil ? .connecting : resolutionProblem == nil ? .idle : .transientFailure)
        } else {
            core.update(index, .aggregate(subchannels.map(\.connectivity)))
        }
    }

    // MARK: Timers

    private func startTimers() {
        if idleTimer == nil {
            let timer = ActionTimer { [unowned self] in idleTick() }
            idleTimer = timer
            loop.set(timer, after: max(1_000_000, configuration.idleTimeout.nanoseconds))
        }
        // One loop sweeps for all.
        if sweepTimer == nil, let rule = configuration.service.outlierDetection,
            configuration.service.balancing != .pickFirst
        {
            let timer = ActionTimer { [unowned self] in sweepTick(rule) }
            sweepTimer = timer
            loop.set(timer, after: max(1_000_000, rule.interval.nanoseconds))
        }
    }

    private func idleTick() {
        let wasUsed = callsBegun != callsAtLastTick
        callsAtLastTick = callsBegun
        if !wasUsed { for subchannel in subchannels { subchannel.goIdle() } }
        if let idleTimer { loop.set(idleTimer, after: max(1_000_000, configuration.idleTimeout.nanoseconds)) }
    }

    private func sweepTick(_ rule: OutlierDetection) {
        core.sweepIfDue(rule, now: MonotonicClock.now())
        if let sweepTimer { loop.set(sweepTimer, after: max(1_000_000, rule.interval.nanoseconds)) }
    }

    // MARK: Ending

    /// Ends all calls and connections; on the loop.
    func close() {
        isClosed = true
        for timer in [idleTimer, sweepTimer, resolutionTimer] { if let timer { loop.clear(timer) } }
        resolution?.cancel()
        resolution = nil
        for subchannel in subchannels + leaving { subchannel.close("the channel was closed") }
        subchannels = []
        leaving = []
        for call in waiting.takeAll() { call.end(LoopTransport.closedError) }
        reportState()
    }

    private static let closedError = RPCError(.unavailable, "the channel was closed")

    // MARK: For introspection

    /// Everything that leads to the target now; on the loop.
    var allSubchannels: [Subchannel] { subchannels + leaving.filter { !$0.isGone } }

    /// Calls that wait for a connection.
    var waitingCount: Int { waiting.count }
}
