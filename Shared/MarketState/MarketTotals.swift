import Foundation
public import Learning

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

/// The market's faded sum for each of many keys.
public struct FadingTotals: Sendable, Equatable {
    private(set) var values: [Double] = []
    private(set) var updatedAt: [Int64] = []
    /// Values a key.
    public let width: Int

    /// All zero.
    public init(halfLives: HalfLives) {
        width = halfLives.count
    }

    init(width: Int, values: [Double], updatedAt: [Int64]) {
        self.width = width
        self.values = values
        self.updatedAt = updatedAt
    }

    /// Adds to all half-lives of a key at a time.
    mutating func add(_ amount: Double, to key: Int32, at time: Int64, halfLives: HalfLives) {
        let row = Int(key)
        while updatedAt.count <= row {
            updatedAt.append(0)
            for _ in 0..<width { values.append(0) }
        }
        for column in 0..<width {
            let index = row * width + column
            if time > updatedAt[row], values[index] != 0 {
                values[index] *= halfLives.fading(column, from: updatedAt[row], to: time)
            }
            values[index] += amount
        }
        updatedAt[row] = max(updatedAt[row], time)
    }

    /// The sum of a key for one half-life at a time.
    public func value(_ key: Int32, _ column: Int, at time: Int64, halfLives: HalfLives) -> Double {
        let row = Int(key)
        guard row < updatedAt.count, values[row * width + column] != 0 else { return 0 }
        return values[row * width + column] * halfLives.fading(column, from: updatedAt[row], to: time)
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
