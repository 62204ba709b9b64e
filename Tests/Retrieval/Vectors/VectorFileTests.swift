import Retrieval
import Testing

struct VectorFileTests {
    private func makeIndex(count: UInt32 = 300) throws -> VectorIndex {
        var random = SplitMix(seed: 8)
        let index = VectorIndex(
            VectorIndex.Configuration(dimension: 5, metric: .cosine, links: 4, constructionBreadth: 20, seed: 3))
        for document in 0..<count { try index.update(document * 3, random.vector(5)) }
        return index
    }

    @Test func anOpenedFileAnswersAndGrowsAsTheIndexThatWasSaved() throws {
        let path = try temporaryPath()
        defer { removeFile(path) }
        let index = try makeIndex()
        for document in 0..<UInt32(20) { index.remove(document * 9) }
        try index.save(to: path)
        let bytes = try fileBytes(path)
        let opened = try VectorIndex(opening: path)
        #expect(opened.configuration == index.configuration && opened.documents == index.documents)
        var random = SplitMix(seed: 2)
        for round in 0..<200 {
            let query = random.vector(5)
            #expect(try opened.search(query, limit: 7) == index.search(query, limit: 7))
            let vector = random.vector(5)
            for index in [index, opened] {
                try index.update(UInt32(round * 5), vector)
                index.remove(UInt32(round * 7))
            }
        }
        #expect(try fileBytes(path) == bytes, "what happens to an opened index leaves its file alone")
    }

    @Test func anEmptyIndexIsAFileToo() throws {
        let path = try temporaryPath()
        defer { removeFile(path) }
        try VectorIndex(VectorIndex.Configuration(dimension: 2)).save(to: path)
        let opened = try VectorIndex(opening: path)
        try opened.update(1, [1, 2])
        #expect(try opened.search([0, 0], limit: 3) == [VectorHit(document: 1, distance: 5)])
    }

    @Test func damagedFilesAreRefused() throws {
        let path = try temporaryPath()
        defer { removeFile(path) }
        try makeIndex(count: 40).save(to: path)
        let bytes = try fileBytes(path)
        for position in stride(from: 0, to: bytes.count, by: 61) {
            var damaged = bytes
            damaged[position] ^= 0x10
            // The zeros of the header are covered by nothing, and mean nothing.
            if (16..<32).contains(position) { continue }
            try writeFile(damaged, path)
            #expect(throws: SnapshotError.self) { try VectorIndex(opening: path) }
        }
        for count in stride(from: 0, to: bytes.count, by: 97) {
            try writeFile(Array(bytes[..<count]), path)
            #expect(throws: SnapshotError.self) { try VectorIndex(opening: path) }
        }
        try writeFile(bytes + [0], path)
        #expect(throws: SnapshotError.self) { try VectorIndex(opening: path) }
        #expect(throws: SnapshotError.self) { try VectorIndex(opening: path + ".missing") }
    }
}
