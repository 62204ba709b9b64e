internal import Contracts
internal import Synchronization

/// What introspection needs of a channel that somebody holds.
///
/// Not the channel itself: a weak reference to it would make every retain and release of it slower for good.
struct ChannelParts: Sendable {
    /// Rises with each channel of the process.
    let number: Int
    let core: ChannelCore
    let transports: [LoopTransport]

    /// Every channel of the process, by number.
    private static let known = Mutex<[Int: ChannelParts]>([:])

    /// Every channel of the process, by target and then in the order of their making.
    static var all: [ChannelParts] {
        known.withLock { Array($0.values) }.sorted { ($0.core.target, $0.number) < ($1.core.target, $1.number) }
    }

    /// Makes the channel known to introspection.
    func enroll() {
        ChannelParts.known.withLock { $0[number] = self }
    }

    /// Takes the channel out again.
    func discharge() {
        _ = ChannelParts.known.withLock { $0.removeValue(forKey: number) }
    }

    /// What introspection tells of the channel.
    func described() async -> ChannelDescription {
        var description = ChannelDescription(
            target: core.target, state: Connectivity(core.connectivity),
            balancing: core.configuration.service.balancing.name)
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
