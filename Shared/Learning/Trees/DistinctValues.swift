/// The different values of a feature with their counts, from which the bounds of its bins are chosen.
struct DistinctValues {
    private var values: [Double] = []
    private var counts: [Int] = []

    /// Takes values in ascending order; neighbours that differ by rounding only count as one.
    init(sorted: [Double]) {
        for value in sorted {
            let value = abs(value) <= RegressionTree.zeroThreshold ? 0 : value
            if let last = values.last, value <= last.nextUp {
                values[values.count - 1] = value
                counts[counts.count - 1] += 1
            } else {
                values.append(value)
                counts.append(1)
            }
        }
    }

    /// The upper bounds of the bins: negative values, zero and positive values are binned apart.
    func upperBounds(maximumBins: Int, minimumRowsInBin: Int) -> [Double] {
        let zero = RegressionTree.zeroThreshold
        let negativeEnd = values.firstIndex { $0 > -zero } ?? values.count
        let positiveStart = values[negativeEnd...].firstIndex { $0 > zero }
        let negativeRows = counts[..<negativeEnd].reduce(0, +)
        let positiveRows = positiveStart.map { counts[$0...].reduce(0, +) } ?? 0
        var bounds: [Double] = []
        if negativeEnd > 0, maximumBins > 1 {
            let share = Double(negativeRows) / Double(negativeRows + positiveRows)
            let room = max(1, Int(share * Double(maximumBins - 1)))
            bounds = greedy(0..<negativeEnd, maximumBins: room, rows: negativeRows, minimumRowsInBin: minimumRowsInBin)
            bounds[bounds.count - 1] = -zero
        }
        let room = maximumBins - 1 - bounds.count
        guard let positiveStart, room > 0 else { return bounds + [.infinity] }
        bounds.append(zero)
        bounds += greedy(
            positiveStart..<values.count, maximumBins: room, rows: positiveRows, minimumRowsInBin: minimumRowsInBin)
        return bounds
    }

    /// Bins of nearly equal counts, where a value with more than its share of rows has a bin alone.
    private func greedy(_ range: Range<Int>, maximumBins: Int, rows: Int, minimumRowsInBin: Int) -> [Double] {
        var bounds: [Double] = []
        func add(_ below: Double, _ above: Double) -> Bool {
            let bound = ((below + above) / 2).nextUp
            if let last = bounds.last, bound <= last.nextUp { return false }
            bounds.append(bound)
            return true
        }
        let last = range.upperBound - 1
        if range.count <= maximumBins {
            var inBin = 0
            for index in range.lowerBound..<last {
                inBin += counts[index]
                if inBin >= minimumRowsInBin, add(values[index], values[index + 1]) { inBin = 0 }
            }
            return bounds + [.infinity]
        }
        var bins = maximumBins
        if minimumRowsInBin > 0 { bins = max(1, min(bins, rows / minimumRowsInBin)) }
        var restBins = bins
        var restRows = rows
        var size = Double(rows) / Double(bins)
        let isBig = range.map { Double(counts[$0]) >= size }
        for (offset, index) in range.enumerated() where isBig[offset] {
            restBins -= 1
            restRows -= counts[index]
        }
        size = Double(restRows) / Double(restBins)
        var edges: [(Double, Double)] = []
        var inBin = 0
        for index in range.lowerBound..<last {
            let big = isBig[index - range.lowerBound]
            if !big { restRows -= counts[index] }
            inBin += counts[index]
            let nextIsBig = isBig[index + 1 - range.lowerBound]
            guard big || Double(inBin) >= size || nextIsBig && Double(inBin) >= max(1, size * 0.5) else { continue }
            edges.append((values[index], values[index + 1]))
            if edges.count >= bins - 1 { break }
            inBin = 0
            if !big {
                restBins -= 1
                size = Double(restRows) / Double(restBins)
            }
        }
        for edge in edges { _ = add(edge.0, edge.1) }
        return bounds + [.infinity]
    }
}
