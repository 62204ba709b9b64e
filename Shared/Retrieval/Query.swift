/// A field of the documents of an index: what it is called and how much a word in it counts.
public struct IndexField: Sendable, Equatable {
    /// For explanations.
    public let name: String
    /// How many times a word in this field counts against one in a field of weight 1; positive.
    public let weight: Double
    /// How much of a long field's length is held against it, in 0...1: BM25's b.
    public let lengthNormalization: Double

    /// A field, of weight 1 unless told otherwise.
    public init(_ name: String, weight: Double = 1, lengthNormalization: Double = 0.75) {
        precondition(weight > 0 && weight.isFinite, "the weight of a field must be positive and finite")
        precondition((0...1).contains(lengthNormalization), "length normalization must be in 0...1")
        self.name = name
        self.weight = weight
        self.lengthNormalization = lengthNormalization
    }
}

/// Some fields of an index, by their positions in its list of fields.
public struct FieldSet: OptionSet, Sendable, Hashable {
    /// Bit n stands for field n.
    public let rawValue: UInt64

    /// Fields by their bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Every field.
    public static let all = FieldSet(rawValue: .max)

    /// One field.
    public static func field(_ position: Int) -> FieldSet { FieldSet(rawValue: 1 << UInt64(position)) }
}

/// Terms that mean the same: a word, or a concept under all its spellings.
///
/// A document with any of them is scored once, as though all were one term.
public struct TermGroup: Sendable, Equatable {
    /// At least one; repeats count once.
    public var terms: [String]
    /// What the group's score is multiplied by.
    ///
    /// A group whose weight isn't positive and finite scores and matches nothing.
    public var weight: Double
    /// Where to look for the terms.
    public var fields: FieldSet

    /// A group of terms with one meaning.
    public init(_ terms: [String], weight: Double = 1, fields: FieldSet = .all) {
        self.terms = terms
        self.weight = weight
        self.fields = fields
    }

    /// A single term.
    public init(_ term: String, weight: Double = 1, fields: FieldSet = .all) {
        self.init([term], weight: weight, fields: fields)
    }
}

/// What to look for in an index.
///
/// A document matches if it has something of at least one scoring group, and something of every required group. Without
/// scoring groups every document that has the required ones matches, with score 0.
public struct Query: Sendable, Equatable {
    /// Each adds to the score of the documents that have it.
    ///
    /// A term wanted twice is given twice.
    public var groups: [TermGroup]
    /// A document must have each of these; they add nothing to its score.
    public var required: [TermGroup]

    /// A query out of groups.
    public init(_ groups: [TermGroup] = [], required: [TermGroup] = []) {
        self.groups = groups
        self.required = required
    }

    /// A query out of single terms of weight 1.
    public init(terms: [String]) {
        self.init(terms.map { TermGroup($0) })
    }
}

/// A document that matched.
public struct SearchHit: Sendable, Equatable {
    /// Its number.
    public let document: UInt32
    /// Its BM25F score; 0 if the query had no scoring groups.
    public let score: Double

    /// A hit with a score.
    public init(document: UInt32, score: Double) {
        self.document = document
        self.score = score
    }
}

/// What a search found.
public struct SearchResult: Sendable, Equatable {
    /// Best first; ties by the order asked for.
    public let hits: [SearchHit]
    /// How many documents matched in all.
    public let total: Int
}

/// Why a document has the score it has.
public struct Explanation: Sendable, Equatable {
    /// The score a search gives.
    public let score: Double
    /// What each term in each field gave, by group, then by term as the group lists them, then by field.
    ///
    /// They sum to the score, but for rounding.
    public let parts: [Part]

    /// One term in one field.
    public struct Part: Sendable, Equatable {
        /// Position of the group in the query.
        public let group: Int
        /// The term that the document has.
        public let term: String
        /// Position of the field in the index.
        public let field: Int
        /// How often the field has the term.
        public let occurrences: Int
        /// Its share of the score: the group's score, divided in proportion to weighted and normalized occurrences.
        public let score: Double
    }
}
