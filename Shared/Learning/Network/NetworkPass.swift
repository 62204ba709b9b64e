/// A network at work on a batch of rows: forward to its outputs, and back to the gradients of its parameters.
///
/// Memory is allocated once for the largest batch. Parameters are passed in, so that learning and answering share this.
final class NetworkPass {
    let shape: NetworkShape
    let capacity: Int
    private let widths: [Int]
    private let strides: [Int]
    private let layerStarts: [Int]
    private let fieldStarts: [Int]
    /// The input of the first layer, and the output of each; `capacity` padded rows.
    private let values: [NumberBuffer<Float>]
    /// The gradients of the same.
    private let slopes: [NumberBuffer<Float>]

    init(_ shape: NetworkShape, capacity: Int, learning: Bool) {
        self.shape = shape
        self.capacity = capacity
        widths = shape.widths
        strides = widths.map(FloatVectors.padded)
        layerStarts = shape.layerStarts
        fieldStarts = shape.fieldStarts
        values = strides.map { NumberBuffer(count: capacity * $0, repeating: 0) }
        slopes = learning ? strides.map { NumberBuffer(count: capacity * $0, repeating: 0) } : []
    }

    /// The outputs of the batch, in padded rows of ``outputStride``.
    var outputs: UnsafeMutablePointer<Float> { values[values.count - 1].base }
    /// Where the caller puts the gradients of the outputs before it goes back.
    var outputSlopes: UnsafeMutablePointer<Float> { slopes[slopes.count - 1].base }
    /// Numbers from one row of outputs to the next.
    var outputStride: Int { strides[strides.count - 1] }

    /// Computes the outputs of rows.
    ///
    /// - Parameters:
    ///   - count: How many rows, at most `capacity`.
    ///   - row: The row of the table at each place of the batch.
    ///   - dropout: The share of hidden units to leave out, the others being scaled up; only with a generator.
    func forward(
        _ parameters: UnsafePointer<Float>, _ table: FeatureTable, count: Int, row: (Int) -> Int,
        dropout: Double = 0, generator: inout SeededGenerator
    ) {
        gather(parameters, table, count: count, row: row)
        for layer in 0..<layerStarts.count {
            let isLast = layer == layerStarts.count - 1
            multiply(parameters, layer: layer, count: count, rectified: !isLast)
            if !isLast, dropout > 0 { dropUnits(of: layer + 1, count: count, dropout, &generator) }
        }
    }

    private func gather(_ parameters: UnsafePointer<Float>, _ table: FeatureTable, count: Int, row: (Int) -> Int) {
        let fields = shape.fields
        table.categories.withUnsafeBufferPointer { categories in
            table.numbers.withUnsafeBufferPointer { numbers in
                for place in 0..<count {
                    let source = row(place)
                    var target = values[0].base + place * strides[0]
                    for (field, one) in fields.enumerated() {
                        let category = Int(categories[source * fields.count + field])
                        let vector = parameters + fieldStarts[field] + category * one.dimension
                        for column in 0..<one.dimension { target[column] = vector[column] }
                        target += one.dimension
                    }
                    for column in 0..<shape.numberCount {
                        target[column] = numbers[source * shape.numberCount + column]
                    }
                }
            }
        }
    }

    /// output = weights · input + biases, for all rows, four outputs at a time.
    private func multiply(_ parameters: UnsafePointer<Float>, layer: Int, count: Int, rectified: Bool) {
        let inputStride = strides[layer]
        let outputs = widths[layer + 1]
        let weights = parameters + layerStarts[layer]
        let biases = weights + outputs * inputStride
        for place in 0..<count {
            let input = UnsafePointer(values[layer].base + place * inputStride)
            let target = values[layer + 1].base + place * strides[layer + 1]
            var output = 0
            while output + 4 <= outputs {
                let sums = FloatVectors.dots(input, rows: weights + output * inputStride, count: inputStride)
                for lane in 0..<4 { target[output + lane] = sums[lane] + biases[output + lane] }
                output += 4
            }
            while output < outputs {
                target[output] =
                    FloatVectors.dot(input, weights + output * inputStride, count: inputStride) + biases[output]
                output += 1
            }
            guard rectified else { continue }
            var column = 0
            while column < strides[layer + 1] {
                let lanes = FloatVectors.load(target, column)
                FloatVectors.store(lanes.replacing(with: 0, where: lanes .< 0), target, column)
                column += 8
            }
        }
    }

