import Testing

@testable import Learning

/// What boosting refuses, and how odd categories are taken.
struct BoostingInputTests {
    private static func refusal(
        _ objective: BoostingObjective, _ data: BoostingData, change: (inout BoostingOptions) -> Void = { _ in }
    ) throws -> String? {
        let bins = try BinnedMatrix(DenseMatrix(rows: [[1, 2], [3, 4]]))
        var options = BoostingOptions()
        change(&options)
        do throws(LearningError) {
            _ = try GradientBoosting(objective: objective, options: options).train(bins, data)
            return nil
        } catch { return error.message }
    }

    @Test func whatIsInfiniteInSinglePrecisionIsRefused() throws {
        let largest = Double(Float.greatestFiniteMagnitude)
        for label in [1e308, -1e39, .infinity, .nan] {
            let message = try Self.refusal(.squaredError, BoostingData(labels: [0, label]))
            #expect(message?.contains("row 1") == true && message?.contains("\(label)") == true)
        }
        for weight in [1e308, .infinity, .nan, -1] {
            let message = try Self.refusal(.squaredError, BoostingData(labels: [0, 1], weights: [weight, 1]))
            #expect(message?.contains("row 0") == true && message?.contains("\(weight)") == true)
        }
        #expect(try Self.refusal(.squaredError, BoostingData(labels: [0, largest], weights: [largest, 0])) == nil)
    }

    @Test func gainsAndSteepnessBeyondSinglePrecisionAreRefused() throws {
        let data = BoostingData(labels: [0, 1], groupSizes: [2])
        // A gain too small for single precision is 0 there, while what it is divided by is infinite.
        for gain in [1e308, .infinity, .nan, -1, 1e-50] {
            var options = LambdaMARTOptions()
            options.labelGains = [0, gain]
            let message = try Self.refusal(.lambdaMART(options), data)
            #expect(message?.contains("label 1") == true && message?.contains("\(gain)") == true)
        }
        for sigmoid in [1e308, 0, -1, .infinity, .nan, 1e-50] {
            var options = LambdaMARTOptions()
            options.sigmoid = sigmoid
            #expect(try Self.refusal(.lambdaMART(options), data)?.contains("\(sigmoid)") == true)
        }
        var options = LambdaMARTOptions()
        options.labelGains = []
        #expect(try Self.refusal(.lambdaMART(options), data)?.contains("gain") == true)
        #expect(try Self.refusal(.lambdaMART(LambdaMARTOptions()), data) == nil)
    }

    @Test func optionsOfCategoriesAreChecked() throws {
        let data = BoostingData(labels: [0, 1])
        #expect(
            try Self.refusal(.squaredError, data) { $0.maximumOneHotCategories = -1 }?.contains("one against") == true)
        #expect(
            try Self.refusal(.squaredError, data) { $0.minimumRowsInCategoryGroup = -1 }?.contains("group") == true)
        #expect(try Self.refusal(.squaredError, data) { $0.maximumCategoriesInSplit = 0 }?.contains("side") == true)
        let none = try Self.refusal(.squaredError, data) {
            $0.maximumOneHotCategories = 0
            $0.minimumRowsInCategoryGroup = 0
        }
        #expect(none == nil)
    }

    @Test func fractionsOfCategoriesAreCutOffInTrainingAsInScoring() throws {
        // LightGBM turns values into whole numbers by cutting off, so that all between -1 and 1 is category 0.
        let values: [Double] = [0, -0.5, 0.9, 1, 1.7, 1.2, 2, 2.5, 2.9, -1, -7, .nan]
        let labels: [Double] = [8, 8, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1]
        var binning = FeatureBins.Options()
        binning.categoricalColumns = [0]
        binning.minimumRowsInBin = 1
        let bins = try BinnedMatrix(DenseMatrix(rows: values.map { [$0] }), options: binning)
        #expect(values.map { bins.bins[0].bin(of: $0) } == [1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0])
        #expect(bins.bins[0].hasMissing)
        var options = BoostingOptions.small
        options.iterations = 1
        options.learningRate = 1
        options.minimumRowsInLeaf = 1
        let model = try GradientBoosting(objective: .squaredError, options: options)
            .train(bins, BoostingData(labels: labels))
        for (value, label) in zip(values, labels) { #expect(abs(model.score(of: [value]) - label) < 1e-5, "\(value)") }
    }

    @Test func columnsOfOneValueAreNotSplit() throws {
        let missing = Double.nan
        // Constant: 3, 0, category 2, nothing known. Not so: 3 or missing, 0 or missing, category 2 or missing, 3 or 4.
        let rows = try DenseMatrix(rows: [
            [3, 0, 2, missing, 3, 0, 2, 3], [3, 0, 2, missing, missing, missing, missing, 4],
            [3, 0, 2, missing, 3, 0, 2, 3], [3, 0, 2, missing, missing, missing, missing, 4],
        ])
        var binning = FeatureBins.Options()
        binning.minimumRowsInBin = 1
        binning.categoricalColumns = [2, 6]
        let bins = try BinnedMatrix(rows, options: binning)
        #expect(bins.bins.map(\.isConstant) == [true, true, true, true, false, false, false, false])
        #expect(bins.usedColumns == [4, 5, 6, 7])
        #expect(bins.bins.prefix(4).allSatisfy { $0.information == "none" })
    }
}
