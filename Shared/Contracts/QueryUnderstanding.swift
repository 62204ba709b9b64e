// From text to things: what a text speaks of (query_understanding.proto).
public import ProtobufWire

/// From text to things: concepts of work and categories.
public enum QueryUnderstandingService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.QueryUnderstanding"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [understand, describeConcept] }

    /// Mentions, concepts, skills and categories of a text: a query, a job post or a profile.
    public static let understand = UnaryMethod<UnderstandRequest, UnderstandResponse>(
        "tandem.v1.QueryUnderstanding/Understand")

    /// One concept with its names and its place among the others.
    ///
    /// NOT_FOUND when there is none of that name.
    public static let describeConcept = UnaryMethod<DescribeConceptRequest, Concept>(
        "tandem.v1.QueryUnderstanding/DescribeConcept")
}

/// Asks what a text speaks of.
public struct UnderstandRequest: Message {
    /// At most 1 MiB of UTF-8.
    public var text = ""
    /// How many categories to answer with; 0 means 3, at most 50.
    public var categoryLimit: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A understand request; what is left out is at its default.
    public init(text: String = "", categoryLimit: UInt32 = 0) {
        self.text = text
        self.categoryLimit = categoryLimit
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension UnderstandRequest {
    public static let messageName = "tandem.v1.UnderstandRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, text)
        writer.uint32(2, categoryLimit)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&text)
            case 2: try reader.uint32(&categoryLimit)
            default: break
            }
        }
    }
}

/// What a text speaks of.
public struct UnderstandResponse: Message {
    /// The text as it was matched: Unicode-normalised, lower case, single spaces.
    public var normalizedText = ""
    /// In order of their start; they don't overlap.
    public var mentions: [Mention] = []
    /// Every concept mentioned, once, best first.
    public var concepts: [ScoredConcept] = []
    /// Best first; scores sum to 1 over all categories.
    public var categories: [ScoredCategory] = []
    /// Skills and tools among `concepts`, as this marketplace's log writes them: what to put into Job.skills.
    public var skills: [String] = []
    /// Level the text asks for.
    public var level: Level = .unspecified
    /// What the text's words and concepts were matched against.
    public var appliedSequence: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A understand response; what is left out is at its default.
    public init(
        normalizedText: String = "",
        mentions: [Mention] = [],
        concepts: [ScoredConcept] = [],
        categories: [ScoredCategory] = [],
        skills: [String] = [],
        level: Level = .unspecified,
        appliedSequence: UInt64 = 0
    ) {
        self.normalizedText = normalizedText
        self.mentions = mentions
        self.concepts = concepts
        self.categories = categories
        self.skills = skills
        self.level = level
        self.appliedSequence = appliedSequence
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension UnderstandResponse {
    public static let messageName = "tandem.v1.UnderstandResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, normalizedText)
        writer.repeatedMessage(2, mentions)
        writer.repeatedMessage(3, concepts)
        writer.repeatedMessage(4, categories)
        writer.repeatedString(5, skills)
        writer.enumeration(6, level)
        writer.uint64(7, appliedSequence)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&normalizedText)
            case 2: try reader.repeatedMessage(&mentions)
            case 3: try reader.repeatedMessage(&concepts)
            case 4: try reader.repeatedMessage(&categories)
            case 5: try reader.repeatedString(&skills)
            case 6: try reader.enumeration(&level)
            case 7: try reader.uint64(&appliedSequence)
            default: break
            }
        }
    }
}

/// A stretch of the text that names a concept.
public struct Mention: Message {
    /// In bytes of the request's UTF-8 text, half open.
    public var start: UInt32 = 0
    /// In bytes, behind the last one.
    public var end: UInt32 = 0
    /// The stretch itself.
    public var text = ""
    /// Identifier of the concept, such as "react".
    public var conceptID = ""
    /// (0, 1]: how sure it is that these words mean this concept.
    public var score = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A mention; what is left out is at its default.
    public init(start: UInt32 = 0, end: UInt32 = 0, text: String = "", conceptID: String = "", score: Double = 0) {
        self.start = start
        self.end = end
        self.text = text
        self.conceptID = conceptID
        self.score = score
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Mention {
    public static let messageName = "tandem.v1.Mention"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint32(1, start)
        writer.uint32(2, end)
        writer.string(3, text)
        writer.string(4, conceptID)
        writer.double(5, score)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint32(&start)
            case 2: try reader.uint32(&end)
            case 3: try reader.string(&text)
            case 4: try reader.string(&conceptID)
            case 5: try reader.double(&score)
            default: break
            }
        }
    }
}
