import Contracts

/// Concepts of work and how they hang together: what ships with the engine, unchanged by any log.
///
/// Concepts are numbered in the order of the tables. Links hold in both directions: a concept is narrower than its
/// broader ones, and related pairs are related either way.
struct Ontology: Sendable {
    /// One concept; links are numbers of concepts, ascending.
    struct Entry: Sendable, Equatable {
        var id: String
        var kind: ConceptKind
        var label: String
        var aliases: [String]
        var broader: [UInt32] = []
        var narrower: [UInt32] = []
        var related: [UInt32] = []
    }

    let concepts: [Entry]
    /// For each concept, all that are broader, at whatever distance; ascending.
    let ancestors: [[UInt32]]
    /// Changes whenever concepts come, go or change places, so that numbers stored under another ontology are not read.
    let fingerprint: UInt64
    private let numbers: [String: UInt32]

    /// The ontology of the built-in tables, or what is wrong with them.
    ///
    /// Read once a process.
    static let builtIn: Result<Ontology, OntologyError> = {
        do throws(OntologyError) {
            var rows: [ConceptRow] = []
            for (field, table) in BuiltInConcepts.tables {
                rows += try ConceptTable.parse(table, field: field)
            }
            return .success(try Ontology(rows))
        } catch {
            return .failure(error)
        }
    }()

    /// An ontology without concepts.
    static let empty = Ontology()

    private init() {
        concepts = []
        ancestors = []
        fingerprint = 0
        numbers = [:]
    }

    /// Links up rows that may stand in any order.
    ///
    /// Linear in rows and links, and in the pairs of ancestors.
    init(_ rows: [ConceptRow]) throws(OntologyError) {
        var numbers: [String: UInt32] = [:]
        for (number, row) in rows.enumerated() {
            guard numbers.updateValue(UInt32(number), forKey: row.id) == nil else {
                throw .duplicateIdentifier(row.id)
            }
        }
        var concepts = rows.map { Entry(id: $0.id, kind: $0.kind, label: $0.label, aliases: $0.aliases) }
        for (number, row) in rows.enumerated() {
            for target in row.broader {
                guard let broader = numbers[target] else { throw .unknownLink(from: row.id, to: target) }
                concepts[number].broader.append(broader)
                concepts[Int(broader)].narrower.append(UInt32(number))
            }
            for target in row.related {
                guard let related = numbers[target] else { throw .unknownLink(from: row.id, to: target) }
                concepts[number].related.append(related)
                concepts[Int(related)].related.append(UInt32(number))
            }
        }
        for number in concepts.indices {
            concepts[number].broader = Self.distinct(concepts[number].broader)
            concepts[number].narrower = Self.distinct(concepts[number].narrower)
            concepts[number].related = Self.distinct(concepts[number].related)
        }
        ancestors = try Self.ancestors(of: concepts)
        fingerprint = Self.fingerprint(of: concepts)
        self.concepts = concepts
        self.numbers = numbers
    }

    /// The number of a concept by its identifier.
    func number(of id: String) -> UInt32? { numbers[id] }

    private static func distinct(_ links: [UInt32]) -> [UInt32] { Array(Set(links)).sorted() }

    /// Goes through the concepts from the widest down; what is never reached lies on a cycle.
    private static func ancestors(of concepts: [Entry]) throws(OntologyError) -> [[UInt32]] {
        var result = [[UInt32]](repeating: [], count: concepts.count)
        var waiting = concepts.map(\.broader.count)
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < ready.count {
            let number = ready[next]
            next += 1
            result[number] = distinct(concepts[number].broader.flatMap { [$0] + result[Int($0)] })
            for narrower in concepts[number].narrower {
                waiting[Int(narrower)] -= 1
                if waiting[Int(narrower)] == 0 { ready.append(Int(narrower)) }
            }
        }
        if let stuck = waiting.firstIndex(where: { $0 > 0 }) { throw .cycle(concepts[stuck].id) }
        return result
    }

    /// FNV-1a over the identifiers and links.
    private static func fingerprint(of concepts: [Entry]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for concept in concepts {
            for name in [concept.id, concept.label] + concept.aliases {
                name.utf8.forEach(add)
                add(0)
            }
            for link in concept.broader + concept.related {
                add(UInt8(truncatingIfNeeded: link))
                add(UInt8(truncatingIfNeeded: link >> 8))
            }
            add(1)
        }
        return hash
    }
}
