// Repeated fields that are not packed come as runs of fields with the same tag. A run is counted before it is decoded,
// so that its array is allocated once and at its size, and it is paid for out of the memory budget at once.
extension WireReader {
    /// What an allocation takes besides its contents: the header of an array, rounding, the allocator's own.
    @usableFromInline static let allocationOverhead = 48

    /// Takes what is about to be built out of the budget.
    @inlinable
    @inline(__always)
    mutating func charge(_ size: Int) throws(WireError) {
        budget -= size
        if budget < 0 { throw error(.memoryBudgetExceeded) }
    }

    /// Counts the run that begins with the current, length-delimited field, and pays for its array.
    ///
    /// - Returns: The number of fields in the run, at least 1. All but the last are complete.
    @inlinable
    @inline(__always)
    mutating func beginRun<Element>(_ values: [Element]) throws(WireError) -> Int {
        let run = countRun()
        try charge(run * MemoryLayout<Element>.stride + (values.isEmpty ? WireReader.allocationOverhead : 0))
        return run
    }

    @usableFromInline
    func countRun() -> Int {
        tag.encoded < 0x80 ? countShortRun(UInt8(truncatingIfNeeded: tag.encoded)) : countLongRun()
    }

    /// A run whose tags take one byte, as nearly all do, and whose lengths do as long as that lasts.
    private func countShortRun(_ tagByte: UInt8) -> Int {
        var place = cursor
        var run = 1
        while place < end {
            var size = Int(place.pointee) + 1
            if size > 0x80 {
                guard end - place > 1, place[1] < 0x80 else { return run }
                size = ((size - 1) & 0x7F | Int(place[1]) << 7) + 2
            }
            guard end - place > size, place[size] == tagByte else { return run }
            place += size + 1
            run += 1
        }
        return run
    }

    private func countLongRun() -> Int {
        var place = cursor
        var run = 1
        while place < end {
            var length = Int(place.pointee)
            place += 1
            if length >= 0x80 {
                guard place < end, place.pointee < 0x80 else { return run }
                length = length & 0x7F | Int(place.pointee) << 7
                place += 1
            }
            guard length < end - place else { return run }
            place += length
            let size = sizeOfCurrentTag(at: place)
            if size == 0 { return run }
            place += size
            run += 1
        }
        return run
    }

    /// Moves behind the tag of the run's next field, which is known to be there.
    @inlinable
    @inline(__always)
    mutating func moveBehindTag() {
        cursor += shortTagSize
    }

    /// The size of the tags of a run.
    @inlinable
    @inline(__always)
    var shortTagSize: Int { tag.encoded < 0x80 ? 1 : 2 }

    /// Makes an array of a run.
    @inlinable
    mutating func take<Run: FieldRun>(_ count: Int, as: Run.Type, into values: inout [Run.Element]) throws(WireError) {
        var outcome = RunOutcome()
        WireReader.replace(&values) {
            withUnsafeMutablePointer(to: &self) { reader in
                withUnsafeMutablePointer(to: &outcome) { Array(Run(reader: reader, outcome: $0, count: count)) }
            }
        }
        guard let error = outcome.error else { return }
        values.removeSubrange(outcome.filled...)
        throw error
    }

    /// Puts an array in place of one that is empty.
    ///
    /// An array without memory of its own is one constant for all, which need not be released, and releasing a constant
    /// takes longer than releasing an object.
    @inlinable
    @inline(__always)
    static func replace<Element>(_ values: inout [Element], by make: () -> [Element]) {
        let isConstant = values.capacity == 0
        withUnsafeMutablePointer(to: &values) { place in
            if !isConstant { place.deinitialize(count: 1) }
            place.initialize(to: make())
        }
    }

    /// The size of the tag there, when it is the current one, short, and written as short as can be; otherwise 0.
    @inlinable
    @inline(__always)
    func sizeOfCurrentTag(at place: UnsafePointer<UInt8>) -> Int {
        if tag.encoded < 0x80 {
            return place < end && place.pointee == UInt8(truncatingIfNeeded: tag.encoded) ? 1 : 0
        }
        guard tag.encoded < 0x4000, end - place >= 2 else { return 0 }
        return place.pointee == UInt8(truncatingIfNeeded: tag.encoded) | 0x80
            && place[1] == UInt8(truncatingIfNeeded: tag.encoded >> 7) ? 2 : 0
    }
}

/// How far a run was decoded.
@usableFromInline
struct RunOutcome {
    @usableFromInline var filled = 0
    @usableFromInline var error: WireError?

    @inlinable
    init() {}
}

/// What the fields of a run hold, as a collection that is decoded into the very memory of the array made of it.
///
/// An array that is appended to checks with every element whether it is shared and full; and one that is filled by a
/// closure (`unsafeUninitializedCapacity`) is allocated by code that looks up its type each time. An array made of a
/// collection is allocated by specialised code and hands its memory to the collection.
@usableFromInline
protocol FieldRun: RandomAccessCollection where Index == Int, Iterator == IndexingIterator<Self> {
    init(reader: UnsafeMutablePointer<WireReader>, outcome: UnsafeMutablePointer<RunOutcome>, count: Int)

    var outcome: UnsafeMutablePointer<RunOutcome> { get }

    /// Initialises all elements, and says in the outcome how many are; fewer only when it throws.
    func fill(_ target: UnsafeMutablePointer<Element>) throws(WireError)
}

extension FieldRun {
    @inlinable var startIndex: Int { 0 }
    @inlinable var endIndex: Int { count }

    @inlinable
    @inline(__always)
    func _copyContents(initializing buffer: UnsafeMutableBufferPointer<Element>) -> (Iterator, Int) {
        if let target = buffer.baseAddress {
            do throws(WireError) {
                try fill(target)
            } catch {
                outcome.pointee.error = error
                // An array has no holes: what is not decoded is a default, until it is cut off.
                for index in outcome.pointee.filled..<count { (target + index).initialize(to: self[index]) }
            }
        }
        return (IndexingIterator(_elements: self, _position: count), count)
    }
}
