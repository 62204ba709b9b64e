import Contracts
import Hosting
import RPC
import Retrieval

/// The RPCs of `tandem.v1.SemanticSearch`.
enum Handlers {
    /// All run on workers: a search over many documents would hold up the event loop.
    static func register(on server: RPCServer, host: ServiceHost<HostedSemanticSearch>) {
        server.register(SemanticSearchService.searchFreelancers, on: .workers) { request, _ in
            try answer(request, host) { state, limit in
                Search(documents: state.freelancers, request: request, limit: limit)
            }
        }
        server.register(SemanticSearchService.searchJobs, on: .workers) { request, _ in
            try answer(request, host) { state, limit in
                Search(
                    documents: state.jobs, request: request, limit: limit,
                    isLeftOut: state.isNothingNew(to: request.newToFreelancerID))
            }
        }
        server.register(SemanticSearchService.getFreelancers, on: .workers) { request, _ in
            try freelancers(request, host)
        }
        server.register(SemanticSearchService.getJobs, on: .workers) { request, _ in try jobs(request, host) }
    }

    private static func answer<Documents: SearchableDocuments>(
        _ request: SearchRequest, _ host: ServiceHost<HostedSemanticSearch>,
        _ search: (State, Int) -> Search<Documents>
    ) throws -> SearchResponse {
        let limit = try request.validatedLimit()
        return host.readWithSequence { state, sequence in search(state, limit).response(sequence: sequence) }
    }

    private static func freelancers(
        _ request: GetRequest, _ host: ServiceHost<HostedSemanticSearch>
    ) throws -> GetFreelancersResponse {
        try SearchRequest.validate(ids: request.ids, "ids")
        return try host.read { state in
            let documents = state.freelancers
            var budget = RecordBudget()
            var response = GetFreelancersResponse()
            for id in request.ids {
                guard let number = documents.numbers.find(id), documents.known.contains(number) else { continue }
                let record = documents.records[Int(number)]
                try budget.spend(record.title.utf8.count + record.overview.utf8.count)
                response.freelancers.append(record)
            }
            return response
        }
    }

    private static func jobs(
        _ request: GetRequest, _ host: ServiceHost<HostedSemanticSearch>
    ) throws -> GetJobsResponse {
        try SearchRequest.validate(ids: request.ids, "ids")
        return try host.read { state in
            let documents = state.jobs
            let freelancers = state.freelancers.numbers
            var budget = RecordBudget()
            var response = GetJobsResponse()
            for id in request.ids {
                guard let number = documents.numbers.find(id), documents.known.contains(number) else { continue }
                let position = Int(number)
                let job = documents.records[position]
                let applicants = documents.applicants[position]
                let hired = documents.hired[position]
                try budget.spend(job.title.utf8.count + job.description.utf8.count + applicants.count + hired.count)
                response.jobs.append(
                    JobRecord(
                        job: job, open: documents.open.contains(number),
                        applicantIDs: applicants.map { freelancers.id($0) },
                        hiredIDs: hired.map { freelancers.id($0) }))
            }
            return response
        }
    }
}

/// Ends an answer that could never be sent before it costs the memory to build it.
private struct RecordBudget {
    private var spent = 0

    /// - Throws: RESOURCE_EXHAUSTED when the records are too large together.
    mutating func spend(_ bytes: Int) throws(RPCError) {
        spent += bytes
        guard spent <= RequestLimit.recordBytes else {
            throw RPCError(
                .resourceExhausted,
                "these records have more than \(RequestLimit.recordBytes) bytes together; ask for fewer at once")
        }
    }
}
