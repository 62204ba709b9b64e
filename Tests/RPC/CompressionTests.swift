import CZlib
import Contracts
import ProtobufWire
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct CompressionTests {
    private static let always = Compression(threshold: 1000, onLoopback: true)

    private func text(_ size: Int) -> [UInt8] {
        var state: UInt32 = 7
        return (0..<size).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(ascii: "a") + UInt8(state >> 29)
        }
    }

    private func zlib(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8] {
        var size = compressBound(UInt(bytes.count))
        var compressed = [UInt8](repeating: 0, count: Int(size))
        #expect(compress2(&compressed, &size, bytes, UInt(bytes.count), level) == Z_OK)
        return Array(compressed[..<Int(size)])
    }

    private func frame(compressed message: [UInt8]) -> [UInt8] {
        [1] + withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) } + message
    }

    @Test("Large messages cross compressed both ways and come out as they were", arguments: [10, 2000, 3_000_000])
    func roundTrip(size: Int) async throws {
        var configuration = ServerConfiguration()
        configuration.compression = Self.always
        let server = try makeEchoServer(configuration)
        let channel = try makeChannel(server) { $0.compression = Self.always }
        for _ in 0..<3 {
            let request = StatusDetail(type: "text", value: text(size))
            #expect(try await channel.call(EchoService.echo, request) == request)
            #expect(try await channel.call(EchoService.echoAsync, request) == request)
        }
        await server.shutdown()
    }

    @Test("A frame is compressed for who takes it, if it is worth it, and nobody else")
    func negotiation() async throws {
        var configuration = ServerConfiguration()
        configuration.compression = Self.always
        let server = try makeEchoServer(configuration)
        let request = StatusDetail(value: text(5000))
        func answer(accepts: Bool, _ request: StatusDetail) async throws -> (flag: UInt8, size: Int) {
            let peer = RawPeer(port: server.port)
            var frame = RawPeer.request(1, EchoService.echo.name, request)
            frame.acceptsCompression = accepts
            peer.send(frame)
            let (flag, message) = try #require(await peer.receiveRaw())
            return (flag, message.count)
        }
        let plain = try await answer(accepts: false, request)
        #expect(plain.flag == 0 && plain.size > 5000)
        let compressed = try await answer(accepts: true, request)
        #expect(compressed.flag == 1 && compressed.size < 2500)
        let small = try await answer(accepts: true, StatusDetail(value: text(500)))
        #expect(small.flag == 0)
        var state: UInt32 = 3
        let noise = (0..<5000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        #expect(try await answer(accepts: true, StatusDetail(value: noise)).flag == 0)
        await server.shutdown()
    }

    @Test("By default nothing is compressed that stays on the machine, and compressed frames are taken")
    func loopback() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        var request = RawPeer.request(1, EchoService.echo.name, StatusDetail(value: text(100_000)))
        request.acceptsCompression = true
        peer.send(frame(compressed: zlib(request.serializedBytes())))
        let (flag, message) = try #require(await peer.receiveRaw())
        #expect(flag == 0)
        let answer = try Frame(serializedBytes: message)
        #expect(answer.kind == .response)
        #expect(answer.acceptsCompression)
        #expect(answer.payload == request.payload)
        await server.shutdown()
    }

    @Test("Bombs and damage end the connection with a reason")
    func hostile() async throws {
        let server = try makeEchoServer()
        func reason(_ bytes: [UInt8]) async -> StatusCode? {
            let peer = RawPeer(port: server.port)
            peer.send(bytes)
            let goAway = await peer.receive()
            #expect(goAway?.kind == .goAway)
            #expect(await peer.sawClose())
            return goAway?.status.map { StatusCode(rawValue: $0.code) }
        }
        // A thousand to one, below and above the longest frame.
        let bomb = RawPeer.request(1, EchoService.echo.name, StatusDetail(value: Array(repeating: 0, count: 3_000_000)))
        #expect(await reason(frame(compressed: zlib(bomb.serializedBytes()))) == .resourceExhausted)
        let text = RawPeer.request(1, EchoService.echo.name, StatusDetail(value: text(5_000_000)))
        #expect(await reason(frame(compressed: zlib(text.serializedBytes()))) == .resourceExhausted)
        let good = zlib(RawPeer.request(1, EchoService.echo.name).serializedBytes())
        #expect(await reason(frame(compressed: Array(good.dropLast()))) == .internalError)
        #expect(await reason(frame(compressed: good + [0])) == .internalError)
        #expect(await reason(frame(compressed: [1, 2, 3])) == .internalError)
        #expect(await reason(frame(compressed: [])) == .internalError)
        await server.shutdown()

        var configuration = ServerConfiguration()
        configuration.compression = nil
        let plain = try makeEchoServer(configuration)
        let peer = RawPeer(port: plain.port)
        peer.send(frame(compressed: good))
        #expect(await peer.receive()?.status?.code == StatusCode.unimplemented.rawValue)
        await plain.shutdown()
    }

    @Test("What a sender would compress beyond what a receiver takes goes out plain")
    func highlyRedundant() async throws {
        var configuration = ServerConfiguration()
        configuration.compression = Self.always
        let server = try makeEchoServer(configuration)
        let channel = try makeChannel(server) { $0.compression = Self.always }
        for _ in 0..<2 {
            let zeros = StatusDetail(value: Array(repeating: 0, count: 2_000_000))
            #expect(try await channel.call(EchoService.echo, zeros) == zeros)
        }
        await server.shutdown()
    }
}
