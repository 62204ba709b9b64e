import Contracts
import RPC

/// What requests may ask for at most.
enum RequestLimit {
    static let hits: UInt32 = 10_000
    static let defaultHits: UInt32 = 10
    /// Reasons are long; more hits with theirs would not fit a frame.
    static let explainedHits: UInt32 = 1_000
    static let textBytes = 1 << 20
    static let concepts = 256
    /// Spellings of one concept.
    static let keys = 256
    static let conceptWeight = 1e6
    /// Values in one part of a filter.
    static let filterValues = 256
    static let ids = 10_000
    static let idBytes = 128
    /// Text of all records of an answer, in bytes: what fits a frame, with room for what is around it.
    static let recordBytes = 4 << 20
}

extension SearchRequest {
    /// Hits asked for, once the request is known to be sound.
    ///
    /// - Throws: INVALID_ARGUMENT that names the field.
    func validatedLimit() throws(RPCError) -> Int {
        guard text.utf8.count <= RequestLimit.textBytes else {
            throw .invalidField(
                "text", "has \(text.utf8.count) bytes, at most \(RequestLimit.textBytes) are searched for")
        }
        guard limit <= RequestLimit.hits else {
            throw .invalidField("limit", "is \(limit), at most \(RequestLimit.hits) hits are given")
        }
        guard !explain || limit <= RequestLimit.explainedHits else {
            throw .invalidField(
                "limit", "is \(limit), at most \(RequestLimit.explainedHits) hits are given with explain")
        }
        guard concepts.count <= RequestLimit.concepts else {
            throw .invalidField("concepts", "are \(concepts.count), at most \(RequestLimit.concepts) are searched for")
        }
        for (position, concept) in concepts.enumerated() { try concept.validate("concepts[\(position)]") }
        try filter?.validate()
        try Self.validate(ids: excludedIDs, "excluded_ids")
        guard newToFreelancerID.utf8.count <= RequestLimit.idBytes else {
            throw .invalidField(
                "new_to_freelancer_id",
                "has \(newToFreelancerID.utf8.count) bytes; ids of the log have at most \(RequestLimit.idBytes)")
        }
        return Int(limit == 0 ? RequestLimit.defaultHits : limit)
    }

    /// Complains about too many ids, and about what can't be an id.
    static func validate(ids: [String], _ field: String) throws(RPCError) {
        guard ids.count <= RequestLimit.ids else {
            throw .invalidField(field, "are \(ids.count), at most \(RequestLimit.ids) are taken at once")
        }
        for (position, id) in ids.enumerated() {
            guard !id.isEmpty else { throw .invalidField("\(field)[\(position)]", "is empty; leave it out") }
            guard id.utf8.count <= RequestLimit.idBytes else {
                throw .invalidField(
                    "\(field)[\(position)]",
                    "has \(id.utf8.count) bytes; ids of the log have at most \(RequestLimit.idBytes)")
            }
        }
    }
}

extension ConceptQuery {
    fileprivate func validate(_ field: String) throws(RPCError) {
        guard weight >= 0, weight <= RequestLimit.conceptWeight else {
            throw .invalidField(
                "\(field).weight", "is \(weight); it must be within 0 (for 1) and \(RequestLimit.conceptWeight)")
        }
        guard keys.count <= RequestLimit.keys else {
            throw .invalidField("\(field).keys", "are \(keys.count), at most \(RequestLimit.keys) are searched for")
        }
    }
}

extension Filter {
    fileprivate func validate() throws(RPCError) {
        for (values, field) in [(skills, "skills"), (categories, "categories"), (countries, "countries")] {
            guard values.count <= RequestLimit.filterValues else { throw Self.tooMany(values.count, field) }
            for (position, name) in values.enumerated() {
                try Self.validate(name: name, "filter.\(field)[\(position)]")
            }
        }
        guard levels.count <= RequestLimit.filterValues else { throw Self.tooMany(levels.count, "levels") }
        guard rateMinimum >= 0 else { throw Self.negative(rateMinimum, "rate_minimum") }
        guard rateMaximum >= 0 else { throw Self.negative(rateMaximum, "rate_maximum") }
        guard rateMaximum == 0 || rateMinimum <= rateMaximum else {
            throw .invalidField(
                "filter.rate_maximum", "is \(rateMaximum), which is below rate_minimum \(rateMinimum)")
        }
        guard since >= 0 else { throw Self.negative(since, "since") }
    }

    /// Complains about a name that nothing can have.
    private static func validate(name: String, _ field: String) throws(RPCError) {
        guard name.utf8.count <= IndexLimit.nameBytes else {
            throw .invalidField(field, "has \(name.utf8.count) bytes, at most \(IndexLimit.nameBytes) are a name")
        }
        guard Vocabulary.key(name) != nil else { throw .invalidField(field, "has neither letters nor digits") }
    }

    private static func tooMany(_ count: Int, _ field: String) -> RPCError {
        .invalidField("filter.\(field)", "are \(count), at most \(RequestLimit.filterValues) are taken")
    }

    private static func negative(_ value: Int64, _ field: String) -> RPCError {
        .invalidField("filter.\(field)", "is \(value); it can't be negative, and 0 asks for nothing")
    }
}
