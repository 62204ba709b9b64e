/// One line of work in the simulated marketplace: its skills, its words and its prices.
///
/// Skills stand in an order in which neighbours belong together ("React" beside "TypeScript", "WordPress" beside
/// "PHP"): freelancers and jobs draw theirs around a centre, so that co-occurrence has a structure to find. Occupations
/// and deliverables follow the same order, so that the words of a post tell of its skills.
struct Trade: Sendable {
    /// The category as the marketplace writes it: "Web Development".
    let name: String
    /// What an intermediate freelancer asks for an hour, in currency units, where wages are highest.
    let wage: Double
    /// Hours of work in a typical fixed-price job.
    let hours: Double
    /// Share of jobs and freelancers, relative to the other trades.
    let share: Double
    /// Name of the trade that people of this one also work in.
    let neighbour: String
    /// What people of the trade call themselves, in lower case.
    let occupations: [String]
    /// At most 32, so that a set of them is one word.
    let skills: [Skill]
    /// What is made, with its article: "an online shop".
    let deliverables: [String]
    /// Sentences of a job post; slots as in `Phrase`.
    let tasks: [Phrase]

    /// A skill and how else people write it.
    struct Skill: Sendable {
        /// As the marketplace tags it.
        let name: String
        /// All ways to write it in running text, the name first.
        let spellings: [String]
    }

    /// Reads the tables of a trade.
    ///
    /// - Parameters:
    ///   - skills: One a line: `Name: other spelling, other spelling`.
    ///   - occupations: One a line, as are `deliverables` and `tasks`.
    init(
        name: String, wage: Double, hours: Double, share: Double, neighbour: String, occupations: String,
        skills: String, deliverables: String, tasks: String
    ) {
        self.name = name
        self.wage = wage
        self.hours = hours
        self.share = share
        self.neighbour = neighbour
        self.occupations = Self.lines(of: occupations)
        self.skills = Self.lines(of: skills).map { line in
            let halves = line.split(separator: ":", maxSplits: 1).map(String.init)
            let others = halves.count > 1 ? halves[1].split(separator: ",").map { $0.trimmedSpaces } : []
            return Skill(name: halves[0], spellings: [halves[0]] + others)
        }
        self.deliverables = Self.lines(of: deliverables)
        self.tasks = Self.lines(of: tasks).map(Phrase.init)
        precondition(self.skills.count <= 32, "a set of a trade's skills is one 32-bit word")
    }

    /// The names of a set of skills, in the trade's order.
    func names(of set: UInt32) -> [String] {
        var names: [String] = []
        var rest = set
        while rest != 0 {
            names.append(skills[rest.trailingZeroBitCount].name)
            rest &= rest - 1
        }
        return names
    }

    /// The non-empty lines of a table.
    static func lines(of table: String) -> [String] {
        table.split(separator: "\n").map { $0.trimmedSpaces }.filter { !$0.isEmpty }
    }

    /// All trades, in an order that never changes: drawings depend on it.
    static let all: [Trade] = [
        .webDevelopment, .mobileDevelopment, .dataScience, .operations, .design, .video, .writing, .translation,
        .marketing, .administration, .finance, .engineering,
    ]
}

extension Substring {
    fileprivate var trimmedSpaces: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
