import Foundation

/// What boosting makes small.
public enum BoostingObjective: Sendable, Equatable {
    /// Half the squared distance from the label.
    case squaredError
    /// The log-loss of labels 0 and 1; scores are log-odds.
    case logistic
    /// The pinball loss: the answer is to be the given quantile, in 0 <..< 1, of the labels of rows alike.
    case quantile(Double)
    /// The order of the rows of each query by their grade of relevance.
    case lambdaMART(LambdaMARTOptions)

    /// What stands for this objective in a LightGBM model.
    var modelText: String {
        switch self {
        case .squaredError: "regression"
        case .logistic: "binary sigmoid:1"
        case .quantile: "quantile"
        case .lambdaMART: "lambdarank"
        }
    }

    func check() throws(LearningError) {
        switch self {
        case .squaredError, .logistic: break
        case .quantile(let share):
            guard share > 0, share < 1 else {
                throw LearningError(.invalidOption, "a quantile is between 0 and 1, not \(share)")
            }
        case .lambdaMART(let options): try options.check()
        }
    }

    /// The constant that boosting starts from.
    func start(_ data: BoostingData) -> Double {
        switch self {
        case .squaredError: return weightedMean(data)
        case .logistic:
            let share = min(max(weightedMean(data), 1e-15), 1 - 1e-15)
            return Logistic.logOdds(probability: share)
        case .quantile(let share):
            return WeightedQuantile.value(data.labels, weights: data.weights, share: share)
        case .lambdaMART: return 0
        }
    }

    private func weightedMean(_ data: BoostingData) -> Double {
        guard let weights = data.weights else { return data.labels.reduce(0, +) / Double(data.labels.count) }
        var sum = 0.0
        var total = 0.0
        for (label, weight) in zip(data.labels, weights) {
            sum += label * weight
            total += weight
        }
        return sum / total
    }

    /// Fills in gradient and hessian of every row; not for ranking, which goes by queries.
    func gradients(
        scores: NumberBuffer<Double>, data: BoostingData, into target: NumberBuffer<SIMD2<Float>>, work: WorkShares
    ) {
        work.forRanges(of: scores.count) { range in
            data.labels.withUnsafeBufferPointer { labels in
                switch self {
                case .squaredError:
                    for row in range { target.base[row] = SIMD2(Float(scores.base[row] - labels[row]), 1) }
                case .logistic:
                    for row in range {
                        // As LightGBM has it: the response is -y / (1 + exp(y s)) for y in -1, 1.
                        let sign = labels[row] > 0 ? 1.0 : -1.0
                        let size = 1 / (1 + exp(sign * scores.base[row]))
                        target.base[row] = SIMD2(Float(-sign * size), Float(size * (1 - size)))
                    }
                case .quantile(let share):
                    for row in range {
                        let gradient = scores.base[row] >= labels[row] ? 1 - share : -share
                        target.base[row] = SIMD2(Float(gradient), 1)
                    }
                case .lambdaMART: break
                }
            }
            guard let weights = data.weights else { return }
            weights.withUnsafeBufferPointer { weights in
                for row in range { target.base[row] *= Float(weights[row]) }
            }
        }
    }
}

/// The quantile of weighted values, as LightGBM takes it.
enum WeightedQuantile {
    /// Without weights linear between the values next to it; with weights the first value whose weight and that of all
    /// smaller ones exceed the share.
    static func value(_ values: [Double], weights: [Double]?, share: Double) -> Double {
        guard values.count > 1 else { return values.first ?? 0 }
        guard let weights else {
            let sorted = values.sorted(by: >)
            let place = Double(values.count - 1) * (1 - share)
            let index = min(Int(place), values.count - 2)
            return sorted[index] - (sorted[index] - sorted[index + 1]) * (place - Double(index))
        }
        let order = values.indices.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
        let limit = weights.reduce(0, +) * share
        var sum = 0.0
        for index in order {
            sum += weights[index]
            if sum > limit { return values[index] }
        }
        return values[order[order.count - 1]]
    }
}
