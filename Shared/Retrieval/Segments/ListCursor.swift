/// A position in one list of postings, which only moves forward.
///
/// Holds nothing but pointers and numbers, so that loops over it count no references: its buffers belong to whoever
/// searches, its list to a ``Segment``.
struct ListCursor {
    /// Numbers that a cursor needs room for.
    static let bufferCount = 2 * BlockCodec.count

    private let postings: UnsafeRawPointer
    private let blocks: UnsafeRawPointer
    let positions: UnsafeRawPointer
    let documentCount: Int
    private let blockCount: Int
    private let lengths: UnsafeRawPointer
    private let lengthWidth: Int
    private let factors: FieldFactor
    private let hasPositions: Bool
    /// Places of the current block, and how often each has the term.
    private let places: UnsafeMutablePointer<UInt32>
    private let occurrences: UnsafeMutablePointer<UInt32>

    private var block = 0
    private var index = 0
    private var count = 0
    /// The current place: ``SegmentFormat/end`` past the last.
    private(set) var place: UInt32 = 0
    /// Packed occurrences of the current block, until somebody asks for them.
    private var packedOccurrences: UnsafeRawPointer?
    /// Where the current block's positions begin.
    private(set) var positionsOffset = 0

    /// The block that bounds are asked for: at or after the current one.
    private var boundBlock = 0
    private var knownBoundBlock = -1
    private var knownBound = 0.0

    /// Stands on the first posting; `buffer` has room for ``bufferCount`` numbers, aligned to 16 bytes.
    init(
        _ location: Segment.ListLocation, lengths: Segment.LengthColumn, factors: FieldFactor, hasPositions: Bool,
        buffer: UnsafeMutablePointer<UInt32>
    ) {
        postings = location.postings
        blocks = location.blocks
        positions = location.positions
        documentCount = location.documentCount
        blockCount = location.blockCount
        self.lengths = lengths.start
        lengthWidth = lengths.width
        self.factors = factors
        self.hasPositions = hasPositions
        places = buffer
        occurrences = buffer + BlockCodec.count
        load(0)
    }

    // MARK: Bounds

    /// The highest contribution of any posting.
    var bound: Double { ImpactCollector.bound(postings, factors) }

    /// Goes to the block that has a place, for bounds only, and gives the last place of that block.
    @inline(__always)
    mutating func seekBound(_ target: UInt32) -> UInt32 {
        boundBlock = block(with: target, from: max(boundBlock, block))
        return boundBlock < blockCount ? lastPlace(boundBlock) : SegmentFormat.end &- 1
    }

    /// The highest contribution of the block that ``seekBound(_:)`` went to.
    @inline(__always)
    mutating func blockBound() -> Double {
        guard boundBlock < blockCount else { return 0 }
        if knownBoundBlock != boundBlock {
            knownBoundBlock = boundBlock
            knownBound = ImpactCollector.bound(start(boundBlock), factors)
        }
        return knownBound
    }

    /// The highest contribution up to a place, from the one that ``seekBound(_:)`` was last called with.
    ///
    /// Looks at few blocks; if there are more, no bound but the list's is known.
    @inline(__always)
    mutating func bound(through last: UInt32) -> Double {
        var bound = blockBound()
        var next = boundBlock
        while next < blockCount, lastPlace(next) < last {
            next &+= 1
            guard next < blockCount else { break }
            if next &- boundBlock > 3 { return .infinity }
            bound = max(bound, ImpactCollector.bound(start(next), factors))
        }
        return bound
    }

    // MARK: Moving

    /// Goes to the next posting.
    @inline(__always)
    mutating func next() {
        index &+= 1
        if index < count {
            place = places[index]
        } else {
            load(block &+ 1)
        }
    }

    /// Goes to the first posting at or after a place.
    @inline(__always)
    mutating func advance(to target: UInt32) {
        guard place < target else { return }
        if target > places[count &- 1] {
            let next = block(with: target, from: block &+ 1)
            load(next)
            guard place < target else { return }
        }
        var low = index
        var remaining = count &- index
        while remaining > 0 {
            let half = remaining &>> 1
            let isBefore = places[low &+ half] < target
            low = isBefore ? low &+ half &+ 1 : low
            remaining = isBefore ? remaining &- half &- 1 : half
        }
        if low < count {
            index = low
            place = places[low]
        } else {
            load(block &+ 1)
        }
    }

