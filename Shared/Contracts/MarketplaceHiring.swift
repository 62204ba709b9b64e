// From an interview to a hire, or not (marketplace.proto).
public import ProtobufWire

/// Client and applicant talked.
public struct Interview: Message {
    /// Which application; empty when not known.
    public var applicationID = ""
    /// Which job.
    public var jobID = ""
    /// The applicant.
    public var freelancerID = ""
    /// The job's client; empty when not stated.
    public var clientID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An interview; what is left out is at its default.
    public init(applicationID: String = "", jobID: String = "", freelancerID: String = "", clientID: String = "") {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Interview {
    public static let messageName = "tandem.v1.Interview"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            default: break
            }
        }
    }
}

/// The client offered an applicant the job.
public struct Offer: Message {
    /// Which application; empty when not known.
    public var applicationID = ""
    /// Which job.
    public var jobID = ""
    /// The applicant.
    public var freelancerID = ""
    /// The job's client; empty when not stated.
    public var clientID = ""
    /// Price offered, for the whole job or an hour; in cents.
    public var amount: Int64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An offer; what is left out is at its default.
    public init(
        applicationID: String = "",
        jobID: String = "",
        freelancerID: String = "",
        clientID: String = "",
        amount: Int64 = 0
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
        self.amount = amount
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Offer {
    public static let messageName = "tandem.v1.Offer"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.int64(5, amount)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            case 5: try reader.int64(&amount)
            default: break
            }
        }
    }
}

/// The client turned an applicant down.
public struct Rejection: Message {
    /// Which application; empty when not known.
    public var applicationID = ""
    /// Which job.
    public var jobID = ""
    /// The applicant.
    public var freelancerID = ""
    /// The job's client; empty when not stated.
    public var clientID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A rejection; what is left out is at its default.
    public init(applicationID: String = "", jobID: String = "", freelancerID: String = "", clientID: String = "") {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Rejection {
    public static let messageName = "tandem.v1.Rejection"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            default: break
            }
        }
    }
}

/// The client engaged an applicant.
public struct Hire: Message {
    /// Which application; empty when not known.
    public var applicationID = ""
    /// Which job.
    public var jobID = ""
    /// The applicant.
    public var freelancerID = ""
    /// The job's client; empty when not stated.
    public var clientID = ""
    /// Agreed price, for the whole job or an hour; in cents.
    public var amount: Int64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A hire; what is left out is at its default.
    public init(
        applicationID: String = "",
        jobID: String = "",
        freelancerID: String = "",
        clientID: String = "",
        amount: Int64 = 0
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
        self.amount = amount
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Hire {
    public static let messageName = "tandem.v1.Hire"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.string(4, clientID)
        writer.int64(5, amount)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&clientID)
            case 5: try reader.int64(&amount)
            default: break
            }
        }
    }
}
