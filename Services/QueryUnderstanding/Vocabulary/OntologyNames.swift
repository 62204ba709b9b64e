import Contracts
import Text

/// The names of an ontology's concepts, ready to be looked up and to be found in texts.
struct OntologyNames {
    /// Finds labels, aliases and the words of identifiers; its identifiers are numbers of concepts.
    private(set) var matcher = PhraseMatcher()
    /// For each name's key, the concept it stands for; for an ambiguous one, the first of the tables.
    private(set) var numbersByKey: [String: UInt32] = [:]

    /// For each concept, the keys of its label and aliases, each once.
    private(set) var keys: [[String]] = []

    /// Collects all names, then their other numbers where these are not names themselves.
    init(_ ontology: Ontology) {
        for (number, concept) in ontology.concepts.enumerated() {
            var keys: [String] = []
            for name in [concept.label] + concept.aliases {
                matcher.insert(name, id: UInt32(number))
                let key = TermKey.make(name)
                add(key, UInt32(number))
                if !key.isEmpty, !keys.contains(key) { keys.append(key) }
            }
            self.keys.append(keys)
        }
        for (number, concept) in ontology.concepts.enumerated() {
            // The words of an identifier, as tag lists write them: "3d-design".
            addVariant(concept.id, UInt32(number))
            for name in [concept.label.lowercased()] + concept.aliases {
                guard let other = PluralForms.other(of: name) else { continue }
                let isOneWord = !name.utf8.contains(0x20)
                // Tools are names, and more of one is another word: "react" and "reacts", "notion" and "notions".
                if isOneWord, concept.kind == .tool || name.utf8.count < 4 { continue }
                addVariant(other, UInt32(number))
            }
        }
    }

    private mutating func addVariant(_ name: String, _ number: UInt32) {
        // "Wills" are a matter of family law, "will" is not.
        if StopWords.english.contains(name) { return }
        if matcher.ids(of: name).isEmpty { matcher.insert(name, id: number) }
        add(TermKey.make(name), number)
    }

    private mutating func add(_ key: String, _ number: UInt32) {
        if !key.isEmpty, numbersByKey[key] == nil { numbersByKey[key] = number }
    }
}
