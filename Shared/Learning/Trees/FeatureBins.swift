/// How the values of one feature fall into at most 256 bins, as LightGBM parts them.
///
/// Numbers: bins of nearly equal counts, zero always in a bin of its own, NaN in a last bin of its own when there is
/// any. Categories (whole numbers >= 0): bin 0 for missing, rare and unseen ones, then one bin for each in descending
/// order of frequency. As in LightGBM, a category's fraction is cut off, so that 1.7 is category 1, and numbers of -1 and
/// less or 2^31 and more count as missing; training and scoring agree in that.
///
/// Source: Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NIPS 2017, and its `bin.cpp`.
public struct FeatureBins: Sendable, Equatable {
    /// What the feature's values are.
    public enum Kind: Sendable, Equatable {
        /// Numbers; a value is in the first bin whose upper bound it does not exceed.
        case numeric(upperBounds: [Double])
        /// Categories; bin b > 0 holds the category at b - 1.
        case categorical(categories: [Int32])
    }

    /// How values are parted.
    public let kind: Kind
    /// Whether NaN was seen; then the last bin of numbers is for NaN.
    public let hasMissing: Bool
    /// How many bins there are, the one for missing values included.
    public let binCount: Int
    /// The smallest value seen, NaN left out.
    public let minimum: Double
    /// The largest value seen, NaN left out.
    public let maximum: Double
    let categoryBins: [Int32: UInt8]
    /// Whether there is nothing to split: all values seen are in one bin, or all are missing.
    public let isConstant: Bool

    /// The options of binning.
    public struct Options: Sendable, Equatable {
        /// The most bins of a feature, from 2 to 256.
        public var maximumBins = 255
        /// How many rows a bin should hold at least.
        public var minimumRowsInBin = 3
        /// How many rows the bounds are found from at most; drawn by seed when there are more.
        public var sampleSize = 200_000
        /// The seed of that draw.
        public var seed: UInt64 = 1
        /// The columns whose values are categories: whole numbers in 0 ..< 2^31.
        ///
        /// Nothing else is refused: fractions are cut off (1.7 is category 1), numbers of -1 and less count as missing.
        public var categoricalColumns: Set<Int> = []
        /// How many threads bin at once; the result does not depend on it.
        public var threads = 1

        /// LightGBM's defaults.
        public init() {}
    }

    /// Finds the bins of a feature whose values are numbers.
    init(numeric values: [Double], options: Options) {
        var sorted: [Double] = []
        sorted.reserveCapacity(values.count)
        for value in values where !value.isNaN { sorted.append(value) }
        let missing = values.count - sorted.count
        sorted.sort()
        hasMissing = missing > 0
        minimum = sorted.first ?? 0
        maximum = sorted.last ?? 0
        categoryBins = [:]
        let distinct = DistinctValues(sorted: sorted)
        let room = options.maximumBins - (hasMissing ? 1 : 0)
        let bounds = distinct.upperBounds(maximumBins: room, minimumRowsInBin: options.minimumRowsInBin)
        binCount = bounds.count + (hasMissing ? 1 : 0)
        kind = .numeric(upperBounds: bounds)
        // A number other than zero has an empty bin for zero beside its own, and missing ones an empty bin for numbers.
        isConstant = binCount <= 1 || sorted.isEmpty || !hasMissing && minimum == maximum
    }

    /// Finds the bins of a feature whose values are categories.
    init(categories values: [Double], options: Options) {
        var counts: [Int32: Int] = [:]
        var missing = 0
        for value in values {
            if value > -1, value < 2_147_483_648 { counts[Int32(value), default: 0] += 1 } else { missing += 1 }
        }
        // Most frequent first; equal counts by category, so that the order is the data's and not the dictionary's.
        let ordered = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        let present = values.count - missing
        let enough = Int((Float(present) * 0.99).rounded())
        let room = min(ordered.count + (missing > 0 ? 1 : 0), options.maximumBins)
        var categories: [Int32] = []
        var used = 0
        for (index, entry) in ordered.enumerated() {
            let bins = categories.count + 1
            guard used < enough || bins < room, bins < 256 else { break }
            if entry.value < options.minimumRowsInBin, index > 1 { break }
            categories.append(entry.key)
            used += entry.value
        }
        hasMissing = categories.count < ordered.count || missing > 0
        binCount = categories.isEmpty ? 1 : categories.count + 1
        minimum = Double(counts.keys.min() ?? 0)
        maximum = Double(counts.keys.max() ?? 0)
        var bins: [Int32: UInt8] = [:]
        for (index, category) in categories.enumerated() { bins[category] = UInt8(index + 1) }
        categoryBins = bins
        kind = .categorical(categories: categories)
        isConstant = binCount <= 1 || categories.count == 1 && !hasMissing
    }

    /// Whether the feature's values are categories.
    public var isCategorical: Bool {
        if case .categorical = kind { return true }
        return false
    }

    /// The bin of a value.
    ///
    /// - Complexity: O(log bins).
    public func bin(of value: Double) -> UInt8 {
        switch kind {
        case .numeric(let bounds):
            return bounds.withUnsafeBufferPointer { self.bin(of: value, bounds: $0) }
        case .categorical:
            guard value > -1, value < 2_147_483_648 else { return 0 }
            return categoryBins[Int32(value)] ?? 0
        }
    }

    /// The bin of a number among the given bounds, which are this feature's.
    @inline(__always)
    func bin(of value: Double, bounds: UnsafeBufferPointer<Double>) -> UInt8 {
        var value = value
        if value.isNaN {
            if hasMissing { return UInt8(truncatingIfNeeded: binCount - 1) }
            value = 0
        }
        // A search without branches: how many bounds are below the value.
        var low = 0
        var length = bounds.count - 1
        while length > 0 {
            let half = (length + 1) / 2
            low = bounds[low + half - 1] < value ? low + half : low
            length -= half
        }
        return UInt8(truncatingIfNeeded: low)
    }

    /// What stands for this feature in a LightGBM model.
    var information: String {
        if isConstant { return "none" }
        switch kind {
        case .numeric: return "[\(modelText(minimum)):\(modelText(maximum))]"
        case .categorical(let categories): return categories.map(String.init).joined(separator: ":")
        }
    }
}

/// A number in a LightGBM model: the shortest text that is read back as the same number.
func modelText(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
