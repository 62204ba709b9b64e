// Who and what the marketplace consists of (marketplace.proto).
public import ProtobufWire

/// Somebody who does jobs.
public struct Freelancer: Message {
    /// The source's own.
    public var id = ""
    /// When the account was made, in microseconds; 0 when not known.
    public var joinedAt: Int64 = 0
    /// One line: "Full-stack developer".
    public var title = ""
    /// The profile's text.
    public var overview = ""
    /// Skills the freelancer claims to have, as the marketplace writes them.
    public var skills: [String] = []
    /// As the marketplace writes it; empty when not stated.
    public var category = ""
    /// Experience on offer.
    public var level: Level = .unspecified
    /// Asked for an hour, in cents.
    public var hourlyRate: Int64 = 0
    /// ISO 3166-1 alpha-2, such as "PT".
    public var country = ""
    /// Minutes east of UTC.
    public var utcOffset: Int32 = 0
    /// Hours a week on offer; 0 when not stated.
    public var weeklyHours: UInt32 = 0
    /// When the record was last changed; 0 when not stated.
    public var updatedAt: Int64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A freelancer; what is left out is at its default.
    public init(
        id: String = "",
        joinedAt: Int64 = 0,
        title: String = "",
        overview: String = "",
        skills: [String] = [],
        category: String = "",
        level: Level = .unspecified,
        hourlyRate: Int64 = 0,
        country: String = "",
        utcOffset: Int32 = 0,
        weeklyHours: UInt32 = 0,
        updatedAt: Int64 = 0
    ) {
        self.id = id
        self.joinedAt = joinedAt
        self.title = title
        self.overview = overview
        self.skills = skills
        self.category = category
        self.level = level
        self.hourlyRate = hourlyRate
        self.country = country
        self.utcOffset = utcOffset
        self.weeklyHours = weeklyHours
        self.updatedAt = updatedAt
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Freelancer {
    public static let messageName = "tandem.v1.Freelancer"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.int64(2, joinedAt)
        writer.string(3, title)
        writer.string(4, overview)
        writer.repeatedString(5, skills)
        writer.string(6, category)
        writer.enumeration(7, level)
        writer.int64(8, hourlyRate)
        writer.string(9, country)
        writer.sint32(10, utcOffset)
        writer.uint32(11, weeklyHours)
        writer.int64(12, updatedAt)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.int64(&joinedAt)
            case 3: try reader.string(&title)
            case 4: try reader.string(&overview)
            case 5: try reader.repeatedString(&skills)
            case 6: try reader.string(&category)
            case 7: try reader.enumeration(&level)
            case 8: try reader.int64(&hourlyRate)
            case 9: try reader.string(&country)
            case 10: try reader.sint32(&utcOffset)
            case 11: try reader.uint32(&weeklyHours)
            case 12: try reader.int64(&updatedAt)
            default: break
            }
        }
    }
}

/// Somebody who posts jobs.
public struct Client: Message {
    /// The source's own.
    public var id = ""
    /// When the account was made, in microseconds; 0 when not known.
    public var joinedAt: Int64 = 0
    /// Of the person or company.
    public var name = ""
    /// The profile's text.
    public var about = ""
    /// ISO 3166-1 alpha-2, such as "PT".
    public var country = ""
    /// Minutes east of UTC.
    public var utcOffset: Int32 = 0
    /// As the marketplace writes it.
    public var industry = ""
    /// When the record was last changed; 0 when not stated.
    public var updatedAt: Int64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A client; what is left out is at its default.
    public init(
        id: String = "",
        joinedAt: Int64 = 0,
        name: String = "",
        about: String = "",
        country: String = "",
        utcOffset: Int32 = 0,
        industry: String = "",
        updatedAt: Int64 = 0
    ) {
        self.id = id
        self.joinedAt = joinedAt
        self.name = name
        self.about = about
        self.country = country
        self.utcOffset = utcOffset
        self.industry = industry
        self.updatedAt = updatedAt
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Client {
    public static let messageName = "tandem.v1.Client"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.int64(2, joinedAt)
        writer.string(3, name)
        writer.string(4, about)
        writer.string(5, country)
        writer.sint32(6, utcOffset)
        writer.string(7, industry)
        writer.int64(8, updatedAt)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.int64(&joinedAt)
            case 3: try reader.string(&name)
            case 4: try reader.string(&about)
            case 5: try reader.string(&country)
            case 6: try reader.sint32(&utcOffset)
            case 7: try reader.string(&industry)
            case 8: try reader.int64(&updatedAt)
            default: break
            }
        }
    }
}

