extension VectorIndex {
    /// Drops removed vectors, and links around the gaps that they leave.
    ///
    /// Each vector that linked to a removed one chooses its links anew among those it keeps and those that the removed
    /// one had. Linear in the size of the index, with a few hundred comparisons for each link that is gone.
    public func compact() {
        guard slots.deadCount > 0 else { return }
        let (newSlots, kept) = slots.renumbering()
        let operation = RepairOperation(graph: graph, live: slots.live, kept: kept)
        scratchPool.withScratch(slots: 1, breadth: 1) { layout.run(operation, $0) }
        let old = graph.view
        var new = VectorGraph(layout: layout, degree: configuration.links)
        new.reserve(kept.count)
        for slot in kept {
            let level = graph.level(of: slot)
            let added = new.append(level: level)
            let view = new.view
            view.vector(added).copyMemory(from: old.vector(slot), byteCount: layout.stride)
            for layer in 0...level {
                let source = old.links(of: slot, layer: layer)
                let target = view.links(of: added, layer: layer)
                for index in 0..<view.capacity(layer: layer) where source[index] != VectorGraph.none {
                    target[index] = newSlots[Int(source[index])]
                }
            }
            if new.entry == VectorGraph.none || level > new.topLevel {
                new.entry = added
                new.topLevel = level
            }
        }
        graph = new
        slots = slots.keeping(kept)
    }

    private struct RepairOperation: KernelOperation {
        let graph: VectorGraph
        let live: Bitmap
        let kept: [UInt32]
        /// Slots looked at, at most, for new links in the place of the removed.
        private static let maximumOthers = 256

        func run<Kernel: VectorKernel>(_ kernel: Kernel.Type, _ scratch: SearchScratch) {
            let view = graph.view
            for slot in kept {
                for layer in 0...graph.level(of: slot) where hasDeadLinks(view, slot, layer) {
                    view.relink(kernel, slot, layer: layer, to: others(view, slot, layer))
                }
            }
        }

        private func hasDeadLinks(_ view: GraphView, _ slot: UInt32, _ layer: Int) -> Bool {
            view.linkList(of: slot, layer: layer).contains { !live.contains($0) }
        }

        /// Live slots reached from a slot through dead ones only, nearest in steps first.
        private func others(_ view: GraphView, _ slot: UInt32, _ layer: Int) -> [UInt32] {
            var seen: Set<UInt32> = [slot]
            var result: [UInt32] = []
            var queue = [slot]
            var next = 0
            while next < queue.count, result.count < Self.maximumOthers, next < Self.maximumOthers {
                for link in view.linkList(of: queue[next], layer: layer) where seen.insert(link).inserted {
                    if live.contains(link) { result.append(link) } else { queue.append(link) }
                }
                next += 1
            }
            return result
        }
    }
}

extension GraphView {
    /// The links of a slot on a layer as an array.
    func linkList(of slot: UInt32, layer: Int) -> [UInt32] {
        let links = links(of: slot, layer: layer)
        return UnsafeBufferPointer(start: links, count: capacity(layer: layer)).prefix { $0 != VectorGraph.none }
            .map { $0 }
    }
}
