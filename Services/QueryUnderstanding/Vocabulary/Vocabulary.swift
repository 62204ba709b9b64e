import Contracts
import Text

/// All concepts there are, built-in and learnt, with every spelling that names them.
///
/// Concepts have numbers: those of the ontology first, then, in order of first sight, those that only the log knows. A
/// spelling is a skill exactly as profiles and posts write it; each stands for one concept, for good. The same
/// spellings in the same order give the same numbers, so the spellings alone are enough to write a vocabulary down.
struct Vocabulary {
    /// What the vocabulary holds at most; what comes later and is new is passed over.
    enum Limit {
        static let learnedConcepts = 100_000
        static let spellings = 400_000
        static let spellingsOfConcept = 64
        static let spellingBytes = 128
        static let spellingTokens = 8
    }

    /// The part that no log changes.
    let ontology: Ontology
    /// Identifiers of the learnt concepts.
    private(set) var learnedIDs: [String] = []
    /// Finds names in texts; its identifiers are numbers of concepts.
    private(set) var matcher: PhraseMatcher

    private let ontologyKeys: [[String]]
    private var numbersByKey: [String: UInt32]
    private var spellings = StringInterner()
    private var conceptOfSpelling: [UInt32] = []
    private var usesOfSpelling: [UInt32] = []
    private var spellingsOfConcept: [[UInt32]]

    /// The vocabulary before the first fact: the built-in ontology.
    init() {
        self = Self.builtIn
    }

    private static let builtIn = Vocabulary((try? Ontology.builtIn.get()) ?? .empty)

    /// The vocabulary of an ontology.
    init(_ ontology: Ontology) {
        self.ontology = ontology
        let names = OntologyNames(ontology)
        matcher = names.matcher
        ontologyKeys = names.keys
        numbersByKey = names.numbersByKey
        spellingsOfConcept = [[UInt32]](repeating: [], count: ontology.concepts.count)
    }

    // MARK: Concepts

    /// How many concepts there are.
    var conceptCount: Int { ontology.concepts.count + learnedIDs.count }

    func isLearned(_ concept: UInt32) -> Bool { Int(concept) >= ontology.concepts.count }

    func id(of concept: UInt32) -> String {
        isLearned(concept) ? learnedIDs[learnedIndex(concept)] : ontology.concepts[Int(concept)].id
    }

    func kind(of concept: UInt32) -> ConceptKind {
        isLearned(concept) ? .skill : ontology.concepts[Int(concept)].kind
    }

    /// The name to show: a learnt concept's is its commonest spelling.
    func label(of concept: UInt32) -> String {
        isLearned(concept) ? loggedName(of: concept) : ontology.concepts[Int(concept)].label
    }

    /// The spelling that profiles and posts use most, or the label while they use none.
    func loggedName(of concept: UInt32) -> String {
        var best: UInt32?
        for spelling in spellingsOfConcept[Int(concept)] {
            if best.map({ usesOfSpelling[Int(spelling)] > usesOfSpelling[Int($0)] }) ?? true { best = spelling }
        }
        guard let best, isLearned(concept) || usesOfSpelling[Int(best)] > 0 else {
            return isLearned(concept) ? id(of: concept) : ontology.concepts[Int(concept)].label
        }
        return spellings.string(best)
    }

    /// Every name there is for a concept but the label: aliases, then spellings of the log.
    func names(of concept: UInt32) -> [String] {
        let aliases = isLearned(concept) ? [] : ontology.concepts[Int(concept)].aliases
        return aliases + spellingsOfConcept[Int(concept)].map { spellings.string($0) }
    }

    /// Label, aliases and the log's spellings as keys, each once.
    func keys(of concept: UInt32) -> [String] {
        var result = isLearned(concept) ? [id(of: concept)] : ontologyKeys[Int(concept)]
        for spelling in spellingsOfConcept[Int(concept)] {
            let key = TermKey.make(spellings.string(spelling))
            if !result.contains(key) { result.append(key) }
        }
        return result
    }

