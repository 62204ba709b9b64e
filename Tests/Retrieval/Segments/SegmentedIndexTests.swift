import Foundation
import Retrieval
import Testing

struct SegmentedIndexTests {
    private typealias Field = SegmentedIndex.Field

    private static let scoring = [
        IndexField("title", weight: 3, lengthNormalization: 0.5), IndexField("text"),
        IndexField("skills", weight: 2, lengthNormalization: 0),
    ]
    private static let fields = [
        SegmentedIndex.Field(scoring[0], storesPositions: true, storesPayloads: true),
        SegmentedIndex.Field(scoring[1]), SegmentedIndex.Field(scoring[2], storesPositions: true),
    ]

    private func contents(_ random: inout SplitMix) -> [[String]] {
        (0..<random.below(4)).map { _ in (0..<random.below(9)).map { _ in "t\(random.skewed(below: 30))" } }
    }

    private func group(_ random: inout SplitMix) -> TermGroup {
        let terms = (0..<1 + [0, 0, 1, 2][random.below(4)]).map { _ in "t\(random.skewed(below: 33))" }
        let mask = random.below(2) == 0 ? FieldSet.all : FieldSet(rawValue: UInt64(1 + random.below(7)))
        return TermGroup(terms, weight: [1, 0.5, 2, 0][random.below(4)], fields: mask)
    }

    private func expectEqual(_ left: [SearchHit], _ right: [SearchHit]) throws {
        try #require(left.count == right.count)
        for (left, right) in zip(left, right) {
            try #require(abs(left.score - right.score) <= 1e-12 * max(1, right.score))
        }
    }

    /// After a merge nothing of what was removed is left, so that statistics are those of the definition.
    @Test(arguments: 1...5)
    func equalsTheDefinitionWhateverHappens(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let options = SegmentedIndex.Options(bufferedOccurrences: 150, mergeFactor: 3)
        var index = try SegmentedIndex(directory: directory, fields: Self.fields, options: options)
        var naive = NaiveIndex(fields: Self.scoring, saturation: 1.2)
        for step in 0..<400 {
            let document = UInt32(random.below(80) * 3)
            if random.below(4) == 0 {
                #expect(index.remove(document) == (naive.documents.removeValue(forKey: document) != nil))
            } else {
                let contents = contents(&random)
                try index.update(document, contents)
                naive.documents[document] = contents
            }
            if step % 23 == 9 { try index.commit() }
            if step % 61 == 50 {
                try index.commit()
                index = try SegmentedIndex(directory: directory, fields: Self.fields, options: options)
            }
            guard step % 37 == 30 else { continue }
            try index.merge()
            #expect(index.segmentCount <= 1 && index.count == naive.documents.count)
            for _ in 0..<20 {
                let query = Query(
                    (0..<random.below(4)).map { _ in group(&random) },
                    required: (0..<[0, 0, 1, 2][random.below(4)]).map { _ in group(&random) })
                let expected = naive.search(query).map { SearchHit(document: $0.document, score: $0.score) }
                let limit = random.below(12)
                let hits = index.search(query, limit: limit)
                #expect(hits == index.search(query, limit: limit, strategy: .exhaustive))
                try expectEqual(hits, Array(expected.prefix(limit)))
                #expect(index.count(query) == expected.count)
            }
        }
    }

