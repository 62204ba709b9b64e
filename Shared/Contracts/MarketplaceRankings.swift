// What the gateway answered, as a fact (marketplace.proto).
public import ProtobufWire

/// What the gateway answered: kept so that anybody can ask later what was known and shown.
public struct RankingServed: Message {
    /// As the answer gave it.
    public var rankingID = ""
    /// "MatchFreelancers", "MatchJobs", "RankProposals", "SearchFreelancers", "SearchJobs" or "RecommendJobs".
    public var method = ""
    /// Of the job matched, when there is one.
    public var jobID = ""
    /// Of the freelancer matched, when there is one.
    public var freelancerID = ""
    /// The words, when there were any.
    public var query = ""
    /// Best first.
    public var items: [RankedItem] = []
    /// Versions of the models that took part, such as "client-model@4f2a…".
    public var models: [String] = []
    /// Services that were down or late.
    public var degraded: [String] = []
    /// Last fact known to the ranking.
    public var logSequence: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A ranking served; what is left out is at its default.
    public init(
        rankingID: String = "",
        method: String = "",
        jobID: String = "",
        freelancerID: String = "",
        query: String = "",
        items: [RankedItem] = [],
        models: [String] = [],
        degraded: [String] = [],
        logSequence: UInt64 = 0
    ) {
        self.rankingID = rankingID
        self.method = method
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.query = query
        self.items = items
        self.models = models
        self.degraded = degraded
        self.logSequence = logSequence
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RankingServed {
    public static let messageName = "tandem.v1.RankingServed"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, rankingID)
        writer.string(2, method)
        writer.string(3, jobID)
        writer.string(4, freelancerID)
        writer.string(5, query)
        writer.repeatedMessage(6, items)
        writer.repeatedString(7, models)
        writer.repeatedString(8, degraded)
        writer.uint64(9, logSequence)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&rankingID)
            case 2: try reader.string(&method)
            case 3: try reader.string(&jobID)
            case 4: try reader.string(&freelancerID)
            case 5: try reader.string(&query)
            case 6: try reader.repeatedMessage(&items)
            case 7: try reader.repeatedString(&models)
            case 8: try reader.repeatedString(&degraded)
            case 9: try reader.uint64(&logSequence)
            default: break
            }
        }
    }
}

/// One place of a served ranking.
public struct RankedItem: Message {
    /// Of a freelancer or of a job, by the ranking's method.
    public var id = ""
    /// What the ranking is ordered by.
    public var score = 0.0
    /// P(client engages freelancer); 0 where the method has none.
    public var clientProbability = 0.0
    /// P(freelancer applies or accepts); 0 where the method has none.
    public var freelancerProbability = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A ranked item; what is left out is at its default.
    public init(id: String = "", score: Double = 0, clientProbability: Double = 0, freelancerProbability: Double = 0) {
        self.id = id
        self.score = score
        self.clientProbability = clientProbability
        self.freelancerProbability = freelancerProbability
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RankedItem {
    public static let messageName = "tandem.v1.RankedItem"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.double(2, score)
        writer.double(3, clientProbability)
        writer.double(4, freelancerProbability)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.double(&score)
            case 3: try reader.double(&clientProbability)
            case 4: try reader.double(&freelancerProbability)
            default: break
            }
        }
    }
}
