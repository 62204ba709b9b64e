/// A network that is being trained: its parameters, their gradients, and an optimiser that visits what has changed.
final class NetworkLearner {
    let shape: NetworkShape
    let parameters: NumberBuffer<Float>
    let gradients: NumberBuffer<Float>
    let pass: NetworkPass
    private var state: OptimizerState
    private let fieldStarts: [Int]
    private let denseStart: Int
    /// Vectors of categories with a gradient: where they begin and how long they are.
    private var touched: [(start: Int, count: Int)] = []
    /// By vector, the batch that last touched it.
    private var stamps: [[Int32]]
    private var batch: Int32 = 0

    init(
        _ shape: NetworkShape, _ optimizer: NetworkOptimizer, capacity: Int, using generator: inout SeededGenerator
    ) {
        self.shape = shape
        parameters = shape.initialParameters(embeddingDeviation: 0.1, using: &generator)
        gradients = NumberBuffer(count: shape.parameterCount, repeating: 0)
        pass = NetworkPass(shape, capacity: capacity, learning: true)
        state = OptimizerState(optimizer, count: shape.parameterCount)
        fieldStarts = shape.fieldStarts
        denseStart = FloatVectors.padded(shape.embeddingCount)
        stamps = shape.fields.map { [Int32](repeating: -1, count: $0.vocabulary) }
    }

    /// Computes the outputs of rows; see ``NetworkPass``.
    func forward(
        _ table: FeatureTable, count: Int, row: (Int) -> Int, dropout: Double, generator: inout SeededGenerator
    ) {
        pass.forward(parameters.base, table, count: count, row: row, dropout: dropout, generator: &generator)
    }

    /// Adds the gradients of the rows that went forward last.
    func backward(_ table: FeatureTable, count: Int, row: (Int) -> Int, dropout: Double) {
        pass.backward(
            parameters.base, table, count: count, row: row, dropout: dropout, gradients: gradients.base
        ) { field, category in
            guard stamps[field][category] != batch else { return }
            stamps[field][category] = batch
            let dimension = shape.fields[field].dimension
            touched.append((fieldStarts[field] + category * dimension, dimension))
        }
    }

    /// Moves all parameters that have gradients, and clears these.
    func step(rateShare: Double) {
        state.begin(rateShare: rateShare)
        for vector in touched { state.move(parameters, gradients, from: vector.start, count: vector.count) }
        state.move(parameters, gradients, from: denseStart, count: parameters.count - denseStart)
        touched.removeAll(keepingCapacity: true)
        batch &+= 1
    }
}
