/// The innermost loop of training: adds the gradients of rows to the bins that their codes name.
///
/// A histogram entry holds the sum of gradients and the sum of hessians as one vector, so that a bin is updated by one
/// load, one addition and one store. Sums are over rows in the order given, hence the same in every run.
enum HistogramKernel {
    /// Entries that the histogram of one feature takes: one for each code of a byte.
    static let stride = 256

    /// A bin: the sum of gradients and the sum of hessians.
    typealias Entry = SIMD2<Double>

    /// Adds rows to the histograms of a group of features.
    ///
    /// - Parameters:
    ///   - codes: The group's codes, `width` a row.
    ///   - width: 2, 4 or 8.
    ///   - rows: The rows to add.
    ///   - gradients: Gradient and hessian of each of these rows, in their order.
    ///   - count: How many rows there are.
    ///   - histogram: `width` histograms of `stride` entries.
    static func accumulate(
        codes: UnsafePointer<UInt8>, width: Int, rows: UnsafePointer<Int32>, gradients: UnsafePointer<Entry>,
        count: Int, histogram: UnsafeMutablePointer<Entry>
    ) {
        let raw = UnsafeRawPointer(codes)
        switch width {
        case 8:
            inChunks(raw.assumingMemoryBound(to: UInt64.self), rows, gradients, count) { words, gradients, count in
                eight(words, gradients, count, histogram)
            }
        case 4:
            inChunks(raw.assumingMemoryBound(to: UInt32.self), rows, gradients, count) { words, gradients, count in
                four(words, gradients, count, histogram)
            }
        default:
            inChunks(raw.assumingMemoryBound(to: UInt16.self), rows, gradients, count) { words, gradients, count in
                two(words, gradients, count, histogram)
            }
        }
    }

    /// Fetches the codes of some hundred rows, then has them added, and so on.
    ///
    /// A leaf's rows are scattered. A loop that only fetches keeps many reads from memory under way at once; in the loop
    /// that adds there would be few.
    @inline(__always)
    private static func inChunks<Word: BitwiseCopyable>(
        _ codes: UnsafePointer<Word>, _ rows: UnsafePointer<Int32>, _ gradients: UnsafePointer<Entry>, _ count: Int,
        add: (UnsafePointer<Word>, UnsafePointer<Entry>, Int) -> Void
    ) {
        let chunk = 256
        withUnsafeTemporaryAllocation(of: Word.self, capacity: chunk) { buffer in
            guard let words = buffer.baseAddress else { return }
            var first = 0
            while first < count {
                let size = min(chunk, count - first)
                let part = rows + first
                for index in 0..<size { words[index] = codes[Int(part[index])] }
                add(UnsafePointer(words), gradients + first, size)
                first += size
            }
        }
    }

    private static func eight(
        _ words: UnsafePointer<UInt64>, _ gradients: UnsafePointer<Entry>, _ count: Int,
        _ histogram: UnsafeMutablePointer<Entry>
    ) {
        for index in 0..<count {
            let word = words[index]
            let gradient = gradients[index]
            histogram[Int(word & 255)] += gradient
            histogram[Int(word >> 8 & 255) &+ 256] += gradient
            histogram[Int(word >> 16 & 255) &+ 512] += gradient
            histogram[Int(word >> 24 & 255) &+ 768] += gradient
            histogram[Int(word >> 32 & 255) &+ 1_024] += gradient
            histogram[Int(word >> 40 & 255) &+ 1_280] += gradient
            histogram[Int(word >> 48 & 255) &+ 1_536] += gradient
            histogram[Int(word >> 56) &+ 1_792] += gradient
        }
    }

    private static func four(
        _ words: UnsafePointer<UInt32>, _ gradients: UnsafePointer<Entry>, _ count: Int,
        _ histogram: UnsafeMutablePointer<Entry>
    ) {
        for index in 0..<count {
            let word = Int(words[index])
            let gradient = gradients[index]
            histogram[word & 255] += gradient
            histogram[(word >> 8 & 255) &+ 256] += gradient
            histogram[(word >> 16 & 255) &+ 512] += gradient
            histogram[(word >> 24) &+ 768] += gradient
        }
    }

    private static func two(
        _ words: UnsafePointer<UInt16>, _ gradients: UnsafePointer<Entry>, _ count: Int,
        _ histogram: UnsafeMutablePointer<Entry>
    ) {
        for index in 0..<count {
            let word = Int(words[index])
            let gradient = gradients[index]
            histogram[word & 255] += gradient
            histogram[(word >> 8) &+ 256] += gradient
        }
    }

    /// Takes one histogram from another: what is left of the parent is the other child.
    static func subtract(
        _ part: UnsafePointer<Entry>, from whole: UnsafeMutablePointer<Entry>, count: Int
    ) {
        for index in 0..<count { whole[index] -= part[index] }
    }
}
