// Events about entities (marketplace.proto).
public import ProtobufWire

/// A freelancer changed some of the profile; what is absent or empty stays as it was.
public struct FreelancerUpdated: Message {
    /// Whose profile it is.
    public var freelancerID = ""
    /// The new title, when not empty.
    public var title = ""
    /// The new text, when not empty.
    public var overview = ""
    /// The whole new list, when not empty.
    public var skills: [String] = []
    /// The new category, when not empty.
    public var category = ""
    /// The new level, when stated.
    public var level: Level = .unspecified
    /// The new rate in cents, when not 0.
    public var hourlyRate: Int64 = 0
    /// The new country, when not empty.
    public var country = ""
    /// The new hours a week, when not 0.
    public var weeklyHours: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A freelancer updated; what is left out is at its default.
    public init(
        freelancerID: String = "",
        title: String = "",
        overview: String = "",
        skills: [String] = [],
        category: String = "",
        level: Level = .unspecified,
        hourlyRate: Int64 = 0,
        country: String = "",
        weeklyHours: UInt32 = 0
    ) {
        self.freelancerID = freelancerID
        self.title = title
        self.overview = overview
        self.skills = skills
        self.category = category
        self.level = level
        self.hourlyRate = hourlyRate
        self.country = country
        self.weeklyHours = weeklyHours
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension FreelancerUpdated {
    public static let messageName = "tandem.v1.FreelancerUpdated"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, freelancerID)
        writer.string(2, title)
        writer.string(3, overview)
        writer.repeatedString(4, skills)
        writer.string(5, category)
        writer.enumeration(6, level)
        writer.int64(7, hourlyRate)
        writer.string(8, country)
        writer.uint32(9, weeklyHours)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&freelancerID)
            case 2: try reader.string(&title)
            case 3: try reader.string(&overview)
            case 4: try reader.repeatedString(&skills)
            case 5: try reader.string(&category)
            case 6: try reader.enumeration(&level)
            case 7: try reader.int64(&hourlyRate)
            case 8: try reader.string(&country)
            case 9: try reader.uint32(&weeklyHours)
            default: break
            }
        }
    }
}

/// The job takes no more applications.
public struct JobClosed: Message {
    /// The job closed.
    public var jobID = ""
    /// Such as "filled", "cancelled", "expired"; empty when not stated.
    public var reason = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A job closed; what is left out is at its default.
    public init(jobID: String = "", reason: String = "") {
        self.jobID = jobID
        self.reason = reason
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension JobClosed {
    public static let messageName = "tandem.v1.JobClosed"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, jobID)
        writer.string(2, reason)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&jobID)
            case 2: try reader.string(&reason)
            default: break
            }
        }
    }
}

/// A visitor became a user.
public struct Signup: Message {
    /// Who signed up: a freelancer or a client, by `party`.
    public var userID = ""
    /// On which side.
    public var party: Party = .unspecified
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A signup; what is left out is at its default.
    public init(userID: String = "", party: Party = .unspecified) {
        self.userID = userID
        self.party = party
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Signup {
    public static let messageName = "tandem.v1.Signup"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, userID)
        writer.enumeration(2, party)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&userID)
            case 2: try reader.enumeration(&party)
            default: break
            }
        }
    }
}