    /// The concepts that a name may stand for: an identifier, a label, an alias or a spelling, however written.
    ///
    /// More than one if the name is ambiguous, those of the tables' order first.
    func concepts(named name: String) -> [UInt32] {
        if let number = ontology.number(of: name) { return [number] }
        let matched = matcher.ids(of: name)
        if !matched.isEmpty { return matched }
        return numbersByKey[TermKey.make(name)].map { [$0] } ?? []
    }

    // MARK: Spellings

    /// How many spellings there are.
    var spellingCount: Int { spellings.count }

    /// A spelling as it was written.
    func text(ofSpelling spelling: UInt32) -> String { spellings.string(spelling) }

    /// The concept that a spelling stands for.
    @inline(__always)
    func concept(ofSpelling spelling: UInt32) -> UInt32 { conceptOfSpelling[Int(spelling)] }

    /// Notes that a profile or a post writes a spelling, or does so no longer.
    mutating func changeUses(ofSpelling spelling: UInt32, by change: Int) {
        usesOfSpelling[Int(spelling)] = UInt32(clamping: Int(usesOfSpelling[Int(spelling)]) + change)
    }

    /// The number of a skill as somebody wrote it, learning it if it is new.
    ///
    /// Nil if it names nothing, if it is too long, or if the vocabulary is full. A new spelling stands for what its words name already, singular or plural; if they name nothing, a concept is
    /// learnt. Constant time for spellings seen before.
    mutating func spelling(of skill: String) -> UInt32? {
        if let known = spellings.find(skill) { return known }
        guard skill.utf8.count <= Limit.spellingBytes else { return nil }
        let key = TermKey.make(skill)
        guard !key.isEmpty else { return nil }
        if let concept = knownConcept(skill, key: key) { return addSpelling(skill, key: key, of: concept) }
        guard learnedIDs.count < Limit.learnedConcepts, spellings.count < Limit.spellings else { return nil }
        let concept = UInt32(conceptCount)
        learnedIDs.append(key)
        spellingsOfConcept.append([])
        return addSpelling(skill, key: key, of: concept)
    }

    private func knownConcept(_ skill: String, key: String) -> UInt32? {
        if let number = preferred(matcher.ids(of: skill)) { return number }
        if let number = numbersByKey[key] { return number }
        guard let other = PluralForms.other(of: key), let number = numbersByKey[other] else { return nil }
        // One-word tools are names: "oracles" are not several Oracle databases.
        let isNameOfTool = kind(of: number) == .tool && !key.utf8.contains(UInt8(ascii: "-"))
        return isNameOfTool ? nil : number
    }

    /// Of the concepts an ambiguous name has, the one a list of skills is most likely to mean.
    private func preferred(_ concepts: [UInt32]) -> UInt32? {
        concepts.min { rank(kind(of: $0)) < rank(kind(of: $1)) }
    }

    private func rank(_ kind: ConceptKind) -> Int {
        let order: [ConceptKind] = [.tool, .skill, .deliverable, .category, .occupation]
        return order.firstIndex(of: kind) ?? order.count
    }

    private mutating func addSpelling(_ skill: String, key: String, of concept: UInt32) -> UInt32? {
        guard spellings.count < Limit.spellings else { return nil }
        guard spellingsOfConcept[Int(concept)].count < Limit.spellingsOfConcept else {
            return spellingsOfConcept[Int(concept)].first
        }
        let spelling = spellings.intern(skill)
        conceptOfSpelling.append(concept)
        usesOfSpelling.append(0)
        spellingsOfConcept[Int(concept)].append(spelling)
        if numbersByKey[key] == nil { numbersByKey[key] = concept }
        if isLearned(concept), Self.canStandInText(skill, tokenizer: matcher.tokenizer) {
            matcher.insert(skill, id: concept)
        }
        return spelling
    }

    /// Whether finding a learnt name in a text can mean anything: stop words and bare numbers can't.
    private static func canStandInText(_ skill: String, tokenizer: Tokenizer) -> Bool {
        let text = tokenizer.tokenize(skill)
        guard text.tokens.count <= Limit.spellingTokens else { return false }
        return text.tokens.contains { token in
            token.kind != .number && token.kind != .money && !StopWords.english.contains(text.string(token))
        }
    }

    private func learnedIndex(_ concept: UInt32) -> Int { Int(concept) - ontology.concepts.count }
}
