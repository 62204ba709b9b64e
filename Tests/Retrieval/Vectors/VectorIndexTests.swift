import Retrieval
import Testing

struct VectorIndexTests {
    private typealias Configuration = VectorIndex.Configuration

    private static let metrics: [VectorMetric] = [.squaredEuclidean, .innerProduct, .cosine]

    /// What is near, by the definition, in double precision.
    private func distance(_ left: [Float], _ right: [Float], _ metric: VectorMetric) -> Double {
        let dot = zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        func norm(_ vector: [Float]) -> Double { vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot() }
        switch metric {
        case .squaredEuclidean:
            return zip(left, right).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
        case .innerProduct: return 1 - dot
        case .cosine: return norm(left) * norm(right) == 0 ? 1 : 1 - dot / (norm(left) * norm(right))
        }
    }

    @Test(arguments: metrics)
    func distancesAreThoseOfTheDefinition(metric: VectorMetric) throws {
        var random = SplitMix(seed: 1)
        for dimension in Array(1...20) + [31, 32, 33, 64, 300] {
            let vectors = (0..<20).map { _ in random.vector(dimension) } + [[Float](repeating: 0, count: dimension)]
            for element in [VectorElement.float32, .int8] {
                let index = VectorIndex(Configuration(dimension: dimension, metric: metric, element: element))
                for (document, vector) in vectors.enumerated() { try index.update(UInt32(document), vector) }
                let query = random.vector(dimension)
                let hits = try index.exactSearch(query, limit: 100)
                #expect(hits.count == vectors.count)
                let scale = metric == .cosine ? 1 : Double(dimension) * 4
                for hit in hits {
                    let expected = distance(query, vectors[Int(hit.document)], metric)
                    let tolerance = (element == .float32 ? 1e-6 : 0.02) * scale
                    #expect(abs(Double(hit.distance) - expected) <= tolerance)
                }
                #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.distance <= $1.distance })
            }
        }
    }

    /// Rounding aside, a vector of bytes is near what the vector that it stands for is near.
    @Test(arguments: metrics)
    func distancesOfBytesAreThoseOfWhatTheyStandFor(metric: VectorMetric) throws {
        var random = SplitMix(seed: 6)
        for dimension in Array(1...40) + [127, 128, 129, 1_000] {
            let index = VectorIndex(Configuration(dimension: dimension, metric: metric, element: .int8))
            for document in 0..<UInt32(12) { try index.update(document, random.vector(dimension)) }
            // Products of two greatest bytes are the greatest sums that 16 bits must hold.
            try index.update(12, [Float](repeating: 1, count: dimension))
            try index.update(13, [Float](repeating: -1, count: dimension))
            for document in index.documents.numbers {
                let query = try #require(index.vector(of: document))
                for hit in try index.exactSearch(query, limit: 100) {
                    let other = try #require(index.vector(of: hit.document))
                    // A query is stored as bytes too, which scaling to length one leaves as they are.
                    let plain: VectorMetric = metric == .cosine ? .innerProduct : metric
                    let expected = distance(query, other, plain)
                    let tolerance = metric == .cosine ? 0.02 : 2e-6 * Double(dimension)
                    #expect(abs(Double(hit.distance) - expected) <= tolerance)
                }
            }
        }
    }

    /// With as many candidates as vectors nothing is left out, so whatever happened to the links, answers are exact.
    @Test(arguments: [VectorElement.float32, .int8], [UInt64(1), 2, 3])
    func aSearchThatKeepsAllIsExactWhateverHappens(element: VectorElement, seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let configuration = Configuration(
            dimension: 7, element: element, links: 3, constructionBreadth: 8, seed: seed)
        var index = VectorIndex(configuration)
        var vectors: [UInt32: [Float]] = [:]
        let path = try temporaryPath()
        defer { removeFile(path) }
        for step in 0..<600 {
            let document = UInt32(random.below(150))
            if random.below(3) == 0 {
                #expect(index.remove(document) == (vectors.removeValue(forKey: document) != nil))
            } else {
                let vector = random.vector(7)
                try index.update(document, vector)
                vectors[document] = vector
            }
            if step % 97 == 60 { index.compact() }
            if step % 151 == 100 {
                try index.save(to: path)
                index = try VectorIndex(opening: path)
            }
            #expect(index.count == vectors.count && index.contains(document) == (vectors[document] != nil))
            guard step % 5 == 0 else { continue }
            let query = random.vector(7)
            let filter = random.below(2) == 0 ? nil : Bitmap((0..<60).map { _ in UInt32(random.below(150)) })
            let excluded = random.below(2) == 0 ? nil : Bitmap((0..<60).map { _ in UInt32(random.below(150)) })
            let predicate: ((UInt32) -> Bool)? = random.below(3) == 0 ? { $0 % 3 != 1 } : nil
            let limit = random.below(20)
            let exact = try index.exactSearch(
                query, limit: limit, filter: filter, excluding: excluded, where: predicate)
            let found = try index.search(
                query, limit: limit, breadth: 10_000, filter: filter, excluding: excluded, where: predicate)
            #expect(found == exact)
            let passing = vectors.keys.filter {
                filter?.contains($0) ?? true && !(excluded?.contains($0) ?? false) && predicate?($0) ?? true
            }
            #expect(exact.count == min(limit, passing.count))
            #expect(exact.allSatisfy { passing.contains($0.document) })
            if element == .float32, let last = exact.last {
                let nearer = passing.filter {
                    distance(query, vectors[$0] ?? [], .squaredEuclidean) < Double(last.distance) - 1e-5
                }
                #expect(nearer.count < exact.count)
            }
        }
        #expect(index.documents.numbers == vectors.keys.sorted())
    }

