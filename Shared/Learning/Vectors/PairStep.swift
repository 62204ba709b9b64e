internal import CProcessor

/// One step of logistic regression over all pairs of some inputs and some outputs: the inner loop of skip-gram.
///
/// With input vectors c_i and output vectors o_j, of which each has a label 0 or 1 that holds for all inputs, it takes
/// a gradient step of Σ log σ(±c_i · o_j): e_ij = rate · (label_j - σ(c_i · o_j)), then o_j += Σ e_ij c_i, while
/// Σ e_ij o_j is left in ``gradients`` for the caller to add to whatever made up the inputs. All sums are of the vectors
/// before the step. Working on the whole of a window instead of on pair after pair reads each vector from the nearest
/// cache several times for once from memory (Ji et al., "Parallelizing Word2Vec in Shared and Distributed Memory", 2016).
///
/// The sums are the same, bit for bit, with and without the processor's wide vectors.
final class PairStep {
    typealias Block = SIMD8<Float>

    let blocks: Int
    let maximumInputs: Int
    let maximumOutputs: Int
    /// The inputs, row by row, set by the caller.
    let inputs: NumberBuffer<Block>
    /// Σ e_ij o_j of each input, after a step.
    let gradients: NumberBuffer<Block>
    /// Where the outputs lie, set by the caller; no output is there twice.
    let outputs: NumberBuffer<UnsafeMutableRawPointer?>
    /// The label of each output, set by the caller.
    let labels: NumberBuffer<Float>
    /// c_i · o_j, then e_ij: `scoreBlocks` blocks of inputs for each output.
    private let scores: NumberBuffer<Block>
    private let scoreBlocks: Int
    private let usesWideVectors: Bool

    /// Creates room for a step.
    ///
    /// - Parameter usesWideVectors: Whether to use AVX where the processor has it.
    init(blocks: Int, maximumInputs: Int, maximumOutputs: Int, usesWideVectors: Bool = true) {
        self.blocks = blocks
        self.maximumInputs = maximumInputs
        self.maximumOutputs = maximumOutputs
        self.usesWideVectors = usesWideVectors && processor_has_avx() != 0
        inputs = NumberBuffer(count: maximumInputs * blocks, repeating: .zero)
        gradients = NumberBuffer(count: maximumInputs * blocks, repeating: .zero)
        outputs = NumberBuffer(count: maximumOutputs, repeating: nil)
        labels = NumberBuffer(count: maximumOutputs, repeating: 0)
        scoreBlocks = (maximumInputs + 7) / 8
        scores = NumberBuffer(count: maximumOutputs * scoreBlocks, repeating: .zero)
    }

    /// The row of an input.
    @inline(__always)
    func input(_ index: Int) -> UnsafeMutablePointer<Block> { inputs.base + index &* blocks }

    /// The row of an input's gradient.
    @inline(__always)
    func gradient(_ index: Int) -> UnsafeMutablePointer<Block> { gradients.base + index &* blocks }

    /// Sets an output and its label.
    @inline(__always)
    func setOutput(_ index: Int, _ row: UnsafeMutablePointer<Block>, label: Float) {
        outputs.base[index] = UnsafeMutableRawPointer(row)
        labels.base[index] = label
    }

    /// Whether a row is among the first outputs.
    @inline(__always)
    func hasOutput(_ row: UnsafeMutablePointer<Block>, among count: Int) -> Bool {
        for index in 0..<count where outputs.base[index] == UnsafeMutableRawPointer(row) { return true }
        return false
    }

