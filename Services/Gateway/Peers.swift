import Hosting
import ProtobufWire
import RPC
import Synchronization

/// One of the services that the gateway asks.
struct Peer: Sendable {
    /// "client-model".
    let name: String
    /// "tandem.v1.ClientModel".
    let protobufName: String
    let channel: RPCChannel

    /// Asks, and takes a failure as an outcome.
    func ask<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request, _ options: CallOptions
    ) async -> Result<Response, RPCError> {
        do throws(RPCError) {
            return .success(try await channel.call(method, request, options: options))
        } catch {
            return .failure(error)
        }
    }

    /// Asks on behalf of a caller, who gets a failure with the service's name.
    func relay<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request, _ call: GatewayCall
    ) async throws(RPCError) -> Response {
        do throws(RPCError) {
            return try await channel.call(method, request, options: call.options(until: 0.95))
        } catch {
            throw named(error)
        }
    }

    /// A failure of the service as the gateway's caller should read it.
    func named(_ error: RPCError) -> RPCError {
        switch error.code {
        case .unavailable, .deadlineExceeded, .resourceExhausted, .unimplemented, .internalError, .unknown:
            RPCError(error.code, "\(name): \(error.message)", details: error.details)
        case .unauthenticated:
            // The gateway's own credentials are wrong, not the caller's.
            RPCError(.unavailable, "\(name) refuses the gateway's token: \(error.message)")
        default: error
        }
    }
}

/// The five services that the gateway asks.
struct Peers: Sendable {
    let queryUnderstanding: Peer
    let semanticSearch: Peer
    let freelancerModel: Peer
    let clientModel: Peer
    let recommender: Peer

    private let turn = TurnCounter()

    /// In the order of `ServiceDirectory.peers`.
    var all: [Peer] { [queryUnderstanding, semanticSearch, freelancerModel, clientModel, recommender] }

    /// An event loop for a call that came over another way than RPC, each loop in turn.
    func nextExecutor() -> any TaskExecutor {
        let all = all
        return all[turn.next() % all.count].channel.executor
    }

    /// Channels to the services, which connect when they are first used.
    ///
    /// - Parameters:
    ///   - addresses: by name; all five.
    ///   - token: shown to each, if there is one.
    /// - Throws: for an address that is none.
    init(addresses: [String: String], token: SharedToken?) throws(RPCError) {
        func peer(_ entry: ServiceDirectory.Entry) throws(RPCError) -> Peer {
            var configuration = ChannelConfiguration.loopback
            configuration.token = token
            let channel = try RPCChannel(
                target: addresses[entry.name] ?? entry.defaultAddress, configuration: configuration)
            return Peer(name: entry.name, protobufName: entry.protobufName, channel: channel)
        }
        queryUnderstanding = try peer(ServiceDirectory.queryUnderstanding)
        semanticSearch = try peer(ServiceDirectory.semanticSearch)
        freelancerModel = try peer(ServiceDirectory.freelancerModel)
        clientModel = try peer(ServiceDirectory.clientModel)
        recommender = try peer(ServiceDirectory.recommender)
    }
}

/// Counts up for whoever shares it.
private final class TurnCounter: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue & .max }
}
