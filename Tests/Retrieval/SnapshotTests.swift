import Retrieval
import Testing

struct SnapshotTests {
    private func index() -> InvertedIndex {
        var index = InvertedIndex(fields: [IndexField("title", weight: 2), IndexField("text")])
        index.update(3, [["a", "b"], ["b", "c", "c"]])
        index.update(0, [[], ["é", "東"]])
        index.update(7, [["gone"], []])
        index.remove(7)
        return index
    }

    @Test func comesBackEqual() throws {
        let index = index()
        let copy = try InvertedIndex(serialized: index.serialized())
        #expect(copy.fields == index.fields && copy.saturation == index.saturation)
        let isSame = copy.serialized() == index.serialized()
        #expect(isSame)
        #expect(copy.documentFrequency(of: "gone") == 0)
        let query = Query(terms: ["b", "東", "c"])
        #expect(copy.search(query, limit: 9) == index.search(query, limit: 9))
    }

    @Test func noDamagedByteIsBelieved() {
        let bytes = index().serialized()
        for count in bytes.indices {
            #expect(throws: SnapshotError.self) { try InvertedIndex(serialized: Array(bytes[..<count])) }
            var damaged = bytes
            damaged[count] ^= 0x10
            #expect(throws: SnapshotError.self) { try InvertedIndex(serialized: damaged) }
        }
        #expect(throws: SnapshotError.self) { try NumericColumn(serialized: bytes) }
        #expect(throws: SnapshotError.self) { try CategoryColumn(serialized: []) }
    }

    /// Contents that contradict themselves are refused even when their checksum is right.
    @Test func noImpossibleContentIsBelieved() {
        let bytes = index().serialized()
        for position in 8..<bytes.count - 8 {
            for bit in [0, 3, 7] {
                var damaged = Array(bytes.dropLast(8))
                damaged[position] ^= 1 << bit
                let sum = damaged.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
                withUnsafeBytes(of: sum.littleEndian) { damaged.append(contentsOf: $0) }
                // Either an error, or an index that works: never a trap.
                if let read = try? InvertedIndex(serialized: damaged), read.fields.count == 2 {
                    #expect(read.search(Query(), limit: 9).total == read.count)
                }
            }
        }
    }
}
