import Contracts
import Foundation
import Hosting
import Operations
import RPC

/// The way from this command to the services.
enum Connection {
    /// Options of commands that ask the gateway.
    static let options: [CommandOption] = [
        .option(
            "gateway", value: "HOST:PORT", help: "where the gateway listens",
            default: ServiceDirectory.gateway.defaultAddress, environment: "TANDEM_GATEWAY")
    ]

    /// A channel to a service; shows TANDEM_TOKEN when that is set.
    ///
    /// - Parameter frameSizeLimit: bytes of the longest answer taken.
    static func channel(_ address: String, frameSizeLimit: Int = 64 << 20) throws -> RPCChannel {
        var configuration = ChannelConfiguration.loopback
        configuration.token = try ServeSettings.token(Environment["TANDEM_TOKEN"])
        configuration.frameSizeLimit = frameSizeLimit
        configuration.connectTimeout = .seconds(5)
        do throws(RPCError) {
            return try RPCChannel(target: address, configuration: configuration)
        } catch {
            throw ArgumentError("\(address) is no HOST:PORT: \(error.message)")
        }
    }

    /// The address of a service, as far as it follows from the gateway's: `tandem up --port-base` keeps them in a row.
    static func address(of entry: ServiceDirectory.Entry, besideGateway gateway: String) -> String {
        guard let colon = gateway.lastIndex(of: ":"), let port = Int(gateway[gateway.index(after: colon)...]) else {
            return entry.defaultAddress
        }
        return "\(gateway[..<colon]):\(port + entry.defaultPort - ServiceDirectory.gateway.defaultPort)"
    }

    /// Where all six are, as the gateway knows it.
    static func status(gateway: String, timeout: Duration = .seconds(3)) async throws -> SystemStatus {
        try await channel(gateway).call(
            GatewayService.getSystemStatus, SystemStatusRequest(), options: CallOptions(timeout: timeout))
    }

    /// Whether a server answers calls: "SERVING", "NOT_SERVING", or why it can't be asked.
    static func health(_ channel: RPCChannel, service: String = "", timeout: Duration) async -> Result<Bool, RPCError> {
        do throws(RPCError) {
            let response = try await channel.call(
                HealthService.check, HealthCheckRequest(service: service), options: CallOptions(timeout: timeout))
            return .success(response.state == .serving)
        } catch {
            return .failure(error)
        }
    }
}
