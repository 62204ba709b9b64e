extension TreeEnsemble {
    /// The model in the text form that LightGBM 4 reads and writes.
    ///
    /// Numbers are written so that they are read back exactly.
    public func lightGBMText() -> String {
        var text = "tree\nversion=v4\n"
        text += "num_class=\(outputCount)\nnum_tree_per_iteration=\(outputCount)\nlabel_index=0\n"
        text += "max_feature_idx=\(featureCount - 1)\nobjective=\(objective)\n"
        if isAveraged { text += "average_output\n" }
        text += "feature_names=\(featureNames.joined(separator: " "))\n"
        text += "feature_infos=\(featureInformation.joined(separator: " "))\n"
        let parts = trees.enumerated().map { "Tree=\($0.offset)\n\($0.element.lightGBMText)\n\n" }
        text += "tree_sizes=\(parts.map { String($0.utf8.count) }.joined(separator: " "))\n\n"
        text += parts.joined()
        text += "end of trees\n\nfeature_importances:\n"
        let splits = importance()
        let order = splits.indices.sorted { splits[$0] != splits[$1] ? splits[$0] > splits[$1] : $0 < $1 }
        for feature in order where splits[feature] > 0 { text += "\(featureNames[feature])=\(Int(splits[feature]))\n" }
        return text + "\nparameters:\nend of parameters\n"
    }
}

extension RegressionTree {
    fileprivate var lightGBMText: String {
        func list<Number: CustomStringConvertible>(_ numbers: [Number]) -> String {
            numbers.map(\.description).joined(separator: " ")
        }
        func list(_ numbers: [Double]) -> String { numbers.map(modelText).joined(separator: " ") }
        let categoryCount = categoryBoundaries.count - 1
        var lines = [
            "num_leaves=\(leafValue.count)", "num_cat=\(categoryCount)", "split_feature=\(list(splitFeature))",
            "split_gain=\(list(splitGain.map(Double.init)))", "threshold=\(list(threshold))",
            "decision_type=\(list(decisionType))", "left_child=\(list(leftChild))", "right_child=\(list(rightChild))",
            "leaf_value=\(list(leafValue))", "leaf_weight=\(list(leafWeight))", "leaf_count=\(list(leafCount))",
            "internal_value=\(list(internalValue))", "internal_weight=\(list(internalWeight))",
            "internal_count=\(list(internalCount))",
        ]
        if categoryCount > 0 {
            lines += ["cat_boundaries=\(list(categoryBoundaries))", "cat_threshold=\(list(categoryBits))"]
        }
        lines += ["is_linear=0", "shrinkage=\(modelText(shrinkage))"]
        return lines.joined(separator: "\n") + "\n"
    }
}
