import Contracts
import Foundation
import ProtobufWire

/// The conversation with the suite's runner: a length of four bytes, least significant first, and a message, each way.
struct Program {
    /// The suite's message.
    static let knownType = TestAllTypesProto3.messageName

    /// The messages known here: the suite's, and those of the contract, which the suite does not ask for and other
    /// libraries are compared by.
    private static let types: [String: any Message.Type] = Dictionary(
        ([TestAllTypesProto3.self] + ContractMessages.all).map { ($0.messageName, $0) },
        uniquingKeysWith: { first, _ in first })

    /// Answers until the input ends.
    ///
    /// - Returns: False when it ended within a request.
    static func serve(input: FileHandle, output: FileHandle) throws -> Bool {
        while let head = try read(4, from: input) {
            guard head.count == 4 else { return head.isEmpty }
            let size = head.reversed().reduce(0) { $0 << 8 | Int($1) }
            guard let body = try read(size, from: input), body.count == size else { return false }
            let answer = respond(to: body).serializedBytes()
            var length = UInt32(answer.count).littleEndian
            try output.write(contentsOf: withUnsafeBytes(of: &length) { Data($0) } + answer)
        }
        return true
    }

    /// The answer to one request.
    static func respond(to bytes: [UInt8]) -> ConformanceResponse {
        var response = ConformanceResponse()
        do throws(WireError) {
            response.result = result(of: try ConformanceRequest(serializedBytes: bytes))
        } catch {
            response.result = .runtimeError("the request: \(error)")
        }
        return response
    }

    private static func result(of request: ConformanceRequest) -> ConformanceResponse.Result {
        if request.messageType == FailureSet.messageName { return .protobuf(FailureSet().serializedBytes()) }
        guard let type = types[request.messageType] else { return .skipped("\(request.messageType) is not known here") }
        guard case .protobuf(let payload) = request.payload else { return .skipped("only protobuf is read here") }
        guard request.requestedOutputFormat == .protobuf else { return .skipped("only protobuf is written here") }
        do throws(WireError) {
            return .protobuf(try type.init(serializedBytes: payload).serializedBytes())
        } catch {
            return .parseError(error.description)
        }
    }

    /// So many bytes, or fewer where the input ends; nil when it ended before.
    private static func read(_ count: Int, from input: FileHandle) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let part = try input.read(upToCount: count - bytes.count), !part.isEmpty else {
                return bytes.isEmpty && count > 0 ? nil : bytes
            }
            bytes += part
        }
        return bytes
    }
}
