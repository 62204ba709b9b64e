import Foundation

/// The rule of Gauss and Legendre from 0 to 1: exact for polynomials of degree 2n - 1.
struct ShapleyRule {
    let points: [Double]
    let weights: [Double]

    /// Finds the points by Newton's method on the Legendre polynomial.
    init(points count: Int) {
        var points = [Double](repeating: 0, count: count)
        var weights = points
        for index in 0..<count {
            var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 1.0
            for _ in 0..<100 {
                var (previous, value) = (1.0, x)
                for degree in stride(from: 2, through: count, by: 1) {
                    let n = Double(degree)
                    (previous, value) = (value, ((2 * n - 1) * x * value - (n - 1) * previous) / n)
                }
                slope = count == 1 ? 1 : Double(count) * (x * value - previous) / (x * x - 1)
                let step = value / slope
                x -= step
                if abs(step) < 1e-15 { break }
            }
            points[index] = (1 + x) / 2
            weights[index] = 1 / ((1 - x * x) * slope * slope)
        }
        self.points = points
        self.weights = weights
    }
}
