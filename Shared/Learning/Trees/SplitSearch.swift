/// Finds the best split of a leaf by one feature from its histogram.
///
/// The counts of rows on either side are estimated from hessians, as LightGBM does, so that a histogram needs no third
/// sum. Numbers are searched from the right with missing values on the left and, when there are any, from the left with
/// missing values on the right.
struct SplitSearch {
    let rules: SplitRules
    let leaf: LeafState
    let histogram: UnsafePointer<HistogramKernel.Entry>

    var total: SIMD2<Double> { SIMD2(leaf.gradient, leaf.hessian + 2 * SplitRules.epsilon) }

    /// What a split must be worth at least: the leaf unsplit and the gain asked for.
    var required: Double { rules.worth(total.x, total.y, l2: rules.l2) + rules.minimumGain }

    /// The number of rows that a sum of hessians stands for.
    @inline(__always)
    static func rounded(_ count: Double) -> Double {
        // Adding and taking away 1.5 x 2^52 leaves the nearest whole number.
        (count + 6_755_399_441_055_744) - 6_755_399_441_055_744
    }

    /// The best split of a numeric feature; its gain stays -infinity when there is none.
    ///
    /// - Parameters:
    ///   - binCount: How many bins the feature has.
    ///   - hasMissing: Whether the last bin is for missing values.
    ///   - monotone: The direction asked of the feature, or 0.
    func numeric(binCount: Int, hasMissing: Bool, monotone: Int) -> SplitCandidate {
        var best = SplitCandidate()
        best.monotone = monotone
        let required = self.required
        let bothWays = hasMissing && binCount > 2
        let fromRight =
            rules.isPlain
            ? scanPlain(last: binCount - (bothWays ? 2 : 1), required: required)
            : scanFromRight(last: binCount - (bothWays ? 2 : 1), required: required, monotone: monotone)
        var found = fromRight
        var defaultLeft = !hasMissing || bothWays
        if bothWays {
            let fromLeft = scanFromLeft(last: binCount - 2, required: required, monotone: monotone)
            if fromLeft.worth > found.worth {
                found = fromLeft
                defaultLeft = false
            }
        }
        guard found.threshold >= 0 else { return best }
        let left = found.left
        let right = total - left
        best.gain = found.worth - required
        best.threshold = found.threshold
        best.defaultLeft = defaultLeft
        best.set(left: left, right: right, count: found.leftCount, l2: rules.l2, rules: rules, leaf: leaf)
        return best
    }

    private struct Found {
        var worth = -Double.infinity
        var threshold = -1
        var left = SIMD2<Double>()
        var leftCount = 0.0
    }

    /// The scan that nearly all training uses: no bounds, no steps, no l1.
    private func scanPlain(last: Int, required: Double) -> Found {
        var found = Found()
        let total = self.total
        let rows = Double(leaf.count)
        let perHessian = rows / total.y
        let l2 = rules.l2
        var right = SIMD2(0, SplitRules.epsilon)
        var rightCount = 0.0
        var worthToBeat = required
        var bin = last
        while bin >= 1 {
            let entry = histogram[bin]
            right += entry
            rightCount += Self.rounded(entry.y * perHessian)
            bin -= 1
            if rightCount < rules.minimumRows || right.y < rules.minimumHessian { continue }
            let left = total - right
            if rows - rightCount < rules.minimumRows || left.y < rules.minimumHessian { break }
            let gradients = SIMD2(left.x, right.x)
            let quotients = gradients * gradients / (SIMD2(left.y, right.y) + l2)
            let worth = quotients.x + quotients.y
            if worth > worthToBeat {
                worthToBeat = worth
                found = Found(worth: worth, threshold: bin, left: left, leftCount: rows - rightCount)
            }
        }
        return found
    }

    private func scanFromRight(last: Int, required: Double, monotone: Int) -> Found {
        var found = Found()
        let rows = Double(leaf.count)
        let perHessian = rows / total.y
        var right = SIMD2(0, SplitRules.epsilon)
        var rightCount = 0.0
        for bin in stride(from: last, through: 1, by: -1) {
            right += histogram[bin]
            rightCount += Self.rounded(histogram[bin].y * perHessian)
            if rightCount < rules.minimumRows || right.y < rules.minimumHessian { continue }
            let left = total - right
            if rows - rightCount < rules.minimumRows || left.y < rules.minimumHessian { break }
            let worth = rules.worth(left: left, right: right, l2: rules.l2, monotone: monotone, leaf: leaf)
            if worth > required, worth > found.worth {
                found = Found(worth: worth, threshold: bin - 1, left: left, leftCount: rows - rightCount)
            }
        }
        return found
    }

    private func scanFromLeft(last: Int, required: Double, monotone: Int) -> Found {
        var found = Found()
        let rows = Double(leaf.count)
        let perHessian = rows / total.y
        var left = SIMD2(0, SplitRules.epsilon)
        var leftCount = 0.0
        for bin in 0...last {
            left += histogram[bin]
            leftCount += Self.rounded(histogram[bin].y * perHessian)
            if leftCount < rules.minimumRows || left.y < rules.minimumHessian { continue }
            let right = total - left
            if rows - leftCount < rules.minimumRows || right.y < rules.minimumHessian { break }
            let worth = rules.worth(left: left, right: right, l2: rules.l2, monotone: monotone, leaf: leaf)
            if worth > required, worth > found.worth {
                found = Found(worth: worth, threshold: bin, left: left, leftCount: leftCount)
            }
        }
        return found
    }
}

extension SplitCandidate {
    /// Notes both sides of a split with what they answer.
    mutating func set(
        left: SIMD2<Double>, right: SIMD2<Double>, count: Double, l2: Double, rules: SplitRules, leaf: LeafState
    ) {
        leftCount = count
        leftGradient = left.x
        leftHessian = left.y - SplitRules.epsilon
        rightGradient = right.x
        rightHessian = right.y - SplitRules.epsilon
        leftOutput = rules.output(left.x, left.y, l2: l2)
        rightOutput = rules.output(right.x, right.y, l2: l2)
        guard rules.hasMonotone else { return }
        leftOutput = min(max(leftOutput, leaf.lowest), leaf.highest)
        rightOutput = min(max(rightOutput, leaf.lowest), leaf.highest)
    }
}
