/// Newton's method for a smooth loss plus l1 Σ |w|: each step goes towards the minimum of the quadratic model plus that
/// penalty, which coordinate descent finds on the Hessian alone, without another pass over the rows.
///
/// Sources: Lee, Sun and Saunders, "Proximal Newton-Type Methods for Minimizing Composite Functions", SIAM Journal on
/// Optimization 24 (2014); Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via
/// Coordinate Descent", Journal of Statistical Software 33 (2010).
struct ProximalNewton {
    let objective: LogisticObjective
    /// The penalty on every weight, not on the bias.
    let l1: Double
    let options: LogisticRegression.Options

    /// Goes from a point, whose evaluation is given, to the optimum.
    func fit(
        from start: [Double], _ evaluation: LogisticObjective.Evaluation,
        _ progress: (LogisticRegression.Progress) -> Bool
    ) throws(LearningError) -> LogisticRegression {
        var parameters = start
        var current = evaluation
        var total = current.loss + size(parameters)
        var iterations = 0
        var converged = false
        while iterations < options.maximumIterations {
            guard progress(LogisticRegression.Progress(step: iterations, loss: total)) else {
                throw LogisticRegression.cancelled(after: iterations)
            }
            let target = minimumOfModel(current, from: parameters)
            let step = zip(target, parameters).map { $0 - $1 }
            // What the slope and the penalty promise for the whole step; never positive.
            let promise =
                zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 } + size(target) - size(parameters)
            guard promise.isFinite else { break }
            iterations += 1
            if -promise <= 2 * options.tolerance * max(total, .leastNormalMagnitude) {
                parameters = target
                total += promise / 2
                converged = true
                break
            }
            var length = 1.0
            var improved = false
            while length > 1e-10 {
                let candidate = length == 1 ? target : zip(parameters, step).map { $0 + length * $1 }
                let next = objective.evaluate(candidate)
                let nextTotal = next.loss + size(candidate)
                // Close to the optimum the loss moves by less than its rounding error.
                if nextTotal <= total + 1e-4 * length * promise + 1e-14 * abs(total) {
                    (parameters, current, total) = (candidate, next, nextTotal)
                    improved = true
                    break
                }
                length /= 2
            }
            if !improved { break }
        }
        let width = parameters.count - 1
        return LogisticRegression(
            fitted: Array(parameters[0..<width]), bias: options.fitsBias ? parameters[width] : 0, loss: total,
            iterations: iterations, converged: converged)
    }

    private func size(_ parameters: [Double]) -> Double { l1 * parameters.dropLast().reduce(0) { $0 + abs($1) } }

    /// The minimum of gradient · step + ½ step · Hessian · step + l1 Σ |w|, one coordinate after the other.
    ///
    /// - Complexity: O(sweeps x columns²), less where weights stay zero.
    private func minimumOfModel(_ evaluation: LogisticObjective.Evaluation, from start: [Double]) -> [Double] {
        let count = start.count
        var hessian = evaluation.hessian
        for row in 0..<count {
            for column in 0..<row { hessian[column * count + row] = hessian[row * count + column] }
        }
        var slopes = evaluation.gradient
        var point = start
        for _ in 0..<10_000 {
            // The most that a move could still gain, in units of the loss.
            var gain = 0.0
            for index in 0..<count {
                let curvature = hessian[index * count + index]
                guard curvature > 0 else { continue }
                let free = point[index] - slopes[index] / curvature
                let pull = index < count - 1 ? l1 / curvature : 0
                let value = free > pull ? free - pull : free < -pull ? free + pull : 0
                let move = value - point[index]
                guard move != 0 else { continue }
                point[index] = value
                for other in 0..<count { slopes[other] += hessian[index * count + other] * move }
                gain = max(gain, move * move * curvature)
            }
            if gain <= 1e-26 * max(evaluation.loss, .leastNormalMagnitude) { break }
        }
        return point
    }
}
