/// Walks over one layer of a graph: algorithm 2 of Malkov and Yashunin, "Efficient and robust approximate nearest
/// neighbor search using Hierarchical Navigable Small World graphs" (2016).
extension GraphView {
    /// From a slot of layer `top` down to layer `bottom` + 1, always to the nearest neighbor.
    func descend<Kernel: VectorKernel>(
        _ kernel: Kernel.Type, query: UnsafeRawPointer, from entry: UInt32, top: Int, bottom: Int
    ) -> Candidate {
        var nearest = candidate(kernel, query, entry)
        var layer = top
        while layer > bottom {
            var isMoving = true
            while isMoving {
                isMoving = false
                let links = links(of: nearest.slot, layer: layer)
                var count = 0
                while count < degree, links[count] != VectorGraph.none {
                    prefetchVector(links[count])
                    count &+= 1
                }
                for index in 0..<count {
                    let candidate = candidate(kernel, query, links[index])
                    if candidate.key < nearest.key {
                        nearest = candidate
                        isMoving = true
                    }
                }
            }
            layer &-= 1
        }
        return nearest
    }

    /// The nearest of a layer, as many as `breadth`, in order; in memory of the scratch, good until its next use.
    func walk<Kernel: VectorKernel>(
        _ kernel: Kernel.Type, query: UnsafeRawPointer, from entry: Candidate, layer: Int, breadth: Int,
        scratch: SearchScratch
    ) -> CandidatePool {
        var pool = CandidatePool(scratch.pool, capacity: breadth)
        let visited = scratch.visited
        let touched = scratch.touched
        var touchedCount = 1
        touched[0] = entry.slot
        visited[Int(entry.slot &>> 6)] |= 1 &<< UInt64(entry.slot & 63)
        _ = pool.insert(entry)
        let capacity = capacity(layer: layer)
        var next = 0
        while next < pool.count {
            let candidate = pool[next]
            if candidate.isExpanded {
                next &+= 1
                continue
            }
            pool.markExpanded(next)
            next &+= 1
            let fresh = touchedCount
            touchedCount &+= gather(candidate.slot, layer, capacity, visited, touched + touchedCount)
            var index = fresh
            while index < touchedCount {
                let neighbor = self.candidate(kernel, query, touched[index])
                if neighbor.key < pool.bound {
                    if layer == 0 { prefetchLinks(neighbor.slot) }
                    next = min(next, pool.insert(neighbor))
                }
                index &+= 1
            }
        }
        scratch.clear(touchedCount)
        return pool
    }

    /// Writes the links of a slot that have not been visited, marks them, asks for their vectors, and gives their count.
    @inline(__always)
    private func gather(
        _ slot: UInt32, _ layer: Int, _ capacity: Int, _ visited: UnsafeMutablePointer<UInt64>,
        _ fresh: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let links = links(of: slot, layer: layer)
        var count = 0
        var index = 0
        while index < capacity, links[index] != VectorGraph.none {
            let link = links[index]
            let word = visited[Int(link &>> 6)]
            let bit: UInt64 = 1 &<< UInt64(link & 63)
            fresh[count] = link
            visited[Int(link &>> 6)] = word | bit
            if word & bit == 0 {
                prefetchVector(link)
                count &+= 1
            }
            index &+= 1
        }
        return count
    }

    /// What a walk with a filter found, and how many slots it looked at.
    struct FilteredWalk {
        var results: CandidatePool
        var visits: Int
    }

    /// The nearest of layer 0 that pass.
    ///
    /// The walk goes through what fails without keeping it, and ends early once it has looked at more than `visits` slots.
    func walk<Kernel: VectorKernel>(
        _ kernel: Kernel.Type, query: UnsafeRawPointer, from entry: Candidate, breadth: Int, visits: Int,
        scratch: SearchScratch, passes: (UInt32) -> Bool
    ) -> FilteredWalk {
        var results = CandidatePool(scratch.results, capacity: breadth)
        let visited = scratch.visited
        let touched = scratch.touched
        var touchedCount = 1
        touched[0] = entry.slot
        visited[Int(entry.slot &>> 6)] |= 1 &<< UInt64(entry.slot & 63)
        scratch.heap.removeAll()
        scratch.heap.insert(entry)
        if passes(entry.slot) { _ = results.insert(entry) }
        let capacity = capacity(layer: 0)
        while touchedCount <= visits, let candidate = scratch.heap.popNearest(), candidate.key < results.bound {
            let fresh = touchedCount
            touchedCount &+= gather(candidate.slot, 0, capacity, visited, touched + touchedCount)
            for index in fresh..<touchedCount {
                let neighbor = self.candidate(kernel, query, touched[index])
                guard neighbor.key < results.bound else { continue }
                scratch.heap.insert(neighbor)
                if passes(neighbor.slot) { _ = results.insert(neighbor) }
            }
        }
        scratch.clear(touchedCount)
        return FilteredWalk(results: results, visits: touchedCount)
    }
}
