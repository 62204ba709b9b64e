import CZlib
import Testing

@testable import Gateway

/// Compressed bodies: whole, damaged and hostile.
@Suite struct GzipBodyTests {
    @Test func whatWasCompressedComesBack() throws {
        for size in [0, 1, 1000, 65_536, 65_537, 1_000_000] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: ($0 &* $0) >> 7) }
            let compressed = Self.gzip(bytes)
            #expect(try GzipBody.expand(compressed, limit: size) == bytes)
            if size > 0 {
                #expect(throws: GzipBody.Failure.tooLong) { try GzipBody.expand(compressed, limit: size - 1) }
            }
        }
        #expect(throws: GzipBody.Failure.damaged) { try GzipBody.expand([], limit: 10) }
    }

    @Test func callsMayComeCompressed() async throws {
        try await serve(ServedFront()) { served in
            let headers = [("content-type", "application/json"), ("content-encoding", "gzip")]
            let body = Array(#"{"query":"baker","limit":2}"#.utf8)
            let response = try await served.post("SearchJobs", Self.gzip(body), headers)
            #expect(response.text == #"{"hits":[{"id":"baker","score":1.5}],"total":"2"}"#)
            // Nothing is not compressed: it is the empty message.
            let nothing = try await served.post(
                "SearchJobs", [], [("content-type", "application/proto"), ("content-encoding", "gzip")])
            #expect(try connectError(nothing).message == "query: must not be empty")
            let compressed = Self.gzip(body)
            let damaged = [
                body, Array(compressed.dropLast()), Array(compressed.prefix(5)), compressed + [0],
                compressed.enumerated().map { $0 == 15 ? ~$1 : $1 },
            ]
            for bytes in damaged {
                let response = try await served.post("SearchJobs", bytes, headers)
                #expect(response.status == 400)
                #expect(try connectError(response).code == "invalid_argument")
            }
            // A megabyte of zeros takes a kilobyte.
            let bomb = Self.gzip([UInt8](repeating: 0, count: 200 << 20))
            #expect(bomb.count < 1 << 20)
            let refused = try await served.post("SearchJobs", bomb, headers)
            #expect(try connectError(refused).code == "resource_exhausted")
        }
    }

    private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                deflate(&stream, Z_FINISH)
                return output.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<count])
    }
}
