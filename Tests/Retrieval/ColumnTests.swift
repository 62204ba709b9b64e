import Retrieval
import Testing

struct ColumnTests {
    @Test func numericRangesEqualAScan() throws {
        var random = SplitMix(seed: 5)
        var column = NumericColumn()
        var values: [UInt32: Int64] = [:]
        for _ in 0..<2_000 {
            let document = UInt32(random.below(300))
            let value = random.below(5) == 0 ? nil : Int64(random.below(100)) - 50
            column.set(value, for: document)
            values[document] = value
            let low = Int64(random.below(100)) - 50
            for range in [low...low + Int64(random.below(40)), low...Int64.max, Int64.min...low] {
                #expect(column.documents(in: range) == Bitmap(values.filter { range.contains($0.value) }.keys))
            }
        }
        #expect(column.present == Bitmap(values.keys))
        let copy = try NumericColumn(serialized: column.serialized())
        for document in 0..<UInt32(310) { #expect(copy.value(of: document) == values[document]) }
    }

    @Test func categoriesEqualAScan() throws {
        var random = SplitMix(seed: 6)
        var column = CategoryColumn()
        var values: [UInt32: Set<String>] = [:]
        for step in 0..<2_000 {
            let document = UInt32(random.below(200))
            let set = (0..<random.below(4)).map { _ in "v\(random.below(12))" }
            column.set(set, for: document)
            values[document] = Set(set)
            if step % 500 == 250 { column = try CategoryColumn(serialized: column.serialized()) }
            let asked = (0..<1 + random.below(3)).map { _ in "v\(random.below(14))" }
            let some = values.filter { !$0.value.isDisjoint(with: asked) }.keys
            let all = values.filter { $0.value.isSuperset(of: asked) }.keys
            #expect(column.documents(withAnyOf: asked) == Bitmap(some))
            #expect(column.documents(withAllOf: asked) == Bitmap(all))
            #expect(Set(column.values(of: document)) == Set(set))
        }
        #expect(column.documents(withAnyOf: []).isEmpty && column.documents(withAllOf: []).isEmpty)
        for (value, count) in column.counts {
            #expect(count == values.values.filter { $0.contains(value) }.count)
        }
    }
}
