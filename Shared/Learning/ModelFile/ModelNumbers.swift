/// Numbers of a model that are only read: on the heap, or in a mapped file.
///
/// A copy shares the memory, which stays as long as one of them lives.
struct ModelNumbers<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let count: Int
    /// The first number; whoever reads through it keeps within ``count`` and the value alive.
    let base: UnsafePointer<Element>
    private let owner: AnyObject

    /// Takes over a buffer that nobody writes to any more.
    init(_ buffer: NumberBuffer<Element>) {
        count = buffer.count
        base = UnsafePointer(buffer.base)
        owner = buffer
    }

    /// Copies the numbers of a sequence.
    init(_ numbers: some Collection<Element>, zero: Element) {
        let buffer = NumberBuffer(count: numbers.count, repeating: zero)
        for (index, number) in numbers.enumerated() { buffer.base[index] = number }
        self.init(buffer)
    }

    /// Numbers that lie in a mapped file.
    init(base: UnsafePointer<Element>, count: Int, owner: MappedFile) {
        self.base = base
        self.count = count
        self.owner = owner
    }

    /// One number.
    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "index out of range")
        return base[index]
    }

    /// All numbers, for as long as the value lives.
    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    /// A copy of all numbers.
    var array: [Element] { withExtendedLifetime(owner) { Array(elements) } }
}
