import Testing

@testable import Learning

@Suite struct KMeansTests {
    private func points(_ count: Int, _ dimensions: Int, seed: UInt64, tied: Bool) -> [[Float]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<dimensions).map { _ in tied ? Float(generator.integer(below: 4)) : Float(generator.normal()) }
        }
    }

    /// Each round against Lloyd's algorithm by its definition, in double precision.
    @Test(arguments: [(300, 1, 5), (200, 3, 17), (400, 2, 256), (50, 4, 9), (6, 2, 16)], [false, true])
    func roundsAreThoseOfTheDefinition(shape: (points: Int, dimensions: Int, count: Int), tied: Bool) {
        let points = points(shape.points, shape.dimensions, seed: 7, tied: tied)
        var generator = SeededGenerator(seed: 11)
        var means = KMeans(
            points: points.flatMap { $0 }, dimensions: shape.dimensions, count: shape.count, using: &generator)
        var lastAssignments: [Int] = []
        var lastInertia = Double.infinity
        func centroid(_ index: Int) -> [Float] {
            Array(means.centroids[index * shape.dimensions..<(index + 1) * shape.dimensions])
        }
        for index in 0..<shape.count { #expect(points.contains(centroid(index)), "centroids begin at points") }
        for _ in 0..<40 {
            let nearest = points.map { plainNearest(to: $0, among: means.centroids) }
            let inertia = nearest.reduce(0) { $0 + Double($1.distance) }
            #expect(inertia <= lastInertia * (1 + 1e-5) + 1e-9)
            let isSame = means.step(using: &generator)
            #expect(isSame == (nearest.map(\.index) == lastAssignments))
            for index in 0..<shape.count {
                let own = points.indices.filter { nearest[$0].index == index }.map { points[$0] }
                guard !own.isEmpty else {
                    #expect(points.contains(centroid(index)), "a centroid without points starts anew at one")
                    continue
                }
                for offset in 0..<shape.dimensions {
                    let mean = own.reduce(0) { $0 + Double($1[offset]) } / Double(own.count)
                    #expect(abs(Double(centroid(index)[offset]) - mean) < 1e-5)
                }
            }
            lastAssignments = nearest.map(\.index)
            lastInertia = inertia
        }
    }

    @Test func theSameSeedGivesTheSameBytes() {
        let points = points(500, 3, seed: 1, tied: true).flatMap { $0 }
        let runs = ([4, 4, 5] as [UInt64]).map { seed -> [UInt32] in
            var generator = SeededGenerator(seed: seed)
            var means = KMeans(points: points, dimensions: 3, count: 40, using: &generator)
            for _ in 0..<10 { _ = means.step(using: &generator) }
            return means.centroids.map(\.bitPattern)
        }
        #expect(runs[0] == runs[1] && runs[0] != runs[2])
    }

    @Test func withoutPointsThereIsNothingToDo() {
        var generator = SeededGenerator(seed: 1)
        var means = KMeans(points: [], dimensions: 2, count: 3, using: &generator)
        let isDone = means.step(using: &generator)
        #expect(isDone && means.centroids == [Float](repeating: 0, count: 6))
    }
}
