import Foundation
import Learning

/// Text classification on questions on cooking, when they are in the folder; tokens a second with reading and writing.
func measureTextClassification(_ folder: URL) throws {
    func read(_ part: String) throws -> [LabelledText]? {
        try lines(folder, "cooking.\(part)")?.map { LabelledText(line: String($0)) }
    }
    guard let valid = try read("valid") else { return }
    let tree = TextClassifierOptions(
        dimensions: 50, epochs: 25, learningRate: 1, loss: .hierarchicalSoftmax, wordNGrams: 2, buckets: 200_000)
    var best = tree
    best.dimensions = 100
    best.loss = .softmax
    for (name, options, seeds) in [("defaults", TextClassifierOptions(), 20), ("tree", tree, 3), ("best", best, 1)] {
        let path = folder.appendingPathComponent("cooking.\(name)").path
        var precisions: [Double] = []
        var speeds: [Double] = []
        for number in 0..<seeds {
            var options = options
            options.seed = seed + UInt64(number)
            var tokens = 0
            let spent = try seconds {
                try TextClassifier.train(try read("train") ?? [], options) {
                    tokens = $0.totalTokens
                    return true
                }.write(to: path)
            }
            speeds.append(Double(tokens) / spent)
            precisions.append(try TextClassifier(contentsOf: path).score(valid).precision)
        }
        report("cooking_\(name)_tokens_per_s", speeds.sorted()[seeds / 2])
        report("cooking_\(name)_p1", over: precisions)
        report("cooking_\(name)_bytes", try size(path))
        if name == "best" {
            try TextClassifier(contentsOf: path).quantized(
                TextQuantizationOptions(separatesNorms: true, maximumFeatures: 30_000)
            ).write(to: path + ".small")
            report("cooking_quantized_bytes", try size(path + ".small"))
            report("cooking_quantized_p1", try TextClassifier(contentsOf: path + ".small").score(valid).precision)
        }
    }
}

private func size(_ path: String) throws -> Double {
    Double(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
}
