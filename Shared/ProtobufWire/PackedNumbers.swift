/// Numbers of fixed size as they lie in a message, as a collection that copies itself into the memory of an array made of it.
///
/// Their place in a message is seldom aligned, so that no buffer of numbers could begin there; and an array that is filled
/// by a closure (`unsafeUninitializedCapacity`) is allocated by code that looks up its type each time.
@usableFromInline
struct PackedNumbers<Number: BitwiseCopyable>: RandomAccessCollection {
    @usableFromInline let bytes: UnsafeRawBufferPointer

    /// - Parameter bytes: a multiple of the number's size.
    @inlinable
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    @inlinable var startIndex: Int { 0 }
    @inlinable var endIndex: Int { bytes.count / MemoryLayout<Number>.size }

    @inlinable
    subscript(index: Int) -> Number {
        bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Number>.size, as: Number.self)
    }

    @inlinable
    @inline(__always)
    func _copyContents(
        initializing buffer: UnsafeMutableBufferPointer<Number>
    ) -> (IndexingIterator<PackedNumbers>, Int) {
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
        return (IndexingIterator(_elements: self, _position: endIndex), endIndex)
    }
}