/// A job post.
public struct Job: Message {
    /// The source's own.
    public var id = ""
    /// Who posted it.
    public var clientID = ""
    /// One line: "Mobile app for a bakery".
    public var title = ""
    /// The post's text.
    public var description = ""
    /// Skills asked for, as the marketplace writes them.
    public var skills: [String] = []
    /// As the marketplace writes it; empty when not stated.
    public var category = ""
    /// Experience asked for.
    public var level: Level = .unspecified
    /// How it is paid.
    public var pay: Pay = .unspecified
    /// For the whole job, in cents; with `Pay.fixed`.
    public var budget: Int64 = 0
    /// An hour, in cents; with `Pay.hourly`.
    public var hourlyMinimum: Int64 = 0
    /// An hour, in cents; with `Pay.hourly`.
    public var hourlyMaximum: Int64 = 0
    /// Countries the client prefers freelancers from; empty for any.
    public var countries: [String] = []
    /// How long the work is expected to take, in days; 0 when not stated.
    public var durationDays: UInt32 = 0
    /// When it was posted, in microseconds.
    public var postedAt: Int64 = 0
    /// When the post was last changed; 0 when not stated.
    public var updatedAt: Int64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A job; what is left out is at its default.
    public init(
        id: String = "",
        clientID: String = "",
        title: String = "",
        description: String = "",
        skills: [String] = [],
        category: String = "",
        level: Level = .unspecified,
        pay: Pay = .unspecified,
        budget: Int64 = 0,
        hourlyMinimum: Int64 = 0,
        hourlyMaximum: Int64 = 0,
        countries: [String] = [],
        durationDays: UInt32 = 0,
        postedAt: Int64 = 0,
        updatedAt: Int64 = 0
    ) {
        self.id = id
        self.clientID = clientID
        self.title = title
        self.description = description
        self.skills = skills
        self.category = category
        self.level = level
        self.pay = pay
        self.budget = budget
        self.hourlyMinimum = hourlyMinimum
        self.hourlyMaximum = hourlyMaximum
        self.countries = countries
        self.durationDays = durationDays
        self.postedAt = postedAt
        self.updatedAt = updatedAt
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Job {
    public static let messageName = "tandem.v1.Job"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.string(2, clientID)
        writer.string(3, title)
        writer.string(4, description)
        writer.repeatedString(5, skills)
        writer.string(6, category)
        writer.enumeration(7, level)
        writer.enumeration(8, pay)
        writer.int64(9, budget)
        writer.int64(10, hourlyMinimum)
        writer.int64(11, hourlyMaximum)
        writer.repeatedString(12, countries)
        writer.uint32(13, durationDays)
        writer.int64(14, postedAt)
        writer.int64(15, updatedAt)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.string(&clientID)
            case 3: try reader.string(&title)
            case 4: try reader.string(&description)
            case 5: try reader.repeatedString(&skills)
            case 6: try reader.string(&category)
            case 7: try reader.enumeration(&level)
            case 8: try reader.enumeration(&pay)
            case 9: try reader.int64(&budget)
            case 10: try reader.int64(&hourlyMinimum)
            case 11: try reader.int64(&hourlyMaximum)
            case 12: try reader.repeatedString(&countries)
            case 13: try reader.uint32(&durationDays)
            case 14: try reader.int64(&postedAt)
            case 15: try reader.int64(&updatedAt)
            default: break
            }
        }
    }
}
