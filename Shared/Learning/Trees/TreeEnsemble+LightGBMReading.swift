extension TreeEnsemble {
    /// Reads a model in LightGBM's text form, of version 2 to 4.
    ///
    /// What does not bear on scores (importances, parameters) is passed over. Linear leaves are refused, as they are not
    /// part of this form of tree.
    ///
    /// - Throws: ``LearningError`` that names the tree and the field, when the text is damaged, cut short or asks for
    ///   what is not supported.
    public init(lightGBMText text: String) throws(LearningError) {
        var reader = LightGBMReader(text)
        let header = reader.section()
        guard header.has("tree") else { throw LightGBMReader.damage("the first line must be `tree`") }
        let outputs = try header.integer("num_tree_per_iteration", default: try header.integer("num_class"))
        let features = try header.integer("max_feature_idx")
        guard (0..<1 << 24).contains(features), (1...1 << 16).contains(outputs) else {
            throw LightGBMReader.damage("a model of \(features) features and \(outputs) outputs is out of range")
        }
        var trees: [RegressionTree] = []
        while true {
            let fields = reader.section()
            if fields.has("end of trees") { break }
            guard fields.value("Tree") == String(trees.count) else {
                throw LightGBMReader.damage("tree \(trees.count) is missing, the text may be cut short")
            }
            do {
                trees.append(try RegressionTree(fields))
            } catch {
                throw LearningError(error.code, "tree \(trees.count): \(error.message)")
            }
        }
        let names = header.value("feature_names")?.split(separator: " ").map(String.init)
        let information = header.value("feature_infos")?.split(separator: " ").map(String.init)
        try self.init(
            trees: trees, featureCount: features + 1, outputCount: outputs, isAveraged: header.has("average_output"),
            objective: header.value("objective") ?? "custom", featureNames: names, featureInformation: information)
    }
}

/// Parts a model's text into sections of `name=value` lines, which blank lines end.
private struct LightGBMReader {
    private var lines: [Substring]
    private var next = 0

    init(_ text: String) {
        lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    static func damage(_ message: String) -> LearningError { LearningError(.damagedModel, message) }

    struct Section {
        var fields: [Substring: Substring] = [:]

        func has(_ line: String) -> Bool { fields[line[...]] != nil }

        func value(_ name: String) -> String? { fields[name[...]].map(String.init) }

        func integer(_ name: String, default standard: @autoclosure () throws(LearningError) -> Int? = nil)
            throws(LearningError) -> Int
        {
            guard let text = fields[name[...]] else {
                if let standard = try standard() { return standard }
                throw LightGBMReader.damage("there is no \(name)")
            }
            guard let value = Int(text) else { throw LightGBMReader.damage("\(name) is not a whole number: \(text)") }
            return value
        }

        func numbers<Number: LosslessStringConvertible>(_ name: String, count: Int, default standard: Number? = nil)
            throws(LearningError) -> [Number]
        {
            guard let text = fields[name[...]] else {
                if let standard { return [Number](repeating: standard, count: count) }
                throw LightGBMReader.damage("there is no \(name)")
            }
            var result: [Number] = []
            result.reserveCapacity(count)
            for word in text.split(separator: " ") {
                guard let number = Number(String(word)) else {
                    throw LightGBMReader.damage("\(name) holds \(word.prefix(40)), which is no such number")
                }
                result.append(number)
            }
            guard result.count == count else {
                throw LightGBMReader.damage("\(name) holds \(result.count) numbers, there should be \(count)")
            }
            return result
        }
    }

    mutating func section() -> Section {
        var section = Section()
        while next < lines.count, lines[next].isEmpty { next += 1 }
        while next < lines.count, !lines[next].isEmpty {
            let line = lines[next]
            let equals = line.firstIndex(of: "=")
            section.fields[line[..<(equals ?? line.endIndex)]] = equals.map { line[line.index(after: $0)...] } ?? ""
            next += 1
        }
        return section
    }
}

extension RegressionTree {
    fileprivate init(_ fields: LightGBMReader.Section) throws(LearningError) {
        let leaves = try fields.integer("num_leaves")
        guard (1...1 << 24).contains(leaves) else { throw LightGBMReader.damage("\(leaves) leaves are out of range") }
        if try fields.integer("is_linear", default: 0) != 0 {
            throw LightGBMReader.damage("its leaves are linear models, which are not supported")
        }
        let nodes = leaves - 1
        self.init(constant: 0)
        leafValue = try fields.numbers("leaf_value", count: leaves)
        shrinkage = try fields.numbers("shrinkage", count: 1, default: 1)[0]
        guard nodes > 0 else {
            // LightGBM leaves the weight and the count of a lone leaf out, or empty.
            leafCount = (try? fields.numbers("leaf_count", count: 1, default: 0)) ?? [0]
            return
        }
        leafWeight = try fields.numbers("leaf_weight", count: leaves, default: 0)
        leafCount = try fields.numbers("leaf_count", count: leaves, default: 0)
        splitFeature = try fields.numbers("split_feature", count: nodes)
        splitGain = try fields.numbers("split_gain", count: nodes, default: 0)
        threshold = try fields.numbers("threshold", count: nodes)
        decisionType = try fields.numbers("decision_type", count: nodes, default: 0)
        leftChild = try fields.numbers("left_child", count: nodes)
        rightChild = try fields.numbers("right_child", count: nodes)
        internalValue = try fields.numbers("internal_value", count: nodes, default: 0)
        internalWeight = try fields.numbers("internal_weight", count: nodes, default: 0)
        internalCount = try fields.numbers("internal_count", count: nodes, default: 0)
        let sets = try fields.integer("num_cat")
        guard (0...nodes).contains(sets) else { throw LightGBMReader.damage("\(sets) sets of categories are too many") }
        if sets > 0 {
            categoryBoundaries = try fields.numbers("cat_boundaries", count: sets + 1)
            guard let words = categoryBoundaries.last, (0...1 << 26).contains(words) else {
                throw LightGBMReader.damage("the sets of categories are out of range")
            }
            categoryBits = try fields.numbers("cat_threshold", count: Int(words))
        }
    }
}
