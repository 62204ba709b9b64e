import Foundation

/// How a network's parameters follow their gradients.
public enum NetworkOptimizer: Sendable, Equatable {
    /// Each parameter's step shrinks with the root of its squared gradients so far (Duchi, Hazan and Singer, JMLR
    /// 12, 2011).
    case adaGrad(learningRate: Double)
    /// Steps by running means of gradients and of their squares (Kingma and Ba, ICLR 2015), β₁ 0.9 and β₂ 0.999.
    ///
    /// Vectors of categories that are not in a batch stay as they are, and their means as well.
    case adam(learningRate: Double)

    var learningRate: Double {
        switch self {
        case .adaGrad(let rate), .adam(let rate): rate
        }
    }

    func check() throws(LearningError) {
        guard learningRate > 0, learningRate <= 10 else {
            throw LearningError(.invalidOption, "a learning rate is in 0 <..= 10")
        }
    }
}

/// The memory of an optimiser, one or two numbers a parameter.
struct OptimizerState {
    private let kind: NetworkOptimizer
    private let squares: NumberBuffer<Float>
    private let means: NumberBuffer<Float>
    /// Steps taken, for Adam's correction of its first means.
    private var steps = 0
    private var rate: Float = 0

    init(_ kind: NetworkOptimizer, count: Int) {
        self.kind = kind
        switch kind {
        case .adaGrad:
            // What tames the first steps.
            squares = NumberBuffer(count: count, repeating: 1e-6)
            means = NumberBuffer(count: 0, repeating: 0)
        case .adam:
            squares = NumberBuffer(count: count, repeating: 0)
            means = NumberBuffer(count: count, repeating: 0)
        }
    }

    /// Begins the step of a batch, at a share of the learning rate.
    mutating func begin(rateShare: Double) {
        steps += 1
        switch kind {
        case .adaGrad(let learningRate): rate = Float(learningRate * rateShare)
        case .adam(let learningRate):
            let correction = (1 - pow(0.999, Double(steps))).squareRoot() / (1 - pow(0.9, Double(steps)))
            rate = Float(learningRate * rateShare * correction)
        }
    }

    /// Moves a stretch of parameters against their gradients, and clears these; any count, any place.
    func move(_ parameters: NumberBuffer<Float>, _ gradients: NumberBuffer<Float>, from start: Int, count: Int) {
        let whole = start + (count & ~7)
        var index = start
        switch kind {
        case .adaGrad:
            let rates = SIMD8<Float>(repeating: rate)
            while index < whole {
                let g = FloatVectors.load(gradients.base, index)
                let square = FloatVectors.load(squares.base, index) + g * g
                let value = FloatVectors.load(parameters.base, index) - rates * g / square.squareRoot()
                FloatVectors.store(square, squares.base, index)
                FloatVectors.store(value, parameters.base, index)
                FloatVectors.store(.zero, gradients.base, index)
                index += 8
            }
            while index < start + count {
                let g = gradients.base[index]
                squares.base[index] += g * g
                parameters.base[index] -= rate * g / squares.base[index].squareRoot()
                gradients.base[index] = 0
                index += 1
            }
        case .adam:
            let rates = SIMD8<Float>(repeating: rate)
            let floor = SIMD8<Float>(repeating: 1e-8)
            while index < whole {
                let g = FloatVectors.load(gradients.base, index)
                let mean = FloatVectors.load(means.base, index) * 0.9 + g * 0.1
                let square = FloatVectors.load(squares.base, index) * 0.999 + g * g * 0.001
                let value = FloatVectors.load(parameters.base, index) - rates * mean / (square.squareRoot() + floor)
                FloatVectors.store(mean, means.base, index)
                FloatVectors.store(square, squares.base, index)
                FloatVectors.store(value, parameters.base, index)
                FloatVectors.store(.zero, gradients.base, index)
                index += 8
            }
            while index < start + count {
                let g = gradients.base[index]
                means.base[index] = means.base[index] * 0.9 + g * 0.1
                squares.base[index] = squares.base[index] * 0.999 + g * g * 0.001
                parameters.base[index] -= rate * means.base[index] / (squares.base[index].squareRoot() + 1e-8)
                gradients.base[index] = 0
                index += 1
            }
        }
    }
}
