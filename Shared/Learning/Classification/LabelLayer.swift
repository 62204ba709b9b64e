/// The layer from a text's vector to its labels: one row of weights a label, or a node of the tree of labels.
///
/// Rows are filled up to a multiple of four with rows of zeros, which never change since no label is theirs.
final class LabelLayer {
    typealias Block = SIMD8<Float>

    let loss: TextClassifierOptions.Loss
    let labelCount: Int
    let tree: HuffmanTree?
    let table: FloatTable
    /// The labels' scores, then their errors; filled up to a multiple of eight.
    private let scores: NumberBuffer<Block>
    private var floats: UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer(scores.base).assumingMemoryBound(to: Float.self)
    }

    init(loss: TextClassifierOptions.Loss, labelCounts: [Int64], dimensions: Int) {
        self.loss = loss
        labelCount = labelCounts.count
        tree = loss == .hierarchicalSoftmax ? HuffmanTree(counts: labelCounts) : nil
        table = FloatTable(rowCount: (labelCount + 3) / 4 * 4, dimensions: dimensions)
        scores = NumberBuffer(count: (labelCount + 7) / 8, repeating: .zero)
    }

    /// Takes a gradient step for one text, and adds what its vector should change by to `gradient`.
    ///
    /// - Parameter target: The text's label that is learned now; all of `labels` for one-versus-all.
    /// - Returns: the loss before the step.
    func step(
        _ hidden: UnsafePointer<Block>, target: Int, labels: ArraySlice<Int32>, rate: Float,
        gradient: UnsafeMutablePointer<Block>
    ) -> Float {
        switch loss {
        case .hierarchicalSoftmax: return treeStep(hidden, target, rate, gradient)
        case .softmax:
            score(hidden)
            let probability = turnIntoSoftmaxErrors(target, rate)
            update(hidden, gradient)
            return probability
        case .oneVersusAll:
            score(hidden)
            let loss = turnIntoSeparateErrors(labels, rate)
            update(hidden, gradient)
            return loss
        }
    }

    private func treeStep(
        _ hidden: UnsafePointer<Block>, _ target: Int, _ rate: Float, _ gradient: UnsafeMutablePointer<Block>
    ) -> Float {
        guard let tree else { return 0 }
        var loss: Float = 0
        let blocks = table.blocks
        for position in tree.path(of: target) {
            let row = table.row(Int(tree.nodes[position]))
            let probability = VectorKernels.sigmoid(Block(repeating: VectorKernels.dot(hidden, row, blocks)))[0]
            let label = tree.labels[position]
            loss -= VectorKernels.logarithm(label > 0 ? probability : 1 - probability)
            let error = rate * (label - probability)
            let errors = Block(repeating: error)
            for block in 0..<blocks {
                let weights = row[block]
                gradient[block] += errors * weights
                row[block] = weights + errors * hidden[block]
            }
        }
        return loss
    }

    private func score(_ hidden: UnsafePointer<Block>) {
        Self.score(hidden, UnsafePointer(table.base), table.blocks, labelCount, floats)
    }

    /// The product of a vector with each of the first rows; the rows are filled up to a multiple of four.
    static func score(
        _ hidden: UnsafePointer<Block>, _ rows: UnsafePointer<Block>, _ blocks: Int, _ count: Int,
        _ scores: UnsafeMutablePointer<Float>
    ) {
        var label = 0
        while label < count {
            let first = rows + label &* blocks
            let second = first + blocks
            let third = second + blocks
            let fourth = third + blocks
            var sums = (Block.zero, Block.zero, Block.zero, Block.zero)
            for block in 0..<blocks {
                let numbers = hidden[block]
                sums.0 += numbers * first[block]
                sums.1 += numbers * second[block]
                sums.2 += numbers * third[block]
                sums.3 += numbers * fourth[block]
            }
            scores[label] = VectorKernels.sum(sums.0)
            scores[label &+ 1] = VectorKernels.sum(sums.1)
            scores[label &+ 2] = VectorKernels.sum(sums.2)
            scores[label &+ 3] = VectorKernels.sum(sums.3)
            label &+= 4
        }
    }

    /// Turns scores into probabilities that sum to one; what comes after `count` becomes zero.
    static func softmax(_ scores: NumberBuffer<Block>, count: Int) {
        let floats = UnsafeMutableRawPointer(scores.base).assumingMemoryBound(to: Float.self)
        for label in count..<scores.count * 8 { floats[label] = -.infinity }
        var largest = scores.base[0]
        for block in 0..<scores.count {
            largest.replace(with: scores.base[block], where: scores.base[block] .> largest)
        }
        let maximum = Block(repeating: largest.max())
        var sums = Block.zero
        for block in 0..<scores.count {
            let powers = VectorKernels.exponential(scores.base[block] - maximum)
            scores.base[block] = powers
            sums += powers
        }
        let padding = scores.count * 8 - count
        // e^-87 where the padding is.
        for label in count..<count + padding {
            sums[label % 8] -= floats[label]
            floats[label] = 0
        }
        let scale = Block(repeating: 1 / VectorKernels.sum(sums))
        for block in 0..<scores.count { scores.base[block] *= scale }
    }

    private func turnIntoSoftmaxErrors(_ target: Int, _ rate: Float) -> Float {
        Self.softmax(scores, count: labelCount)
        let loss = -VectorKernels.logarithm(floats[target])
        let rates = Block(repeating: -rate)
        for block in 0..<scores.count { scores.base[block] *= rates }
        floats[target] += rate
        return loss
    }

    private func turnIntoSeparateErrors(_ labels: ArraySlice<Int32>, _ rate: Float) -> Float {
        var loss: Float = 0
        let rates = Block(repeating: -rate)
        for block in 0..<scores.count {
            let probabilities = VectorKernels.sigmoid(scores.base[block])
            for lane in 0..<min(8, labelCount - block * 8) {
                let isLabel = labels.contains(Int32(block * 8 + lane))
                loss -= VectorKernels.logarithm(isLabel ? probabilities[lane] : 1 - probabilities[lane])
            }
            scores.base[block] = probabilities * rates
        }
        for (position, label) in labels.enumerated() where !labels.prefix(position).contains(label) {
            floats[Int(label)] += rate
        }
        for label in labelCount..<scores.count * 8 { floats[label] = 0 }
        return loss
    }

    /// Adds each error times its row to the gradient, and each error times the text's vector to its row.
    private func update(_ hidden: UnsafePointer<Block>, _ gradient: UnsafeMutablePointer<Block>) {
        let blocks = table.blocks
        let errors = floats
        var label = 0
        while label < labelCount {
            let first = table.row(label)
            let second = first + blocks
            let third = second + blocks
            let fourth = third + blocks
            let error0 = Block(repeating: errors[label])
            let error1 = Block(repeating: errors[label &+ 1])
            let error2 = Block(repeating: errors[label &+ 2])
            let error3 = Block(repeating: errors[label &+ 3])
            for block in 0..<blocks {
                let numbers = hidden[block]
                let row0 = first[block]
                let row1 = second[block]
                let row2 = third[block]
                let row3 = fourth[block]
                gradient[block] += ((error0 * row0 + error1 * row1) + (error2 * row2 + error3 * row3))
                first[block] = row0 + error0 * numbers
                second[block] = row1 + error1 * numbers
                third[block] = row2 + error2 * numbers
                fourth[block] = row3 + error3 * numbers
            }
            label &+= 4
        }
    }
}
