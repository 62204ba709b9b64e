// Applications and invitations (marketplace.proto).
public import ProtobufWire

/// A freelancer applied to a job.
public struct Application: Message {
    /// By which later facts refer to this application.
    public var applicationID = ""
    /// The job applied to.
    public var jobID = ""
    /// Who applied.
    public var freelancerID = ""
    /// For the whole job or an hour, as the job is paid; in cents.
    public var bid: Int64 = 0
    /// In characters; nil when not known.
    public var coverLetterLength: UInt32?
    /// The application's text.
    public var coverLetter = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An application; what is left out is at its default.
    public init(
        applicationID: String = "",
        jobID: String = "",
        freelancerID: String = "",
        bid: Int64 = 0,
        coverLetterLength: UInt32? = nil,
        coverLetter: String = ""
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.bid = bid
        self.coverLetterLength = coverLetterLength
        self.coverLetter = coverLetter
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Application {
    public static let messageName = "tandem.v1.Application"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.int64(4, bid)
        writer.uint32(5, ifPresent: coverLetterLength)
        writer.string(6, coverLetter)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.int64(&bid)
            case 5: try reader.uint32(&coverLetterLength)
            case 6: try reader.string(&coverLetter)
            default: break
            }
        }
    }
}

/// A freelancer took an application back.
public struct ApplicationWithdrawn: Message {
    /// Which application; empty when not known.
    public var applicationID = ""
    /// Which job.
    public var jobID = ""
    /// Who had applied.
    public var freelancerID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An application withdrawn; what is left out is at its default.
    public init(applicationID: String = "", jobID: String = "", freelancerID: String = "") {
        self.applicationID = applicationID
        self.jobID = jobID
        self.freelancerID = freelancerID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ApplicationWithdrawn {
    public static let messageName = "tandem.v1.ApplicationWithdrawn"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, applicationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&applicationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            default: break
            }
        }
    }
}

/// A client asked a freelancer to apply.
public struct Invitation: Message {
    /// By which the response refers to this invitation.
    public var invitationID = ""
    /// The job to apply to.
    public var jobID = ""
    /// Who invites.
    public var clientID = ""
    /// Who is invited.
    public var freelancerID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An invitation; what is left out is at its default.
    public init(invitationID: String = "", jobID: String = "", clientID: String = "", freelancerID: String = "") {
        self.invitationID = invitationID
        self.jobID = jobID
        self.clientID = clientID
        self.freelancerID = freelancerID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Invitation {
    public static let messageName = "tandem.v1.Invitation"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, invitationID)
        writer.string(2, jobID)
        writer.string(3, clientID)
        writer.string(4, freelancerID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&invitationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&clientID)
            case 4: try reader.string(&freelancerID)
            default: break
            }
        }
    }
}

/// A freelancer answered an invitation.
public struct InvitationResponse: Message {
    /// The invitation answered.
    public var invitationID = ""
    /// The job it was for.
    public var jobID = ""
    /// Who was invited.
    public var freelancerID = ""
    /// Yes or no.
    public var accepted = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An invitation response; what is left out is at its default.
    public init(invitationID: String = "", jobID: String = "", freelancerID: String = "", accepted: Bool = false) {
        self.invitationID = invitationID
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.accepted = accepted
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension InvitationResponse {
    public static let messageName = "tandem.v1.InvitationResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, invitationID)
        writer.string(2, jobID)
        writer.string(3, freelancerID)
        writer.bool(4, accepted)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&invitationID)
            case 2: try reader.string(&jobID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.bool(&accepted)
            default: break
            }
        }
    }
}
