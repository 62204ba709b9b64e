internal import CProcessor

/// Vectors and the links between them, by slot.
///
/// Layer 0 holds every slot with up to twice ``degree`` links; each layer above holds a random part of the one below,
/// with up to ``degree`` links. Lists of links have a fixed size, and end before the first `none`.
struct VectorGraph {
    static let none = UInt32.max
    /// More layers than any graph that fits a machine needs.
    static let maximumLevel = 24

    let layout: VectorLayout
    /// M of the paper.
    let degree: Int
    private(set) var count = 0
    /// Where searches begin: a slot of the top layer.
    var entry = VectorGraph.none
    var topLevel = 0

    let vectors: MemoryRegion
    let links: MemoryRegion
    /// For each slot its highest layer.
    let levels: MemoryRegion
    /// For each slot, which block of `upperLinks` has its links on layer 1; those of higher layers follow.
    let upperBlocks: MemoryRegion
    let upperLinks: MemoryRegion
    private(set) var upperBlockCount = 0

    init(layout: VectorLayout, degree: Int) {
        self.layout = layout
        self.degree = degree
        vectors = MemoryRegion(capacity: 0)
        links = MemoryRegion(capacity: 0)
        levels = MemoryRegion(capacity: 0)
        upperBlocks = MemoryRegion(capacity: 0)
        upperLinks = MemoryRegion(capacity: 0)
    }

    /// A graph over regions that are there already.
    init(
        layout: VectorLayout, degree: Int, count: Int, upperBlockCount: Int, entry: UInt32, topLevel: Int,
        vectors: MemoryRegion, links: MemoryRegion, levels: MemoryRegion, upperBlocks: MemoryRegion,
        upperLinks: MemoryRegion
    ) {
        self.layout = layout
        self.degree = degree
        self.count = count
        self.upperBlockCount = upperBlockCount
        self.entry = entry
        self.topLevel = topLevel
        self.vectors = vectors
        self.links = links
        self.levels = levels
        self.upperBlocks = upperBlocks
        self.upperLinks = upperLinks
    }

    /// Room for a number of slots at once.
    func reserve(_ slots: Int) {
        vectors.reserve(slots * layout.stride)
        links.reserve(slots * degree * 8)
        levels.reserve(slots)
        upperBlocks.reserve(slots * 4)
    }

    /// A new slot without links; its vector is to be written next.
    mutating func append(level: Int) -> UInt32 {
        precondition(count < Candidate.maximumSlots - 1, "a vector index has at most 2^31 - 1 slots")
        reserve(count + 1)
        upperLinks.reserve((upperBlockCount + level) * degree * 4)
        let slot = UInt32(count)
        levels.base.storeBytes(of: UInt8(level), toByteOffset: count, as: UInt8.self)
        upperBlocks.base.storeBytes(of: UInt32(upperBlockCount), toByteOffset: count * 4, as: UInt32.self)
        count += 1
        upperBlockCount += level
        let view = view
        for layer in 0...level {
            view.links(of: slot, layer: layer).update(repeating: Self.none, count: view.capacity(layer: layer))
        }
        return slot
    }

    func level(of slot: UInt32) -> Int { Int(levels.base.load(fromByteOffset: Int(slot), as: UInt8.self)) }

    /// Pointers for a search; good until a slot is added.
    var view: GraphView {
        GraphView(
            vectors: vectors.base, stride: layout.stride, paddedCount: layout.paddedCount,
            baseLinks: links.base.assumingMemoryBound(to: UInt32.self),
            upperLinks: upperLinks.base.assumingMemoryBound(to: UInt32.self),
            upperBlocks: upperBlocks.base.assumingMemoryBound(to: UInt32.self), degree: degree)
    }
}

/// The memory of a graph, for hot loops.
struct GraphView {
    let vectors: UnsafeMutableRawPointer
    let stride: Int
    let paddedCount: Int
    let baseLinks: UnsafeMutablePointer<UInt32>
    let upperLinks: UnsafeMutablePointer<UInt32>
    let upperBlocks: UnsafeMutablePointer<UInt32>
    let degree: Int

    @inline(__always)
    func vector(_ slot: UInt32) -> UnsafeMutableRawPointer { vectors + Int(slot) &* stride }

    @inline(__always)
    func capacity(layer: Int) -> Int { layer == 0 ? degree &* 2 : degree }

    /// The list of links of a slot on a layer that it reaches.
    @inline(__always)
    func links(of slot: UInt32, layer: Int) -> UnsafeMutablePointer<UInt32> {
        layer == 0
            ? baseLinks + Int(slot) &* degree &* 2
            : upperLinks + (Int(upperBlocks[Int(slot)]) &+ layer &- 1) &* degree
    }

    @inline(__always)
    func prefetchVector(_ slot: UInt32) {
        let start = vector(slot)
        var offset = 0
        while offset < stride {
            processor_prefetch(start + offset)
            offset &+= 64
        }
    }

    @inline(__always)
    func prefetchLinks(_ slot: UInt32) {
        let start = UnsafeRawPointer(baseLinks + Int(slot) &* degree &* 2)
        var offset = 0
        while offset < degree &* 8 {
            processor_prefetch(start + offset)
            offset &+= 64
        }
    }

    @inline(__always)
    func candidate<Kernel: VectorKernel>(
        _: Kernel.Type, _ query: UnsafeRawPointer, _ slot: UInt32
    ) -> Candidate {
        Candidate(distance: Kernel.distance(query, vector(slot), paddedCount), slot: slot)
    }
}
