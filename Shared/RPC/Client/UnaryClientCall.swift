internal import ProtobufWire

/// A call with one response.
final class UnaryClientCall<Response: Message>: ClientCall, @unchecked Sendable {
    private var response: Response?
    private var completion: (@Sendable (Result<UnaryResponse<Response>, RPCError>) -> Void)?

    /// Leaves what to do with the outcome; before the start.
    func complete(_ completion: @escaping @Sendable (Result<UnaryResponse<Response>, RPCError>) -> Void) {
        self.completion = completion
    }

    override var canHedge: Bool { requests == nil }

    override func receive(response payload: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        noteReceived(payload.count)
        do throws(WireError) {
            response = try Response(serializedBytes: payload)
            return nil
        } catch {
            return RPCError(.internalError, "the response is no \(Response.messageName): \(error)")
        }
    }

    override func ended(_ error: RPCError?, metadata: CallMetadata) {
        guard let completion else { return }
        self.completion = nil
        if let error {
            completion(.failure(error))
        } else if let response {
            completion(.success(UnaryResponse(message: response, metadata: metadata)))
        } else {
            completion(.failure(RPCError(.internalError, "the server ended the call with OK but without a response")))
        }
    }
}
