internal import CProcessor

/// One step of logistic regression over all pairs of some inputs and some outputs: the inner loop of skip-gram.
///
/// With input vectors c_i and output vectors o_j, of which each has a label 0 or 1 that holds for all inputs, it takes
/// a gradient step of Σ log σ(±c_i · o_j): e_ij = rate · (label_j - σ(c_i · o_j)), then o_j += Σ e_ij c_i, while
/// Σ e_ij o_j is left in ``gradient(_:)`` for the caller to add to whatever made up the inputs. All sums are of the vectors
/// before the step. Working on the whole of a window instead of on pair after pair reads each vector from the nearest
/// cache several times for once from memory (Ji et al., "Parallelizing Word2Vec in Shared and Distributed Memory", 2016).
///
/// The sums are the same, bit for bit, with and without the processor's wide vectors.
final class PairStep {
    typealias Block = SIMD8<Float>

    let blocks: Int
    let maximumInputs: Int
    let maximumOutputs: Int
    /// Σ e_ij o_j of each input, after a step, row by row.
    private let gradients: NumberBuffer<Block>
    /// Room for inputs that are not the row of a table, row by row.
    private let rooms: NumberBuffer<Block>
    /// Where the inputs lie: in `rooms`, or where the caller said.
    private let inputs: NumberBuffer<UnsafeMutableRawPointer?>
    /// Where the outputs lie, set by the caller; no output is there twice.
    private let outputs: NumberBuffer<UnsafeMutableRawPointer?>
    /// The label of each output, set by the caller; what fills the last block of eight does not count.
    private let labels: NumberBuffer<Float>
    /// c_i · o_j, then e_ij: for each input `scoreStride` floats, of which the first are those of the outputs.
    private let scores: NumberBuffer<Float>
    private let scoreStride: Int
    private let usesWideVectors: Bool

    /// Creates room for a step, with all inputs in ``room(_:)``.
    ///
    /// - Parameter usesWideVectors: Whether to use AVX2 and FMA where the processor has them.
    init(blocks: Int, maximumInputs: Int, maximumOutputs: Int, usesWideVectors: Bool = true) {
        self.blocks = blocks
        self.maximumInputs = maximumInputs
        self.maximumOutputs = maximumOutputs
        self.usesWideVectors = usesWideVectors && processor_has_fma() != 0
        gradients = NumberBuffer(count: maximumInputs * blocks, repeating: .zero)
        rooms = NumberBuffer(count: maximumInputs * blocks, repeating: .zero)
        inputs = NumberBuffer(count: maximumInputs, repeating: nil)
        outputs = NumberBuffer(count: maximumOutputs, repeating: nil)
        // Three more, since sums are stored by fours.
        scoreStride = (maximumOutputs + 3 + 7) / 8 * 8
        labels = NumberBuffer(count: scoreStride, repeating: 0)
        scores = NumberBuffer(count: maximumInputs * scoreStride, repeating: 0)
        for index in 0..<maximumInputs { setInput(index, room(index)) }
    }

    /// The step's own room for an input, for the caller to fill.
    @inline(__always)
    func room(_ index: Int) -> UnsafeMutablePointer<Block> { rooms.base + index &* blocks }

    /// The row of an input's gradient.
    @inline(__always)
    func gradient(_ index: Int) -> UnsafeMutablePointer<Block> { gradients.base + index &* blocks }

    /// Has an input read where it lies, which may be there twice but is no output's row.
    @inline(__always)
    func setInput(_ index: Int, _ row: UnsafeMutablePointer<Block>) {
        inputs.base[index] = UnsafeMutableRawPointer(row)
    }

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
        guard usesWideVectors else {
            for input in 0..<inputCount { score(input, outputCount, rate) }
            for output in 0..<outputCount { update(output, inputCount) }
            return
        }
        let inputRows = UnsafeRawPointer(inputs.base).assumingMemoryBound(to: UnsafeRawPointer?.self)
        processor_score_pairs(inputRows, blocks, inputCount, outputs.base, outputCount, scores.base, scoreStride)
        processor_score_errors(scores.base, scoreStride, inputCount, labels.base, outputCount, rate)
        processor_update_pairs(
            inputRows, gradients.base, blocks, inputCount, outputs.base, outputCount, scores.base, scoreStride)
    }

    /// Adds the gradients of the first inputs to the inputs where they lie.
    func addGradients(inputs inputCount: Int) {
        precondition(inputCount <= maximumInputs, "too many inputs for this step")
        guard usesWideVectors else {
            for index in 0..<inputCount {
                VectorKernels.add(gradient(index), to: row(inputs, index), blocks)
            }
            return
        }
        processor_add_rows(gradients.base, inputs.base, blocks, inputCount)
    }

    @inline(__always)
    private func row(
        _ rows: NumberBuffer<UnsafeMutableRawPointer?>, _ index: Int
    ) -> UnsafeMutablePointer<Block> {
        guard let row = rows.base[index] else { preconditionFailure("a row has not been set") }
        return row.assumingMemoryBound(to: Block.self)
    }

    /// The errors of an input.
    private func score(_ input: Int, _ outputCount: Int, _ rate: Float) {
        let numbers = row(inputs, input)
        let scores = scores.base + input &* scoreStride
        for output in 0..<outputCount {
            let row = row(outputs, output)
            var sum = Block.zero
            for block in 0..<blocks { sum.addProduct(numbers[block], row[block]) }
            let probability = VectorKernels.sigmoid(Block(repeating: VectorKernels.sum(sum)))[0]
            scores[output] = rate * (labels.base[output] - probability)
        }
    }

    /// Adds to an output what all errors say, and its share to all gradients.
    private func update(_ output: Int, _ inputCount: Int) {
        let row = row(outputs, output)
        for block in 0..<blocks {
            let numbers = row[block]
            var step = Block.zero
            for input in 0..<inputCount {
                let error = Block(repeating: scores.base[input &* scoreStride &+ output])
                let at = input &* blocks &+ block
                var gradient = output == 0 ? Block.zero : gradients.base[at]
                gradient.addProduct(error, numbers)
                gradients.base[at] = gradient
                step.addProduct(error, self.row(inputs, input)[block])
            }
            row[block] += step
        }
    }
}
