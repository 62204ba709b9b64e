// What people looked for and looked at (marketplace.proto).
public import ProtobufWire

/// Somebody searched.
public struct Search: Message {
    /// By which later impressions and clicks refer to this search.
    public var searchID = ""
    /// Who did so; empty for a visitor not known.
    public var userID = ""
    /// Visit in which it happened; empty when not known.
    public var sessionID = ""
    /// The words typed.
    public var query = ""
    /// What was searched for: `Party.client` seeks freelancers, `Party.freelancer` seeks jobs.
    public var party: Party = .unspecified
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A search; what is left out is at its default.
    public init(
        searchID: String = "",
        userID: String = "",
        sessionID: String = "",
        query: String = "",
        party: Party = .unspecified
    ) {
        self.searchID = searchID
        self.userID = userID
        self.sessionID = sessionID
        self.query = query
        self.party = party
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Search {
    public static let messageName = "tandem.v1.Search"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, searchID)
        writer.string(2, userID)
        writer.string(3, sessionID)
        writer.string(4, query)
        writer.enumeration(5, party)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&searchID)
            case 2: try reader.string(&userID)
            case 3: try reader.string(&sessionID)
            case 4: try reader.string(&query)
            case 5: try reader.enumeration(&party)
            default: break
            }
        }
    }
}

/// A result was shown.
public struct Impression: Message {
    /// The search it came from; empty when not known.
    public var searchID = ""
    /// Who did so; empty for a visitor not known.
    public var userID = ""
    /// Visit in which it happened; empty when not known.
    public var sessionID = ""
    /// The freelancer shown, when it was one.
    public var freelancerID = ""
    /// The job shown, when it was one.
    public var jobID = ""
    /// From 1; 0 when not known.
    public var position: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An impression; what is left out is at its default.
    public init(
        searchID: String = "",
        userID: String = "",
        sessionID: String = "",
        freelancerID: String = "",
        jobID: String = "",
        position: UInt32 = 0
    ) {
        self.searchID = searchID
        self.userID = userID
        self.sessionID = sessionID
        self.freelancerID = freelancerID
        self.jobID = jobID
        self.position = position
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Impression {
    public static let messageName = "tandem.v1.Impression"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, searchID)
        writer.string(2, userID)
        writer.string(3, sessionID)
        writer.string(4, freelancerID)
        writer.string(5, jobID)
        writer.uint32(6, position)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&searchID)
            case 2: try reader.string(&userID)
            case 3: try reader.string(&sessionID)
            case 4: try reader.string(&freelancerID)
            case 5: try reader.string(&jobID)
            case 6: try reader.uint32(&position)
            default: break
            }
        }
    }
}

/// A result was clicked.
public struct Click: Message {
    /// The search it came from; empty when not known.
    public var searchID = ""
    /// Who did so; empty for a visitor not known.
    public var userID = ""
    /// Visit in which it happened; empty when not known.
    public var sessionID = ""
    /// The freelancer clicked, when it was one.
    public var freelancerID = ""
    /// The job clicked, when it was one.
    public var jobID = ""
    /// From 1; 0 when not known.
    public var position: UInt32 = 0
    /// How long the page stayed open.
    public var dwellMilliseconds: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A click; what is left out is at its default.
    public init(
        searchID: String = "",
        userID: String = "",
        sessionID: String = "",
        freelancerID: String = "",
        jobID: String = "",
        position: UInt32 = 0,
        dwellMilliseconds: UInt32 = 0
    ) {
        self.searchID = searchID
        self.userID = userID
        self.sessionID = sessionID
        self.freelancerID = freelancerID
        self.jobID = jobID
        self.position = position
        self.dwellMilliseconds = dwellMilliseconds
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Click {
    public static let messageName = "tandem.v1.Click"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, searchID)
        writer.string(2, userID)
        writer.string(3, sessionID)
        writer.string(4, freelancerID)
        writer.string(5, jobID)
        writer.uint32(6, position)
        writer.uint32(7, dwellMilliseconds)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&searchID)
            case 2: try reader.string(&userID)
            case 3: try reader.string(&sessionID)
            case 4: try reader.string(&freelancerID)
            case 5: try reader.string(&jobID)
            case 6: try reader.uint32(&position)
            case 7: try reader.uint32(&dwellMilliseconds)
            default: break
            }
        }
    }
}

/// A profile or a post was opened.
public struct View: Message {
    /// Who did so; empty for a visitor not known.
    public var userID = ""
    /// Visit in which it happened; empty when not known.
    public var sessionID = ""
    /// The freelancer whose profile was opened, when it was one.
    public var freelancerID = ""
    /// The job whose post was opened, when it was one.
    public var jobID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A view; what is left out is at its default.
    public init(userID: String = "", sessionID: String = "", freelancerID: String = "", jobID: String = "") {
        self.userID = userID
        self.sessionID = sessionID
        self.freelancerID = freelancerID
        self.jobID = jobID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension View {
    public static let messageName = "tandem.v1.View"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, userID)
        writer.string(2, sessionID)
        writer.string(3, freelancerID)
        writer.string(4, jobID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&userID)
            case 2: try reader.string(&sessionID)
            case 3: try reader.string(&freelancerID)
            case 4: try reader.string(&jobID)
            default: break
            }
        }
    }
}

/// A profile or a post was put on somebody's list.
public struct Save: Message {
    /// Whose list it is.
    public var userID = ""
    /// The freelancer saved, when it was one.
    public var freelancerID = ""
    /// The job saved, when it was one.
    public var jobID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A save; what is left out is at its default.
    public init(userID: String = "", freelancerID: String = "", jobID: String = "") {
        self.userID = userID
        self.freelancerID = freelancerID
        self.jobID = jobID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Save {
    public static let messageName = "tandem.v1.Save"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, userID)
        writer.string(2, freelancerID)
        writer.string(3, jobID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&userID)
            case 2: try reader.string(&freelancerID)
            case 3: try reader.string(&jobID)
            default: break
            }
        }
    }
}
