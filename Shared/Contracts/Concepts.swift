// From text to things: concepts and categories (query_understanding.proto).
public import ProtobufWire

/// What sort of thing a concept is.
public struct ConceptKind: Enumeration {
    /// Not known.
    public static let unspecified = ConceptKind(rawValue: 0)
    /// A branch of work, such as design.
    public static let category = ConceptKind(rawValue: 1)
    /// What people are, such as illustrator.
    public static let occupation = ConceptKind(rawValue: 2)
    /// What people can, such as drawing.
    public static let skill = ConceptKind(rawValue: 3)
    /// What people use, such as Photoshop.
    public static let tool = ConceptKind(rawValue: 4)
    /// What people deliver, such as a logo.
    public static let deliverable = ConceptKind(rawValue: 5)

    /// The number on the wire; others than the constants' come from newer programs.
    public var rawValue: Int32

    /// The value of a number, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The full name in the contract.
    public static let enumerationName = "tandem.v1.ConceptKind"

    /// Every constant with its name in the contract.
    public static let constants: [(value: ConceptKind, name: String)] = [
        (.unspecified, "CONCEPT_KIND_UNSPECIFIED"),
        (.category, "CONCEPT_KIND_CATEGORY"),
        (.occupation, "CONCEPT_KIND_OCCUPATION"),
        (.skill, "CONCEPT_KIND_SKILL"),
        (.tool, "CONCEPT_KIND_TOOL"),
        (.deliverable, "CONCEPT_KIND_DELIVERABLE"),
    ]
}

/// A concept that a text mentions, and how surely.
public struct ScoredConcept: Message {
    /// Such as "react".
    public var id = ""
    /// For a person to read, such as "React".
    public var label = ""
    /// What sort of thing it is.
    public var kind: ConceptKind = .unspecified
    /// (0, 1].
    public var score = 0.0
    /// All spellings under which profiles and posts may name it, as normalised keys: what to search for.
    public var keys: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A scored concept; what is left out is at its default.
    public init(
        id: String = "",
        label: String = "",
        kind: ConceptKind = .unspecified,
        score: Double = 0,
        keys: [String] = []
    ) {
        self.id = id
        self.label = label
        self.kind = kind
        self.score = score
        self.keys = keys
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ScoredConcept {
    public static let messageName = "tandem.v1.ScoredConcept"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.string(2, label)
        writer.enumeration(3, kind)
        writer.double(4, score)
        writer.repeatedString(5, keys)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.string(&label)
            case 3: try reader.enumeration(&kind)
            case 4: try reader.double(&score)
            case 5: try reader.repeatedString(&keys)
            default: break
            }
        }
    }
}

/// A category that a text may belong to.
public struct ScoredCategory: Message {
    /// As the log writes it.
    public var name = ""
    /// [0, 1].
    public var score = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A scored category; what is left out is at its default.
    public init(name: String = "", score: Double = 0) {
        self.name = name
        self.score = score
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ScoredCategory {
    public static let messageName = "tandem.v1.ScoredCategory"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.double(2, score)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.double(&score)
            default: break
            }
        }
    }
}

/// Asks for a concept by name.
public struct DescribeConceptRequest: Message {
    /// An identifier or any alias.
    public var name = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A describe concept request; what is left out is at its default.
    public init(name: String = "") {
        self.name = name
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension DescribeConceptRequest {
    public static let messageName = "tandem.v1.DescribeConceptRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            default: break
            }
        }
    }
}

/// A concept of work with its names and its place among the others.
public struct Concept: Message {
    /// Such as "react".
    public var id = ""
    /// For a person to read, such as "React".
    public var label = ""
    /// What sort of thing it is.
    public var kind: ConceptKind = .unspecified
    /// All names that it is found by.
    public var aliases: [String] = []
    /// Identifiers of wider concepts.
    public var broader: [String] = []
    /// Identifiers of narrower ones.
    public var narrower: [String] = []
    /// Identifiers of concepts often named together with it.
    public var related: [String] = []
    /// Learnt from the log rather than built in.
    public var learned = false
    /// Profiles that state it, so far.
    public var freelancers: UInt64 = 0
    /// Posts that state it, so far.
    public var jobs: UInt64 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A concept; what is left out is at its default.
    public init(
        id: String = "",
        label: String = "",
        kind: ConceptKind = .unspecified,
        aliases: [String] = [],
        broader: [String] = [],
        narrower: [String] = [],
        related: [String] = [],
        learned: Bool = false,
        freelancers: UInt64 = 0,
        jobs: UInt64 = 0
    ) {
        self.id = id
        self.label = label
        self.kind = kind
        self.aliases = aliases
        self.broader = broader
        self.narrower = narrower
        self.related = related
        self.learned = learned
        self.freelancers = freelancers
        self.jobs = jobs
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Concept {
    public static let messageName = "tandem.v1.Concept"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.string(2, label)
        writer.enumeration(3, kind)
        writer.repeatedString(4, aliases)
        writer.repeatedString(5, broader)
        writer.repeatedString(6, narrower)
        writer.repeatedString(7, related)
        writer.bool(8, learned)
        writer.uint64(9, freelancers)
        writer.uint64(10, jobs)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.string(&label)
            case 3: try reader.enumeration(&kind)
            case 4: try reader.repeatedString(&aliases)
            case 5: try reader.repeatedString(&broader)
            case 6: try reader.repeatedString(&narrower)
            case 7: try reader.repeatedString(&related)
            case 8: try reader.bool(&learned)
            case 9: try reader.uint64(&freelancers)
            case 10: try reader.uint64(&jobs)
            default: break
            }
        }
    }
}
