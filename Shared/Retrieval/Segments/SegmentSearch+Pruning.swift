/// Block-max MaxScore, window by window.
///
/// A window ends where a block of one of the frequent-enough clauses ends. In it, the clauses whose bounds together
/// cannot lift a document among the best are only looked at for documents that another clause has.
extension SegmentSearch {
    func prune() {
        var order = Array(0..<scoringCount)
        for index in order {
            var bound = 0.0
            for cursor in clauses[index].first..<clauses[index].end { bound += cursors[cursor].bound }
            clauses[index].bound = score(clauses[index], contribution: bound)
        }
        order.sort { (clauses[$0].bound, $0) < (clauses[$1].bound, $1) }
        // Of the clauses by bound, how many together cannot lift a document among the best; it only grows.
        var idle = 0
        var idleBound = 0.0
        var windowOrder = order
        var start: UInt32 = 0
        while start < SegmentFormat.end - 1 {
            let threshold = top.threshold
            while idle < order.count, (idleBound + clauses[order[idle]].bound) * Self.slack < threshold {
                idleBound += clauses[order[idle]].bound
                idle += 1
            }
            guard idle < order.count else { return }
            var first = SegmentFormat.end
            for index in order[idle...] { first = min(first, place(clauses[index])) }
            start = max(start, first)
            guard start < SegmentFormat.end - 1 else { return }
            var last = SegmentFormat.end - 1
            for index in order[idle...] {
                for cursor in clauses[index].first..<clauses[index].end {
                    last = min(last, cursors[cursor].seekBound(start))
                }
            }
            let bound = boundWindow(start, last, order, idle: idle)
            if bound * Self.slack >= threshold { searchWindow(start, last, &windowOrder) }
            guard last < SegmentFormat.end - 1 else { return }
            start = last + 1
        }
    }

    /// Works out the bounds of all clauses in a window, and gives their sum.
    private func boundWindow(_ start: UInt32, _ last: UInt32, _ order: [Int], idle: Int) -> Double {
        var sum = 0.0
        for (position, index) in order.enumerated() {
            let clause = clauses[index]
            var contribution = 0.0
            for cursor in clause.first..<clause.end {
                if position < idle { _ = cursors[cursor].seekBound(start) }
                contribution += cursors[cursor].bound(through: last)
            }
            clauses[index].windowBound =
                contribution.isFinite ? min(clause.bound, score(clause, contribution: contribution)) : clause.bound
            sum += clauses[index].windowBound
        }
        return sum
    }

