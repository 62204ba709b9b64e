/// Which rows are in which leaf of a tree that grows: each leaf's rows are neighbours in one list.
final class RowPartition {
    /// The rows, leaf by leaf, within a leaf in ascending order.
    let rows: NumberBuffer<Int32>
    private let scratch: NumberBuffer<Int32>
    /// How many rows take part.
    private(set) var count = 0
    private var begins: [Int] = []
    private var counts: [Int] = []

    /// Creates a partition for at most so many rows.
    init(capacity: Int) {
        rows = NumberBuffer(count: capacity, repeating: 0)
        scratch = NumberBuffer(count: capacity, repeating: 0)
    }

    /// Puts rows into leaf 0 and empties the others.
    func reset(leaves: Int, rows selected: some Sequence<Int32>) {
        count = 0
        for row in selected {
            rows.base[count] = row
            count += 1
        }
        begins = [Int](repeating: 0, count: leaves)
        counts = [Int](repeating: 0, count: leaves)
        counts[0] = count
    }

    /// The rows of a leaf.
    func leaf(_ index: Int) -> UnsafeBufferPointer<Int32> {
        UnsafeBufferPointer(start: rows.base + begins[index], count: counts[index])
    }

    /// Splits a leaf: rows whose code is marked stay in it, the others go to a new leaf; both keep their order.
    ///
    /// - Parameters:
    ///   - leaf: The leaf to split.
    ///   - newLeaf: The leaf that takes the rest.
    ///   - codes: The codes of the feature split.
    ///   - stride: How far apart the codes of neighbouring rows are.
    ///   - goesLeft: 256 marks, 1 for codes that stay.
    func split(
        leaf: Int, newLeaf: Int, codes: UnsafePointer<UInt8>, stride: Int, goesLeft: UnsafePointer<UInt8>
    ) {
        let begin = begins[leaf]
        let size = counts[leaf]
        let source = rows.base + begin
        let right = scratch.base
        var leftCount = 0
        var rightCount = 0
        // Both places are written and only one counter moves: no branch to guess wrong.
        for index in 0..<size {
            let row = source[index]
            let left = Int(goesLeft[Int(codes[Int(row) &* stride])])
            source[leftCount] = row
            right[rightCount] = row
            leftCount &+= left
            rightCount &+= 1 &- left
        }
        (source + leftCount).update(from: right, count: rightCount)
        begins[newLeaf] = begin + leftCount
        counts[newLeaf] = rightCount
        counts[leaf] = leftCount
    }
}
