/// Why a vector cannot come into an index, or be looked for in it.
public struct VectorError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with the vector, and where.
    public let description: String

    init(_ problem: String) { description = problem }
}

/// A document whose vector is near.
public struct VectorHit: Sendable, Equatable {
    /// Its number.
    public let document: UInt32
    /// How far it is, by the metric of the index.
    public let distance: Float

    /// A hit at a distance.
    public init(document: UInt32, distance: Float) {
        self.document = document
        self.distance = distance
    }
}

/// A live index of vectors for nearest neighbors, approximate and fast, or exact.
///
/// A hierarchical navigable small world (Malkov and Yashunin, 2016): every vector links to some near ones that lie in
/// different directions, and a search goes from link to link. A document put in, replaced or removed is so for the next
/// search. What is removed stays as a stepping stone until ``compact()``, which runs by itself when a fifth of the index
/// is dead: it closes the gaps in the links around what was removed (as Singh et al., "FreshDiskANN", 2021, do) instead
/// of building anew.
///
/// The same calls in the same order with the same seed make the same graph and the same bytes. Searches may run on
/// several threads at once; a change must have the index for itself, which is the caller's to see to.
///
/// Memory for each vector: its elements, 8 bytes for each unit of ``Configuration/links``, and about 10 bytes more.
public final class VectorIndex: @unchecked Sendable {
    /// What an index is made with, and cannot change later.
    public struct Configuration: Sendable, Equatable {
        /// Elements of each vector, in 1...65536.
        public var dimension: Int
        /// What "near" means.
        public var metric: VectorMetric
        /// How elements are kept.
        public var element: VectorElement
        /// Links of a vector on each layer, in 2...128; twice as many on the lowest one: M of the paper.
        ///
        /// 12 to 48 are usual: more for more dimensions and higher recall.
        public var links: Int
        /// Candidates kept while the links of a new vector are chosen, in 1...65536: efConstruction of the paper.
        public var constructionBreadth: Int
        /// Where the random numbers begin that give vectors their layers.
        public var seed: UInt64

        /// A configuration with the values of the paper's experiments.
        public init(
            dimension: Int, metric: VectorMetric = .squaredEuclidean, element: VectorElement = .float32,
            links: Int = 16, constructionBreadth: Int = 200, seed: UInt64 = 0
        ) {
            self.dimension = dimension
            self.metric = metric
            self.element = element
            self.links = links
            self.constructionBreadth = constructionBreadth
            self.seed = seed
        }

        /// What is out of range, or nil.
        var problem: String? {
            if !(1...65_536).contains(dimension) { return "a vector index has 1 to 65536 dimensions" }
            if !(2...128).contains(links) { return "a vector index has 2 to 128 links a layer" }
            if !(1...65_536).contains(constructionBreadth) { return "the breadth of construction is 1 to 65536" }
            return nil
        }
    }

    /// The greatest magnitude of an element: its square, summed up, is still a finite number.
    public static let maximumMagnitude: Float = 1e15

    /// What the index was made with.
    public let configuration: Configuration
    let layout: VectorLayout
    var graph: VectorGraph
    var slots: SlotTable
    /// How many vectors ever came in: the place in the sequence of random numbers.
    var insertions: UInt64
    let scratchPool: ScratchPool

    /// An index without vectors; the configuration must be in range.
    public init(_ configuration: Configuration) {
        precondition(configuration.problem == nil, configuration.problem ?? "")
        self.configuration = configuration
        layout = VectorLayout(
            dimension: configuration.dimension, metric: configuration.metric, element: configuration.element)
        graph = VectorGraph(layout: layout, degree: configuration.links)
        slots = SlotTable()
        insertions = 0
        scratchPool = ScratchPool(queryBytes: layout.stride)
    }

    init(_ configuration: Configuration, graph: VectorGraph, slots: SlotTable, insertions: UInt64) {
        self.configuration = configuration
        layout = graph.layout
        self.graph = graph
        self.slots = slots
        self.insertions = insertions
        scratchPool = ScratchPool(queryBytes: layout.stride)
    }

    // MARK: What it has

    /// How many documents are in the index.
    public var count: Int { slots.liveCount }

    /// Whether a document is in the index.
    public func contains(_ document: UInt32) -> Bool { slots.slot(of: document) != nil }

    /// Every document in the index.
    public var documents: Bitmap { Bitmap(slots.liveDocuments) }

