internal import Contracts
internal import Synchronization

extension RPCChannel {
    private struct Reference {
        weak var channel: RPCChannel?
    }

    /// Every channel of the process.
    private static let channels = Mutex<[ObjectIdentifier: Reference]>([:])

    /// Every channel of the process, by target and then in the order of their making.
    static var all: [RPCChannel] {
        channels.withLock { $0.values.compactMap(\.channel) }
            .sorted { ($0.target, $0.number) < ($1.target, $1.number) }
    }

    /// Makes the channel known to introspection.
    func enroll() {
        RPCChannel.channels.withLock { $0[ObjectIdentifier(self)] = Reference(channel: self) }
    }

    /// Takes the channel out again.
    func discharge() {
        _ = RPCChannel.channels.withLock { $0.removeValue(forKey: ObjectIdentifier(self)) }
    }

    /// What introspection tells of the channel.
    func described() async -> ChannelDescription {
        var description = ChannelDescription(
            target: target, state: Connectivity(connectivity), balancing: configuration.service.balancing.name)
        for transport in transports {
            let (waiting, subchannels) = await transport.loop.ask {
                (transport.waitingCount, transport.allSubchannels.map { $0.described() })
            }
            description.waitingCalls += UInt64(waiting)
            description.subchannels += subchannels
        }
        return description
    }
}

extension Subchannel {
    fileprivate func described() -> SubchannelDescription {
        let record = record ?? connections.first?.record
        let counts = record?.counts ?? (started: 0, succeeded: 0, failed: 0)
        return SubchannelDescription(
            addresses: addresses.map(\.description), state: Connectivity(connectivity), problem: problem?.message ?? "",
            ejected: record?.isEjected == true, callsStarted: UInt64(counts.started),
            callsSucceeded: UInt64(counts.succeeded), callsFailed: UInt64(counts.failed),
            connections: allConnections.compactMap { $0.described() })
    }
}

extension Connectivity {
    fileprivate init(_ state: ConnectivityState) {
        switch state {
        case .idle: self = .idle
        case .connecting: self = .connecting
        case .ready: self = .ready
        case .transientFailure: self = .transientFailure
        case .shutdown: self = .shutdown
        }
    }
}

extension Balancing {
    /// gRPC's name of the policy, where it has one.
    fileprivate var name: String {
        switch self {
        case .pickFirst: "pick_first"
        case .roundRobin: "round_robin"
        case .leastOfTwoRandom: "least_of_two_random"
        }
    }
}
