// The freelancer's side of a match (freelancer_model.proto).
public import ProtobufWire

/// The freelancer's side of a match: whether they will want this job, and what they are known for.
public enum FreelancerModelService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.FreelancerModel"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [scoreFreelancers, scoreJobs, describeFreelancer] }

    /// P(freelancer applies, or accepts an invitation | job, freelancer).
    public static let scoreFreelancers = UnaryMethod<ScoreFreelancersRequest, ScoreResponse>(
        "tandem.v1.FreelancerModel/ScoreFreelancers")

    /// The mirror image: many jobs for one freelancer.
    public static let scoreJobs = UnaryMethod<ScoreJobsRequest, ScoreResponse>("tandem.v1.FreelancerModel/ScoreJobs")

    /// What the model holds of a freelancer: ratings, evidence, activity, reputation.
    ///
    /// NOT_FOUND when not known.
    public static let describeFreelancer = UnaryMethod<DescribeFreelancerRequest, FreelancerStanding>(
        "tandem.v1.FreelancerModel/DescribeFreelancer")
}

/// Asks for what the model holds of a freelancer.
public struct DescribeFreelancerRequest: Message {
    /// Who is asked about.
    public var freelancerID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A describe freelancer request; what is left out is at its default.
    public init(freelancerID: String = "") {
        self.freelancerID = freelancerID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension DescribeFreelancerRequest {
    public static let messageName = "tandem.v1.DescribeFreelancerRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            default: break
            }
        }
    }
}

/// What the log has shown of a freelancer so far.
public struct FreelancerStanding: Message {
    /// Who is described.
    public var freelancerID = ""
    /// By name of the skill.
    public var skills: [SkillStanding] = []
    /// Smoothed mean of the clients' ratings, 1 to 5.
    public var reputation = 0.0
    /// Clients' ratings that the reputation comes from.
    public var ratings: UInt64 = 0
    /// Jobs applied to so far.
    public var applications: UInt64 = 0
    /// Jobs hired for so far.
    public var hires: UInt64 = 0
    /// Invitations received so far.
    public var invitations: UInt64 = 0
    /// Invitations answered with yes so far.
    public var invitationsAccepted: UInt64 = 0
    /// When the account was made, in microseconds; 0 when not known.
    public var joinedAt: Int64 = 0
    /// Time of the latest fact about the freelancer, in microseconds.
    public var lastActiveAt: Int64 = 0
    /// Applications, decayed with a half-life of 30 days.
    public var recentApplications = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A freelancer standing; what is left out is at its default.
    public init(
        freelancerID: String = "",
        skills: [SkillStanding] = [],
        reputation: Double = 0,
        ratings: UInt64 = 0,
        applications: UInt64 = 0,
        hires: UInt64 = 0,
        invitations: UInt64 = 0,
        invitationsAccepted: UInt64 = 0,
        joinedAt: Int64 = 0,
        lastActiveAt: Int64 = 0,
        recentApplications: Double = 0
    ) {
        self.freelancerID = freelancerID
        self.skills = skills
        self.reputation = reputation
        self.ratings = ratings
        self.applications = applications
        self.hires = hires
        self.invitations = invitations
        self.invitationsAccepted = invitationsAccepted
        self.joinedAt = joinedAt
        self.lastActiveAt = lastActiveAt
        self.recentApplications = recentApplications
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension FreelancerStanding {
    public static let messageName = "tandem.v1.FreelancerStanding"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.repeatedMessage(2, skills)
        writer.double(3, reputation)
        writer.uint64(4, ratings)
        writer.uint64(5, applications)
        writer.uint64(6, hires)
        writer.uint64(7, invitations)
        writer.uint64(8, invitationsAccepted)
        writer.int64(9, joinedAt)
        writer.int64(10, lastActiveAt)
        writer.double(11, recentApplications)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            case 2: try reader.repeatedMessage(&skills)
            case 3: try reader.double(&reputation)
            case 4: try reader.uint64(&ratings)
            case 5: try reader.uint64(&applications)
            case 6: try reader.uint64(&hires)
            case 7: try reader.uint64(&invitations)
            case 8: try reader.uint64(&invitationsAccepted)
            case 9: try reader.int64(&joinedAt)
            case 10: try reader.int64(&lastActiveAt)
            case 11: try reader.double(&recentApplications)
            default: break
            }
        }
    }
}

/// How a skill is known to be there.
public struct SkillEvidence: Enumeration {
    /// Not known.
    public static let unspecified = SkillEvidence(rawValue: 0)
    /// Applied to jobs that ask for it.
    public static let inferred = SkillEvidence(rawValue: 1)
    /// Claimed in the profile.
    public static let asserted = SkillEvidence(rawValue: 2)
    /// Hired for it, or vouched for by others.
    public static let validated = SkillEvidence(rawValue: 3)

    /// The number on the wire; others than the constants' come from newer programs.
    public var rawValue: Int32

    /// The value of a number, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The full name in the contract.
    public static let enumerationName = "tandem.v1.SkillEvidence"

    /// Every constant with its name in the contract.
    public static let constants: [(value: SkillEvidence, name: String)] = [
        (.unspecified, "SKILL_EVIDENCE_UNSPECIFIED"),
        (.inferred, "SKILL_EVIDENCE_INFERRED"),
        (.asserted, "SKILL_EVIDENCE_ASSERTED"),
        (.validated, "SKILL_EVIDENCE_VALIDATED"),
    ]
}

/// How well a freelancer is known to have one skill.
public struct SkillStanding: Message {
    /// As the log writes it.
    public var skill = ""
    /// The strongest there is.
    public var evidence: SkillEvidence = .unspecified
    /// Gaussian rating: mean and standard deviation.
    public var mean = 0.0
    /// Standard deviation of the rating: large while little is known.
    public var deviation = 0.0
    /// Contests that the rating comes from.
    public var contests: UInt32 = 0
    /// Jobs hired for that ask for the skill.
    public var hires: UInt32 = 0
    /// Endorsements of the skill, for less against.
    public var endorsements: Int32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A skill standing; what is left out is at its default.
    public init(
        skill: String = "",
        evidence: SkillEvidence = .unspecified,
        mean: Double = 0,
        deviation: Double = 0,
        contests: UInt32 = 0,
        hires: UInt32 = 0,
        endorsements: Int32 = 0
    ) {
        self.skill = skill
        self.evidence = evidence
        self.mean = mean
        self.deviation = deviation
        self.contests = contests
        self.hires = hires
        self.endorsements = endorsements
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SkillStanding {
    public static let messageName = "tandem.v1.SkillStanding"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, skill)
        writer.enumeration(2, evidence)
        writer.double(3, mean)
        writer.double(4, deviation)
        writer.uint32(5, contests)
        writer.uint32(6, hires)
        writer.int32(7, endorsements)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&skill)
            case 2: try reader.enumeration(&evidence)
            case 3: try reader.double(&mean)
            case 4: try reader.double(&deviation)
            case 5: try reader.uint32(&contests)
            case 6: try reader.uint32(&hires)
            case 7: try reader.int32(&endorsements)
            default: break
            }
        }
    }
}
