// Finding freelancers and jobs: requests and the filter (semantic_search.proto).
public import ProtobufWire

/// Finding freelancers and jobs: an inverted index over both, alive with the log.
public enum SemanticSearchService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.SemanticSearch"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [searchFreelancers, searchJobs, getFreelancers, getJobs] }

    /// Freelancers by text and concepts, filtered; the best `limit` by exact scores.
    public static let searchFreelancers = UnaryMethod<SearchRequest, SearchResponse>(
        "tandem.v1.SemanticSearch/SearchFreelancers")

    /// Jobs, open ones unless asked otherwise.
    public static let searchJobs = UnaryMethod<SearchRequest, SearchResponse>("tandem.v1.SemanticSearch/SearchJobs")

    /// Records as the index knows them, in the order asked; ids that are not known are left out.
    public static let getFreelancers = UnaryMethod<GetRequest, GetFreelancersResponse>(
        "tandem.v1.SemanticSearch/GetFreelancers")

    /// Jobs as the index knows them, in the order asked; ids not known are left out.
    public static let getJobs = UnaryMethod<GetRequest, GetJobsResponse>("tandem.v1.SemanticSearch/GetJobs")
}

/// Asks for what matches words and concepts and passes a filter.
public struct SearchRequest: Message {
    /// Free text.
    ///
    /// With neither text nor concepts, everything that passes the filter matches, most recent first.
    public var text = ""
    /// Concepts the text names, each by all its spellings.
    public var concepts: [ConceptQuery] = []
    /// What a hit must satisfy.
    public var filter: Filter?
    /// At most 10,000; 0 means 10.
    public var limit: UInt32 = 0
    /// Fill up to `limit` with those who match no word but are most active (freelancers) or newest (jobs), so that a
    /// ranking by models has a whole field to choose from.
    public var fill = false
    /// Ids never to answer with.
    public var excludedIDs: [String] = []
    /// For each hit, which words and concepts matched and how much each gave.
    public var explain = false
    /// Leaves out jobs that this freelancer posted, was engaged for, or has applied to and not withdrawn.
    public var newToFreelancerID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A search request; what is left out is at its default.
    public init(
        text: String = "",
        concepts: [ConceptQuery] = [],
        filter: Filter? = nil,
        limit: UInt32 = 0,
        fill: Bool = false,
        excludedIDs: [String] = [],
        explain: Bool = false,
        newToFreelancerID: String = ""
    ) {
        self.text = text
        self.concepts = concepts
        self.filter = filter
        self.limit = limit
        self.fill = fill
        self.excludedIDs = excludedIDs
        self.explain = explain
        self.newToFreelancerID = newToFreelancerID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SearchRequest {
    public static let messageName = "tandem.v1.SearchRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, text)
        writer.repeatedMessage(2, concepts)
        writer.message(3, filter)
        writer.uint32(4, limit)
        writer.bool(5, fill)
        writer.repeatedString(6, excludedIDs)
        writer.bool(7, explain)
        writer.string(8, newToFreelancerID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&text)
            case 2: try reader.repeatedMessage(&concepts)
            case 3: try reader.message(&filter)
            case 4: try reader.uint32(&limit)
            case 5: try reader.bool(&fill)
            case 6: try reader.repeatedString(&excludedIDs)
            case 7: try reader.bool(&explain)
            case 8: try reader.string(&newToFreelancerID)
            default: break
            }
        }
    }
}

/// One concept under all its spellings; a document that has any of them has the concept.
public struct ConceptQuery: Message {
    /// For explanations.
    public var id = ""
    /// Normalised skill keys.
    public var keys: [String] = []
    /// 0 means 1.
    public var weight = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A concept query; what is left out is at its default.
    public init(id: String = "", keys: [String] = [], weight: Double = 0) {
        self.id = id
        self.keys = keys
        self.weight = weight
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ConceptQuery {
    public static let messageName = "tandem.v1.ConceptQuery"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.repeatedString(2, keys)
        writer.double(3, weight)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.repeatedString(&keys)
            case 3: try reader.double(&weight)
            default: break
            }
        }
    }
}

/// What a hit must satisfy; each part left empty asks for nothing.
public struct Filter: Message {
    /// All of these skills.
    public var skills: [String] = []
    /// Any of these.
    public var categories: [String] = []
    /// Any of these, ISO 3166-1 alpha-2.
    public var countries: [String] = []
    /// Any of these.
    public var levels: [Level] = []
    /// Freelancers: hourly rate in cents; jobs: hourly pay, or the budget when `pay` is fixed; 0 means no bound.
    public var rateMinimum: Int64 = 0
    /// As `rateMinimum`, the other bound; what states no rate passes only when neither is given.
    public var rateMaximum: Int64 = 0
    /// Jobs paid so.
    public var pay: Pay = .unspecified
    /// Jobs posted, freelancers active, at or after this time.
    public var since: Int64 = 0
    /// Jobs that are closed or filled too.
    public var includeClosed = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A filter; what is left out is at its default.
    public init(
        skills: [String] = [],
        categories: [String] = [],
        countries: [String] = [],
        levels: [Level] = [],
        rateMinimum: Int64 = 0,
        rateMaximum: Int64 = 0,
        pay: Pay = .unspecified,
        since: Int64 = 0,
        includeClosed: Bool = false
    ) {
        self.skills = skills
        self.categories = categories
        self.countries = countries
        self.levels = levels
        self.rateMinimum = rateMinimum
        self.rateMaximum = rateMaximum
        self.pay = pay
        self.since = since
        self.includeClosed = includeClosed
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Filter {
    public static let messageName = "tandem.v1.Filter"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedString(1, skills)
        writer.repeatedString(2, categories)
        writer.repeatedString(3, countries)
        writer.repeatedEnumeration(4, levels)
        writer.int64(5, rateMinimum)
        writer.int64(6, rateMaximum)
        writer.enumeration(7, pay)
        writer.int64(8, since)
        writer.bool(9, includeClosed)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedString(&skills)
            case 2: try reader.repeatedString(&categories)
            case 3: try reader.repeatedString(&countries)
            case 4: try reader.repeatedEnumeration(&levels)
            case 5: try reader.int64(&rateMinimum)
            case 6: try reader.int64(&rateMaximum)
            case 7: try reader.enumeration(&pay)
            case 8: try reader.int64(&since)
            case 9: try reader.bool(&includeClosed)
            default: break
            }
        }
    }
}
