public import Learning

/// A sparse vector of words or skills whose entries fade: what somebody has been near, more weight on what is recent.
///
/// Entries are sorted by key, one row of values a key (one value a half-life). When full, the entry that has faded
/// most goes. Adding n entries to one of m costs O(m + n); a product with a vector of n keys O(n log m).
public struct DecayedVector: Sendable, Equatable {
    /// Ascending.
    public private(set) var keys: [Int32] = []
    /// `keys.count` rows of `width` values, as of `updatedAt`.
    public private(set) var values: [Float] = []
    /// Time of the last addition, in microseconds; 0 before the first.
    public private(set) var updatedAt: Int64 = 0
    /// Values a key.
    public let width: Int

    /// An empty vector for so many half-lives.
    public init(halfLives: HalfLives) {
        width = halfLives.count
    }

    init(width: Int, keys: [Int32], values: [Float], updatedAt: Int64) {
        self.width = width
        self.keys = keys
        self.values = values
        self.updatedAt = updatedAt
    }

    /// Adds a weighted vector (keys ascending) at a time; at most `capacity` keys are kept.
    public mutating func add(
        _ addition: WeightedKeys, scale: Float = 1, at time: Int64, halfLives: HalfLives, capacity: Int
    ) {
        fade(to: time, halfLives: halfLives)
        var mergedKeys: [Int32] = []
        var mergedValues: [Float] = []
        mergedKeys.reserveCapacity(keys.count + addition.keys.count)
        mergedValues.reserveCapacity((keys.count + addition.keys.count) * width)
        var old = 0
        var new = 0
        while old < keys.count || new < addition.keys.count {
            let takesOld = new == addition.keys.count || (old < keys.count && keys[old] <= addition.keys[new])
            let takesNew = old == keys.count || (new < addition.keys.count && addition.keys[new] <= keys[old])
            mergedKeys.append(takesOld ? keys[old] : addition.keys[new])
            for column in 0..<width {
                let before = takesOld ? values[old * width + column] : 0
                mergedValues.append(before + (takesNew ? addition.weights[new] * scale : 0))
            }
            if takesOld { old += 1 }
            if takesNew { new += 1 }
        }
        keys = mergedKeys
        values = mergedValues
        while keys.count > capacity { removeFaintest() }
    }

    /// The sum over the keys of weight x value, one half-life, faded to a time that is not before the last addition.
    public func product(_ other: WeightedKeys, _ column: Int, at time: Int64, halfLives: HalfLives) -> Double {
        var sum: Float = 0
        forEachShared(with: other) { row, weight in sum += weight * values[row * width + column] }
        return sum == 0 ? 0 : Double(sum) * halfLives.fading(column, from: updatedAt, to: time)
    }

    /// Products for the first three half-lives in one pass.
    ///
    /// The vector has at least three.
    public func products3(
        _ other: WeightedKeys, at time: Int64, halfLives: HalfLives
    ) -> (Double, Double, Double) {
        var sums: (Float, Float, Float) = (0, 0, 0)
        forEachShared(with: other) { row, weight in
            sums.0 += weight * values[row * width]
            sums.1 += weight * values[row * width + 1]
            sums.2 += weight * values[row * width + 2]
        }
        guard sums != (0, 0, 0) else { return (0, 0, 0) }
        return (
            Double(sums.0) * halfLives.fading(0, from: updatedAt, to: time),
            Double(sums.1) * halfLives.fading(1, from: updatedAt, to: time),
            Double(sums.2) * halfLives.fading(2, from: updatedAt, to: time)
        )
    }

    /// The value of one key and half-life at a time.
    public func value(_ key: Int32, _ column: Int, at time: Int64, halfLives: HalfLives) -> Double {
        guard let row = row(of: key, from: 0) else { return 0 }
        return Double(values[row * width + column]) * halfLives.fading(column, from: updatedAt, to: time)
    }

    private mutating func fade(to time: Int64, halfLives: HalfLives) {
        guard time > updatedAt else { return }
        if !keys.isEmpty {
            let factors = (0..<width).map { Float(halfLives.fading($0, from: updatedAt, to: time)) }
            for row in keys.indices {
                for column in 0..<width { values[row * width + column] *= factors[column] }
            }
        }
        updatedAt = time
    }

    private mutating func removeFaintest() {
        var faintest = 0
        for row in keys.indices
        where values[row * width + width - 1] < values[faintest * width + width - 1] { faintest = row }
        keys.remove(at: faintest)
        values.removeSubrange(faintest * width..<(faintest + 1) * width)
    }

    /// Calls with the row here and the weight there, for every key that both have.
    @inline(__always)
    private func forEachShared(with other: WeightedKeys, _ body: (Int, Float) -> Void) {
        var low = 0
        for index in other.keys.indices {
            guard low < keys.count else { return }
            let key = other.keys[index]
            low = lowerBound(of: key, from: low)
            if low < keys.count, keys[low] == key { body(low, other.weights[index]) }
        }
    }

    @inline(__always)
    private func lowerBound(of key: Int32, from start: Int) -> Int {
        keys.withUnsafeBufferPointer { buffer in
            var low = start
            var high = buffer.count
            while low < high {
                let middle = (low + high) >> 1
                if buffer[middle] < key { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    private func row(of key: Int32, from start: Int) -> Int? {
        let row = lowerBound(of: key, from: start)
        return row < keys.count && keys[row] == key ? row : nil
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
