/// A sparse vector of words or skills whose entries fade: what somebody has been near, more weight on what is recent.
///
/// Entries are sorted by key, one row of values a key (one value a half-life), kept by forward decay as
/// ``FadingFactors`` says: values here are to be multiplied by the factors of the moment. When full, the entries that
/// have faded most go. Adding n entries to one of m costs O(m + n), O(n log m) when no key is new; a product with a
/// vector of n keys O(n log m).
public struct DecayedVector: Sendable, Equatable {
    /// Ascending.
    public private(set) var keys: [Int32] = []
    /// `keys.count` rows of `width` values.
    public private(set) var values: [Float] = []
    /// Values a key: at most 4.
    public let width: Int

    /// An empty vector for so many half-lives.
    public init(width: Int) {
        precondition((1...4).contains(width), "a vector has 1 to 4 half-lives")
        self.width = width
    }

    init(width: Int, keys: [Int32], values: [Float]) {
        self.width = width
        self.keys = keys
        self.values = values
    }

    /// Adds `weights` (1 each when nil) to keys that ascend, each counting `growth` for each half-life.
    ///
    /// At least `capacity` keys are kept, and a quarter more at most.
    mutating func add(_ added: [Int32], _ weights: [Float]?, growth: SIMD4<Float>, capacity: Int) {
        makeRoom(for: added)
        let width = width
        keys.withUnsafeBufferPointer { keys in
            values.withUnsafeMutableBufferPointer { values in
                var row = 0
                for index in added.indices {
                    row = Self.lowerBound(of: added[index], in: keys, from: row)
                    let amount = growth * (weights?[index] ?? 1)
                    for column in 0..<width { values[row * width + column] += amount[column] }
                }
            }
        }
        if keys.count > capacity + capacity / 4 { keepStrongest(capacity) }
    }

    /// The sums over the shared keys of weight x value, one for each half-life.
    @inline(__always)
    func products(_ other: WeightedKeys) -> SIMD4<Float> {
        var sums = SIMD4<Float>.zero
        guard !keys.isEmpty else { return sums }
        let width = width
        keys.withUnsafeBufferPointer { keys in
            values.withUnsafeBufferPointer { values in
                other.keys.withUnsafeBufferPointer { otherKeys in
                    other.weights.withUnsafeBufferPointer { weights in
                        var low = 0
                        for index in otherKeys.indices {
                            low = Self.lowerBound(of: otherKeys[index], in: keys, from: low)
                            guard low < keys.count else { return }
                            guard keys[low] == otherKeys[index] else { continue }
                            let row = low * width
                            let weight = weights[index]
                            sums[0] += weight * values[row]
                            if width > 1 { sums[1] += weight * values[row + 1] }
                            if width > 2 { sums[2] += weight * values[row + 2] }
                            if width > 3 { sums[3] += weight * values[row + 3] }
                        }
                    }
                }
            }
        }
        return sums
    }

    /// Reads some of what a product will read.
    @inline(__always)
    func touch() -> Int {
        guard !keys.isEmpty else { return 0 }
        let (quarter, middle) = (keys.count / 4, keys.count / 2)
        return Int(keys[quarter] &+ keys[middle] &+ keys[middle + quarter])
            &+ Int(values[quarter * width].bitPattern &+ values[middle * width].bitPattern)
    }

    /// Calls with every key and its value of the first half-life.
    @inline(__always)
    func forEach(_ body: (Int32, Float) -> Void) {
        keys.withUnsafeBufferPointer { keys in
            values.withUnsafeBufferPointer { values in
                for row in keys.indices { body(keys[row], values[row * width]) }
            }
        }
    }

    /// Multiplies every value by the factor of its half-life.
    mutating func scale(by factors: SIMD4<Float>) {
        for index in values.indices { values[index] *= factors[index % width] }
    }

    /// Enters keys (ascending) that are not there yet, with values of zero.
    private mutating func makeRoom(for added: [Int32]) {
        var missing = 0
        var row = 0
        for key in added {
            row = lowerBound(of: key, from: row)
            if row == keys.count || keys[row] != key { missing += 1 }
        }
        guard missing > 0 else { return }
        // From the back, so that everything moves once.
        var old = keys.count - 1
        var new = added.count - 1
        keys.append(contentsOf: repeatElement(0, count: missing))
        values.append(contentsOf: repeatElement(0, count: missing * width))
        var free = keys.count - 1
        let width = width
        keys.withUnsafeMutableBufferPointer { keys in
            values.withUnsafeMutableBufferPointer { values in
                while new >= 0 {
                    if old >= 0, keys[old] >= added[new] {
                        if keys[old] == added[new] { new -= 1 }
                        keys[free] = keys[old]
                        for column in 0..<width { values[free * width + column] = values[old * width + column] }
                        old -= 1
                    } else {
                        keys[free] = added[new]
                        for column in 0..<width { values[free * width + column] = 0 }
                        new -= 1
                    }
                    free -= 1
                }
            }
        }
    }

    /// Keeps the keys with the largest values of the longest half-life; of equal ones the larger keys.
    private mutating func keepStrongest(_ count: Int) {
        let last = width - 1
        let ranked = keys.indices.sorted {
            (values[$0 * width + last], keys[$0]) > (values[$1 * width + last], keys[$1])
        }
        let kept = ranked.prefix(count).sorted()
        values = kept.flatMap { values[$0 * width..<($0 + 1) * width] }
        keys = kept.map { keys[$0] }
    }

    @inline(__always)
    private func lowerBound(of key: Int32, from start: Int) -> Int {
        keys.withUnsafeBufferPointer { Self.lowerBound(of: key, in: $0, from: start) }
    }

    /// The first place at or after `start` whose key is not below.
    @inline(__always)
    private static func lowerBound(of key: Int32, in keys: UnsafeBufferPointer<Int32>, from start: Int) -> Int {
        var low = start
        var length = keys.count - start
        // Without a branch on the comparison, which nobody could foretell.
        while length > 0 {
            let half = length >> 1
            let isBelow = keys[low + half] < key
            low = isBelow ? low + half + 1 : low
            length = isBelow ? length - half - 1 : half
        }
        return low
    }
}

/// Keys with a weight each, ascending by key: a job's skills or words.
public struct WeightedKeys: Sendable, Equatable {
    /// Ascending, no key twice.
    public var keys: [Int32]
    /// As many as keys.
    public var weights: [Float]

    /// Pairs are sorted by key; of equal keys the weights add up.
    public init(_ pairs: [(key: Int32, weight: Float)]) {
        keys = []
        weights = []
        for pair in pairs.sorted(by: { $0.key < $1.key }) {
            if keys.last == pair.key {
                weights[weights.count - 1] += pair.weight
            } else {
                keys.append(pair.key)
                weights.append(pair.weight)
            }
        }
    }

    init(keys: [Int32], weights: [Float]) {
        self.keys = keys
        self.weights = weights
    }

    /// The same direction with Euclidean length 1; unchanged when empty.
    public func normalized() -> WeightedKeys {
        let length = weights.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { return self }
        return WeightedKeys(keys: keys, weights: weights.map { $0 / length })
    }
}
