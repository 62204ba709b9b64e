import Contracts
import ProtobufWire
import RPC

/// The second round: what is asked for the best alone. Whatever doesn't come in time is left out.
extension Matcher {
    /// Records asked for at once, so that the longest profiles still fit into a frame.
    private static let recordBatch = 50

    /// Explanations of one side's best, in their order; empty when the side has none to give.
    func explanations<Request: Message>(
        _ scores: SideScores, of peer: Peer, _ method: UnaryMethod<Request, ScoreResponse>, _ request: Request,
        _ count: Int, _ call: GatewayCall
    ) async -> [Explanation] {
        guard count > 0, !scores.isAtPrior else { return [] }
        let outcome = await peer.ask(method, request, call.options(until: Step.details))
        guard let response = try? outcome.get(), response.explanations.count == count else { return [] }
        return response.explanations
    }

    /// Gives the first matches their explanations.
    static func explain(_ matches: inout [Match], client: [Explanation], freelancer: [Explanation]) {
        for (index, explanation) in zip(matches.indices, client) { matches[index].client?.explanation = explanation }
        for (index, explanation) in zip(matches.indices, freelancer) {
            matches[index].freelancer?.explanation = explanation
        }
    }

    /// Freelancers' records by id.
    func freelancers(_ ids: [String], _ call: GatewayCall) async -> [String: Freelancer] {
        let batches = await records(SemanticSearchService.getFreelancers, ids, call)
        return Dictionary(
            batches.flatMap { $0.freelancers.map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
    }

    /// Jobs' records by id.
    func jobs(_ ids: [String], _ call: GatewayCall) async -> [String: Job] {
        let batches = await records(SemanticSearchService.getJobs, ids, call)
        return Dictionary(
            batches.flatMap { $0.jobs.compactMap(\.job).map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
    }

    private func records<Response: Message>(
        _ method: UnaryMethod<GetRequest, Response>, _ ids: [String], _ call: GatewayCall
    ) async -> [Response] {
        await withTaskGroup(of: [Response].self) { group in
            for start in stride(from: 0, to: ids.count, by: Self.recordBatch) {
                let batch = Array(ids[start..<min(start + Self.recordBatch, ids.count)])
                group.addTask { await self.batch(method, batch, call) }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// One batch's records, in halves if they are too large for one answer.
    private func batch<Response: Message>(
        _ method: UnaryMethod<GetRequest, Response>, _ ids: [String], _ call: GatewayCall
    ) async -> [Response] {
        let outcome = await peers.semanticSearch.ask(method, GetRequest(ids: ids), call.options(until: Step.details))
        switch outcome {
        case .success(let response): return [response]
        case .failure(let error) where error.code == .resourceExhausted && ids.count > 1:
            let middle = ids.count / 2
            let first = await batch(method, Array(ids[..<middle]), call)
            return first + (await batch(method, Array(ids[middle...]), call))
        case .failure: return []
        }
    }
}