    /// Takes a step with the first inputs and outputs.
    ///
    /// - Precondition: neither count is above its maximum, and outputs are different rows of `blocks` blocks.
    func step(inputs inputCount: Int, outputs outputCount: Int, rate: Float) {
        precondition(inputCount <= maximumInputs && outputCount <= maximumOutputs, "too many pairs for this step")
        let floats = UnsafeMutableRawPointer(scores.base).assumingMemoryBound(to: Float.self)
        if usesWideVectors {
            processor_score_pairs(
                inputs.base, blocks, inputCount, outputs.base, outputCount, floats, scoreBlocks &* 8)
            turnIntoErrors(inputCount, outputCount, rate)
            processor_update_pairs(
                inputs.base, gradients.base, blocks, inputCount, outputs.base, outputCount, floats, scoreBlocks &* 8)
            return
        }
        for output in 0..<outputCount { score(output, inputCount) }
        turnIntoErrors(inputCount, outputCount, rate)
        var output = 0
        while output &+ 2 <= outputCount {
            updateTwo(output, inputCount)
            output &+= 2
        }
        if output < outputCount { updateOne(output, inputCount) }
    }

    /// The scores of one output, as floats; then its errors.
    @inline(__always)
    private func scores(of output: Int) -> UnsafeMutablePointer<Float> {
        UnsafeMutableRawPointer(scores.base + output &* scoreBlocks).assumingMemoryBound(to: Float.self)
    }

    @inline(__always)
    private func row(_ output: Int) -> UnsafeMutablePointer<Block> {
        guard let row = outputs.base[output] else { preconditionFailure("an output has not been set") }
        return row.assumingMemoryBound(to: Block.self)
    }

    private func turnIntoErrors(_ inputCount: Int, _ outputCount: Int, _ rate: Float) {
        let used = (inputCount &+ 7) / 8
        let rates = Block(repeating: rate)
        for output in 0..<outputCount {
            let label = Block(repeating: labels.base[output])
            let row = scores.base + output &* scoreBlocks
            for block in 0..<used { row[block] = rates * (label - VectorKernels.sigmoid(row[block])) }
        }
    }

    private func score(_ output: Int, _ inputCount: Int) {
        let row = row(output)
        let scores = scores(of: output)
        var index = 0
        while index &+ 3 <= inputCount {
            let first = input(index)
            let second = input(index &+ 1)
            let third = input(index &+ 2)
            var sums = (Block.zero, Block.zero, Block.zero)
            for block in 0..<blocks {
                let numbers = row[block]
                sums.0 += first[block] * numbers
                sums.1 += second[block] * numbers
                sums.2 += third[block] * numbers
            }
            scores[index] = VectorKernels.sum(sums.0)
            scores[index &+ 1] = VectorKernels.sum(sums.1)
            scores[index &+ 2] = VectorKernels.sum(sums.2)
            index &+= 3
        }
        while index < inputCount {
            let only = input(index)
            var sum = Block.zero
            for block in 0..<blocks { sum += only[block] * row[block] }
            scores[index] = VectorKernels.sum(sum)
            index &+= 1
        }
    }

    private func updateTwo(_ output: Int, _ inputCount: Int) {
        let first = row(output)
        let second = row(output &+ 1)
        let firstErrors = scores(of: output)
        let secondErrors = scores(of: output &+ 1)
        for block in 0..<blocks {
            let rows = (first[block], second[block])
            var steps = (Block.zero, Block.zero)
            var at = block
            for index in 0..<inputCount {
                let numbers = inputs.base[at]
                let errors = (Block(repeating: firstErrors[index]), Block(repeating: secondErrors[index]))
                let gradient = output == 0 ? Block.zero : gradients.base[at]
                gradients.base[at] = (gradient + errors.0 * rows.0) + errors.1 * rows.1
                steps.0 += errors.0 * numbers
                steps.1 += errors.1 * numbers
                at &+= blocks
            }
            first[block] += steps.0
            second[block] += steps.1
        }
    }

    private func updateOne(_ output: Int, _ inputCount: Int) {
        let row = row(output)
        let errors = scores(of: output)
        for block in 0..<blocks {
            let numbers = row[block]
            var step = Block.zero
            var at = block
            for index in 0..<inputCount {
                let error = Block(repeating: errors[index])
                let gradient = output == 0 ? Block.zero : gradients.base[at]
                gradients.base[at] = gradient + error * numbers
                step += error * inputs.base[at]
                at &+= blocks
            }
            row[block] += step
        }
    }
}
