import Contracts
import Hosting
import RPC
import Text

/// The service's two methods: what they refuse, and whom they ask.
enum Handlers {
    /// What requests may ask for at most.
    enum Limit {
        static let textBytes = 1 << 20
        /// Compatibility characters can become many; an answer must fit a frame.
        static let normalizedBytes = 2 << 20
        static let nameBytes = 256
        static let categories: UInt32 = 50
        static let defaultCategories: UInt32 = 3
    }

    /// Both run on workers: a long text would hold up the event loop.
    static func register(on server: RPCServer, host: ServiceHost<QueryUnderstandingHost>) {
        server.register(QueryUnderstandingService.understand, on: .workers) { request, _ in
            try understand(request, host: host)
        }
        server.register(QueryUnderstandingService.describeConcept, on: .workers) { request, _ in
            try describe(request, host: host)
        }
    }

    static func understand(
        _ request: UnderstandRequest, host: ServiceHost<QueryUnderstandingHost>
    ) throws(RPCError) -> UnderstandResponse {
        let length = request.text.utf8.count
        guard length > 0 else { throw .invalidField("text", "is empty; give a query, a post or a profile") }
        guard length <= Limit.textBytes else {
            throw .invalidField("text", "has \(length) bytes, at most \(Limit.textBytes) can be understood at once")
        }
        guard request.categoryLimit <= Limit.categories else {
            throw .invalidField("category_limit", "is \(request.categoryLimit), at most \(Limit.categories) are given")
        }
        let tokens = Understanding.tokenizer.tokenize(request.text)
        guard tokens.text.utf8.count <= Limit.normalizedBytes else {
            throw .invalidField("text", "has more than \(Limit.normalizedBytes) bytes once it is normalised")
        }
        let limit = request.categoryLimit == 0 ? Limit.defaultCategories : request.categoryLimit
        let model = host.model?.model
        return host.readWithSequence { state, sequence in
            var response = Understanding(state: state, model: model)
                .understand(request.text, tokens: tokens, categoryLimit: Int(limit))
            response.appliedSequence = sequence
            return response
        }
    }

    static func describe(
        _ request: DescribeConceptRequest, host: ServiceHost<QueryUnderstandingHost>
    ) throws(RPCError) -> Concept {
        guard !request.name.isEmpty else {
            throw .invalidField("name", "is empty; give an identifier or a name of a concept")
        }
        guard request.name.utf8.count <= Limit.nameBytes else {
            throw .invalidField("name", "has \(request.name.utf8.count) bytes, at most \(Limit.nameBytes) are allowed")
        }
        let concept = host.read { Understanding(state: $0, model: nil).describe(request.name) }
        guard let concept else { throw RPCError(.notFound, "no concept is called \"\(request.name)\"") }
        return concept
    }
}
