public import ProtobufWire

extension RPCServer {
    /// Serves a method by a function that computes the response.
    ///
    /// - Parameters:
    ///   - method: The method; each is registered once.
    ///   - execution: Where the function runs.
    ///   - handler: Throws an ``RPCError`` to answer with that status; any other error is UNKNOWN to the caller.
    public func register<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, on execution: Execution,
        handler: @escaping @Sendable (Request, CallContext) throws -> Response
    ) {
        switch execution {
        case .loop:
            add(
                method.name,
                .immediate { connection, stream, payload, context in
                    do {
                        let response = try handler(try decode(payload), context)
                        return connection.sendResponse(response, stream: stream, context: context)
                    } catch {
                        return connection.sendStatus(RPCError(thrown: error), stream: stream, context: context)
                    }
                })
        case .workers:
            let serviceTime = ServiceTime()
            add(
                method.name,
                .deferred { [workers] call, payload in
                    let bytes = [UInt8](copying: payload)
                    let item = WorkItem(
                        run: {
                            guard !call.context.isCancelled else { return false }
                            call.context.timings?.handlerBegins()
                            call.finish(outcome { try handler(try decode(bytes), call.context) })
                            return true
                        },
                        refuse: { call.finish(Result<Response, RPCError>.failure($0)) },
                        deadline: call.context.deadline, serviceTime: serviceTime)
                    workers.submit(item)
                })
        }
    }

    /// Serves a method by an async function, which runs as a task of its own and is cancelled with the call.
    ///
    /// - Parameters:
    ///   - method: The method; each is registered once.
    ///   - onLoop: Whether the function's steps run on the connection's event loop, for handlers that do little beside
    ///     waiting for calls of their own: these then start and end without a change of threads. Between two `await`s
    ///     what holds of ``Execution/loop`` holds for the function.
    ///   - handler: Throws an ``RPCError`` to answer with that status; any other error is UNKNOWN to the caller.
    public func register<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, onLoop: Bool = false,
        handler: @escaping @Sendable (Request, CallContext) async throws -> Response
    ) {
        add(
            method.name,
            .deferred { call, payload in
                run(call, payload, onLoop: onLoop) { (request: Request) in
                    do {
                        let response = try await handler(request, call.context)
                        call.finish(Result<Response, RPCError>.success(response))
                    } catch {
                        call.finish(Result<Response, RPCError>.failure(RPCError(thrown: error)))
                    }
                }
            })
    }

    /// Serves a method by a function that is called on the event loop and answers later, through its responder: for
    /// handlers that only make other calls by callback.
    ///
    /// - Parameters:
    ///   - method: The method; each is registered once.
    ///   - handler: Must not block. Errors it throws end the call like any other handler's.
    public func registerDeferred<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>,
        handler: @escaping @Sendable (Request, CallContext, Responder<Response>) throws -> Void
    ) {
        add(
            method.name,
            .deferred { call, payload in
                let responder = Responder<Response>(call: call)
                do {
                    try handler(try decode(payload), call.context, responder)
                } catch {
                    responder.fail(RPCError(thrown: error))
                }
            })
    }

    /// Serves a streaming method by an async function that writes responses; the stream ends when it returns.
    ///
    /// - Parameters:
    ///   - method: The method; each is registered once.
    ///   - handler: Throws an ``RPCError`` to end the stream with that status; any other error is UNKNOWN to the caller.
    public func register<Request: Message, Response: Message>(
        _ method: ServerStreamingMethod<Request, Response>,
        handler: @escaping @Sendable (Request, ResponseWriter<Response>, CallContext) async throws -> Void
    ) {
        add(
            method.name,
            .deferred { call, payload in
                run(call, payload) { (request: Request) in
                    do {
                        try await handler(request, ResponseWriter(call: call), call.context)
                        call.finishStream(nil)
                    } catch {
                        call.finishStream(RPCError(thrown: error))
                    }
                }
            })
    }

    /// Serves a method by an async function that reads a stream of requests and computes one response.
    ///
    /// It may answer before it has read everything; the caller's further requests are then dropped.
    ///
    /// - Parameters:
    ///   - method: The method; each is registered once.
    ///   - handler: Throws an ``RPCError`` to answer with that status; any other error is UNKNOWN to the caller.
    public func register<Request: Message, Response: Message>(
        _ method: ClientStreamingMethod<Request, Response>,
        handler: @escaping @Sendable (RequestStream<Request>, CallContext) async throws -> Response
    ) {
        let window = configuration.streamWindow
        add(
            method.name,
            .streaming { call in
                let requests = RequestStream<Request>(call: call, window: window)
                runTask(call) {
                    do {
                        let response = try await handler(requests, call.context)
                        call.finish(Result<Response, RPCError>.success(response))
                    } catch {
                        call.finish(Result<Response, RPCError>.failure(RPCError(thrown: error)))
                    }
                }
            })
    }

    /// Serves a method by an async function that reads requests and writes responses; the call ends when it returns.
    ///
    /// - Parameters:
    ///   - method: The method; each is registered once.
    ///   - handler: Throws an ``RPCError`` to end the call with that status; any other error is UNKNOWN to the caller.
    public func register<Request: Message, Response: Message>(
        _ method: BidirectionalMethod<Request, Response>,
        handler:
            @escaping @Sendable (RequestStream<Request>, ResponseWriter<Response>, CallContext) async throws -> Void
    ) {
        let window = configuration.streamWindow
        add(
            method.name,
            .streaming { call in
                let requests = RequestStream<Request>(call: call, window: window)
                runTask(call) {
                    do {
                        try await handler(requests, ResponseWriter(call: call), call.context)
                        call.finishStream(nil)
                    } catch {
                        call.finishStream(RPCError(thrown: error))
                    }
                }
            })
    }
}

extension [UInt8] {
    /// A copy by one call of `memcpy`, in unoptimised builds too.
    fileprivate init(copying bytes: UnsafeRawBufferPointer) {
        self.init(unsafeUninitializedCapacity: bytes.count) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            count = bytes.count
        }
    }
}

/// Decodes the request and runs the body as a task that is cancelled with the call.
private func run<Request: Message>(
    _ call: ServerCall, _ payload: UnsafeRawBufferPointer, onLoop: Bool = false,
    _ body: @escaping @Sendable (Request) async -> Void
) {
    do throws(RPCError) {
        let request: Request = try decode(payload)
        runTask(call, onLoop: onLoop) { await body(request) }
    } catch {
        call.finishStream(error)
    }
}

/// Runs the body as a task that is cancelled with the call.
private func runTask(_ call: ServerCall, onLoop: Bool = false, _ body: @escaping @Sendable () async -> Void) {
    let task = Task(executorPreference: onLoop ? call.loop : nil) {
        call.context.timings?.handlerBegins()
        await body()
    }
    call.context.onCancel { task.cancel() }
}

private func decode<Value: Message>(_ payload: UnsafeRawBufferPointer) throws(RPCError) -> Value {
    do throws(WireError) {
        return try Value(serializedBytes: payload)
    } catch {
        throw RPCError(.internalError, "the request is no \(Value.messageName): \(error)")
    }
}

private func decode<Value: Message>(_ payload: [UInt8]) throws(RPCError) -> Value {
    do throws(WireError) {
        return try Value(serializedBytes: payload)
    } catch {
        throw RPCError(.internalError, "the request is no \(Value.messageName): \(error)")
    }
}

private func outcome<Value>(_ body: () throws -> Value) -> Result<Value, RPCError> {
    do {
        return .success(try body())
    } catch {
        return .failure(RPCError(thrown: error))
    }
}
