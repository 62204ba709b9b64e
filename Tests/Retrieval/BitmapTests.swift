import Retrieval
import Testing

struct BitmapTests {
    @Test func equalsASet() {
        var random = SplitMix(seed: 3)
        for _ in 0..<300 {
            let left = Set((0..<random.below(50)).map { _ in UInt32(random.below(400)) })
            let right = Set((0..<random.below(50)).map { _ in UInt32(random.below(200)) })
            var bitmap = Bitmap(left)
            #expect(bitmap.numbers == left.sorted() && bitmap.count == left.count && bitmap.isEmpty == left.isEmpty)
            bitmap.formUnion(Bitmap(right))
            #expect(bitmap == Bitmap(left.union(right)))
            bitmap = Bitmap(right)
            bitmap.formIntersection(Bitmap(left))
            #expect(bitmap.numbers == left.intersection(right).sorted())
            bitmap = Bitmap(left)
            bitmap.formIntersection(Bitmap(right))
            #expect(bitmap.numbers == left.intersection(right).sorted())
            bitmap = Bitmap(left)
            bitmap.subtract(Bitmap(right))
            #expect(bitmap == Bitmap(left.subtracting(right)))
            for number in right { bitmap.insert(number) }
            for number in left { bitmap.remove(number) }
            #expect(bitmap == Bitmap(right.subtracting(left)))
            #expect(bitmap.contains(7) == right.subtracting(left).contains(7))
            let bound = random.below(200)
            #expect(Bitmap(below: bound).numbers == (0..<UInt32(bound)).map { $0 })
        }
    }
}