    private func searchWindow(_ start: UInt32, _ last: UInt32, _ order: inout [Int]) {
        // Insertion sort: the order hardly changes from window to window.
        for position in order.indices.dropFirst() {
            var place = position
            while place > 0, clauses[order[place]].windowBound < clauses[order[place - 1]].windowBound {
                order.swapAt(place, place - 1)
                place -= 1
            }
        }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: order.count + 1) { sums in
            // Bounds of the first clauses together.
            sums[0] = 0
            for position in order.indices { sums[position + 1] = sums[position] + clauses[order[position]].windowBound }
            let threshold = top.threshold
            var idle = 0
            while idle < order.count, sums[idle + 1] * Self.slack < threshold { idle += 1 }
            guard idle < order.count else { return }
            for position in idle..<order.count { advance(clauses[order[position]], to: start) }
            if idle == order.count - 1, !clauses[order[idle]].isMerged {
                searchOne(order[idle], last, order, sums, idle)
            } else {
                searchSeveral(last, order, sums, idle)
            }
        }
    }

    /// A window in which one clause of one list brings all candidates.
    private func searchOne(
        _ index: Int, _ last: UInt32, _ order: [Int], _ sums: UnsafeMutableBufferPointer<Double>, _ idle: Int
    ) {
        let clause = clauses[index]
        let clauses = clauses
        let saturation = saturation
        let others = sums[idle]
        var threshold = top.threshold
        order.withUnsafeBufferPointer { order in
            cursors[clause.first].forEach(through: last) { place, contribution in
                let score = clause.factor * (contribution / (saturation + contribution))
                guard (score + others) * Self.slack >= threshold else { return }
                clauses[index].score = score
                complete(place, score, order, sums, idle)
                threshold = top.threshold
            }
        }
    }

    /// A window in which several lists bring candidates: list by list into a table of scores, some places at a time.
    private func searchSeveral(
        _ last: UInt32, _ order: [Int], _ sums: UnsafeMutableBufferPointer<Double>, _ idle: Int
    ) {
        let table = scoreTable
        while true {
            var start = SegmentFormat.end
            for position in idle..<order.count { start = min(start, place(clauses[order[position]])) }
            guard start <= last else { return }
            let end = last - start < UInt32(ScoreTable.width) ? last : start + UInt32(ScoreTable.width - 1)
            for position in idle..<order.count { fill(table, order[position], start, end) }
            order.withUnsafeBufferPointer { order in
                takeCandidates(table, start, UnsafeBufferPointer(rebasing: order[idle...]), sums[idle]) {
                    complete($0, $1, order, sums, idle)
                }
            }
        }
    }

    /// Empties the table; calls a function with place and score of those that can be among the best.
    @inline(__always)
    private func takeCandidates(
        _ table: ScoreTable, _ start: UInt32, _ indices: UnsafeBufferPointer<Int>, _ others: Double,
        _ body: (UInt32, Double) -> Void
    ) {
        let clauses = clauses
        var threshold = top.threshold
        var wordIndex = 0
        while wordIndex < ScoreTable.width / 64 {
            var word = table.takeWord(wordIndex)
            while word != 0 {
                let offset = wordIndex &<< 6 | word.trailingZeroBitCount
                word &= word &- 1
                var known = 0.0
                for index in indices {
                    var score = table.take(index, offset)
                    if clauses[index].isMerged, score > 0 { score = self.score(clauses[index], contribution: score) }
                    clauses[index].score = score
                    known += score
                }
                guard (known + others) * Self.slack >= threshold else { continue }
                body(start &+ UInt32(truncatingIfNeeded: offset), known)
                threshold = top.threshold
            }
            wordIndex &+= 1
        }
    }

    /// Writes the scores of a clause of one list, or the contributions of one of several lists.
    @inline(__always)
    private func fill(_ table: ScoreTable, _ index: Int, _ start: UInt32, _ end: UInt32) {
        let clause = clauses[index]
        let saturation = saturation
        if !clause.isMerged {
            cursors[clause.first].forEach(through: end) { place, contribution in
                let score = clause.factor * (contribution / (saturation + contribution))
                table.add(index, Int(place &- start), score)
            }
            return
        }
        for cursor in clause.first..<clause.end {
            cursors[cursor].forEach(through: end) { place, contribution in
                table.add(index, Int(place &- start), contribution)
            }
        }
    }

    /// Looks for a candidate in the idle clauses, the highest bound first, as long as it can be among the best.
    @inline(never)
    private func complete(
        _ place: UInt32, _ known: Double, _ order: UnsafeBufferPointer<Int>,
        _ sums: UnsafeMutableBufferPointer<Double>, _ idle: Int
    ) {
        let threshold = top.threshold
        var known = known
        var position = idle
        while position > 0 {
            guard (known + sums[position]) * Self.slack >= threshold else { return }
            position &-= 1
            let index = order[position]
            advance(clauses[index], to: place)
            clauses[index].score = takeScore(clauses[index], at: place)
            known += clauses[index].score
        }
        let score = totalScore()
        guard score >= threshold, let document = accept(place) else { return }
        offer(SearchHit(document: document, score: score))
    }
}

/// Scores of each clause at some places in a row, and which places have any; all zero between uses.
struct ScoreTable {
    /// Places in a row.
    static let width = 1_024
    private let scores: UnsafeMutablePointer<Double>
    private let places: UnsafeMutablePointer<UInt64>

    init(clauses: Int) {
        scores = .allocate(capacity: clauses * Self.width)
        scores.initialize(repeating: 0, count: clauses * Self.width)
        places = .allocate(capacity: Self.width / 64)
        places.initialize(repeating: 0, count: Self.width / 64)
    }

    func deallocate() {
        scores.deallocate()
        places.deallocate()
    }

    @inline(__always)
    func add(_ clause: Int, _ offset: Int, _ score: Double) {
        places[offset &>> 6] |= 1 &<< UInt64(offset & 63)
        scores[clause &* Self.width &+ offset] += score
    }

    @inline(__always)
    func take(_ clause: Int, _ offset: Int) -> Double {
        let index = clause &* Self.width &+ offset
        let score = scores[index]
        scores[index] = 0
        return score
    }

    /// Which of 64 places have a score; forgets it.
    @inline(__always)
    func takeWord(_ index: Int) -> UInt64 {
        let word = places[index]
        places[index] = 0
        return word
    }
}
