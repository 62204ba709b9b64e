/// The best way found to split a leaf by one feature.
struct SplitCandidate: Sendable {
    /// How much the objective falls; nothing was found while it is -infinity.
    var gain = -Double.infinity
    /// The index among the features that vary.
    var used = -1
    /// The last bin that goes left, for numbers.
    var threshold = 0
    /// Whether missing values go left, for numbers.
    var defaultLeft = true
    /// The bins that go left, for categories.
    var categories: SIMD4<UInt64>?
    var leftCount = 0.0
    var leftGradient = 0.0
    var leftHessian = 0.0
    var rightGradient = 0.0
    var rightHessian = 0.0
    var leftOutput = 0.0
    var rightOutput = 0.0
    /// +1 or -1 where the answer may only rise or only fall with the feature.
    var monotone = 0

    /// Whether this one is to be preferred: larger gain, and of equal ones the earlier feature.
    func isBetter(than other: SplitCandidate) -> Bool {
        gain != other.gain ? gain > other.gain : gain > -.infinity && used < other.used
    }
}

/// Sums over the rows of a leaf, and the bounds that monotone features above it set on its answer.
struct LeafState: Sendable {
    var gradient = 0.0
    var hessian = 0.0
    var count = 0
    var depth = 0
    var lowest = -Double.greatestFiniteMagnitude
    var highest = Double.greatestFiniteMagnitude
    /// Where the histogram of this leaf is kept.
    var slot = 0
    var best = SplitCandidate()
}

/// What splits are worth and what leaves answer: the second-order terms of the objective.
///
/// A leaf with gradient sum G and hessian sum H answers -T(G) / (H + l2), where T takes l1 off towards zero, and is
/// worth T(G)² / (H + l2); see Chen and Guestrin, "XGBoost", KDD 2016, equations 5 to 7.
struct SplitRules: Sendable {
    var minimumRows = 20.0
    var minimumHessian = 1e-3
    var l1 = 0.0
    var l2 = 0.0
    var maximumStep = 0.0
    var minimumGain = 0.0
    var hasMonotone = false
    var maximumOneHot = 4
    var categorySmoothing = 10.0
    var categoryL2 = 10.0
    var maximumCategories = 32
    var minimumRowsInCategories = 100.0

    /// LightGBM adds this to hessian sums so that none is zero.
    static let epsilon = 1.0000000036274937e-15

    /// Whether neither bounds nor steps change what a leaf answers.
    var isPlain: Bool { l1 == 0 && maximumStep == 0 && !hasMonotone }

    func output(_ gradient: Double, _ hessian: Double, l2: Double) -> Double {
        let value = -shrunk(gradient) / (hessian + l2)
        return maximumStep > 0 && abs(value) > maximumStep ? (value < 0 ? -maximumStep : maximumStep) : value
    }

    func output(_ gradient: Double, _ hessian: Double, l2: Double, within leaf: LeafState) -> Double {
        min(max(output(gradient, hessian, l2: l2), leaf.lowest), leaf.highest)
    }

    func worth(_ gradient: Double, _ hessian: Double, l2: Double) -> Double {
        if maximumStep == 0 {
            let value = shrunk(gradient)
            return value * value / (hessian + l2)
        }
        return worth(gradient, hessian, l2: l2, output: output(gradient, hessian, l2: l2))
    }

    private func worth(_ gradient: Double, _ hessian: Double, l2: Double, output: Double) -> Double {
        -(2 * shrunk(gradient) * output + (hessian + l2) * output * output)
    }

    private func shrunk(_ gradient: Double) -> Double {
        if l1 == 0 { return gradient }
        let size = max(0, abs(gradient) - l1)
        return gradient < 0 ? -size : size
    }

    /// What both sides of a split are worth together; 0 when it would break the feature's direction.
    func worth(
        left: SIMD2<Double>, right: SIMD2<Double>, l2: Double, monotone: Int, leaf: LeafState
    ) -> Double {
        guard hasMonotone else { return worth(left.x, left.y, l2: l2) + worth(right.x, right.y, l2: l2) }
        let low = output(left.x, left.y, l2: l2, within: leaf)
        let high = output(right.x, right.y, l2: l2, within: leaf)
        if monotone > 0 && low > high || monotone < 0 && low < high { return 0 }
        return worth(left.x, left.y, l2: l2, output: low) + worth(right.x, right.y, l2: l2, output: high)
    }
}
