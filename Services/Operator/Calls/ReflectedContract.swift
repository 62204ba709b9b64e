import Contracts
import ProtobufJSON
import ProtobufWire
import RPC

/// The contract as a live server tells it: then a method can be called that this program was not built with.
enum ReflectedContract {
    /// The declarations of everything that the server serves; nil for a server that has no reflection.
    ///
    /// - Throws: ``RPCError`` when the server doesn't answer; ``OperatorError`` for declarations that cannot be followed.
    static func pool(_ channel: RPCChannel, timeout: Duration) async throws -> DescriptorPool? {
        let response: GetFilesResponse
        do throws(RPCError) {
            response = try await channel.call(
                ReflectionService.getFiles, GetFilesRequest(), options: CallOptions(timeout: timeout))
        } catch {
            if error.code == .unimplemented { return nil }
            throw error
        }
        // A google.protobuf.FileDescriptorSet: its one field, 1, holds the files.
        var set = WireWriter()
        set.repeatedBytes(1, response.files)
        do {
            return try set.bytes().withUnsafeBytes { bytes throws(DescriptorError) in
                try DescriptorPool(fileDescriptorSet: bytes)
            }
        } catch {
            throw OperatorError("\(channel.target) declares what cannot be shown here: \(error)")
        }
    }
}
