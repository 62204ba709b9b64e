import Contracts
import ProtobufWire
import Testing

@testable import RPC

/// Whatever a peer sends, the server lives on and serves the others; the peer is told why it is dropped.
@Suite(.timeLimit(.minutes(2)))
struct HostileBytesTests {
    /// What ends a connection, and the code that its GO_AWAY carries.
    struct Attack: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var code: StatusCode
    }

    static let attacks: [Attack] = [
        Attack(testDescription: "text", bytes: Array("GET / HTTP/1.1\r\n\r\n".utf8), code: .internalError),
        Attack(testDescription: "4 GiB frame", bytes: [0, 255, 255, 255, 255], code: .resourceExhausted),
        Attack(testDescription: "frame one over the limit", bytes: [0, 0, 64, 0, 1], code: .resourceExhausted),
        Attack(testDescription: "compressed, but not by zlib", bytes: [1, 0, 0, 0, 1, 0], code: .internalError),
        Attack(testDescription: "unknown flag", bytes: [2, 0, 0, 0, 1, 0], code: .internalError),
        Attack(testDescription: "no protobuf", bytes: [0, 0, 0, 0, 2, 0xFF, 0xFF], code: .internalError),
        Attack(testDescription: "truncated field", bytes: [0, 0, 0, 0, 2, 0x1A, 0x40], code: .internalError),
        Attack(testDescription: "empty frame", bytes: [0, 0, 0, 0, 0], code: .internalError),
        attack("stream 0", RawPeer.request(0, EchoService.echo.name)),
        attack("even stream", RawPeer.request(2, EchoService.echo.name)),
        attack(
            "duplicate stream", RawPeer.request(7, EchoService.hang.name), RawPeer.request(7, EchoService.echo.name)),
        attack("falling stream", RawPeer.request(7, EchoService.hang.name), RawPeer.request(5, EchoService.echo.name)),
        attack("cancel of nothing", Frame(stream: 3, kind: .cancel)),
        attack("message on nothing", Frame(stream: 3, kind: .message, payload: [1])),
        attack("window on nothing", Frame(stream: 3, kind: .window, window: 1)),
        attack("half-close of nothing", Frame(stream: 3, kind: .halfClose)),
        attack("response to a server", Frame(stream: 1, kind: .response)),
        attack("status to a server", Frame(stream: 1, kind: .status)),
        attack("go-away to a server", Frame(kind: .goAway)),
        attack("ping of 65 bytes", Frame(kind: .ping, payload: Array(repeating: 1, count: 65))),
        attack("ping on a stream", Frame(stream: 1, kind: .ping)),
    ]

    private static func attack(_ name: String, _ frames: Frame...) -> Attack {
        Attack(testDescription: name, bytes: frames.flatMap(RawPeer.bytes), code: .internalError)
    }

    @Test("Bytes against the rules end their own connection only, with a reason", arguments: attacks)
    func attack(_ attack: Attack) async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let bystander = Task { await failure { try await channel.call(EchoService.hang, StatusDetail()) } }
        #expect(await eventually { server.runningCalls == 1 })

        let peer = RawPeer(port: server.port)
        peer.send(attack.bytes)
        var last: Frame?
        while let frame = await peer.receive() { last = frame }
        #expect(last?.kind == .goAway)
        #expect(last?.status?.code == attack.code.rawValue)
        #expect(last?.status?.message.isEmpty == false)
        #expect(await peer.sawClose())

        #expect(await eventually { server.runningCalls == 1 })
        #expect(try await channel.call(EchoService.echo, StatusDetail(type: "alive")).type == "alive")
        bystander.cancel()
        _ = await bystander.value
        await server.shutdown()
    }

    @Test("Random bytes never end the process", arguments: [1, 2, 3])
    func garbage(seed: UInt64) async throws {
        let server = try makeEchoServer()
        var random = JitterGenerator(seed: seed)
        let valid = RawPeer.bytes(RawPeer.request(1, EchoService.echo.name, StatusDetail(type: "x", value: [1, 2, 3])))
        for round in 0..<60 {
            let peer = RawPeer(port: server.port)
            var bytes = valid + valid
            if round.isMultiple(of: 2) {
                // A frame with some bytes changed is more likely to get far than pure noise is.
                for _ in 0..<4 { bytes[Int(random.next() * Double(bytes.count))] = UInt8(random.next() * 255) }
            } else {
                bytes = (0..<200).map { _ in UInt8(random.next() * 255) }
            }
            peer.send(bytes)
        }
        let channel = try makeChannel(server)
        #expect(try await channel.call(EchoService.echo, StatusDetail(type: "alive")).type == "alive")
        await server.shutdown()
    }

    @Test("One byte at a time is as good as all at once")
    func slowBytes() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        for stream in [UInt32(1), 3] {
            let request = RawPeer.request(stream, EchoService.echo.name, StatusDetail(type: "slow"))
            for byte in RawPeer.bytes(request) { peer.send([byte]) }
            let answer = try #require(await peer.receive())
            #expect(answer.kind == .response)
            #expect(try StatusDetail(serializedBytes: answer.payload).type == "slow")
        }
        await server.shutdown()
    }

    @Test("Wrong calls are refused one by one; the connection stays")
    func refusals() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        func answer(_ frame: Frame) async -> StatusCode? {
            peer.send(frame)
            guard let answer = await peer.receive(), answer.stream == frame.stream else { return nil }
            return answer.kind == .response ? .ok : answer.status.map { StatusCode(rawValue: $0.code) }
        }
        #expect(await answer(RawPeer.request(1, "no.such/Method")) == .unimplemented)
        #expect(await answer(RawPeer.request(3, "")) == .unimplemented)
        var request = RawPeer.request(5, EchoService.echo.name)
        request.payload = [0xFF]
        #expect(await answer(request) == .internalError)
        request = RawPeer.request(7, EchoService.echo.name)
        request.endOfStream = false
        #expect(await answer(request) == .unimplemented)
        request = RawPeer.request(9, EchoService.echo.name)
        request.hasPayload = false
        #expect(await answer(request) == .unimplemented)
        request = RawPeer.request(11, EchoService.echo.name)
        request.metadata = [Metadata(key: "Upper", text: "x")]
        #expect(await answer(request) == .internalError)
        request = RawPeer.request(13, EchoService.echo.name)
        request.metadata = Array(repeating: Metadata(key: "k", text: "v"), count: 100_000)
        #expect(await answer(request) == .resourceExhausted)
        // Kinds of the future and frames for calls that are over do no harm.
        peer.send(Frame(stream: 13, kind: Frame.Kind(rawValue: 99)))
        peer.send(Frame(stream: 13, kind: .cancel))
        peer.send(Frame(stream: 13, kind: .window, window: .max))
        peer.send(Frame(kind: .ping, payload: [1, 2, 3]))
        let pong = await peer.receive()
        #expect(pong?.kind == .pong)
        #expect(pong?.payload == [1, 2, 3])
        #expect(await answer(RawPeer.request(15, EchoService.echo.name)) == .ok)
        await server.shutdown()
    }

    @Test("A server that answers nonsense costs its connection, and the call says so")
    func hostileServer() async throws {
        let nonsense: [[UInt8]] = [
            Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), [0, 255, 255, 255, 255],
            RawPeer.bytes(Frame(stream: 99, kind: .response)), RawPeer.bytes(Frame(stream: 2, kind: .status)),
            RawPeer.bytes(Frame(stream: 1, kind: .request, method: "x")), RawPeer.bytes(Frame(kind: .unspecified)),
        ]
        for bytes in nonsense {
            let listener = RawListener()
            let channel = try makeChannel(port: listener.port)
            let call = Task { await failure { try await channel.call(EchoService.echo, StatusDetail()) } }
            let peer = await listener.accept()
            #expect(await peer.receive()?.kind == .request)
            peer.send(bytes)
            #expect(await call.value?.code == .unavailable)
        }
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port)
        let call = Task { await failure { try await channel.call(EchoService.echo, StatusDetail()) } }
        let peer = await listener.accept()
        let request = try #require(await peer.receive())
        peer.send(Frame(stream: request.stream, kind: .response, payload: [0xFF]))
        #expect(await call.value?.code == .internalError)
    }

    @Test("A frame read in place is the frame that the contract's type reads")
    func frameView() throws {
        let frames = [
            Frame(), RawPeer.request(77, "a/b", StatusDetail(type: "t", value: [0, 1])),
            Frame(
                stream: .max, kind: .status, method: "m", timeoutMicroseconds: .max,
                metadata: [Metadata(key: "k", text: "v"), Metadata(key: "b-bin", binary: [9])], payload: [1, 2, 3],
                status: Status(code: 5, message: "gone", details: [StatusDetail(type: "x", value: [1])]), window: 17,
                hasPayload: true, endOfStream: true, lastStream: 12),
        ]
        for frame in frames {
            let bytes = frame.serializedBytes()
            try bytes.withUnsafeBytes { buffer in
                let view = try FrameView(buffer)
                #expect(
                    Frame(
                        stream: view.stream, kind: view.kind, method: String(decoding: view.method, as: UTF8.self),
                        timeoutMicroseconds: view.timeoutMicroseconds, metadata: view.metadata,
                        payload: Array(view.payload), status: view.status, window: view.window,
                        hasPayload: view.hasPayload, endOfStream: view.endOfStream, lastStream: view.lastStream)
                        == frame)
            }
        }
    }
}
