import Foundation
import ProtobufWire
import Testing

@testable import ConformanceProgram

/// The conversation with the suite's runner.
struct ProgramTests {
    private func request(_ payload: ConformanceRequest.Payload, as type: String = Program.knownType)
        -> ConformanceRequest
    {
        var request = ConformanceRequest()
        request.payload = payload
        request.requestedOutputFormat = .protobuf
        request.messageType = type
        return request
    }

    private func answer(_ request: ConformanceRequest) -> ConformanceResponse.Result? {
        Program.respond(to: request.serializedBytes()).result
    }

    @Test
    func answers() {
        #expect(answer(request(.protobuf([8, 1, 8, 2]))) == .protobuf([8, 2]))
        #expect(answer(request(.protobuf([]), as: "conformance.FailureSet")) == .protobuf([]))
        guard case .parseError(let error) = answer(request(.protobuf([8]))) else {
            Issue.record("a damaged message was accepted")
            return
        }
        #expect(error.contains("at byte 1"))
    }

    @Test
    func whatIsNotBinaryProto3IsSkipped() {
        var toJSON = request(.protobuf([]))
        toJSON.requestedOutputFormat = .json
        for request in [
            toJSON, request(.json("{}")), request(.text("")), request(.jspb("")),
            request(.protobuf([]), as: "protobuf_test_messages.proto2.TestAllTypesProto2"),
        ] {
            guard case .skipped = answer(request) else {
                Issue.record("not skipped: \(request)")
                return
            }
        }
    }

    @Test
    func aDamagedRequestIsARuntimeError() {
        guard case .runtimeError = Program.respond(to: [8]).result else {
            Issue.record("a damaged request was understood")
            return
        }
    }

    /// Over pipes, as the runner does it: two requests, then the end; and an end within a request.
    @Test
    func conversation() throws {
        let requests = [request(.protobuf([8, 1])), request(.protobuf([8]))].map { $0.serializedBytes() }
        let framed = requests.flatMap { fixed32(UInt32($0.count)) + $0 }
        let (clean, output) = try converse(framed)
        #expect(clean)
        var rest = output[...]
        for request in requests {
            let size = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            let answer = Program.respond(to: request)
            #expect(try ConformanceResponse(serializedBytes: Array(rest.dropFirst(4).prefix(size))) == answer)
            rest = rest.dropFirst(4 + size)
        }
        #expect(rest.isEmpty)
        #expect(try converse(Array(framed.dropLast())).clean == false)
        #expect(try converse([1, 0]).clean == false)
    }

    private func converse(_ bytes: [UInt8]) throws -> (clean: Bool, output: [UInt8]) {
        let input = Pipe()
        let output = Pipe()
        try input.fileHandleForWriting.write(contentsOf: bytes)
        try input.fileHandleForWriting.close()
        let clean = try Program.serve(input: input.fileHandleForReading, output: output.fileHandleForWriting)
        try output.fileHandleForWriting.close()
        return (clean, Array(try output.fileHandleForReading.readToEnd() ?? Data()))
    }
}