    /// The vector of a document as it is kept: scaled for the cosine, rounded for bytes.
    public func vector(of document: UInt32) -> [Float]? {
        slots.slot(of: document).map { layout.decode(graph.view.vector($0)) }
    }

    // MARK: Changing it

    /// Makes room for a number of documents in all, so that no memory moves while they come in.
    public func reserve(_ count: Int) { graph.reserve(count) }

    /// Puts a document in, in the place of what it was before.
    ///
    /// `document` must be at most ``InvertedIndex/maximumDocument``. Takes about as long as a search that keeps
    /// ``Configuration/constructionBreadth`` candidates, twice.
    /// - Throws: ``VectorError`` if the vector has another dimension or an element that is no number or too great.
    public func update(_ document: UInt32, _ vector: [Float]) throws(VectorError) {
        precondition(document <= InvertedIndex.maximumDocument, "document numbers must be at most 2^28 - 1")
        try check(vector)
        remove(document)
        let level = Self.level(seed: configuration.seed, ordinal: insertions, links: configuration.links)
        insertions += 1
        let slot = graph.append(level: level)
        let place = graph.view.vector(slot)
        vector.withUnsafeBufferPointer { layout.encode($0, to: place) }
        let expected = slots.append(document)
        precondition(slot == expected, "slots and vectors go together")
        link(slot, level: level)
    }

    /// Takes a document out; false if it wasn't in.
    @discardableResult
    public func remove(_ document: UInt32) -> Bool {
        guard slots.remove(document) != nil else { return false }
        if slots.deadCount > 1_024, slots.deadCount * 4 > slots.liveCount { compact() }
        return true
    }

    func check(_ vector: [Float]) throws(VectorError) {
        guard vector.count == configuration.dimension else {
            throw VectorError("the vector has \(vector.count) elements, the index \(configuration.dimension)")
        }
        for (position, element) in vector.enumerated() where !(abs(element) <= Self.maximumMagnitude) {
            throw VectorError("element \(position) of the vector is \(element), which is no number up to 1e15")
        }
    }

    // MARK: Linking

    /// Links a new slot into every layer that it reaches: algorithm 1.
    private func link(_ slot: UInt32, level: Int) {
        defer {
            if graph.entry == VectorGraph.none || level > graph.topLevel {
                graph.entry = slot
                graph.topLevel = level
            }
        }
        guard graph.entry != VectorGraph.none else { return }
        let operation = LinkOperation(
            view: graph.view, slot: slot, level: level, entry: graph.entry, topLevel: graph.topLevel,
            breadth: configuration.constructionBreadth)
        scratchPool.withScratch(slots: graph.count, breadth: configuration.constructionBreadth) { scratch in
            layout.run(operation, scratch)
        }
    }

    private struct LinkOperation: KernelOperation {
        let view: GraphView
        let slot: UInt32
        let level: Int
        let entry: UInt32
        let topLevel: Int
        let breadth: Int

        func run<Kernel: VectorKernel>(_ kernel: Kernel.Type, _ scratch: SearchScratch) {
            let vector = UnsafeRawPointer(view.vector(slot))
            var nearest = view.descend(kernel, query: vector, from: entry, top: topLevel, bottom: level)
            GraphView.LinkingMemory.with(view.degree * 4 + 8) { memory in
                for layer in stride(from: min(level, topLevel), through: 0, by: -1) {
                    let pool = view.walk(
                        kernel, query: vector, from: nearest, layer: layer, breadth: breadth, scratch: scratch)
                    nearest = Candidate(key: pool[0].key & ~1)
                    view.connect(kernel, slot, layer: layer, to: pool, memory: memory)
                }
            }
        }
    }
}

/// Work that is compiled once for each kernel.
protocol KernelOperation {
    associatedtype Outcome
    func run<Kernel: VectorKernel>(_ kernel: Kernel.Type, _ scratch: SearchScratch) -> Outcome
}

extension VectorLayout {
    /// Runs an operation with the kernel of this layout.
    func run<Operation: KernelOperation>(_ operation: Operation, _ scratch: SearchScratch) -> Operation.Outcome {
        switch (element, metric) {
        case (.float32, .squaredEuclidean): operation.run(SquaredEuclideanOfFloats.self, scratch)
        case (.float32, _): operation.run(OneMinusDotOfFloats.self, scratch)
        case (.int8, .squaredEuclidean): operation.run(SquaredEuclideanOfBytes.self, scratch)
        case (.int8, _): operation.run(OneMinusDotOfBytes.self, scratch)
        }
    }
}
