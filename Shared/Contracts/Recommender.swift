// Likeness and feeds (recommender.proto).
public import ProtobufWire

/// Likeness and feeds: who is like whom, and which jobs suit whom.
public enum RecommenderService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.Recommender"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [similarFreelancers, jobFeed, freelancerAffinity, jobAffinity] }

    /// Freelancers who compete for the same jobs and work with the same skills.
    ///
    /// NOT_FOUND when not known.
    public static let similarFreelancers = UnaryMethod<SimilarFreelancersRequest, RecommendResponse>(
        "tandem.v1.Recommender/SimilarFreelancers")

    /// Open jobs for a freelancer, best first.
    ///
    /// NOT_FOUND when not known.
    public static let jobFeed = UnaryMethod<JobFeedRequest, RecommendResponse>("tandem.v1.Recommender/JobFeed")

    /// How near each freelancer is to a job, [0, 1].
    public static let freelancerAffinity = UnaryMethod<FreelancerAffinityRequest, AffinityResponse>(
        "tandem.v1.Recommender/FreelancerAffinity")

    /// How near each job is to a freelancer, [0, 1].
    public static let jobAffinity = UnaryMethod<JobAffinityRequest, AffinityResponse>(
        "tandem.v1.Recommender/JobAffinity")
}

/// Asks who is like a freelancer.
public struct SimilarFreelancersRequest: Message {
    /// To whom others are to be alike.
    public var freelancerID = ""
    /// At most 1,000; 0 means 10.
    public var limit: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A similar freelancers request; what is left out is at its default.
    public init(freelancerID: String = "", limit: UInt32 = 0) {
        self.freelancerID = freelancerID
        self.limit = limit
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SimilarFreelancersRequest {
    public static let messageName = "tandem.v1.SimilarFreelancersRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.uint32(2, limit)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            case 2: try reader.uint32(&limit)
            default: break
            }
        }
    }
}

/// Asks for jobs that a freelancer may want to see next.
public struct JobFeedRequest: Message {
    /// Whose feed it is.
    public var freelancerID = ""
    /// At most 1,000; 0 means 10.
    public var limit: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A job feed request; what is left out is at its default.
    public init(freelancerID: String = "", limit: UInt32 = 0) {
        self.freelancerID = freelancerID
        self.limit = limit
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension JobFeedRequest {
    public static let messageName = "tandem.v1.JobFeedRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.uint32(2, limit)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            case 2: try reader.uint32(&limit)
            default: break
            }
        }
    }
}

/// What is recommended, best first.
public struct RecommendResponse: Message {
    /// Best first; ties by id.
    public var items: [Recommendation] = []
    /// Last fact of the log that the answer knows of.
    public var appliedSequence: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A recommend response; what is left out is at its default.
    public init(items: [Recommendation] = [], appliedSequence: UInt64 = 0) {
        self.items = items
        self.appliedSequence = appliedSequence
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RecommendResponse {
    public static let messageName = "tandem.v1.RecommendResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, items)
        writer.uint64(2, appliedSequence)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&items)
            case 2: try reader.uint64(&appliedSequence)
            default: break
            }
        }
    }
}

/// A freelancer or a job that is recommended.
public struct Recommendation: Message {
    /// Of a freelancer or a job.
    public var id = ""
    /// Comparable within one answer only.
    public var score = 0.0
    /// Why, in words: "competed for 4 of the same jobs", "asks for swift, which you were hired for".
    public var reasons: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A recommendation; what is left out is at its default.
    public init(id: String = "", score: Double = 0, reasons: [String] = []) {
        self.id = id
        self.score = score
        self.reasons = reasons
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Recommendation {
    public static let messageName = "tandem.v1.Recommendation"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.double(2, score)
        writer.repeatedString(3, reasons)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.double(&score)
            case 3: try reader.repeatedString(&reasons)
            default: break
            }
        }
    }
}

/// Asks how near freelancers are to a job.
public struct FreelancerAffinityRequest: Message {
    /// A job of the log by `id`, or one that is not in the log.
    public var job: Job?
    /// At most 10,000.
    public var freelancerIDs: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A freelancer affinity request; what is left out is at its default.
    public init(job: Job? = nil, freelancerIDs: [String] = []) {
        self.job = job
        self.freelancerIDs = freelancerIDs
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension FreelancerAffinityRequest {
    public static let messageName = "tandem.v1.FreelancerAffinityRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.message(1, job)
        writer.repeatedString(2, freelancerIDs)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.message(&job)
            case 2: try reader.repeatedString(&freelancerIDs)
            default: break
            }
        }
    }
}

/// Asks how near jobs are to a freelancer.
public struct JobAffinityRequest: Message {
    /// To whom the jobs are near or far.
    public var freelancerID = ""
    /// At most 10,000.
    public var jobIDs: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A job affinity request; what is left out is at its default.
    public init(freelancerID: String = "", jobIDs: [String] = []) {
        self.freelancerID = freelancerID
        self.jobIDs = jobIDs
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension JobAffinityRequest {
    public static let messageName = "tandem.v1.JobAffinityRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.repeatedString(2, jobIDs)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            case 2: try reader.repeatedString(&jobIDs)
            default: break
            }
        }
    }
}

/// How near each one asked for is.
public struct AffinityResponse: Message {
    /// In the order asked; 0 for ids that are not known.
    public var affinities: [Double] = []
    /// Last fact of the log that the answer knows of.
    public var appliedSequence: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An affinity response; what is left out is at its default.
    public init(affinities: [Double] = [], appliedSequence: UInt64 = 0) {
        self.affinities = affinities
        self.appliedSequence = appliedSequence
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension AffinityResponse {
    public static let messageName = "tandem.v1.AffinityResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedDouble(1, affinities)
        writer.uint64(2, appliedSequence)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedDouble(&affinities)
            case 2: try reader.uint64(&appliedSequence)
            default: break
            }
        }
    }
}
