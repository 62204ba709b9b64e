internal import Contracts

extension RPCServer {
    /// Connections described at most in one answer.
    private static let largestPage = 1000

    /// Serves `tandem.v1.Introspection`.
    func registerIntrospection() {
        register(IntrospectionService.getServer) { [weak self] _, _ in
            guard let self, let core else { throw RPCServer.isStopping }
            return ServerDescription(
                addresses: addresses, uptimeMicroseconds: (MonotonicClock.now() &- core.startedAt) / 1000,
                connections: UInt64(core.connections.count), runningCalls: UInt64(max(0, core.runningCalls)),
                methods: metrics.snapshot().map(MethodCounts.init))
        }
        register(IntrospectionService.listConnections) { [weak self] request, _ in
            guard let self, let core else { throw RPCServer.isStopping }
            let limit = request.limit == 0 ? 100 : min(Int(request.limit), RPCServer.largestPage)
            let connections = core.connections.filter { $0.number > request.afterID }.sorted { $0.number < $1.number }
            var response = ListConnectionsResponse(hasMore: connections.count > limit)
            for connection in connections.prefix(limit) {
                let description = await connection.loop.ask { connection.described() }
                // It may have closed since.
                if let description { response.connections.append(description) }
            }
            return response
        }
        register(IntrospectionService.listChannels) { _, _ in
            var response = ListChannelsResponse()
            for channel in ChannelParts.all { response.channels.append(await channel.described()) }
            return response
        }
    }

    private static let isStopping = RPCError(.unavailable, "the server is shutting down")
}

extension MethodCounts {
    fileprivate init(_ counts: CallMetrics.MethodSnapshot) {
        self.init(
            method: counts.method, started: UInt64(counts.started), inFlight: UInt64(counts.inFlight),
            finished: counts.finished.map { CodeCount(code: $0.code.rawValue, count: UInt64($0.count)) },
            totalSeconds: counts.totalSeconds)
    }
}

extension EventLoop {
    /// Runs the closure on the loop and returns what it makes.
    func ask<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            runOrSubmit { continuation.resume(returning: body()) }
        }
    }
}

extension Connection {
    /// What introspection tells of the connection; nil once it is closed.
    func described() -> ConnectionDescription? {
        guard slot >= 0 else { return nil }
        return ConnectionDescription(
            id: number, local: SocketAddress(of: descriptor, peer: false)?.description ?? "",
            peer: SocketAddress(of: descriptor, peer: true)?.description ?? "",
            ageMicroseconds: (MonotonicClock.now() &- openedAt) / 1000, callsStarted: callsStarted,
            callsRunning: UInt64(callCount), bytesReceived: bytesReceived, bytesSent: bytesSent,
            bytesPending: UInt64(pendingOutput))
    }
}

/// Records each call twice: for whoever configured an observer, and for introspection.
struct TwoRecorders: CallRecorder {
    let first: any CallRecorder
    let second: any CallRecorder

    func callStarted() {
        first.callStarted()
        second.callStarted()
    }

    func callFinished(_ code: StatusCode, nanoseconds: UInt64) {
        first.callFinished(code, nanoseconds: nanoseconds)
        second.callFinished(code, nanoseconds: nanoseconds)
    }
}
