import CMicroHTTPD

/// The C side of the server: starting libmicrohttpd, and what it calls.
enum MicroHTTPD {
    /// A running daemon, or nil when the library refuses.
    ///
    /// - Parameters:
    ///   - configuration: Limits.
    ///   - socket: Listening already.
    ///   - context: The ``HTTPServer``, unretained.
    static func start(
        _ configuration: HTTPServerConfiguration, socket: Int32, context: UnsafeMutableRawPointer
    ) -> OpaquePointer? {
        var options = [
            option(.LISTEN_SOCKET, Int(socket)),
            option(.CONNECTION_LIMIT, configuration.connectionLimit),
            option(.CONNECTION_TIMEOUT, Int(configuration.idleTimeout.components.seconds)),
            option(.CONNECTION_MEMORY_LIMIT, 64 << 10),
            option(.NOTIFY_COMPLETED, unsafeBitCast(completed, to: Int.self), context),
            option(.STRICT_FOR_CLIENT, 1),
        ]
        if configuration.threads > 1 { options.append(option(.THREAD_POOL_SIZE, configuration.threads)) }
        options.append(option(.END, 0))
        // Not epoll: edge-triggered, it overlooks the end of a connection that comes together with a part of a body.
        let flags = MHD_USE_POLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
        return options.withUnsafeMutableBufferPointer { options in
            guard let array = options.baseAddress else { return nil }
            return withVaList([CInt(MHD_OPTION.ARRAY.rawValue), array, CInt(MHD_OPTION.END.rawValue)]) {
                MHD_start_daemon_va(flags, 0, nil, nil, access, context, $0)
            }
        }
    }

    private static func option(
        _ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil
    ) -> MHD_OptionItem {
        MHD_OptionItem(option: option, value: value, ptr_value: pointer)
    }

    /// Called once a request's header is there, for each piece of its body, and when all of it has come.
    private static let access: MHD_AccessHandlerCallback = {
        context, connection, url, method, _, data, size, slot in
        guard let context, let connection, let url, let method, let size, let slot else { return .NO }
        let server = Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
        guard let known = slot.pointee else {
            let request = HTTPRequest(
                method: String(cString: method), path: String(cString: url), headers: headers(of: connection), body: [])
            let exchange = HTTPExchange(request, server: server)
            // Released by `completed`, which is called for every request that came this far.
            slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
            server.opened(exchange)
            guard isHopeless(request.headers, server.configuration) else { return .YES }
            return send(server.refusal(of: .body), on: connection, closes: true)
        }
        let exchange = Unmanaged<HTTPExchange>.fromOpaque(known).takeUnretainedValue()
        if size.pointee > 0 {
            let count = size.pointee
            size.pointee = 0
            return exchange.receive(UnsafeRawBufferPointer(start: data, count: count)) ? .YES : .NO
        }
        switch exchange.next(on: HTTPExchange.Connection(handle: connection)) {
        case .answer(let response): return send(response, on: connection, closes: server.isDraining)
        case .close: return .NO
        case .handle(let request):
            server.handle(request, exchange)
            return .YES
        }
    }

    /// Called when a request's response is sent, or its connection lost.
    private static let completed: MHD_RequestCompletedCallback = { context, _, slot, _ in
        guard let context, let slot, let known = slot.pointee else { return }
        slot.pointee = nil
        let exchange = Unmanaged<HTTPExchange>.fromOpaque(known).takeRetainedValue()
        Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue().closed(exchange)
    }

    /// Whether to refuse a body before it is sent: it is announced as far too long, or as too long by a client that
    /// waits to be told to go on.
    private static func isHopeless(_ headers: HTTPHeaders, _ configuration: HTTPServerConfiguration) -> Bool {
        guard let length = headers["content-length"].flatMap({ UInt64($0) }) else { return false }
        let waits = headers["expect"]?.lowercased() == "100-continue"
        return length > UInt64(waits ? configuration.bodyLimit : configuration.discardLimit)
    }

    private static func headers(of connection: OpaquePointer) -> HTTPHeaders {
        var headers = HTTPHeaders()
        withUnsafeMutablePointer(to: &headers) { headers in
            _ = MHD_get_connection_values(
                connection, .HEADER_KIND,
                { context, _, name, value in
                    guard let context, let name else { return .NO }
                    context.assumingMemoryBound(to: HTTPHeaders.self).pointee
                        .add(String(cString: name), value.map { String(cString: $0) } ?? "")
                    return .YES
                }, headers)
        }
        return headers
    }

    private static func send(_ response: HTTPResponse, on connection: OpaquePointer, closes: Bool) -> MHD_Result {
        var body = response.body
        let handle = body.withUnsafeMutableBytes { bytes in
            MHD_create_response_from_buffer(bytes.count, bytes.baseAddress, .RESPMEM_MUST_COPY)
        }
        guard let handle else { return .NO }
        defer { MHD_destroy_response(handle) }
        for field in response.headers.entries { _ = MHD_add_response_header(handle, field.name, field.value) }
        if closes { _ = MHD_add_response_header(handle, "connection", "close") }
        return MHD_queue_response(connection, UInt32(response.status), handle)
    }
}
