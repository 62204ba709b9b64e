// The work, and what was thought of it (marketplace.proto).
public import ProtobufWire

/// Work under a contract began.
public struct ContractStart: Message {
    /// By which later facts refer to this contract.
    public var contractID = ""
    /// Which job.
    public var jobID = ""
    /// Who does the work.
    public var freelancerID = ""
    /// The job's client; empty when not stated.
    public var clientID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A contract start; what is left out is at its default.
    public init(contractID: String = "", jobID: String = "", freelancerID: String = "", clientID: String = "") {
        self.contractID = contractID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ContractStart {
    public static let messageName = "tandem.v1.ContractStart"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, contractID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&contractID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            default: break
            }
        }
    }
}

/// The client paid for work under a contract.
public struct Payment: Message {
    /// Which contract.
    public var contractID = ""
    /// Which job.
    public var jobID = ""
    /// Who does the work.
    public var freelancerID = ""
    /// The job's client; empty when not stated.
    public var clientID = ""
    /// In cents.
    public var amount: Int64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A payment; what is left out is at its default.
    public init(
        contractID: String = "",
        jobID: String = "",
        freelancerID: String = "",
        clientID: String = "",
        amount: Int64 = 0
    ) {
        self.contractID = contractID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
        self.amount = amount
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Payment {
    public static let messageName = "tandem.v1.Payment"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, contractID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.int64(5, amount)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&contractID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            case 5: try reader.int64(&amount)
            default: break
            }
        }
    }
}

/// Work under a contract ended.
public struct ContractEnd: Message {
    /// Which contract.
    public var contractID = ""
    /// Which job.
    public var jobID = ""
    /// Who does the work.
    public var freelancerID = ""
    /// The job's client; empty when not stated.
    public var clientID = ""
    /// Such as "completed", "cancelled".
    public var reason = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A contract end; what is left out is at its default.
    public init(
        contractID: String = "",
        jobID: String = "",
        freelancerID: String = "",
        clientID: String = "",
        reason: String = ""
    ) {
        self.contractID = contractID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
        self.reason = reason
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ContractEnd {
    public static let messageName = "tandem.v1.ContractEnd"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, contractID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.string(5, reason)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&contractID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            case 5: try reader.string(&reason)
            default: break
            }
        }
    }
}

/// What one side thought of the other.
public struct Feedback: Message {
    /// Which application; empty when not known.
    public var applicationID = ""
    /// Which job.
    public var jobID = ""
    /// Who did the work.
    public var freelancerID = ""
    /// Who engaged them.
    public var clientID = ""
    /// Who speaks: `Party.client` rates the freelancer.
    public var from: Party = .unspecified
    /// 1 to 5, public; 0 when not given.
    public var rating = 0.0
    /// 1 to 5, not shown to the other side; 0 when not given.
    public var privateRating = 0.0
    /// Votes of onlookers, up less down; nil when not known.
    public var votes: Int32?
    /// In words, public.
    public var comment = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A feedback; what is left out is at its default.
    public init(
        applicationID: String = "",
        jobID: String = "",
        freelancerID: String = "",
        clientID: String = "",
        from: Party = .unspecified,
        rating: Double = 0,
        privateRating: Double = 0,
        votes: Int32? = nil,
        comment: String = ""
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
        self.from = from
        self.rating = rating
        self.privateRating = privateRating
        self.votes = votes
        self.comment = comment
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Feedback {
    public static let messageName = "tandem.v1.Feedback"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.enumeration(5, from)
        writer.double(6, rating)
        writer.double(7, privateRating)
        writer.sint32(8, ifPresent: votes)
        writer.string(9, comment)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            case 5: try reader.enumeration(&from)
            case 6: try reader.double(&rating)
            case 7: try reader.double(&privateRating)
            case 8: try reader.sint32(&votes)
            case 9: try reader.string(&comment)
            default: break
            }
        }
    }
}

/// Somebody vouched for a freelancer's work.
public struct Endorsement: Message {
    /// The application or contract vouched for; empty when not known.
    public var applicationID = ""
    /// The job the work was for.
    public var jobID = ""
    /// Who is vouched for.
    public var freelancerID = ""
    /// Who vouches.
    public var userID = ""
    /// One skill vouched for; empty for all skills of the job.
    public var skill = ""
    /// Above 0 for, below 0 against.
    public var value: Int32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An endorsement; what is left out is at its default.
    public init(
        applicationID: String = "",
        jobID: String = "",
        freelancerID: String = "",
        userID: String = "",
        skill: String = "",
        value: Int32 = 0
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.userID = userID
        self.skill = skill
        self.value = value
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Endorsement {
    public static let messageName = "tandem.v1.Endorsement"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, userID)
        writer.string(5, skill)
        writer.sint32(6, value)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&userID)
            case 5: try reader.string(&skill)
            case 6: try reader.sint32(&value)
            default: break
            }
        }
    }
}
