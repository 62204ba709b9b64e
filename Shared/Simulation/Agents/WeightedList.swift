/// Draws in proportion to weights out of a list that only grows.
///
/// Appending is O(1), drawing O(log n).
struct WeightedList {
    private(set) var members: [Int32] = []
    private var cumulative: [Double] = []

    var isEmpty: Bool { members.isEmpty }

    /// Sum of all weights.
    var total: Double { cumulative.last ?? 0 }

    mutating func append(_ member: Int32, weight: Double) {
        cumulative.append(total + weight)
        members.append(member)
    }

    /// The member at a point in 0 ..< 1 of the line on which the weights lie end to end; `nil` when there is none.
    func member(at point: Double) -> Int32? {
        guard !cumulative.isEmpty else { return nil }
        let target = point * total
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > target { high = middle } else { low = middle + 1 }
        }
        return members[low]
    }

    /// A list of weights whose members are their places.
    init(weights: [Double] = []) {
        for (place, weight) in weights.enumerated() { append(Int32(place), weight: weight) }
    }
}
