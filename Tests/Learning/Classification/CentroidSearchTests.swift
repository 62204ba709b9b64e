import Testing

@testable import Learning

/// The nearest of centroids that lie one after the other, one by one and in the order of dimensions.
func plainNearest(to point: [Float], among centroids: [Float]) -> (index: Int, distance: Float) {
    var best = (index: 0, distance: Float.infinity)
    for index in 0..<centroids.count / point.count {
        var distance: Float = 0
        for (offset, element) in point.enumerated() {
            let difference = centroids[index * point.count + offset] - element
            distance += difference * difference
        }
        if distance < best.distance { best = (index, distance) }
    }
    return best
}

@Suite struct CentroidSearchTests {
    private func nearest(to point: [Float], among centroids: [Float]) -> Int {
        centroids.withUnsafeBufferPointer { centroids in
            let search = CentroidSearch(centroids, dimensions: point.count)
            return point.withUnsafeBufferPointer { search.nearest(to: $0) }
        }
    }

    @Test(arguments: [1, 2, 3, 5, 8, 13], [1, 2, 7, 8, 9, 16, 17, 63, 256])
    func equalsALoopOverAll(dimensions: Int, count: Int) {
        var generator = SeededGenerator(seed: UInt64(100 * dimensions + count))
        for round in 0..<60 {
            // Every other round of a few whole numbers, so that many centroids tie or are the same.
            func number() -> Float {
                round.isMultiple(of: 2) ? Float(generator.normal()) : Float(generator.integer(below: 3))
            }
            let centroids = (0..<count * dimensions).map { _ in number() }
            for _ in 0..<10 {
                let point = (0..<dimensions).map { _ in number() }
                #expect(nearest(to: point, among: centroids) == plainNearest(to: point, among: centroids).index)
            }
        }
    }

    @Test(arguments: 1...24)
    func ofEqualCentroidsTheFirstIsNearest(count: Int) {
        #expect(nearest(to: [1, 1], among: [Float](repeating: 4, count: 2 * count)) == 0)
        for place in 0..<count {
            var centroids = [Float](repeating: 4, count: count)
            for nearer in place..<count { centroids[nearer] = 2 }
            #expect(nearest(to: [1], among: centroids) == place)
        }
    }

    /// Distances beyond what a number holds never lead to a place without a centroid.
    @Test func hugeNumbersStayWithinTheCentroids() {
        for point in [Float(1e19), -1e19, 3e38, -3e38, .infinity, .nan] {
            for count in 1...17 {
                let centroids = (0..<count).map { Float($0.isMultiple(of: 2) ? -3e38 : -1e19) }
                #expect(nearest(to: [point], among: centroids) == plainNearest(to: [point], among: centroids).index)
                let places = [Float](repeating: point, count: 3)
                let wide = centroids.flatMap { [$0, 0, -$0] as [Float] }
                #expect(nearest(to: places, among: wide) == plainNearest(to: places, among: wide).index)
            }
        }
    }
}