    /// Over several segments and blocks, with documents removed: what is left out never was among the best.
    @Test(arguments: 1...4)
    func pruningChangesNothingTiesIncluded(seed: UInt64) throws {
        var random = SplitMix(seed: seed * 77)
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let index = try SegmentedIndex(
            directory: directory, fields: Self.fields, options: .init(bufferedOccurrences: 30_000))
        for document in 0..<UInt32(4_000) {
            // Few lengths and few words, so that many documents tie.
            let text = (0..<4 * (1 + random.below(3))).map { _ in "t\(random.skewed(below: 400))" }
            try index.update(document &* 7 % 4_001, [["t\(random.skewed(below: 60))"], text])
        }
        try index.commit()
        for _ in 0..<300 { index.remove(UInt32(random.below(4_000))) }
        try index.commit()
        #expect(index.segmentCount > 1)
        let filter = Bitmap((0..<2_500).map { _ in UInt32(random.below(4_000)) })
        for round in 0..<150 {
            let several = round % 3 == 0
            let query = Query(
                (0..<1 + random.below(5)).map { _ in
                    several ? group(&random) : TermGroup("t\(random.skewed(below: 400))")
                },
                required: round % 10 == 0 ? [TermGroup("t\(random.below(5))")] : [])
            let limit = [1, 3, 10, 100, 5_000][random.below(5)]
            let restricted = round % 4 == 0 ? filter : nil
            let even: ((UInt32) -> Bool)? = round % 7 == 0 ? { $0 % 2 == 0 } : nil
            let pruned = index.search(query, limit: limit, filter: restricted, where: even)
            let all = index.search(query, limit: limit, filter: restricted, where: even, strategy: .exhaustive)
            #expect(pruned == all)
            #expect(pruned.count == min(limit, index.count(query, filter: restricted, where: even)))
            let isOrdered = zip(all, all.dropFirst()).allSatisfy {
                $0.score > $1.score || ($0.score == $1.score && $0.document < $1.document)
            }
            #expect(isOrdered)
        }
    }

