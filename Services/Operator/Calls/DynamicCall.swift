import Contracts
import ProtobufJSON
import ProtobufWire
import RPC

/// One call of a method that is known by its descriptor, of whichever kind; each answer is printed as JSON.
struct DynamicCall {
    let method: MethodDescriptor
    let pool: DescriptorPool
    /// For people, a single answer has a line for each member.
    let isPretty: Bool

    /// Calls, and returns where the time went if the server says.
    ///
    /// - Throws: ``RPCError`` as the call ends.
    func run(_ requests: [RawMessage], over channel: RPCChannel, _ options: CallOptions) async throws -> CallTiming? {
        switch (method.isClientStreaming, method.isServerStreaming) {
        case (false, false):
            let answer = try await channel.callWithMetadata(
                UnaryMethod<RawMessage, RawMessage>(method.fullName), requests.first ?? RawMessage(), options: options)
            try show(answer.message)
            return answer.metadata.callTiming
        case (false, true):
            let stream = channel.stream(
                ServerStreamingMethod<RawMessage, RawMessage>(method.fullName), requests.first ?? RawMessage(),
                options: options)
            for try await answer in stream { try show(answer) }
            return stream.trailingMetadata.callTiming
        case (true, false):
            let call = channel.open(
                ClientStreamingMethod<RawMessage, RawMessage>(method.fullName), options: options)
            do {
                for request in requests { try await call.requests.write(request) }
            } catch {
                // The server has answered before the last request: its answer says why.
            }
            call.requests.finish()
            let answer = try await call.responseWithMetadata()
            try show(answer.message)
            return answer.metadata.callTiming
        case (true, true):
            let call = channel.open(
                BidirectionalMethod<RawMessage, RawMessage>(method.fullName), options: options)
            async let writing: Void = write(requests, to: call.requests)
            for try await answer in call.responses { try show(answer) }
            await writing
            return call.responses.trailingMetadata.callTiming
        }
    }

    private func write(_ requests: [RawMessage], to writer: RequestWriter<RawMessage>) async {
        do {
            for request in requests { try await writer.write(request) }
        } catch {
            // How the call has ended comes out where its answers are read.
        }
        writer.finish()
    }

    private func show(_ response: RawMessage) throws {
        let layout = ProtobufJSON.EncodingOptions(isPretty: !method.isServerStreaming && isPretty)
        let json = try ProtobufJSON.encode(
            messageNamed: pool.messages[method.response].fullName, bytes: response.bytes, options: layout, pool: pool)
        Console.line(String(decoding: json, as: UTF8.self))
    }
}
