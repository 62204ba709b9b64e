import Foundation

/// The logistic function and its companions, without overflow at either end.
public enum Logistic {
    /// The probability of given log-odds: 1 / (1 + exp(-x)).
    public static func probability(logOdds: Double) -> Double {
        if logOdds >= 0 { return 1 / (1 + exp(-logOdds)) }
        let odds = exp(logOdds)
        return odds / (1 + odds)
    }

    /// The log-odds of a probability: log(p / (1 - p)); infinite at 0 and 1.
    public static func logOdds(probability: Double) -> Double {
        log(probability) - log1p(-probability)
    }

    /// The integral of the logistic function: log(1 + exp(x)).
    public static func softplus(_ x: Double) -> Double {
        max(x, 0) + log1p(exp(-abs(x)))
    }
}
