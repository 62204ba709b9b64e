import Contracts
import Text

/// Reads the level of experience that a text asks for.
///
/// Words that name a level ("senior", "entry level") and years of experience ("5+ years") each speak for one level; the
/// level most of them speak for wins, the first named of equal ones. A word right behind a negation ("no senior") is
/// passed over, and so is one inside the name of a concept ("lead generation"), unless it is the last word of an
/// occupation ("Shopify expert").
struct LevelReader: Sendable {
    private let matcher: PhraseMatcher
    private static let levels: [Level] = [.entry, .intermediate, .expert]
    private static let negations: Set<String> = ["no", "not", "non", "isn't", "without", "than", "never"]
    private static let years: Set<String> = ["year", "years", "yr", "yrs"]

    /// Makes the matcher of all phrases.
    init() {
        var matcher = PhraseMatcher()
        for (phrases, level) in [(Self.entry, Level.entry), (Self.intermediate, .intermediate), (Self.expert, .expert)]
        {
            for phrase in phrases { matcher.insert(phrase, id: UInt32(level.rawValue)) }
        }
        self.matcher = matcher
    }

    private static let entry = [
        "junior", "jr", "entry level", "beginner", "novice", "intern", "trainee", "fresher", "newbie", "rookie",
        "no experience", "no prior experience", "new freelancer", "new freelancers",
    ]
    private static let intermediate = [
        "intermediate", "mid level", "midlevel", "mid weight", "medior", "middle level", "medium level",
        "some experience", "semi senior",
    ]
    /// Without "experienced" and "expertise", which posts of every level are full of.
    private static let expert = [
        "senior", "sr", "expert", "lead developer", "lead engineer", "lead designer", "lead artist", "tech lead",
        "technical lead", "team lead", "principal engineer", "principal developer", "very experienced", "seasoned",
        "guru", "veteran", "highly skilled", "highly experienced", "top rated", "advanced level",
        "extensive experience", "expert level", "ninja", "rockstar",
    ]

    /// The level a text asks for, unspecified if it says nothing.
    ///
    /// - Parameters:
    ///   - text: The whole text.
    ///   - names: Tokens that are names of concepts, of occupations without their last word; ascending.
    func level(of text: TokenizedText, names: [Range<Int>]) -> Level {
        var votes = [0, 0, 0]
        var first: [Int?] = [nil, nil, nil]
        func vote(_ level: Level, at token: Int) {
            guard let index = Self.levels.firstIndex(of: level) else { return }
            votes[index] += 1
            if first[index] == nil { first[index] = token }
        }
        for match in matcher.matches(in: text) {
            let isNegated =
                match.tokens.lowerBound > 0
                && Self.negations.contains(text.string(text.tokens[match.tokens.lowerBound - 1]))
            guard !isNegated, !Self.lies(match.tokens, within: names) else { continue }
            for id in match.ids { vote(Level(rawValue: Int32(id)), at: match.tokens.lowerBound) }
        }
        for (index, token) in text.tokens.enumerated() where index > 0 && Self.years.contains(text.string(token)) {
            if let level = level(ofYearsBefore: index, in: text) { vote(level, at: index) }
        }
        let most = votes.max() ?? 0
        guard most > 0 else { return .unspecified }
        let winners = votes.indices.filter { votes[$0] == most }
        return winners.min { (first[$0] ?? 0) < (first[$1] ?? 0) }.map { Self.levels[$0] } ?? .unspecified
    }

    /// What a number of years asks for, if the next words speak of experience; four years or less are intermediate.
    private func level(ofYearsBefore index: Int, in text: TokenizedText) -> Level? {
        guard let years = text.number(text.tokens[index - 1]), years <= 60 else { return nil }
        let next = text.tokens[(index + 1)...].prefix(4).map { text.string($0) }
        guard next.contains(where: { $0.hasPrefix("experience") || $0 == "exp" }) else { return nil }
        return years >= 5 ? .expert : years >= 2 ? .intermediate : .entry
    }

    /// Whether tokens lie in one of some ascending, disjoint ranges.
    private static func lies(_ tokens: Range<Int>, within ranges: [Range<Int>]) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= tokens.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].overlaps(tokens)
    }
}
