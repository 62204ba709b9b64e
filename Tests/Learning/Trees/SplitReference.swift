@testable import Learning

/// All splits of a set of rows, each worked out from its rows in double precision: no histograms, no running sums.
struct SplitReference {
    let rows: DenseMatrix
    let bins: BinnedMatrix
    let gradients: [SIMD2<Float>]
    let options: BoostingOptions

    /// A split that is allowed.
    struct Candidate {
        let feature: Int
        /// The rows that go left, in ascending order.
        let left: [Int]
        let gain: Double
        let leftValue: Double
        let rightValue: Double
    }

    /// Every allowed split of some rows that gains anything.
    func candidates(_ members: [Int]) -> [Candidate] {
        (0..<rows.columnCount).flatMap { feature in
            if case .categorical(let categories) = bins.bins[feature].kind {
                return categorical(feature, categories, members)
            }
            return numeric(feature, members)
        }
    }

    private func sum(_ members: [Int]) -> (gradient: Double, hessian: Double) {
        members.reduce(into: (0, 0)) { sum, row in
            sum.gradient += Double(gradients[row].x)
            sum.hessian += Double(gradients[row].y)
        }
    }

    /// The answer that makes gradient x answer + l1 |answer| + (hessian + l2) / 2 answer² least within the largest step,
    /// and twice by how much.
    private func best(_ members: [Int], l2: Double) -> (value: Double, worth: Double) {
        let (gradient, hessian) = sum(members)
        let reach = max(0, abs(gradient) - options.l1) / (hessian + l2)
        let size = options.maximumStep > 0 ? min(reach, options.maximumStep) : reach
        let value = gradient < 0 ? size : -size
        return (value, -2 * (gradient * value + options.l1 * size) - (hessian + l2) * size * size)
    }

    /// Rows are not counted: each bin stands for as many as its share of the hessians makes, to the nearest.
    private func count(_ bin: [Int], of members: [Int]) -> Double {
        let (share, whole) = (sum(bin).hessian, sum(members).hessian)
        return (share * Double(members.count) / whole).rounded(.toNearestOrEven)
    }

    private func candidate(
        _ feature: Int, left: [Int], leftCount: Double, of members: [Int], moreL2: Double = 0
    ) -> Candidate? {
        let chosen = Set(left)
        let right = members.filter { !chosen.contains($0) }
        guard !left.isEmpty, !right.isEmpty else { return nil }
        let least = Double(options.minimumRowsInLeaf)
        guard leftCount >= least, Double(members.count) - leftCount >= least else { return nil }
        guard sum(left).hessian >= options.minimumHessianInLeaf, sum(right).hessian >= options.minimumHessianInLeaf
        else { return nil }
        let one = best(left, l2: options.l2 + moreL2)
        let other = best(right, l2: options.l2 + moreL2)
        let gain = one.worth + other.worth - best(members, l2: options.l2).worth - options.minimumGain
        guard gain > 0 else { return nil }
        return Candidate(
            feature: feature, left: left.sorted(), gain: gain, leftValue: one.value, rightValue: other.value)
    }

    private func numeric(_ feature: Int, _ members: [Int]) -> [Candidate] {
        let known = members.filter { !rows[$0, feature].isNaN }
        let values = Set(known.map { rows[$0, feature] }).sorted()
        func count(_ part: [Int]) -> Double {
            values.map { value in self.count(part.filter { rows[$0, feature] == value }, of: members) }.reduce(0, +)
        }
        var found: [Candidate?] = []
        // The first threshold leaves nothing but missing values on the left: in a leaf deeper down the bins that others
        // fell into are empty.
        for threshold in [-.infinity] + values {
            let below = known.filter { rows[$0, feature] <= threshold }
            let above = known.filter { rows[$0, feature] > threshold }
            let others = Set(above)
            // Missing values with those below, then with those above.
            found.append(
                candidate(
                    feature, left: members.filter { !others.contains($0) },
                    leftCount: Double(members.count) - count(above), of: members))
            guard bins.bins[feature].hasMissing else { continue }
            found.append(candidate(feature, left: below, leftCount: count(below), of: members))
        }
        return found.compactMap { $0 }
    }

    private func categorical(_ feature: Int, _ categories: [Int32], _ members: [Int]) -> [Candidate] {
        let parts = categories.map { category in members.filter { rows[$0, feature] == Double(category) } }
        let counts = parts.map { count($0, of: members) }
        if bins.bins[feature].binCount <= options.maximumOneHotCategories {
            return parts.indices.compactMap { candidate(feature, left: parts[$0], leftCount: counts[$0], of: members) }
        }
        func score(_ index: Int) -> Double {
            let (gradient, hessian) = sum(parts[index])
            return gradient / (hessian + options.categorySmoothing)
        }
        let ordered = parts.indices.filter { counts[$0] >= options.categorySmoothing }
            .sorted { score($0) != score($1) ? score($0) < score($1) : $0 < $1 }
        var found: [Candidate?] = []
        let group = Double(options.minimumRowsInCategoryGroup)
        for order in [ordered, ordered.reversed()] {
            var sinceTried = 0.0
            for size in 1...max(1, min(options.maximumCategoriesInSplit, (order.count + 1) / 2)) {
                let chosen = order.prefix(size)
                guard let last = chosen.last else { break }
                sinceTried += counts[last]
                let left = chosen.flatMap { parts[$0] }
                let leftCount = chosen.reduce(0) { $0 + counts[$1] }
                // A prefix too small for a leaf is not tried, nor does it begin a group.
                guard leftCount >= Double(options.minimumRowsInLeaf),
                    sum(left).hessian >= options.minimumHessianInLeaf, sinceTried >= group,
                    Double(members.count) - leftCount >= group
                else { continue }
                sinceTried = 0
                found.append(
                    candidate(feature, left: left, leftCount: leftCount, of: members, moreL2: options.categoryL2))
            }
        }
        return found.compactMap { $0 }
    }
}
