public import ProtobufWire

/// What a call with one response tells whoever waits for it: at most one response, and then the end.
@usableFromInline
enum UnaryEvent {
    /// The response's bytes, valid only within; the answer is nil, or why they are no response.
    case response(UnsafeRawBufferPointer)
    /// The call has ended: with an error, or (nil) with status OK; the answer is ignored.
    case end(RPCError?, CallMetadata)
}

/// A call with one response.
///
/// It knows nothing of the response's type: who does is a closure that the compiler specialises in the module that calls.
final class UnaryClientCall: ClientCall, @unchecked Sendable {
    private var deliver: (@Sendable (UnaryEvent) -> RPCError?)?
    /// Kept until the end, for a channel that nobody holds closes.
    private var channel: RPCChannel?

    /// Leaves what to do with the response and the end; before the start.
    func complete(keeping channel: RPCChannel? = nil, _ deliver: @escaping @Sendable (UnaryEvent) -> RPCError?) {
        self.deliver = deliver
        self.channel = channel
    }

    override var canHedge: Bool { requests == nil }

    override func receive(response payload: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        noteReceived(payload.count)
        return deliver?(.response(payload))
    }

    override func ended(_ error: RPCError?, metadata: CallMetadata) {
        guard let deliver else { return }
        self.deliver = nil
        _ = deliver(.end(error, metadata))
        channel = nil
    }
}

/// A call that has not begun.
@usableFromInline
struct PreparedCall: Sendable {
    let call: UnaryClientCall
    let channel: RPCChannel

    /// Begins; to be called once.
    @usableFromInline
    func start(_ deliver: @escaping @Sendable (UnaryEvent) -> RPCError?) {
        call.complete(keeping: channel, deliver)
        call.start()
    }

    /// Gives up, before the start or after.
    @usableFromInline
    func cancel() {
        call.cancel()
    }

    /// What its caller may hold.
    @usableFromInline var handle: CallHandle { CallHandle(call: call) }
}

extension RPCChannel {
    /// A call by its bytes.
    @usableFromInline
    func prepare(_ method: String, _ payload: [UInt8], _ options: CallOptions) -> PreparedCall {
        PreparedCall(
            call: UnaryClientCall(method: method, payload: payload, options: options, transport: transport),
            channel: self)
    }
}

/// Makes a message of a response's bytes, and of that and the end an outcome.
@inlinable
func receiver<Response: Message>(
    _ completion: @escaping @Sendable (Result<UnaryResponse<Response>, RPCError>) -> Void
) -> @Sendable (UnaryEvent) -> RPCError? {
    // A call's events come one after the other.
    nonisolated(unsafe) var message: Response?
    return { event in
        switch event {
        case .response(let payload):
            do throws(WireError) {
                message = try Response(serializedBytes: payload)
                return nil
            } catch {
                return RPCError(.internalError, "the response is no \(Response.messageName): \(error)")
            }
        case .end(let error, let metadata):
            if let error {
                completion(.failure(error))
            } else if let response = message {
                completion(.success(UnaryResponse(message: response, metadata: metadata)))
            } else {
                completion(
                    .failure(RPCError(.internalError, "the server ended the call with OK but without a response")))
            }
            return nil
        }
    }
}
