import Contracts
import Testing
import Text

@testable import QueryUnderstanding

@Suite("The built-in ontology")
struct OntologyTests {
    @Test func isWhole() throws {
        let ontology = try Ontology.builtIn.get()
        #expect(ontology.concepts.count >= 400)
        #expect(Set(ontology.concepts.map(\.id)).count == ontology.concepts.count)
        for (number, concept) in ontology.concepts.enumerated() {
            #expect(ontology.number(of: concept.id) == UInt32(number))
            #expect(!concept.label.isEmpty && concept.kind != .unspecified)
            #expect(concept.kind == .category || !concept.broader.isEmpty, "\(concept.id) belongs nowhere")
            #expect(!ontology.ancestors[number].contains(UInt32(number)), "\(concept.id) is broader than itself")
            for name in [concept.label] + concept.aliases {
                #expect(TermKey.make(name) != "", "\(concept.id) has a name without letters")
                #expect(Tokenizer().tokenize(name).tokens.count <= 8, "\(name) is a sentence")
            }
        }
    }

    @Test func linksHoldInBothDirections() throws {
        let concepts = try Ontology.builtIn.get().concepts
        for (number, concept) in concepts.enumerated() {
            for broader in concept.broader { #expect(concepts[Int(broader)].narrower.contains(UInt32(number))) }
            for narrower in concept.narrower { #expect(concepts[Int(narrower)].broader.contains(UInt32(number))) }
            for related in concept.related { #expect(concepts[Int(related)].related.contains(UInt32(number))) }
        }
    }

    @Test func everyConceptIsFoundByEachOfItsNames() throws {
        let ontology = try Ontology.builtIn.get()
        let vocabulary = Vocabulary(ontology)
        var ambiguous: Set<String> = []
        for (number, concept) in ontology.concepts.enumerated() {
            for name in [concept.id, concept.label, concept.label.uppercased()] + concept.aliases {
                let found = vocabulary.concepts(named: name)
                #expect(found.contains(UInt32(number)), "\(name) doesn't find \(concept.id)")
                if found.count > 1 { ambiguous.insert(name) }
            }
        }
        #expect(!ambiguous.isEmpty && ambiguous.count < 40, "\(ambiguous.sorted())")
        #expect(vocabulary.concepts(named: "no such thing at all").isEmpty)
    }

    @Test func aFaultyTableSaysWhere() {
        #expect(throws: OntologyError.malformedLine(field: "x", line: 2, reason: "5 fields instead of 6")) {
            try ConceptTable.parse("# c\na | skill | A | |", field: "x")
        }
        #expect(throws: OntologyError.malformedLine(field: "x", line: 1, reason: "\"craft\" is no kind of concept")) {
            try ConceptTable.parse("a | craft | A | | |", field: "x")
        }
        #expect(throws: OntologyError.duplicateIdentifier("a")) {
            try Ontology(try ConceptTable.parse("a | skill | A | | |\na | tool | B | | |", field: "x"))
        }
        #expect(throws: OntologyError.unknownLink(from: "a", to: "b")) {
            try Ontology(try ConceptTable.parse("a | skill | A | | b |", field: "x"))
        }
        #expect(throws: OntologyError.cycle("a")) {
            try Ontology(try ConceptTable.parse("a | skill | A | | b |\nb | skill | B | | a |", field: "x"))
        }
    }

    @Test(arguments: [
        ("landing page", "landing pages"), ("companies", "company"), ("brush", "brushes"), ("logos", "logo"),
        ("boxes", "box"), ("web site", "web sites"),
    ])
    func pluralsAndSingulars(_ name: String, _ other: String) {
        #expect(PluralForms.other(of: name) == other)
    }

    @Test(arguments: ["css", "analysis", "status", "c++", "ai", "web3", "canvas", "日本語", ""])
    func whatHasNoOtherNumber(_ name: String) {
        #expect(PluralForms.other(of: name) == nil)
    }
}