    @Test func phrasesAndOccurrencesAreThoseOfTheText() throws {
        var random = SplitMix(seed: 12)
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let index = try SegmentedIndex(
            directory: directory, fields: Self.fields, options: .init(bufferedOccurrences: 700, mergeFactor: 2))
        var texts: [UInt32: [String]] = [:]
        for document in 0..<UInt32(400) {
            let text = (0..<random.below(14)).map { _ in "t\(random.skewed(below: 9))" }
            texts[document] = text
            try index.update(document) { writer in
                for (position, term) in text.enumerated() {
                    writer.add(term, field: 0, payload: Array("\(term)@\(position)".utf8.prefix(position)))
                    writer.add(term, field: 2, position: 2 * position)
                }
            }
        }
        for document in stride(from: UInt32(0), to: 400, by: 5) { index.remove(document) }
        try index.commit()
        for document in stride(from: UInt32(0), to: 400, by: 5) { texts[document] = nil }
        for isMerged in [false, true] {
            if isMerged { try index.merge() }
            for _ in 0..<60 {
                let words = (0..<1 + random.below(3)).map { _ in "t\(random.skewed(below: 9))" }
                let expected = texts.filter { _, text in
                    text.indices.contains { text[$0...].starts(with: words) }
                }.keys.sorted()
                let hits = index.search(Query(), phrases: [Phrase(words)], limit: 1_000)
                #expect(hits.map(\.document) == expected)
                let ranked = index.search(Query(terms: words), phrases: [Phrase(words)], limit: 1_000)
                #expect(ranked.map(\.document).sorted() == expected)
                #expect(index.count(Query(terms: words), phrases: [Phrase(words)]) == expected.count)
                let apart = index.search(Query(), phrases: [Phrase(words, field: 2)], limit: 1_000)
                #expect(words.count == 1 ? apart.map(\.document) == expected : apart.isEmpty)
            }
            for document in stride(from: UInt32(1), to: 400, by: 17) {
                for term in ["t0", "t3", "t7"] {
                    let positions = (texts[document] ?? []).indices.filter { texts[document]?[$0] == term }
                    let expected = positions.map {
                        Occurrence(position: $0, payload: Array("\(term)@\($0)".utf8.prefix($0)))
                    }
                    #expect(index.occurrences(of: term, field: 0, in: document) == expected)
                    #expect(
                        index.occurrences(of: term, field: 2, in: document).map(\.position) == positions.map { 2 * $0 })
                    #expect(index.occurrences(of: term, field: 1, in: document).isEmpty)
                }
            }
        }
        #expect(index.search(Query(), phrases: [Phrase(["t0"], field: 1)], limit: 5).isEmpty)
        #expect(index.search(Query(), phrases: [Phrase([])], limit: 5).isEmpty)
    }

    /// Positions given by callers, great and wrong ones too, against the rule in plain numbers.
    @Test func positionsEndWhereTheirNumbersDo() throws {
        let last = Int(UInt32.max)
        let cases: [[Int?]] = [
            [last, nil, nil], [last - 1, nil, nil, 3], [last + 1, 0], [.max, .max, nil], [.min, nil, -1, 9],
            [4, last, last - 7, nil], [nil, nil, 7, 7, 7],
        ]
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let index = try SegmentedIndex(directory: directory, fields: Self.fields)
        for (document, positions) in cases.enumerated() {
            try index.update(UInt32(document)) { writer in
                for (place, position) in positions.enumerated() {
                    writer.add("all", field: 2, position: position)
                    writer.add("t\(place)", field: 0, position: position, payload: [UInt8(place)])
                }
            }
        }
        try index.commit()
        for isMerged in [false, true] {
            if isMerged { try index.merge() }
            for (document, positions) in cases.enumerated() {
                var next = 0
                var expected: [Int] = []
                for (place, position) in positions.enumerated() {
                    let stands = min(max(position ?? next, next), last)
                    next = min(stands + 1, last)
                    expected.append(stands)
                    #expect(
                        index.occurrences(of: "t\(place)", field: 0, in: UInt32(document))
                            == [Occurrence(position: stands, payload: [UInt8(place)])])
                }
                #expect(index.occurrences(of: "all", field: 2, in: UInt32(document)).map(\.position) == expected)
            }
            #expect(index.search(Query(), phrases: [Phrase(["t0", "t1"])], limit: 9).map(\.document) == [1, 4, 6])
        }
    }

    @Test func searchesSeeWhatWasCommittedAndNothingElse() throws {
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let fields = [SegmentedIndex.Field(IndexField("text"))]
        let index = try SegmentedIndex(directory: directory, fields: fields)
        let query = Query(terms: ["a"])
        try index.update(1, [["a"]])
        #expect(index.search(query, limit: 9).isEmpty)
        try index.commit()
        #expect(index.search(query, limit: 9).map(\.document) == [1])
        try index.update(1, [["b"]])
        index.remove(1)
        try index.update(2, [["a", "a"]])
        #expect(index.search(query, limit: 9).map(\.document) == [1])
        // Another process that opens the directory sees the last commit.
        let reader = try SegmentedIndex(directory: directory, fields: fields)
        #expect(reader.search(query, limit: 9).map(\.document) == [1])
        try index.commit()
        #expect(index.search(query, limit: 9).map(\.document) == [2])
        #expect(reader.search(query, limit: 9).map(\.document) == [1])
        try index.merge()
        #expect(reader.search(query, limit: 9).map(\.document) == [1], "files that are gone stay mapped")
        #expect(try SegmentedIndex(directory: directory, fields: fields).search(query, limit: 9).map(\.document) == [2])
        #expect(index.documentFrequency(of: "a") == 1 && index.documentFrequency(of: "b") == 0)
        #expect(throws: SnapshotError.self) {
            try SegmentedIndex(directory: directory, fields: [SegmentedIndex.Field(IndexField("other"))])
        }
    }

    @Test func damagedFilesAreRefused() throws {
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let index = try SegmentedIndex(directory: directory, fields: Self.fields)
        for document in 0..<UInt32(300) { try index.update(document, [["a", "b\(document)"], ["c"]]) }
        try index.commit()
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            let path = directory + "/" + name
            let bytes = try fileBytes(path)
            for position in stride(from: 0, to: bytes.count, by: 101) where !(16..<32).contains(position) {
                var damaged = bytes
                damaged[position] ^= 4
                try writeFile(damaged, path)
                #expect(throws: SnapshotError.self) { try SegmentedIndex(directory: directory, fields: Self.fields) }
            }
            try writeFile(Array(bytes.dropLast()), path)
            #expect(throws: SnapshotError.self) { try SegmentedIndex(directory: directory, fields: Self.fields) }
            try writeFile(bytes, path)
        }
        #expect(try SegmentedIndex(directory: directory, fields: Self.fields).count == 300)
    }

    @Test func theSameDocumentsGiveTheSameBytes() throws {
        var files: [[UInt8]] = []
        for _ in 0..<2 {
            var random = SplitMix(seed: 5)
            let directory = try temporaryPath()
            defer { removeFile(directory) }
            let index = try SegmentedIndex(
                directory: directory, fields: Self.fields, options: .init(bufferedOccurrences: 400))
            for document in 0..<UInt32(200) { try index.update(document, contents(&random)) }
            try index.merge()
            for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted() {
                files.append(try fileBytes(directory + "/" + name))
            }
        }
        #expect(files.count == 4 && files[0] == files[2] && files[1] == files[3])
    }
}
