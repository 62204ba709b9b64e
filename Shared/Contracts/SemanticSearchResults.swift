// Finding freelancers and jobs: what was found (semantic_search.proto).
public import ProtobufWire

/// What matched.
public struct SearchResponse: Message {
    /// Best first; ties by id.
    public var hits: [SearchHit] = []
    /// All that matched words or concepts and passed the filter.
    public var total: UInt64 = 0
    /// Last fact of the log that the answer knows of.
    public var appliedSequence: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A search response; what is left out is at its default.
    public init(hits: [SearchHit] = [], total: UInt64 = 0, appliedSequence: UInt64 = 0) {
        self.hits = hits
        self.total = total
        self.appliedSequence = appliedSequence
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SearchResponse {
    public static let messageName = "tandem.v1.SearchResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, hits)
        writer.uint64(2, total)
        writer.uint64(3, appliedSequence)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&hits)
            case 2: try reader.uint64(&total)
            case 3: try reader.uint64(&appliedSequence)
            default: break
            }
        }
    }
}

/// A freelancer or a job that was found.
public struct SearchHit: Message {
    /// Of a freelancer or a job.
    public var id = ""
    /// BM25 over all fields; 0 for hits that only fill.
    public var score = 0.0
    /// For a person to read.
    public var title = ""
    /// What matched; only when asked for.
    public var terms: [MatchedTerm] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A search hit; what is left out is at its default.
    public init(id: String = "", score: Double = 0, title: String = "", terms: [MatchedTerm] = []) {
        self.id = id
        self.score = score
        self.title = title
        self.terms = terms
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SearchHit {
    public static let messageName = "tandem.v1.SearchHit"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.double(2, score)
        writer.string(3, title)
        writer.repeatedMessage(4, terms)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.double(&score)
            case 3: try reader.string(&title)
            case 4: try reader.repeatedMessage(&terms)
            default: break
            }
        }
    }
}

/// One word or concept that matched.
public struct MatchedTerm: Message {
    /// The word, or the id of the concept.
    public var term = ""
    /// "title", "text", "skills" .
    public var field = ""
    /// Its share of the score; shares sum to the score.
    public var score = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A matched term; what is left out is at its default.
    public init(term: String = "", field: String = "", score: Double = 0) {
        self.term = term
        self.field = field
        self.score = score
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MatchedTerm {
    public static let messageName = "tandem.v1.MatchedTerm"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, term)
        writer.string(2, field)
        writer.double(3, score)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&term)
            case 2: try reader.string(&field)
            case 3: try reader.double(&score)
            default: break
            }
        }
    }
}

/// Asks for records by id.
public struct GetRequest: Message {
    /// At most 10,000.
    public var ids: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A get request; what is left out is at its default.
    public init(ids: [String] = []) {
        self.ids = ids
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GetRequest {
    public static let messageName = "tandem.v1.GetRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedString(1, ids)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedString(&ids)
            default: break
            }
        }
    }
}

/// Freelancers, in the order asked.
public struct GetFreelancersResponse: Message {
    /// Those known.
    public var freelancers: [Freelancer] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A get freelancers response; what is left out is at its default.
    public init(freelancers: [Freelancer] = []) {
        self.freelancers = freelancers
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GetFreelancersResponse {
    public static let messageName = "tandem.v1.GetFreelancersResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, freelancers)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&freelancers)
            default: break
            }
        }
    }
}

/// Jobs, in the order asked.
public struct GetJobsResponse: Message {
    /// Those known.
    public var jobs: [JobRecord] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A get jobs response; what is left out is at its default.
    public init(jobs: [JobRecord] = []) {
        self.jobs = jobs
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GetJobsResponse {
    public static let messageName = "tandem.v1.GetJobsResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, jobs)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&jobs)
            default: break
            }
        }
    }
}

/// A job and how it stands.
public struct JobRecord: Message {
    /// As the log has it.
    public var job: Job?
    /// Neither closed nor filled.
    public var open = false
    /// Those who applied and didn't withdraw, in order of application.
    public var applicantIDs: [String] = []
    /// Those engaged.
    public var hiredIDs: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A job record; what is left out is at its default.
    public init(job: Job? = nil, open: Bool = false, applicantIDs: [String] = [], hiredIDs: [String] = []) {
        self.job = job
        self.open = open
        self.applicantIDs = applicantIDs
        self.hiredIDs = hiredIDs
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension JobRecord {
    public static let messageName = "tandem.v1.JobRecord"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.message(1, job)
        writer.bool(2, open)
        writer.repeatedString(3, applicantIDs)
        writer.repeatedString(4, hiredIDs)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.message(&job)
            case 2: try reader.bool(&open)
            case 3: try reader.repeatedString(&applicantIDs)
            case 4: try reader.repeatedString(&hiredIDs)
            default: break
            }
        }
    }
}
