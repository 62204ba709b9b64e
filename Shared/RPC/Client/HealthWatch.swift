internal import Contracts
internal import ProtobufWire

/// Asks one connection for the health of a service and keeps listening (gRFC A17).
///
/// A server that has no health service counts as healthy. A watch that ends otherwise is begun anew after a pause, and
/// the address counts as unhealthy until it answers.
final class HealthWatch: @unchecked Sendable {
    enum Verdict {
        /// Nothing heard yet.
        case unknown
        case healthy
        case unhealthy(RPCError)
    }

    private let service: String
    private(set) weak var connection: ClientConnection?
    private let transport: LoopTransport
    private let changed: () -> Void
    private(set) var verdict = Verdict.unknown
    private var call: HealthCall?
    private var timer: ActionTimer?
    private var failures = 0
    private var isStopped = false

    init(service: String, connection: ClientConnection, transport: LoopTransport, changed: @escaping () -> Void) {
        self.service = service
        self.connection = connection
        self.transport = transport
        self.changed = changed
    }

    /// Streams that the watch takes of its connection.
    var callCount: Int { call == nil ? 0 : 1 }

    /// Begins; on the loop.
    func start() {
        guard !isStopped, let connection, connection.takesCalls else { return }
        let call = HealthCall(service: service, transport: transport)
        call.watch = self
        self.call = call
        connection.begin(call)
    }

    /// Listens no more.
    func stop() {
        isStopped = true
        if let timer { transport.loop.clear(timer) }
        timer = nil
        call?.watch = nil
        call?.end(RPCError(.cancelled, "the address is watched no more"))
        call = nil
    }

    fileprivate func heard(_ state: HealthCheckResponse.State) {
        failures = 0
        verdict =
            state == .serving
            ? .healthy
            : .unhealthy(RPCError(.unavailable, "\(connection?.record.address ?? "") says '\(service)' is not serving"))
        changed()
    }

    fileprivate func ended(_ error: RPCError?) {
        call = nil
        guard !isStopped else { return }
        if error?.code == .unimplemented {
            verdict = .healthy
            changed()
            return
        }
        failures += 1
        let reason = error?.message ?? "the stream ended"
        verdict = .unhealthy(RPCError(.unavailable, "the health of '\(service)' is not known: \(reason)"))
        let timer = ActionTimer { [weak self] in self?.start() }
        self.timer = timer
        transport.loop.set(
            timer,
            after: transport.configuration.backoff.pause(afterFailures: failures, random: transport.random()))
        changed()
    }
}

/// The watch's call.
private final class HealthCall: ClientCall, @unchecked Sendable {
    weak var watch: HealthWatch?

    init(service: String, transport: LoopTransport) {
        super.init(
            method: HealthService.watch.name, payload: HealthCheckRequest(service: service).serializedBytes(),
            options: CallOptions(), transport: transport, isConfigurable: false)
    }

    override var isInternal: Bool { true }

    override func receive(message: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        do throws(WireError) {
            let response = try HealthCheckResponse(serializedBytes: message)
            // Consumed at once: the server may always send the next change.
            connection?.grant(FlowControl.cost(message.count), to: self)
            watch?.heard(response.state)
            return nil
        } catch {
            return RPCError(.internalError, "the health service's message is none: \(error)")
        }
    }

    override func ended(_ error: RPCError?, metadata: CallMetadata) {
        watch?.ended(error)
    }
}
