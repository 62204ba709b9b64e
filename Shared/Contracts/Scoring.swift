// What both sides' models are asked, and what they answer (scoring.proto).
public import ProtobufWire

/// Score many freelancers for one job.
public struct ScoreFreelancersRequest: Message {
    /// A job of the log by `id`, or one that is not in the log (a free text made into a post): then `id` is empty and
    /// it counts as posted now.
    public var job: Job?
    /// At most 10,000.
    ///
    /// Ids that are not known are scored as newcomers without a profile.
    public var freelancerIDs: [String] = []
    /// They have applied already (RankProposals): score the application itself, with what is known of it.
    public var applicants = false
    /// How many reasons to give for each; 0 gives none.
    public var reasonLimit: UInt32 = 0
    /// Answer with what a second level looks at, too.
    public var features = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A score freelancers request; what is left out is at its default.
    public init(
        job: Job? = nil,
        freelancerIDs: [String] = [],
        applicants: Bool = false,
        reasonLimit: UInt32 = 0,
        features: Bool = false
    ) {
        self.job = job
        self.freelancerIDs = freelancerIDs
        self.applicants = applicants
        self.reasonLimit = reasonLimit
        self.features = features
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ScoreFreelancersRequest {
    public static let messageName = "tandem.v1.ScoreFreelancersRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.message(1, job)
        writer.repeatedString(2, freelancerIDs)
        writer.bool(3, applicants)
        writer.uint32(4, reasonLimit)
        writer.bool(5, features)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.message(&job)
            case 2: try reader.repeatedString(&freelancerIDs)
            case 3: try reader.bool(&applicants)
            case 4: try reader.uint32(&reasonLimit)
            case 5: try reader.bool(&features)
            default: break
            }
        }
    }
}

/// Score many jobs for one freelancer.
public struct ScoreJobsRequest: Message {
    /// Whom to score jobs for.
    public var freelancerID = ""
    /// At most 10,000, all of the log; ids that are not known get the prior.
    public var jobIDs: [String] = []
    /// How many reasons to give for each; 0 gives none.
    public var reasonLimit: UInt32 = 0
    /// Answer with what a second level looks at, too.
    public var features = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A score jobs request; what is left out is at its default.
    public init(freelancerID: String = "", jobIDs: [String] = [], reasonLimit: UInt32 = 0, features: Bool = false) {
        self.freelancerID = freelancerID
        self.jobIDs = jobIDs
        self.reasonLimit = reasonLimit
        self.features = features
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ScoreJobsRequest {
    public static let messageName = "tandem.v1.ScoreJobsRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.repeatedString(2, jobIDs)
        writer.uint32(3, reasonLimit)
        writer.bool(4, features)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            case 2: try reader.repeatedString(&jobIDs)
            case 3: try reader.uint32(&reasonLimit)
            case 4: try reader.bool(&features)
            default: break
            }
        }
    }
}

/// Score applications as they arrive.
public struct ScoreApplicationsRequest: Message {
    /// At most 1,000.
    ///
    /// Each needs the `jobID` of a job of the log; `freelancerID`, `bid` and the letter count where given.
    public var applications: [Application] = []
    /// How many reasons to give for each; 0 gives none.
    public var reasonLimit: UInt32 = 0
    /// When they arrive, in microseconds; 0, or what lies before the market's clock, means now.
    public var time: Int64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A score applications request; what is left out is at its default.
    public init(applications: [Application] = [], reasonLimit: UInt32 = 0, time: Int64 = 0) {
        self.applications = applications
        self.reasonLimit = reasonLimit
        self.time = time
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ScoreApplicationsRequest {
    public static let messageName = "tandem.v1.ScoreApplicationsRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, applications)
        writer.uint32(2, reasonLimit)
        writer.int64(3, time)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&applications)
            case 2: try reader.uint32(&reasonLimit)
            case 3: try reader.int64(&time)
            default: break
            }
        }
    }
}

