import Contracts
import RPC

/// `MatchSession`: many matches over one call, several at a time.
struct MatchSession: Sendable {
    let matcher: Matcher

    /// Questions worked on at a time; the caller's next ones wait.
    private static let width = 16
    /// Bytes of the longest tag.
    private static let tagBytes = 256

    /// Answers every question, each as soon as it is ready.
    func answer(
        _ questions: RequestStream<MatchSessionRequest>, _ writer: ResponseWriter<MatchSessionResponse>,
        _ context: CallContext
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            for try await question in questions {
                if running == Self.width { _ = try await group.next() } else { running += 1 }
                let loop = question.isBrief ? matcher.peers.nextExecutor() : nil
                group.addTask(executorPreference: loop) {
                    let answer = await answer(to: question, context)
                    try await writer.write(MatchSessionResponse(tag: question.tag, answer: answer))
                }
            }
            try await group.waitForAll()
        }
    }

    private func answer(
        to question: MatchSessionRequest, _ context: CallContext
    ) async -> MatchSessionResponse.Answer {
        do {
            guard question.tag.utf8.count <= Self.tagBytes else {
                throw RPCError.invalidField("tag", "has more than \(Self.tagBytes) bytes")
            }
            switch question.question {
            case .matchFreelancers(let request): return .matches(try await matcher.matchFreelancers(request, context))
            case .matchJobs(let request): return .matches(try await matcher.matchJobs(request, context))
            case .rankProposals(let request): return .matches(try await matcher.rankProposals(request, context))
            case nil: throw RPCError.invalidField("question", "is missing")
            }
        } catch {
            let failure = error as? RPCError ?? RPCError(.unknown, "the question failed: \(error)")
            return .problem(
                Status(code: failure.code.rawValue, message: failure.message, details: failure.details))
        }
    }
}
