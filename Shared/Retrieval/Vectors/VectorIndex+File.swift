/// Files of vector indexes: saved whole, opened by mapping.
extension VectorIndex {
    private static let fileName = "tdvecto1"

    /// Writes the index to a file, in the place of what was there, removed vectors left out.
    ///
    /// About as many bytes as the index has in memory. The same index gives the same bytes.
    public func save(to path: String) throws(SnapshotError) {
        compact()
        let header: [UInt64] = [
            UInt64(configuration.dimension), UInt64(configuration.metric.rawValue),
            UInt64(configuration.element.rawValue), UInt64(configuration.links),
            UInt64(configuration.constructionBreadth), configuration.seed, insertions, UInt64(graph.count),
            UInt64(graph.entry), UInt64(graph.topLevel), UInt64(graph.upperBlockCount),
        ]
        let lengths = Self.lengths(layout, configuration.links, graph.count, graph.upperBlockCount)
        let regions = [graph.vectors, graph.links, graph.levels, graph.upperBlocks, graph.upperLinks]
        let sections = zip(regions, lengths.dropFirst(2)).map {
            SectionedFile.Section.memory(UnsafeRawBufferPointer(start: $0.base, count: $1))
        }
        try SectionedFile.write(
            [.numbers(header), .numbers(slots.documents)] + sections, name: Self.fileName, to: path)
    }

    /// Opens a file that ``save(to:)`` wrote.
    ///
    /// Vectors and links stay in the file, and come into memory as searches touch them. The index can be changed; the
    /// file is not, whatever happens to the index. Reads the file once, to check all of it.
    /// - Throws: ``SnapshotError`` if the file cannot be read or is not whole.
    public convenience init(opening path: String) throws(SnapshotError) {
        let (file, ranges) = try SectionedFile.open(path, name: Self.fileName, sections: 7)
        let reader = FileReader(path: path, file: file, ranges: ranges)
        guard ranges[0].count == 88 else { throw SnapshotError(damaged: path, "its description is too short") }
        guard let metric = VectorMetric(rawValue: UInt8(clamping: reader.number(1))),
            let element = VectorElement(rawValue: UInt8(clamping: reader.number(2)))
        else { throw SnapshotError(damaged: path, "its metric or element is unknown") }
        let configuration = Configuration(
            dimension: Int(clamping: reader.number(0)), metric: metric, element: element,
            links: Int(clamping: reader.number(3)), constructionBreadth: Int(clamping: reader.number(4)),
            seed: reader.number(5))
        if let problem = configuration.problem { throw SnapshotError(damaged: path, problem) }
        let layout = VectorLayout(dimension: configuration.dimension, metric: metric, element: element)
        let graph = try reader.graph(layout, degree: configuration.links)
        let slots = try reader.slots(count: graph.count)
        self.init(configuration, graph: graph, slots: slots, insertions: reader.number(6))
    }

    /// Bytes of each section: description, documents, vectors, links, levels, blocks of upper links, upper links.
    fileprivate static func lengths(_ layout: VectorLayout, _ degree: Int, _ count: Int, _ blocks: Int) -> [Int] {
        [88, count * 4, count * layout.stride, count * degree * 8, count, count * 4, blocks * degree * 4]
    }
}

/// Reads sections, and believes no link and no number.
private struct FileReader {
    let path: String
    let file: MappedFile
    let ranges: [Range<Int>]

    func number(_ index: Int) -> UInt64 {
        file.bytes.loadUnaligned(fromByteOffset: ranges[0].lowerBound + 8 * index, as: UInt64.self)
    }

    func slots(count: Int) throws(SnapshotError) -> SlotTable {
        var slots = SlotTable()
        for index in 0..<count {
            let document = file.bytes.loadUnaligned(fromByteOffset: ranges[1].lowerBound + 4 * index, as: UInt32.self)
            guard document <= InvertedIndex.maximumDocument, slots.slot(of: document) == nil else {
                throw SnapshotError(damaged: path, "it has a document twice, or out of range")
            }
            _ = slots.append(document)
        }
        return slots
    }

    func graph(_ layout: VectorLayout, degree: Int) throws(SnapshotError) -> VectorGraph {
        let count = Int(clamping: number(7))
        let blocks = Int(clamping: number(10))
        guard count < Candidate.maximumSlots, blocks <= count * VectorGraph.maximumLevel,
            ranges.map(\.count) == VectorIndex.lengths(layout, degree, count, blocks)
        else { throw SnapshotError(damaged: path, "its sections have not the lengths that its description says") }
        let regions = ranges.map { MemoryRegion(file: file, range: $0) }
        let graph = VectorGraph(
            layout: layout, degree: degree, count: count, upperBlockCount: blocks,
            entry: UInt32(clamping: number(8)), topLevel: Int(clamping: number(9)), vectors: regions[2],
            links: regions[3], levels: regions[4], upperBlocks: regions[5], upperLinks: regions[6])
        try check(graph)
        return graph
    }

    /// Every link leads to a slot that reaches its layer, and every slot's blocks are its own and there.
    private func check(_ graph: VectorGraph) throws(SnapshotError) {
        if graph.count == 0 {
            guard graph.entry == VectorGraph.none, graph.upperBlockCount == 0 else { throw wrongLinks }
            return
        }
        guard graph.entry < graph.count, graph.level(of: graph.entry) == graph.topLevel else { throw wrongLinks }
        let view = graph.view
        var blocks = 0
        for slot in 0..<UInt32(graph.count) {
            let level = graph.level(of: slot)
            guard level <= graph.topLevel, Int(view.upperBlocks[Int(slot)]) == blocks else { throw wrongLinks }
            blocks += level
            guard blocks <= graph.upperBlockCount else { throw wrongLinks }
            for layer in 0...level {
                let links = view.links(of: slot, layer: layer)
                for index in 0..<view.capacity(layer: layer) where links[index] != VectorGraph.none {
                    guard links[index] < graph.count, layer == 0 || graph.level(of: links[index]) >= layer else {
                        throw wrongLinks
                    }
                }
            }
        }
        guard blocks == graph.upperBlockCount else { throw wrongLinks }
    }

    private var wrongLinks: SnapshotError { SnapshotError(damaged: path, "its links lead nowhere") }
}
