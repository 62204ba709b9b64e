// The front door: what a match is asked by (gateway.proto).
public import ProtobufWire

/// How both sides' probabilities become one score.
public struct Fusion: Enumeration {
    /// The default: `learned` where a second level is trained, otherwise `product`.
    public static let unspecified = Fusion(rawValue: 0)
    /// P(client engages) x P(freelancer accepts): both say yes, taken as independent.
    public static let product = Fusion(rawValue: 1)
    /// Harmonic mean: low when either is low (RECON).
    public static let harmonic = Fusion(rawValue: 2)
    /// One side alone, to compare with.
    public static let clientOnly = Fusion(rawValue: 3)
    /// The other side alone.
    public static let freelancerOnly = Fusion(rawValue: 4)
    /// The second level: trees over both sides' scores and features.
    ///
    /// `product` where none is trained, or while a side is at its prior.
    public static let learned = Fusion(rawValue: 5)

    /// The number on the wire; others than the constants' come from newer programs.
    public var rawValue: Int32

    /// The value of a number, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The full name in the contract.
    public static let enumerationName = "tandem.v1.Fusion"

    /// Every constant with its name in the contract.
    public static let constants: [(value: Fusion, name: String)] = [
        (.unspecified, "FUSION_UNSPECIFIED"),
        (.product, "FUSION_PRODUCT"),
        (.harmonic, "FUSION_HARMONIC"),
        (.clientOnly, "FUSION_CLIENT_ONLY"),
        (.freelancerOnly, "FUSION_FREELANCER_ONLY"),
        (.learned, "FUSION_LEARNED"),
    ]
}

/// Asks for freelancers who suit a job, and whom the job suits.
public struct MatchFreelancersRequest: Message {
    /// Id of a job of the log; exactly one of this and `text` is given.
    public var jobID = ""
    /// What is wanted, in words, instead of a job.
    public var text = ""
    /// What the freelancers must satisfy.
    public var filter: Filter?
    /// At most 10,000; 0 means 10.
    public var limit: UInt32 = 0
    /// Reasons for each side of a hit, at most 50; 0 means 3, or none when `limit` is above 200.
    ///
    /// Only the first 50 hits have an explanation.
    public var reasonLimit: UInt32 = 0
    /// How both sides' probabilities become the score.
    public var fusion: Fusion = .unspecified
    /// How many candidates the first pass hands to the models, at most 10,000; 0 means 500 or, if more, `limit`.
    public var candidateLimit: UInt32 = 0
    /// Give what the second level looks at, and each feature's part in the score.
    public var features = false
    /// What this request takes part in beside being answered.
    public var trial: Trial?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A match freelancers request; what is left out is at its default.
    public init(
        jobID: String = "",
        text: String = "",
        filter: Filter? = nil,
        limit: UInt32 = 0,
        reasonLimit: UInt32 = 0,
        fusion: Fusion = .unspecified,
        candidateLimit: UInt32 = 0,
        features: Bool = false,
        trial: Trial? = nil
    ) {
        self.jobID = jobID
        self.text = text
        self.filter = filter
        self.limit = limit
        self.reasonLimit = reasonLimit
        self.fusion = fusion
        self.candidateLimit = candidateLimit
        self.features = features
        self.trial = trial
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MatchFreelancersRequest {
    public static let messageName = "tandem.v1.MatchFreelancersRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, jobID)
        writer.string(2, text)
        writer.message(3, filter)
        writer.uint32(4, limit)
        writer.uint32(5, reasonLimit)
        writer.enumeration(6, fusion)
        writer.uint32(7, candidateLimit)
        writer.bool(8, features)
        writer.message(9, trial)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&jobID)
            case 2: try reader.string(&text)
            case 3: try reader.message(&filter)
            case 4: try reader.uint32(&limit)
            case 5: try reader.uint32(&reasonLimit)
            case 6: try reader.enumeration(&fusion)
            case 7: try reader.uint32(&candidateLimit)
            case 8: try reader.bool(&features)
            case 9: try reader.message(&trial)
            default: break
            }
        }
    }
}

