/// Memory for numbers in hot loops: fixed in size, aligned to a cache line, freed with the object.
///
/// The one place of this room where training code owns raw memory. Whoever reads or writes through ``base`` keeps within
/// ``count`` and keeps the buffer alive; loops written that way carry no checks of bounds and no counting of references.
final class NumberBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
    /// How many elements there are.
    let count: Int
    /// The first element.
    let base: UnsafeMutablePointer<Element>

    /// Creates a buffer of one repeated value.
    init(count: Int, repeating value: Element) {
        precondition(count >= 0, "a buffer cannot have a negative size")
        self.count = count
        let bytes = max(count, 1) * MemoryLayout<Element>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        base = memory.bindMemory(to: Element.self, capacity: max(count, 1))
        base.initialize(repeating: value, count: count)
    }

    deinit { base.deallocate() }

    /// All elements, with bounds that are checked in debug builds.
    var elements: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// A copy of all elements.
    var array: [Element] { Array(elements) }
}