/// A probability for each pair asked for.
public struct ScoreResponse: Message {
    /// Calibrated, in the order asked.
    public var probabilities: [Double] = []
    /// In the order asked; empty when no reasons were asked for.
    public var explanations: [Explanation] = []
    /// "client-model@4f2a9c01"; empty while untrained, when every probability is the prior.
    public var model = ""
    /// What is answered when nothing is known of a pair.
    public var prior = 0.0
    /// Last fact of the log that the answer knows of.
    public var appliedSequence: UInt64 = 0
    /// Names of what a second level is given beyond the probability.
    ///
    /// Empty unless features were asked for, while untrained, and where there is nothing to add.
    public var featureNames: [String] = []
    /// A value a name for each pair in the order asked, pair by pair, before standardising; nan for what is not known.
    public var features: [Float] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A score response; what is left out is at its default.
    public init(
        probabilities: [Double] = [],
        explanations: [Explanation] = [],
        model: String = "",
        prior: Double = 0,
        appliedSequence: UInt64 = 0,
        featureNames: [String] = [],
        features: [Float] = []
    ) {
        self.probabilities = probabilities
        self.explanations = explanations
        self.model = model
        self.prior = prior
        self.appliedSequence = appliedSequence
        self.featureNames = featureNames
        self.features = features
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ScoreResponse {
    public static let messageName = "tandem.v1.ScoreResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedDouble(1, probabilities)
        writer.repeatedMessage(2, explanations)
        writer.string(3, model)
        writer.double(4, prior)
        writer.uint64(5, appliedSequence)
        writer.repeatedString(6, featureNames)
        writer.repeatedFloat(7, features)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedDouble(&probabilities)
            case 2: try reader.repeatedMessage(&explanations)
            case 3: try reader.string(&model)
            case 4: try reader.double(&prior)
            case 5: try reader.uint64(&appliedSequence)
            case 6: try reader.repeatedString(&featureNames)
            case 7: try reader.repeatedFloat(&features)
            default: break
            }
        }
    }
}

/// Why a model answered so: log-odds = `baseLogOdds` + the sum of all features' contributions, exactly.
public struct Explanation: Message {
    /// Log-odds before any feature is looked at.
    public var baseLogOdds = 0.0
    /// Log-odds of the probability answered.
    public var logOdds = 0.0
    /// Largest contributions by size first.
    public var reasons: [Reason] = []
    /// Sum of the contributions that are not among `reasons`.
    public var otherContributions = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An explanation; what is left out is at its default.
    public init(baseLogOdds: Double = 0, logOdds: Double = 0, reasons: [Reason] = [], otherContributions: Double = 0) {
        self.baseLogOdds = baseLogOdds
        self.logOdds = logOdds
        self.reasons = reasons
        self.otherContributions = otherContributions
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Explanation {
    public static let messageName = "tandem.v1.Explanation"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.double(1, baseLogOdds)
        writer.double(2, logOdds)
        writer.repeatedMessage(3, reasons)
        writer.double(4, otherContributions)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.double(&baseLogOdds)
            case 2: try reader.double(&logOdds)
            case 3: try reader.repeatedMessage(&reasons)
            case 4: try reader.double(&otherContributions)
            default: break
            }
        }
    }
}

/// One feature's part.
public struct Reason: Message {
    /// Such as "validated_skill_share".
    public var feature = ""
    /// The feature before standardising.
    public var value = 0.0
    /// In log-odds: above 0 speaks for, below 0 against.
    public var contribution = 0.0
    /// For a person: "hired before for 2 of 3 skills: swift, sqlite".
    public var text = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A reason; what is left out is at its default.
    public init(feature: String = "", value: Double = 0, contribution: Double = 0, text: String = "") {
        self.feature = feature
        self.value = value
        self.contribution = contribution
        self.text = text
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Reason {
    public static let messageName = "tandem.v1.Reason"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, feature)
        writer.double(2, value)
        writer.double(3, contribution)
        writer.string(4, text)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&feature)
            case 2: try reader.double(&value)
            case 3: try reader.double(&contribution)
            case 4: try reader.string(&text)
            default: break
            }
        }
    }
}