/// Asks for open jobs that suit a freelancer, and whose clients the freelancer suits.
public struct MatchJobsRequest: Message {
    /// Whom to find jobs for.
    public var freelancerID = ""
    /// What the jobs must satisfy.
    public var filter: Filter?
    /// At most 10,000; 0 means 10.
    public var limit: UInt32 = 0
    /// Reasons for each side of a hit, at most 50; 0 means 3, or none when `limit` is above 200.
    ///
    /// Only the first 50 hits have an explanation.
    public var reasonLimit: UInt32 = 0
    /// How both sides' probabilities become the score.
    public var fusion: Fusion = .unspecified
    /// How many candidates the first pass hands to the models, at most 10,000; 0 means 500 or, if more, `limit`.
    public var candidateLimit: UInt32 = 0
    /// Give what the second level looks at, and each feature's part in the score.
    public var features = false
    /// What this request takes part in beside being answered.
    public var trial: Trial?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A match jobs request; what is left out is at its default.
    public init(
        freelancerID: String = "",
        filter: Filter? = nil,
        limit: UInt32 = 0,
        reasonLimit: UInt32 = 0,
        fusion: Fusion = .unspecified,
        candidateLimit: UInt32 = 0,
        features: Bool = false,
        trial: Trial? = nil
    ) {
        self.freelancerID = freelancerID
        self.filter = filter
        self.limit = limit
        self.reasonLimit = reasonLimit
        self.fusion = fusion
        self.candidateLimit = candidateLimit
        self.features = features
        self.trial = trial
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MatchJobsRequest {
    public static let messageName = "tandem.v1.MatchJobsRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.message(2, filter)
        writer.uint32(3, limit)
        writer.uint32(4, reasonLimit)
        writer.enumeration(5, fusion)
        writer.uint32(6, candidateLimit)
        writer.bool(7, features)
        writer.message(8, trial)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            case 2: try reader.message(&filter)
            case 3: try reader.uint32(&limit)
            case 4: try reader.uint32(&reasonLimit)
            case 5: try reader.enumeration(&fusion)
            case 6: try reader.uint32(&candidateLimit)
            case 7: try reader.bool(&features)
            case 8: try reader.message(&trial)
            default: break
            }
        }
    }
}

/// Asks for the applicants of a job, best first.
public struct RankProposalsRequest: Message {
    /// Whose applicants to rank.
    public var jobID = ""
    /// At most 10,000; 0 means 10.
    public var limit: UInt32 = 0
    /// Reasons for each side of a hit, at most 50; 0 means 3, or none when `limit` is above 200.
    ///
    /// Only the first 50 hits have an explanation.
    public var reasonLimit: UInt32 = 0
    /// How both sides' probabilities become the score.
    public var fusion: Fusion = .unspecified
    /// Give what the second level looks at, and each feature's part in the score.
    public var features = false
    /// What this request takes part in beside being answered.
    public var trial: Trial?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A rank proposals request; what is left out is at its default.
    public init(
        jobID: String = "",
        limit: UInt32 = 0,
        reasonLimit: UInt32 = 0,
        fusion: Fusion = .unspecified,
        features: Bool = false,
        trial: Trial? = nil
    ) {
        self.jobID = jobID
        self.limit = limit
        self.reasonLimit = reasonLimit
        self.fusion = fusion
        self.features = features
        self.trial = trial
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RankProposalsRequest {
    public static let messageName = "tandem.v1.RankProposalsRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, jobID)
        writer.uint32(2, limit)
        writer.uint32(3, reasonLimit)
        writer.enumeration(4, fusion)
        writer.bool(5, features)
        writer.message(6, trial)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&jobID)
            case 2: try reader.uint32(&limit)
            case 3: try reader.uint32(&reasonLimit)
            case 4: try reader.enumeration(&fusion)
            case 5: try reader.bool(&features)
            case 6: try reader.message(&trial)
            default: break
            }
        }
    }
}
