internal import Contracts

extension RPCServer {
    /// `tandem.v1.Health`, by the rules of gRPC's health checking protocol.
    func registerHealth() {
        register(HealthService.check, on: .loop) { [health] request, _ in
            guard let state = health.state(of: request.service) else {
                throw RPCError(.notFound, "no service '\(request.service)' here")
            }
            return HealthCheckResponse(state: .init(state))
        }
        register(HealthService.watch) { [health] request, writer, _ in
            var last: HealthCheckResponse?
            for await state in health.watch(request.service) {
                let response = HealthCheckResponse(state: .init(state))
                guard response != last else { continue }
                last = response
                try await writer.write(response)
            }
            try Task.checkCancellation()
            throw RPCError(.unavailable, "the server is shutting down")
        }
    }
}

extension HealthCheckResponse.State {
    fileprivate init(_ state: HealthRegistry.State?) {
        switch state {
        case .serving: self = .serving
        case .notServing: self = .notServing
        case nil: self = .serviceUnknown
        }
    }
}
