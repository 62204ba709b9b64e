extension SplitSearch {
    /// The best split of a feature whose values are categories, as LightGBM searches it.
    ///
    /// Few categories are tried one against the rest; many are sorted by gradient over hessian, and the best prefix of
    /// that order is sought from both ends (Fisher, "On Grouping for Maximum Homogeneity", JASA 53, 1958).
    func categorical(binCount: Int) -> SplitCandidate {
        binCount <= rules.maximumOneHot ? oneAgainstRest(binCount: binCount) : sortedPrefix(binCount: binCount)
    }

    private func oneAgainstRest(binCount: Int) -> SplitCandidate {
        var best = SplitCandidate()
        let required = self.required
        let rows = Double(leaf.count)
        let perHessian = rows / total.y
        let epsilon = SIMD2(0, SplitRules.epsilon)
        var worthToBeat = required
        for bin in 1..<max(binCount, 1) {
            let entry = histogram[bin]
            let count = Self.rounded(entry.y * perHessian)
            let rest = total - entry - epsilon
            if count < rules.minimumRows || entry.y < rules.minimumHessian { continue }
            if rows - count < rules.minimumRows || rest.y < rules.minimumHessian { continue }
            let worth = rules.worth(left: entry + epsilon, right: rest, l2: rules.l2, monotone: 0, leaf: leaf)
            guard worth > worthToBeat else { continue }
            worthToBeat = worth
            best.gain = worth - required
            best.categories = SIMD4()
            best.categories?.insert(bin)
            let left = entry + epsilon
            best.set(left: left, right: total - left, count: count, l2: rules.l2, rules: rules, leaf: leaf)
        }
        return best
    }

    private func sortedPrefix(binCount: Int) -> SplitCandidate {
        var best = SplitCandidate()
        let required = self.required
        let rows = Double(leaf.count)
        let perHessian = rows / total.y
        let l2 = rules.l2 + rules.categoryL2
        // Written out, not chained: the compiler took sixteen seconds to find the types of the chain.
        var scored: [(bin: Int, score: Double)] = []
        for bin in 1..<binCount where Self.rounded(histogram[bin].y * perHessian) >= rules.categorySmoothing {
            scored.append((bin, histogram[bin].x / (histogram[bin].y + rules.categorySmoothing)))
        }
        scored.sort { one, other in one.score != other.score ? one.score < other.score : one.bin < other.bin }
        let order: [Int] = scored.map(\.bin)
        let most = min(rules.maximumCategories, (order.count + 1) / 2)
        var worthToBeat = required
        for bins in [order, order.reversed()] {
            var left = SIMD2(0, SplitRules.epsilon)
            var leftCount = 0.0
            var groupCount = 0.0
            var chosen = SIMD4<UInt64>()
            for bin in bins.prefix(most) {
                let count = Self.rounded(histogram[bin].y * perHessian)
                left += histogram[bin]
                leftCount += count
                groupCount += count
                chosen.insert(bin)
                if leftCount < rules.minimumRows || left.y < rules.minimumHessian { continue }
                let right = total - left
                let rightCount = rows - leftCount
                if rightCount < max(rules.minimumRows, rules.minimumRowsInCategories) { break }
                if right.y < rules.minimumHessian { break }
                if groupCount < rules.minimumRowsInCategories { continue }
                groupCount = 0
                let worth = rules.worth(left: left, right: right, l2: l2, monotone: 0, leaf: leaf)
                guard worth > worthToBeat else { continue }
                worthToBeat = worth
                best.gain = worth - required
                best.categories = chosen
                best.set(left: left, right: right, count: leftCount, l2: l2, rules: rules, leaf: leaf)
            }
        }
        return best
    }
}

/// A set of bins: one bit each.
extension SIMD4<UInt64> {
    mutating func insert(_ bin: Int) { self[bin >> 6] |= 1 << UInt64(bin & 63) }

    func contains(_ bin: Int) -> Bool { self[bin >> 6] & (1 << UInt64(bin & 63)) != 0 }
}
