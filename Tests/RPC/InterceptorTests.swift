import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct InterceptorTests {
    /// Writes down what it sees, for one side.
    private final class Journal: CallInterceptor {
        struct Entry: Sendable, Equatable {
            var sent: [Int] = []
            var received: [Int] = []
            var code: StatusCode?
            var metadata = CallMetadata()
        }

        let name: String
        let side: CallBeginning.Side
        let order: OrderedNames
        let entries = Mutex<[Entry]>([])

        init(_ name: String, _ side: CallBeginning.Side, _ order: OrderedNames = OrderedNames()) {
            self.name = name
            self.side = side
            self.order = order
        }

        func begin(_ call: inout CallBeginning) throws(RPCError) -> (any CallInterception)? {
            #expect(call.side == side)
            #expect(call.method.hasPrefix("test.Echo/"))
            #expect(!call.peer.isEmpty)
            order.add("\(name) begins")
            let index = entries.withLock { entries in
                entries.append(Entry())
                return entries.count - 1
            }
            return Follower(journal: self, index: index)
        }

        var last: Entry? { entries.withLock { $0.last } }
    }

    private struct Follower: CallInterception {
        let journal: Journal
        let index: Int

        func sent(size: Int) { journal.entries.withLock { $0[index].sent.append(size) } }

        func received(size: Int) { journal.entries.withLock { $0[index].received.append(size) } }

        func end(_ end: inout CallEnd) {
            #expect(end.duration > .zero)
            journal.order.add("\(journal.name) ends")
            let (code, metadata) = (end.code, end.metadata)
            journal.entries.withLock { entries in
                #expect(entries[index].code == nil)
                entries[index].code = code
                entries[index].metadata = metadata
            }
        }
    }

    private final class OrderedNames: Sendable {
        let names = Mutex<[String]>([])

        func add(_ name: String) { names.withLock { $0.append(name) } }
    }

    /// Refuses calls without a key, adds metadata to the others, at both ends.
    private struct Gatekeeper: CallInterceptor {
        struct Stamp: CallInterception {
            func end(_ end: inout CallEnd) {
                end.metadata.add("stamp", "gate")
                if end.code == .aborted { end.error = RPCError(.internalError, "hidden") }
            }
        }

        func begin(_ call: inout CallBeginning) throws(RPCError) -> (any CallInterception)? {
            guard call.metadata["key"] == "right" else {
                throw RPCError(.permissionDenied, "no key", metadata: CallMetadata([("hint", "bring one")]))
            }
            call.metadata.add("user", "known")
            return Stamp()
        }
    }

    private func makePair(
        server: [any CallInterceptor] = [], client: [any CallInterceptor] = []
    ) throws -> (RPCServer, RPCChannel) {
        var configuration = ServerConfiguration()
        configuration.interceptors = server
        let server = try makeEchoServer(configuration)
        return (server, try makeChannel(server) { $0.interceptors = client })
    }

    @Test("Both sides see a unary call of every kind of handler: sizes, status, and the chain's order")
    func unary() async throws {
        let order = OrderedNames()
        let server = [Journal("outer", .server, order), Journal("inner", .server, order)]
        let client = Journal("client", .client)
        let (running, channel) = try makePair(server: server, client: [client])
        let request = StatusDetail(type: "hello")
        let size = request.serializedBytes().count
        for method in EchoService.unary {
            order.names.withLock { $0 = [] }
            #expect(try await channel.call(method, request) == request)
            for journal in server + [client] {
                #expect(journal.last?.sent == [size])
                #expect(journal.last?.received == [size])
                #expect(journal.last?.code == .ok)
            }
            #expect(order.names.withLock { $0 } == ["outer begins", "inner begins", "inner ends", "outer ends"])
        }
        _ = await failure { try await channel.call(EchoService.fail, StatusDetail(type: "9")) }
        for journal in server + [client] {
            #expect(journal.last?.code == .failedPrecondition)
            #expect(journal.last?.metadata["why"] == "test")
        }
        await running.shutdown()
    }

    @Test("Both sides see each message of a stream")
    func streams() async throws {
        let server = Journal("server", .server)
        let client = Journal("client", .client)
        let (running, channel) = try makePair(server: [server], client: [client])
        let request = StatusDetail(type: "x")
        let size = request.serializedBytes().count
        let call = channel.open(EchoService.chat)
        var answers = call.responses.makeAsyncIterator()
        for _ in 0..<3 {
            try await call.requests.write(request)
            #expect(try await answers.next() == request)
        }
        call.requests.finish()
        #expect(try await answers.next() == nil)
        #expect(await eventually { server.last?.code == .ok && client.last?.code == .ok })
        for journal in [server, client] {
            #expect(journal.last?.sent == [size, size, size])
            #expect(journal.last?.received == [size, size, size])
        }
        await running.shutdown()
    }

    @Test("A server's interceptor refuses, adds metadata for the handler, and changes what goes back")
    func refusal() async throws {
        var configuration = ServerConfiguration()
        let outer = Journal("outer", .server)
        configuration.interceptors = [outer, Gatekeeper()]
        let server = RPCServer(configuration)
        server.register(EchoService.echo, on: .loop) { _, context in
            StatusDetail(type: context.metadata["user"] ?? "")
        }
        server.register(EchoService.echoOnWorker, on: .workers) { _, _ in throw RPCError(.aborted, "secret") }
        try server.start()
        let channel = try makeChannel(server)
        let refused = await failure { try await channel.call(EchoService.echo, StatusDetail()) }
        #expect(refused?.code == .permissionDenied)
        #expect(refused?.metadata["hint"] == "bring one")
        #expect(outer.last?.code == .permissionDenied)
        let options = CallOptions(metadata: CallMetadata([("key", "right")]))
        let answer = try await channel.callWithMetadata(EchoService.echo, StatusDetail(), options: options)
        #expect(answer.message.type == "known")
        #expect(answer.metadata["stamp"] == "gate")
        let hidden = await failure {
            try await channel.call(EchoService.echoOnWorker, StatusDetail(), options: options)
        }
        #expect(hidden?.code == .internalError)
        #expect(hidden?.message == "hidden")
        #expect(hidden?.metadata["stamp"] == "gate")
        await server.shutdown()
    }

    @Test("A channel's interceptor refuses before anything is sent, and adds metadata that the server sees")
    func clientSide() async throws {
        let seen = Journal("server", .server)
        let (server, channel) = try makePair(server: [seen], client: [Gatekeeper()])
        #expect(await failure { try await channel.call(EchoService.echo, StatusDetail()) }?.code == .permissionDenied)
        #expect(seen.last == nil)
        let options = CallOptions(metadata: CallMetadata([("key", "right")]))
        let answer = try await channel.callWithMetadata(EchoService.echo, StatusDetail(), options: options)
        #expect(answer.metadata["stamp"] == "gate")
        let hidden = await failure {
            try await channel.call(EchoService.fail, StatusDetail(type: "10"), options: options)
        }
        #expect(hidden?.code == .internalError)
        await server.shutdown()
    }

    @Test("Cancelled and lost calls end for interceptors too")
    func cancelled() async throws {
        let server = Journal("server", .server)
        let client = Journal("client", .client)
        let (running, channel) = try makePair(server: [server], client: [client])
        let call = channel.start(EchoService.hang, StatusDetail()) { _ in }
        #expect(await eventually { running.runningCalls == 1 })
        call.cancel()
        #expect(await eventually { server.last?.code == .cancelled && client.last?.code == .cancelled })
        let timeout = CallOptions(timeout: .milliseconds(50))
        _ = await failure { try await channel.call(EchoService.hang, StatusDetail(), options: timeout) }
        #expect(client.last?.code == .deadlineExceeded)
        #expect(
            await eventually { server.last?.code == .deadlineExceeded || server.last?.code == .cancelled })
        await running.shutdown()
    }
}