    @Test(arguments: [VectorElement.float32, .int8])
    func findsNearlyAllNeighborsAmongClusters(element: VectorElement) throws {
        var random = SplitMix(seed: 9)
        let centers = (0..<40).map { _ in random.vector(24) }
        func draw() -> [Float] { zip(centers[random.below(40)], random.vector(24)).map { $0 + 0.5 * $1 } }
        let index = VectorIndex(Configuration(dimension: 24, element: element, constructionBreadth: 100))
        for document in 0..<UInt32(1_500) { try index.update(document, draw()) }
        // A third is replaced, a third removed: the links around them must be mended.
        for document in 0..<UInt32(500) { try index.update(document, draw()) }
        for document in 500..<UInt32(1_000) { index.remove(document) }
        for isCompact in [false, true] {
            if isCompact { index.compact() }
            var found = 0
            var foundOfFew = 0
            var foundOfFewExpected = 0
            var foundOfHalf = 0
            for _ in 0..<100 {
                let query = draw()
                func common(_ breadth: Int, _ filter: Bitmap?) throws -> Int {
                    let exact = Set(try index.exactSearch(query, limit: 10, filter: filter).map(\.document))
                    let hits = try index.search(query, limit: 10, breadth: breadth, filter: filter)
                    return hits.count { exact.contains($0.document) }
                }
                found += try common(64, nil)
                foundOfHalf += try common(64, Bitmap((0..<750).map { UInt32($0 * 2) }))
                let few = Bitmap((0..<20).map { UInt32($0 * 25) })
                foundOfFew += try common(10, few)
                foundOfFewExpected += 10
            }
            #expect(found >= 980)
            #expect(foundOfHalf >= 980)
            #expect(foundOfFew == foundOfFewExpected, "few that pass are compared one by one")
        }
    }

    /// With links that only point in different directions it is 1,930 or so.
    @Test func aNarrowSearchFindsNearlyAllToo() throws {
        var random = SplitMix(seed: 9)
        let centers = (0..<40).map { _ in random.vector(24) }
        func draw() -> [Float] { zip(centers[random.below(40)], random.vector(24)).map { $0 + 0.5 * $1 } }
        let index = VectorIndex(Configuration(dimension: 24, constructionBreadth: 100))
        for document in 0..<UInt32(5_000) { try index.update(document, draw()) }
        var found = 0
        for _ in 0..<200 {
            let query = draw()
            let exact = Set(try index.exactSearch(query, limit: 10).map(\.document))
            found += try index.search(query, limit: 10, breadth: 12).count { exact.contains($0.document) }
        }
        #expect(found >= 1_970)
    }

    @Test func theSameCallsGiveTheSameBytes() throws {
        let paths = try (0..<3).map { _ in try temporaryPath() }
        defer { paths.forEach(removeFile) }
        for (path, seed) in zip(paths, [UInt64(5), 5, 6]) {
            var random = SplitMix(seed: 4)
            let index = VectorIndex(Configuration(dimension: 9, constructionBreadth: 40, seed: seed))
            for document in 0..<UInt32(500) { try index.update(document % 400, random.vector(9)) }
            for document in 0..<UInt32(30) { index.remove(document * 7) }
            try index.save(to: path)
        }
        let files = try paths.map(fileBytes)
        #expect(files[0] == files[1])
        #expect(files[0] != files[2], "another seed makes another graph")
    }

    @Test func refusesWrongVectors() throws {
        let index = VectorIndex(Configuration(dimension: 3))
        #expect(throws: VectorError.self) { try index.update(0, [1, 2]) }
        #expect(throws: VectorError.self) { try index.update(0, [1, .nan, 2]) }
        #expect(throws: VectorError.self) { try index.update(0, [1, .infinity, 2]) }
        #expect(throws: VectorError.self) { try index.search([1, 2, 3e15], limit: 1) }
        #expect(try index.search([1, 2, 3], limit: 5).isEmpty, "nothing is found in an empty index")
        #expect(index.count == 0)
        try index.update(7, [1e15, -1e15, 1e15])
        try index.update(8, [0, 0, 0])
        #expect(try index.search([1, 2, 3], limit: 5).map(\.document) == [8, 7])
    }

    @Test func equalDistancesGoByNumber() throws {
        let index = VectorIndex(Configuration(dimension: 2))
        for document in [5, 3, 9, 1] as [UInt32] { try index.update(document, [1, 1]) }
        #expect(try index.search([0, 1], limit: 9).map(\.document) == [1, 3, 5, 9])
        #expect(try index.search([0, 1], limit: 9).allSatisfy { $0.distance == 1 })
    }
}
