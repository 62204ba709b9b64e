/// Edges of a trie, in one open-addressing hash table: (node, word) leads to a node.
///
/// Nodes are numbered from 1 in order of creation; the root is 0. No edge is ever taken out.
struct EdgeTable: Sendable {
    private(set) var nodeCount = 0
    /// Node and word; `free` where no edge lies.
    private var keys: [UInt64] = [UInt64](repeating: EdgeTable.free, count: 16)
    private var targets: [UInt32] = [UInt32](repeating: 0, count: 16)

    private static let free = UInt64.max

    func find(from node: UInt32, word: UInt32) -> UInt32? {
        let key = Self.key(node, word)
        let place = place(of: key)
        return keys[place] == key ? targets[place] : nil
    }

    /// The node an edge leads to, a new one if there was no such edge.
    mutating func insert(from node: UInt32, word: UInt32) -> UInt32 {
        let key = Self.key(node, word)
        let place = place(of: key)
        if keys[place] == key { return targets[place] }
        nodeCount += 1
        keys[place] = key
        targets[place] = UInt32(nodeCount)
        if nodeCount * 4 > keys.count * 3 { grow() }
        return UInt32(nodeCount)
    }

    private static func key(_ node: UInt32, _ word: UInt32) -> UInt64 {
        UInt64(node) << 32 | UInt64(word)
    }

    private func place(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: Self.mix(key)) & mask
        while keys[place] != key, keys[place] != Self.free { place = (place + 1) & mask }
        return place
    }

    /// The finalizer of SplitMix64: every bit of the key reaches the low bits of the place.
    private static func mix(_ key: UInt64) -> UInt64 {
        var value = (key ^ (key >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    private mutating func grow() {
        let oldKeys = keys
        let oldTargets = targets
        keys = [UInt64](repeating: Self.free, count: oldKeys.count * 2)
        targets = [UInt32](repeating: 0, count: oldKeys.count * 2)
        for (index, key) in oldKeys.enumerated() where key != Self.free {
            let place = place(of: key)
            keys[place] = key
            targets[place] = oldTargets[index]
        }
    }
}
