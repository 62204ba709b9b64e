import Foundation

/// How many documents hold each key: what makes a word or a skill rare.
public struct RarityCounts: Sendable, Equatable {
    /// Documents counted.
    public private(set) var documents = 0
    private(set) var frequencies: [Int32] = []

    /// Nothing counted.
    public init() {}

    init(documents: Int, frequencies: [Int32]) {
        self.documents = documents
        self.frequencies = frequencies
    }

    /// ln(1 + (N + 1) / (n + 1/2)): high for what few documents hold.
    public func rarity(_ key: Int32) -> Double {
        let frequency = Int(key) < frequencies.count ? Double(frequencies[Int(key)]) : 0
        return log(1 + Double(documents + 1) / (frequency + 0.5))
    }

    /// Documents that hold a key.
    public func frequency(_ key: Int32) -> Int {
        Int(key) < frequencies.count ? Int(frequencies[Int(key)]) : 0
    }

    /// Counts a document with these keys.
    mutating func add(_ keys: [Int32]) {
        documents += 1
        for key in keys {
            while frequencies.count <= Int(key) { frequencies.append(0) }
            frequencies[Int(key)] += 1
        }
    }
}

/// The market's faded sum for each of many keys, kept by forward decay (``FadingFactors``).
public struct FadingTotals: Sendable, Equatable {
    private(set) var values: [Double] = []
    /// Values a key.
    public let width: Int

    /// All zero.
    public init(width: Int) {
        self.width = width
    }

    init(width: Int, values: [Double]) {
        self.width = width
        self.values = values
    }

    /// Adds to one half-life of a key.
    mutating func add(_ amount: Double, to key: Int32, _ column: Int = 0) {
        let index = Int(key) * width + column
        if index >= values.count {
            let end = (Int(key) + 1) * width
            values.append(contentsOf: repeatElement(0, count: end - values.count))
        }
        values[index] += amount
    }

    /// The sum of a key for one half-life, to be multiplied by the factor of the moment.
    func value(_ key: Int32, _ column: Int = 0) -> Double {
        let index = Int(key) * width + column
        return index < values.count ? values[index] : 0
    }

    /// Multiplies every value by the factor of its half-life.
    mutating func scale(by factors: [Double]) {
        for index in values.indices { values[index] *= factors[index % width] }
    }
}

/// A running mean of logarithms of prices.
struct PriceLevel: Sendable, Equatable {
    var sum = 0.0
    var count = 0

    /// nil before the third price: too little to compare with.
    var mean: Double? { count < 3 ? nil : sum / Double(count) }

    mutating func add(_ logarithm: Double) {
        sum += logarithm
        count += 1
    }
}
