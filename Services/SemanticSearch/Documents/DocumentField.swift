import Retrieval

/// The fields of what is indexed, alike for freelancers and jobs.
///
/// Words are stemmed; names that stand for themselves (skills, categories, countries) are indexed whole as well, behind
/// ``keyMark``, which no word begins with. So a concept finds what has it as a skill, a word finds what speaks of it.
enum DocumentField: Int, CaseIterable {
    /// Words of the one line that says who it is or what is asked for.
    case title
    /// Words of the profile or of the post.
    case text
    /// Skills stated or asked for: each whole, and its words.
    case skills
    /// The category, whole and in words.
    case category
    /// Of a freelancer, or those a job prefers; whole only, so that no word finds them.
    case country
    /// Titles and skills of the jobs that a freelancer applied to or was hired for.
    case work

    /// What names begin with that are indexed whole.
    static let keyMark = "="

    /// In explanations.
    var name: String {
        switch self {
        case .title: "title"
        case .text: "text"
        case .skills: "skills"
        case .category: "category"
        case .country: "country"
        case .work: "work"
        }
    }

    /// What BM25 needs to know.
    ///
    /// A skill or a title says in two words what a text says in two hundred, so a word there counts more, and a long
    /// list of skills is held against them less than a long text. Work counts least: applying is not yet being able to.
    var indexField: IndexField {
        switch self {
        case .title: IndexField(name, weight: 2, lengthNormalization: 0.5)
        case .text: IndexField(name, weight: 1, lengthNormalization: 0.75)
        case .skills: IndexField(name, weight: 2, lengthNormalization: 0.5)
        case .category: IndexField(name, weight: 1, lengthNormalization: 0)
        case .country: IndexField(name, weight: 1, lengthNormalization: 0)
        case .work: IndexField(name, weight: 0.5, lengthNormalization: 0.75)
        }
    }

    /// For a group of terms that may be in this field only.
    var only: FieldSet { .field(rawValue) }

    /// An index with these fields.
    static func makeIndex() -> InvertedIndex { InvertedIndex(fields: allCases.map(\.indexField)) }
}

/// How much of a document is indexed; what is beyond is kept and shown, but not searched.
enum IndexLimit {
    static let titleWords = 64
    static let textWords = 4_096
    static let skills = 128
    static let countries = 64
    /// Latest jobs of a freelancer that make up the field of work.
    static let workJobs = 64
    /// Terms of the title, and of the skills, of each of these.
    static let workTerms = 32
    /// Longest token in bytes; longer ones are addresses or noise.
    static let tokenBytes = 64
    /// Longest name of a skill, a category or a country in bytes.
    static let nameBytes = 256
}
