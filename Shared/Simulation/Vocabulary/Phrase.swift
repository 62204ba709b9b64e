/// A sentence with slots in braces, such as "We use {skill} here", cut once so that filling it is copying.
struct Phrase: Sendable {
    /// What a slot stands for.
    enum Slot: String, Sendable {
        case deliverable
        case business
        case skill
        case skills
        case occupation
        case industry
        case hours
        case days
        case years
        case country
        case company
    }

    /// Bytes to copy, or a slot to fill.
    enum Piece: Sendable {
        case text([UInt8])
        case slot(Slot)
    }

    let pieces: [Piece]

    /// Cuts a sentence; a word in braces that is no slot stays as it is.
    init(_ sentence: String) {
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var rest = Substring(sentence)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open].utf8
            let word = rest[rest.index(after: open)..<close]
            if let slot = Slot(rawValue: String(word)) {
                if !text.isEmpty { pieces.append(.text(text)) }
                text = []
                pieces.append(.slot(slot))
            } else {
                text += rest[open...close].utf8
            }
            rest = rest[rest.index(after: close)...]
        }
        text += rest.utf8
        if !text.isEmpty { pieces.append(.text(text)) }
        self.pieces = pieces
    }

    /// The phrases of a table, one a line.
    static func table(_ lines: String) -> [Phrase] {
        Trade.lines(of: lines).map(Phrase.init)
    }
}

/// What fills the slots of phrases: the words of one post or profile.
struct Words {
    var deliverable = ""
    var business = ""
    var occupation = ""
    var industry = ""
    var country = ""
    var company = ""
    /// Spellings, in the order in which they are mentioned; `skill` takes the next one.
    var skills: [String] = []
    var nextSkill = 0
    var hours = 0
    var days = 0
    var years = 0

    /// Appends the phrase with its slots filled.
    mutating func fill(_ phrase: Phrase, into text: inout [UInt8]) {
        for piece in phrase.pieces {
            switch piece {
            case .text(let bytes): text += bytes
            case .slot(let slot): append(slot, to: &text)
            }
        }
    }

    private mutating func append(_ slot: Phrase.Slot, to text: inout [UInt8]) {
        switch slot {
        case .deliverable: text += deliverable.utf8
        case .business: text += business.utf8
        case .occupation: text += occupation.utf8
        case .industry: text += industry.utf8
        case .country: text += country.utf8
        case .company: text += company.utf8
        case .hours: text += String(hours).utf8
        case .days: text += String(days).utf8
        case .years: text += String(years).utf8
        case .skill:
            guard !skills.isEmpty else { return }
            text += skills[nextSkill % skills.count].utf8
            nextSkill += 1
        case .skills:
            for (index, skill) in skills.prefix(3).enumerated() {
                if index > 0 { text += (index == min(skills.count, 3) - 1 ? " and " : ", ").utf8 }
                text += skill.utf8
            }
        }
    }
}