    private func dropUnits(of layer: Int, count: Int, _ dropout: Double, _ generator: inout SeededGenerator) {
        let scale = Float(1 / (1 - dropout))
        let threshold = UInt64(dropout * 0x1p32)
        for place in 0..<count {
            let row = values[layer].base + place * strides[layer]
            for column in 0..<widths[layer] { row[column] *= generator.next() >> 32 < threshold ? 0 : scale }
        }
    }

    /// Adds the gradients of all parameters, from those of the outputs, for the rows that went forward last.
    ///
    /// - Parameters:
    ///   - dropout: As on the way forward.
    ///   - touched: Called with field and category of each vector that has a gradient; vectors may come again.
    func backward(
        _ parameters: UnsafePointer<Float>, _ table: FeatureTable, count: Int, row: (Int) -> Int,
        dropout: Double = 0, gradients: UnsafeMutablePointer<Float>, touched: (_ field: Int, _ category: Int) -> Void
    ) {
        for layer in Swift.stride(from: layerStarts.count - 1, through: 0, by: -1) {
            spread(parameters, layer: layer, count: count, gradients)
            if layer > 0 { rectify(layer, count: count, scale: Float(1 / (1 - dropout))) }
        }
        for place in 0..<count {
            let source = row(place)
            var slope = UnsafePointer(slopes[0].base + place * strides[0])
            for (field, one) in shape.fields.enumerated() {
                let category = Int(table.categories[source * shape.fields.count + field])
                let vector = gradients + fieldStarts[field] + category * one.dimension
                for column in 0..<one.dimension { vector[column] += slope[column] }
                slope += one.dimension
                touched(field, category)
            }
        }
    }

    /// Adds a layer's gradients, and sets those of its input.
    private func spread(
        _ parameters: UnsafePointer<Float>, layer: Int, count: Int, _ gradients: UnsafeMutablePointer<Float>
    ) {
        let inputStride = strides[layer]
        let outputs = widths[layer + 1]
        let weights = parameters + layerStarts[layer]
        let weightSlopes = gradients + layerStarts[layer]
        let biasSlopes = weightSlopes + outputs * inputStride
        for place in 0..<count {
            let input = values[layer].base + place * inputStride
            let inputSlopes = slopes[layer].base + place * inputStride
            let outputSlopes = slopes[layer + 1].base + place * strides[layer + 1]
            for column in 0..<inputStride { inputSlopes[column] = 0 }
            // Half of the units behind a rectifier have no gradient.
            for output in 0..<outputs where outputSlopes[output] != 0 {
                let slope = outputSlopes[output]
                biasSlopes[output] += slope
                FloatVectors.add(slope, input, to: weightSlopes + output * inputStride, count: inputStride)
                FloatVectors.add(slope, weights + output * inputStride, to: inputSlopes, count: inputStride)
            }
        }
    }

    /// Stops gradients at units that are zero, and scales the others as dropout did.
    private func rectify(_ layer: Int, count: Int, scale: Float) {
        let all = count * strides[layer]
        var index = 0
        while index < all {
            let unit = FloatVectors.load(values[layer].base, index)
            let slope = FloatVectors.load(slopes[layer].base, index) * scale
            FloatVectors.store(slope.replacing(with: 0, where: unit .<= 0), slopes[layer].base, index)
            index += 8
        }
    }
}
