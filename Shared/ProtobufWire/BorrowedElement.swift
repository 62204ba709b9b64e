/// An element of an array where it lies.
///
/// A loop over an array copies each element, which means that everything it refers to is retained and released again:
/// for a message of five fields ten atomic operations, more than its encoding takes. A type that cannot be copied is
/// lent instead, and what stands in it with it. Its only stored property being the element, it has the element's layout.
@usableFromInline
struct BorrowedElement<Element>: ~Copyable {
    @usableFromInline let lent: Element

    @inlinable
    init(lent: consuming Element) {
        self.lent = lent
    }
}

/// Lends the elements one after the other, without copying any.
@inlinable
@inline(__always)
func withBorrowedElements<Element>(of values: [Element], _ body: (borrowing BorrowedElement<Element>) -> Void) {
    values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let lent = UnsafeRawPointer(base).assumingMemoryBound(to: BorrowedElement<Element>.self)
        for index in 0..<buffer.count { body(lent[index]) }
    }
}
