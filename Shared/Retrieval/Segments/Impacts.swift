/// The postings of a stretch that can score highest: pairs of occurrences and field length, of which none is beaten in
/// both by another.
///
/// Whatever the weights, b and k₁ of a search, the highest contribution of the stretch is that of one of its pairs, so
/// that these may change without a new index. Past 16 occurrences pairs become one, which bounds all of them.
struct ImpactCollector {
    private static let classes = 16
    /// For each number of occurrences the shortest field.
    private var shortest = InlineArray<17, UInt32>(repeating: .max)
    private var mostOccurrences: UInt32 = 0

    @inline(__always)
    mutating func add(occurrences: UInt32, length: UInt32) {
        let place = Int(min(occurrences, UInt32(Self.classes)))
        shortest[place] = min(shortest[place], length)
        mostOccurrences = max(mostOccurrences, occurrences)
    }

    mutating func add(_ other: ImpactCollector) {
        for place in 0...Self.classes { shortest[place] = min(shortest[place], other.shortest[place]) }
        mostOccurrences = max(mostOccurrences, other.mostOccurrences)
    }

    /// Writes the pairs, most occurrences first.
    func encode(to bytes: inout [UInt8]) {
        var pairs: [(occurrences: UInt32, length: UInt32)] = []
        for place in (0...Self.classes).reversed() where shortest[place] < (pairs.last?.length ?? .max) {
            pairs.append((place == Self.classes ? mostOccurrences : UInt32(place), shortest[place]))
        }
        bytes.append(UInt8(pairs.count))
        for pair in pairs {
            VariableByte.append(UInt64(pair.occurrences), to: &bytes)
            VariableByte.append(UInt64(pair.length), to: &bytes)
        }
    }

    /// Skips pairs.
    @inline(__always)
    static func skip(_ place: inout UnsafeRawPointer) {
        var count = place.load(as: UInt8.self)
        place += 1
        while count > 0 {
            _ = VariableByte.read(&place)
            _ = VariableByte.read(&place)
            count &-= 1
        }
    }

    /// The highest contribution of any pair.
    @inline(__always)
    static func bound(_ place: UnsafeRawPointer, _ factors: FieldFactor) -> Double {
        var place = place
        var count = place.load(as: UInt8.self)
        place += 1
        var best = 0.0
        while count > 0 {
            let occurrences = UInt32(truncatingIfNeeded: VariableByte.read(&place))
            let length = VariableByte.read(&place)
            best = max(best, factors.contribution(occurrences, length: length))
            count &-= 1
        }
        return best
    }
}

/// What a field's weight and length do to occurrences, with the averages of a whole index.
struct FieldFactor {
    private let weight: Double
    private let constant: Double
    private let slope: Double
    /// The factor for lengths below its count; lives as long as the index's view.
    private let table: UnsafePointer<Double>
    static let tableCount = 2_048

    /// `table` has room for ``tableCount`` factors.
    init(_ field: IndexField, averageLength: Double, table: UnsafeMutablePointer<Double>) {
        weight = field.weight
        constant = 1 - field.lengthNormalization
        slope = averageLength == 0 ? 0 : field.lengthNormalization / averageLength
        for length in 0..<Self.tableCount { table[length] = weight / (constant + slope * Double(length)) }
        self.table = UnsafePointer(table)
    }

    /// Weighted occurrences, divided by how long the field is.
    @inline(__always)
    func contribution(_ occurrences: UInt32, length: Int) -> Double {
        let factor = length < Self.tableCount ? table[length] : weight / (constant + slope * Double(length))
        return Double(occurrences) * factor
    }
}
