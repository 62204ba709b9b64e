internal import CProcessor

/// Edges of a trie, in one open-addressing hash table: (node, word) leads to a node.
///
/// Nodes are numbered from 1 in order of creation; the root is 0. No edge is ever taken out.
struct EdgeTable: Sendable {
    private(set) var nodeCount = 0
    private var edges: [Edge] = [Edge](repeating: Edge(), count: 16)

    /// Side by side, so that a look-up waits for memory once.
    private struct Edge: Sendable {
        /// Node and word; all bits set where no edge lies.
        var key = UInt64.max
        var target: UInt32 = 0
    }

    @inline(__always)
    func find(from node: UInt32, word: UInt32) -> UInt32? {
        let key = Self.key(node, word)
        let edge = edges[place(of: key)]
        return edge.key == key ? edge.target : nil
    }

    /// Asks for the memory that a look-up will need.
    @inline(__always)
    func prefetch(from node: UInt32, word: UInt32) {
        edges.withUnsafeBufferPointer {
            guard let base = $0.baseAddress else { return }
            processor_prefetch(base + (Int(truncatingIfNeeded: Self.mix(Self.key(node, word))) & ($0.count &- 1)))
        }
    }

    /// The node an edge leads to, a new one if there was no such edge.
    mutating func insert(from node: UInt32, word: UInt32) -> UInt32 {
        let key = Self.key(node, word)
        let place = place(of: key)
        if edges[place].key == key { return edges[place].target }
        nodeCount += 1
        edges[place] = Edge(key: key, target: UInt32(nodeCount))
        if nodeCount * 2 > edges.count { grow() }
        return UInt32(nodeCount)
    }

    @inline(__always)
    private static func key(_ node: UInt32, _ word: UInt32) -> UInt64 {
        UInt64(node) << 32 | UInt64(word)
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
        edges.withUnsafeBufferPointer { edges in
            let mask = edges.count &- 1
            var place = Int(truncatingIfNeeded: Self.mix(key)) & mask
            while edges[place].key != key, edges[place].key != .max { place = (place &+ 1) & mask }
            return place
        }
    }

    /// The finalizer of SplitMix64: every bit of the key reaches the low bits of the place.
    @inline(__always)
    private static func mix(_ key: UInt64) -> UInt64 {
        var value = (key ^ (key >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    private mutating func grow() {
        let old = edges
        edges = [Edge](repeating: Edge(), count: old.count * 2)
        for edge in old where edge.key != .max { edges[place(of: edge.key)] = edge }
    }
}
