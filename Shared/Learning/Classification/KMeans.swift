/// Lloyd's algorithm on points of a few dimensions.
struct KMeans {
    let points: [Float]
    let dimensions: Int
    private(set) var centroids: [Float]
    private var assignments: [Int]
    private let count: Int

    /// Begins at points drawn at random, or at copies when there are too few.
    init(points: [Float], dimensions: Int, count: Int, using generator: inout SeededGenerator) {
        self.points = points
        self.dimensions = dimensions
        self.count = count
        let total = points.count / max(dimensions, 1)
        centroids = [Float](repeating: 0, count: count * dimensions)
        assignments = [Int](repeating: -1, count: total)
        guard total > 0 else { return }
        let starts = total > count ? generator.sampledIndices(count: count, of: total) : (0..<count).map { $0 % total }
        for (centroid, point) in starts.enumerated() {
            for offset in 0..<dimensions {
                centroids[centroid * dimensions + offset] = points[point * dimensions + offset]
            }
        }
    }

    /// Assigns points and moves centroids; true when nothing changed.
    ///
    /// A centroid without points starts anew at one.
    mutating func step(using generator: inout SeededGenerator) -> Bool {
        let total = assignments.count
        guard total > 0 else { return true }
        var sums = [Float](repeating: 0, count: centroids.count)
        var sizes = [Int](repeating: 0, count: count)
        var isSame = true
        let search = centroids.withUnsafeBufferPointer { CentroidSearch($0, dimensions: dimensions) }
        for point in 0..<total {
            let range = point * dimensions..<(point + 1) * dimensions
            let nearest = points.withUnsafeBufferPointer {
                search.nearest(to: UnsafeBufferPointer(rebasing: $0[range]))
            }
            if assignments[point] != nearest {
                assignments[point] = nearest
                isSame = false
            }
            sizes[nearest] += 1
            for offset in 0..<dimensions { sums[nearest * dimensions + offset] += points[point * dimensions + offset] }
        }
        for centroid in 0..<count {
            let point = sizes[centroid] > 0 ? 0 : generator.integer(below: total)
            for offset in 0..<dimensions {
                let place = centroid * dimensions + offset
                centroids[place] =
                    sizes[centroid] > 0 ? sums[place] / Float(sizes[centroid]) : points[point * dimensions + offset]
            }
        }
        return isSame
    }
}

/// Finds the nearest of some centroids, eight at a time.
struct CentroidSearch {
    private let dimensions: Int
    /// For every eight centroids a block a dimension; places without a centroid are infinitely far away.
    private let blocks: [SIMD8<Float>]

    /// Prepares a search among centroids that lie one after the other.
    init(_ centroids: UnsafeBufferPointer<Float>, dimensions: Int) {
        self.dimensions = dimensions
        let count = centroids.count / dimensions
        var blocks = [SIMD8<Float>](repeating: SIMD8(repeating: .infinity), count: (count + 7) / 8 * dimensions)
        for centroid in 0..<count {
            for offset in 0..<dimensions {
                blocks[centroid / 8 * dimensions + offset][centroid % 8] = centroids[centroid * dimensions + offset]
            }
        }
        self.blocks = blocks
    }

    /// The centroid with the smallest squared distance, ties by number.
    @inline(__always)
    func nearest(to point: UnsafeBufferPointer<Float>) -> Int {
        var smallest = SIMD8<Float>(repeating: .infinity)
        var places = SIMD8<Int32>.zero
        blocks.withUnsafeBufferPointer { blocks in
            for start in stride(from: 0, to: blocks.count, by: dimensions) {
                var distances = SIMD8<Float>.zero
                for offset in 0..<dimensions {
                    let differences = blocks[start &+ offset] - SIMD8(repeating: point[offset])
                    distances += differences * differences
                }
                let isNearer = distances .< smallest
                smallest.replace(with: distances, where: isNearer)
                places.replace(with: SIMD8(repeating: Int32(truncatingIfNeeded: start)), where: isNearer)
            }
        }
        var best = 0
        var distance = Float.infinity
        for lane in 0..<8 {
            let centroid = Int(places[lane]) / dimensions * 8 + lane
            if smallest[lane] < distance || (smallest[lane] == distance && centroid < best) {
                distance = smallest[lane]
                best = centroid
            }
        }
        return best
    }
}
