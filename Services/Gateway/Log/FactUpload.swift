import Contracts
import Marketplace
import RPC

/// `UploadFacts`: facts as a stream, for imports.
struct FactUpload: Sendable {
    let log: LogAccess

    /// Appends each message as it comes; the caller sends no faster than the log takes.
    ///
    /// - Throws: INVALID_ARGUMENT at the first message with a fact that is none; those before it are in the log.
    func append(
        _ requests: RequestStream<RecordFactsRequest>, _ context: CallContext
    ) async throws -> RecordFactsResponse {
        var response = RecordFactsResponse()
        var number = 0
        for try await request in requests {
            try context.checkCancellation()
            number += 1
            do {
                try FactCheck.check(request.facts)
            } catch {
                var failure = error
                failure.message =
                    "message \(number) of the upload: \(error.message); the \(number - 1) before it are in the log"
                throw failure
            }
            let result = try await log.append(request.facts)
            response.appended += UInt64(result.appended)
            response.duplicates += UInt64(result.duplicates)
            response.logSequence = result.lastSequence
        }
        if number == 0 { response.logSequence = try await log.lastSequence() }
        return response
    }
}
