import Foundation

extension SeededGenerator {
    /// A draw from the normal distribution (Marsaglia's polar method).
    ///
    /// - Precondition: `deviation` is not negative.
    public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
        precondition(deviation >= 0, "a standard deviation cannot be negative")
        while true {
            let first = 2 * uniform() - 1
            let second = 2 * uniform() - 1
            let square = first * first + second * second
            // The second variate of the pair is given up, so that the generator carries no hidden state.
            if square < 1, square > 0 {
                return mean + deviation * first * (-2 * log(square) / square).squareRoot()
            }
        }
    }

    /// A draw whose logarithm is normal with the given mean and deviation.
    public mutating func logNormal(logMean: Double, logDeviation: Double) -> Double {
        exp(normal(mean: logMean, deviation: logDeviation))
    }

    /// A waiting time with the given mean.
    ///
    /// - Precondition: `mean` is not negative.
    public mutating func exponential(mean: Double = 1) -> Double {
        precondition(mean >= 0, "a mean waiting time cannot be negative")
        // 1 - uniform() is in 0 <..= 1, where the logarithm is finite.
        return -mean * log(1 - uniform())
    }

    /// A draw from the gamma distribution with mean `shape` x `scale`.
    ///
    /// Source: Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", ACM TOMS 26 (2000).
    /// - Precondition: `shape` and `scale` are positive.
    public mutating func gamma(shape: Double, scale: Double = 1) -> Double {
        precondition(shape > 0 && scale > 0, "gamma needs a positive shape and scale")
        if shape < 1 {
            let boosted = gamma(shape: shape + 1, scale: scale)
            return boosted * pow(1 - uniform(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            let u = 1 - uniform()
            if log(u) < 0.5 * x * x + d - d * v + d * log(v) { return d * v * scale }
        }
    }

    /// A draw from the beta distribution, a share with mean `alpha` / (`alpha` + `beta`).
    ///
    /// - Precondition: both parameters are positive.
    public mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
        let first = gamma(shape: alpha)
        let second = gamma(shape: beta)
        let sum = first + second
        // Both gammas underflow only for tiny parameters, where the distribution is two points at 0 and 1.
        guard sum > 0 else { return bernoulli(alpha / (alpha + beta)) ? 1 : 0 }
        return first / sum
    }

    /// Shares that sum to one, drawn from the Dirichlet distribution.
    ///
    /// - Precondition: `concentrations` is not empty and all are positive.
    public mutating func dirichlet(_ concentrations: [Double]) -> [Double] {
        precondition(!concentrations.isEmpty, "a Dirichlet distribution needs at least one part")
        var shares = [Double]()
        shares.reserveCapacity(concentrations.count)
        for concentration in concentrations { shares.append(gamma(shape: concentration)) }
        let sum = shares.reduce(0, +)
        guard sum > 0 else {
            let winner = weightedIndex(concentrations)
            return shares.indices.map { $0 == winner ? 1 : 0 }
        }
        return shares.map { $0 / sum }
    }

    /// A count of events whose mean is given.
    ///
    /// Small means by inversion, others by Hörmann's PTRS ("The transformed rejection method for generating Poisson
    /// random variables", Insurance: Mathematics and Economics 12, 1993).
    /// - Precondition: `mean` is in 0 ... 1e9.
    public mutating func poisson(mean: Double) -> Int {
        precondition(mean >= 0 && mean <= 1e9, "a Poisson mean must be in 0 ... 1e9")
        if mean < 10 {
            var count = 0
            var probability = exp(-mean)
            var remaining = uniform()
            // The tail past 200 is far below the resolution of the uniform draw.
            while remaining >= probability, count < 200 {
                remaining -= probability
                count += 1
                probability *= mean / Double(count)
            }
            return count
        }
        let logMean = log(mean)
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let acceptance = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = 1 - uniform()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07, v <= acceptance, k >= 0 { return Int(k) }
            guard k >= 0, us >= 0.013 || v <= us, us > 0 else { continue }
            let left = log(v * inverseAlpha / (a / (us * us) + b))
            if left <= k * logMean - mean - lgamma(k + 1) { return Int(k) }
        }
    }

    /// An index drawn with probability proportional to its weight; O(n), see ``AliasTable`` for repeated draws.
    ///
    /// - Precondition: no weight is negative or not finite and their sum is positive.
    public mutating func weightedIndex(_ weights: [Double]) -> Int {
        var sum = 0.0
        for weight in weights {
            precondition(weight >= 0, "a weight cannot be negative")
            sum += weight
        }
        precondition(sum > 0 && sum.isFinite, "a weighted choice needs a positive, finite sum of weights")
        var remaining = uniform() * sum
        var last = 0
        for (index, weight) in weights.enumerated() where weight > 0 {
            if remaining < weight { return index }
            remaining -= weight
            last = index
        }
        // Rounding may leave a crumb after the last weight.
        return last
    }

    /// One of the elements, all alike; nil when there are none.
    public mutating func choice<Elements: RandomAccessCollection>(_ elements: Elements) -> Elements.Element? {
        guard !elements.isEmpty else { return nil }
        return elements[elements.index(elements.startIndex, offsetBy: integer(below: elements.count))]
    }

    /// Puts the elements into a uniformly random order (Fisher and Yates).
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for index in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(index, integer(below: index + 1))
        }
    }

    /// The elements in a uniformly random order.
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var copy = elements
        shuffle(&copy)
        return copy
    }

    /// Distinct indices out of 0 ..< `population`, each subset alike, in ascending order (Floyd's method).
    ///
    /// - Complexity: O(`count` log `count`), whatever the population.
    /// - Precondition: 0 <= `count` <= `population`.
    public mutating func sampledIndices(count: Int, of population: Int) -> [Int] {
        precondition(count >= 0 && count <= population, "a sample cannot be larger than its population")
        var chosen = Set<Int>(minimumCapacity: count)
        for upper in (population - count)..<population {
            let candidate = integer(below: upper + 1)
            chosen.insert(chosen.contains(candidate) ? upper : candidate)
        }
        return chosen.sorted()
    }
}
