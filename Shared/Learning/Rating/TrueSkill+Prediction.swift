import Foundation

extension TrueSkill {
    /// The probability that the first player beats the second by more than the draw margin.
    public func winProbability(of first: SkillRating, against second: SkillRating) -> Double {
        winProbability(of: [first], against: [second])
    }

    /// The probability that the first team beats the second by more than the draw margin.
    ///
    /// - Precondition: both teams have players.
    public func winProbability(of first: [SkillRating], against second: [SkillRating]) -> Double {
        let difference = difference(first, second)
        return NormalDistribution.cumulative((difference.mean - difference.margin) / difference.deviation)
    }

    /// The probability that two teams finish level.
    ///
    /// - Precondition: both teams have players.
    public func drawProbability(of first: [SkillRating], against second: [SkillRating]) -> Double {
        let difference = difference(first, second)
        // Of the two equal ways to write it, the one in the tail where nothing cancels.
        let distance = abs(difference.mean)
        return NormalDistribution.cumulative((difference.margin - distance) / difference.deviation)
            - NormalDistribution.cumulative((-difference.margin - distance) / difference.deviation)
    }

    private func difference(
        _ first: [SkillRating], _ second: [SkillRating]
    ) -> (mean: Double, deviation: Double, margin: Double) {
        precondition(!first.isEmpty && !second.isEmpty, "a team needs at least one player")
        var mean = 0.0
        var variance = 0.0
        for rating in first {
            mean += rating.mu
            variance += rating.sigma * rating.sigma + beta * beta
        }
        for rating in second {
            mean -= rating.mu
            variance += rating.sigma * rating.sigma + beta * beta
        }
        let margin = unitMargin * Double(first.count + second.count).squareRoot()
        return (mean, variance.squareRoot(), margin)
    }

    /// How even a match would be: the likelihood of a draw relative to that of a match of known equals.
    ///
    /// The answer is in 0 ... 1.
    ///
    /// - Throws: ``LearningError`` when there are fewer than two teams, one is empty, or weights do not fit.
    public func matchQuality(
        teams: [[SkillRating]], weights: [[Double]]? = nil
    ) throws(LearningError) -> Double {
        try check(teams, weights)
        // Differences of neighbouring teams have tridiagonal covariances; one elimination gives determinants and the form.
        var noises: [Double] = []
        var variances: [Double] = []
        var means: [Double] = []
        for (team, ratings) in teams.enumerated() {
            var noise = 0.0
            var variance = 0.0
            var mean = 0.0
            for (player, rating) in ratings.enumerated() {
                let weight = Self.share(weights, team, player)
                noise += weight * weight * beta * beta
                variance += weight * weight * (rating.sigma * rating.sigma + beta * beta)
                mean += weight * rating.mu
            }
            noises.append(noise)
            variances.append(variance)
            means.append(mean)
        }
        var logRatio = 0.0
        var form = 0.0
        var noisePivot = 0.0
        var pivot = 0.0
        var eliminated = 0.0
        for index in 0..<(teams.count - 1) {
            var difference = means[index] - means[index + 1]
            var nextNoise = noises[index] + noises[index + 1]
            var next = variances[index] + variances[index + 1]
            if index > 0 {
                nextNoise -= noises[index] * noises[index] / noisePivot
                next -= variances[index] * variances[index] / pivot
                difference += variances[index] / pivot * eliminated
            }
            logRatio += log(nextNoise) - log(next)
            form += difference * difference / next
            noisePivot = nextNoise
            pivot = next
            eliminated = difference
        }
        return exp(0.5 * (logRatio - form))
    }
}
