internal import Glibc

/// Numbers that are all zero at first, for the length of one search.
///
/// Comes from `calloc`: the system hands out zero pages, so a search pays only for the pages it touches.
struct ZeroedBuffer: ~Copyable {
    private let pointer: UnsafeMutablePointer<Double>

    init(count: Int) {
        guard let memory = calloc(max(count, 1), MemoryLayout<Double>.stride) else {
            preconditionFailure("out of memory for \(count) scores")
        }
        pointer = memory.bindMemory(to: Double.self, capacity: max(count, 1))
    }

    deinit { free(pointer) }

    /// The number at an index below the count.
    @inline(__always)
    subscript(index: Int) -> Double {
        get { pointer[index] }
        nonmutating set { pointer[index] = newValue }
    }
}
