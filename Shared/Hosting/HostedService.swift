public import Contracts
public import Operations
public import RPC

/// A service that follows the log: what Hosting needs to know to run it as a process.
///
/// ```swift
/// enum ClientModelService: HostedService { … }
/// await ServiceProcess<ClientModelService>.main()
/// ```
public protocol HostedService: Sendable {
    /// What it keeps.
    associatedtype State: LogState
    /// What its trained model is while it serves; `Never` wrapped in an optional for a service that trains nothing.
    associatedtype Model: Sendable

    /// Who it is.
    static var entry: ServiceDirectory.Entry { get }
    /// Options of `serve` beyond those all services have.
    static var options: [CommandOption] { get }

    /// The model that an artifact holds.
    ///
    /// - Throws: when the artifact does not fit this program; the service then goes on with the model it has.
    static func makeModel(from artifact: Artifact) throws -> Model

    /// Registers the service's methods. Called once, before the server starts.
    static func register(on server: RPCServer, host: ServiceHost<Self>) throws

    /// Fits the service's models from a replay.
    ///
    /// - Returns: The artifact without its version, or nil when there is nothing to train or too little to learn from.
    static func train(_ context: TrainingContext) throws -> Artifact?
}

extension HostedService {
    /// None.
    public static var options: [CommandOption] { [] }
    /// Nothing to train.
    public static func train(_ context: TrainingContext) throws -> Artifact? { nil }
}

/// The model of a service that trains nothing.
public struct NoModel: Sendable {
    /// No model.
    public init() {}
}
