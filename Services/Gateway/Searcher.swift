import Contracts
import ProtobufWire
import RPC

/// Search by words and filters, with the concepts that the words name.
struct Searcher: Sendable {
    let peers: Peers
    let recorder: RankingRecorder?
    let degradation: DegradationLog

    static let maximumHits: UInt32 = 1_000
    static let defaultHits: UInt32 = 10

    func searchFreelancers(
        _ request: GatewaySearchRequest, _ context: CallContext
    ) async throws -> GatewaySearchResponse {
        try await search(SemanticSearchService.searchFreelancers, "SearchFreelancers", request, context)
    }

    func searchJobs(_ request: GatewaySearchRequest, _ context: CallContext) async throws -> GatewaySearchResponse {
        try await search(SemanticSearchService.searchJobs, "SearchJobs", request, context)
    }

    private func search(
        _ method: UnaryMethod<SearchRequest, SearchResponse>, _ name: String, _ request: GatewaySearchRequest,
        _ context: CallContext
    ) async throws -> GatewaySearchResponse {
        let call = GatewayCall(context)
        guard request.limit <= Self.maximumHits else {
            throw RPCError.invalidField("limit", "is \(request.limit), at most \(Self.maximumHits) are given")
        }
        let length = request.query.utf8.count
        guard length <= Matcher.textBytes else {
            throw RPCError.invalidField("query", "has \(length) bytes, at most \(Matcher.textBytes) are searched for")
        }
        var degraded = Degraded(degradation)
        var understanding: UnderstandResponse?
        if request.query.contains(where: { !$0.isWhitespace }) {
            let outcome = await peers.queryUnderstanding.ask(
                QueryUnderstandingService.understand, UnderstandRequest(text: request.query),
                call.options(until: Matcher.Step.understanding))
            understanding = degraded.take(outcome, of: peers.queryUnderstanding)
        }
        try call.checkCancellation()
        let found: SearchResponse
        do throws(RPCError) {
            found = try await peers.semanticSearch.channel.call(
                method,
                SearchRequest(
                    text: CandidateQuery.words(request.query, ""),
                    concepts: CandidateQuery.concepts(skills: [], understanding), filter: request.filter,
                    limit: request.limit == 0 ? Self.defaultHits : request.limit),
                options: call.options(until: Matcher.Step.details))
        } catch {
            throw peers.semanticSearch.named(error)
        }
        let shown = found.hits.prefix(RankingRecorder.itemLimit)
        let rankingID = recorder?.record(
            RankingServed(
                method: name, query: request.query.bounded(bytes: RankingRecorder.queryBytes),
                items: shown.map { RankedItem(id: $0.id, score: $0.score, propensity: 1) },
                degraded: degraded.names, logSequence: found.appliedSequence, shown: UInt32(shown.count)))
        return GatewaySearchResponse(
            hits: found.hits, total: found.total, understanding: understanding, degraded: degraded.names,
            rankingID: rankingID ?? "")
    }
}