    /// The first block from one on whose last place isn't before a place.
    @inline(__always)
    private func block(with target: UInt32, from first: Int) -> Int {
        guard blockCount > 1, first < blockCount, lastPlace(first) < target else { return first }
        // Doubling steps, then halving.
        var step = 1
        var low = first
        while low &+ step < blockCount, lastPlace(low &+ step) < target {
            low &+= step
            step &*= 2
        }
        var high = min(low &+ step, blockCount)
        low &+= 1
        while low < high {
            let middle = (low &+ high) &>> 1
            if lastPlace(middle) < target { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    // MARK: What is there

    /// How often the current document has the term.
    @inline(__always)
    mutating func currentOccurrences() -> UInt32 {
        unpackOccurrences()
        return occurrences[index]
    }

    /// What the current posting contributes.
    @inline(__always)
    mutating func contribution() -> Double {
        unpackOccurrences()
        return factors.contribution(
            occurrences[index], length: SegmentFormat.length(lengths, lengthWidth, place))
    }

    /// Index of the current posting in its block.
    var indexInBlock: Int { index }

    /// How often the document at an index of the current block has the term.
    mutating func occurrences(atIndex index: Int) -> UInt32 {
        unpackOccurrences()
        return occurrences[index]
    }

    /// Calls a function with place and contribution of each posting from the current one through a place, in one go.
    ///
    /// Leaves the cursor after them.
    @inline(__always)
    mutating func forEach(through last: UInt32, _ body: (UInt32, Double) -> Void) {
        while place <= last {
            unpackOccurrences()
            let end = places[count &- 1] <= last ? count : endInBlock(through: last)
            switch lengthWidth {
            case 1: visit(index, end, lengths.assumingMemoryBound(to: UInt8.self), body)
            case 2: visit(index, end, lengths.assumingMemoryBound(to: UInt16.self), body)
            default: visit(index, end, lengths.assumingMemoryBound(to: UInt32.self), body)
            }
            index = end
            if end < count {
                place = places[end]
            } else {
                load(block &+ 1)
            }
        }
    }

    /// Calls a function with places and occurrences of the rest of the current block, and goes to the next block.
    @inline(__always)
    mutating func takeBlock(
        _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
    ) {
        unpackOccurrences()
        body(
            UnsafeBufferPointer(start: places + index, count: count &- index),
            UnsafeBufferPointer(start: occurrences + index, count: count &- index))
        load(block &+ 1)
    }

    /// Everything that the loop needs in constants, which no store of its body can change.
    @inline(__always)
    private func visit<Length: FixedWidthInteger>(
        _ start: Int, _ end: Int, _ lengths: UnsafePointer<Length>, _ body: (UInt32, Double) -> Void
    ) {
        let places = places
        let occurrences = occurrences
        let factors = factors
        var index = start
        while index < end {
            let place = places[index]
            body(place, factors.contribution(occurrences[index], length: Int(lengths[Int(place)])))
            index &+= 1
        }
    }

    /// The index after the last posting of the current block that isn't beyond a place.
    @inline(__always)
    private func endInBlock(through last: UInt32) -> Int {
        var low = index
        var remaining = count &- index
        while remaining > 0 {
            let half = remaining &>> 1
            let isWithin = places[low &+ half] <= last
            low = isWithin ? low &+ half &+ 1 : low
            remaining = isWithin ? remaining &- half &- 1 : half
        }
        return low
    }

    // MARK: Blocks

    /// Last place of a block; for a list of one block any place.
    @inline(__always)
    private func lastPlace(_ block: Int) -> UInt32 {
        blockCount == 1 ? SegmentFormat.end &- 1 : blocks.load(fromByteOffset: block &* 8, as: UInt32.self)
    }

    @inline(__always)
    private func start(_ block: Int) -> UnsafeRawPointer {
        guard blockCount > 1 else { return postings }
        return postings + Int(blocks.load(fromByteOffset: block &* 8 &+ 4, as: UInt32.self))
    }

    @inline(__always)
    private mutating func unpackOccurrences() {
        guard let packed = packedOccurrences else { return }
        packedOccurrences = nil
        _ = BlockCodec.decode(packed, to: occurrences)
        var index = 0
        while index < BlockCodec.count {
            occurrences[index] &+= 1
            index &+= 1
        }
    }

    /// Unpacks a block and stands on its first posting, or past the last if there is no such block.
    private mutating func load(_ next: Int) {
        block = next
        index = 0
        packedOccurrences = nil
        guard next < blockCount else {
            count = 1
            places[0] = SegmentFormat.end
            occurrences[0] = 0
            place = SegmentFormat.end
            return
        }
        var pointer = start(next)
        ImpactCollector.skip(&pointer)
        if hasPositions { positionsOffset = VariableByte.read(&pointer) }
        var first = next == 0 ? 0 : lastPlace(next &- 1) &+ 1
        count = min(documentCount &- next &* BlockCodec.count, BlockCodec.count)
        if count == BlockCodec.count {
            packedOccurrences = BlockCodec.decode(pointer, to: places)
            BlockCodec.sumGaps(places, from: first)
        } else {
            for index in 0..<count {
                let gap = VariableByte.read(&pointer)
                places[index] = first &+ UInt32(truncatingIfNeeded: gap &>> 1)
                occurrences[index] = gap & 1 == 1 ? 1 : UInt32(truncatingIfNeeded: VariableByte.read(&pointer))
                first = places[index] &+ 1
            }
        }
        place = places[0]
    }
}
