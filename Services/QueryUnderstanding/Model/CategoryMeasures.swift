import Contracts

/// How well a classifier does on posts it has not seen, alone and together with the concepts.
///
/// A post whose category the classifier doesn't know counts as missed.
struct CategoryMeasures {
    let model: CategoryModel
    let posts: ArraySlice<CategoryTraining.Post>
    let name: (UInt32) -> String

    /// Shares of the posts whose category is first, or among the first three: by both together, by the words and
    /// concepts in the classifier, by the concepts' implied categories, and by always naming the most frequent ones.
    var metrics: [Metric] {
        let both = ranks { post in
            model.combined(post.features, implied: post.implied) { $0 }.map(\.name)
        }
        let classifier = ranks { post in model.combined(post.features, implied: []) { $0 }.map(\.name) }
        let concepts = ranks { post in post.implied.map(\.name) }
        let frequent = ranks { _ in model.labels }
        return [
            ("accuracy_at_1", both, 1), ("accuracy_at_3", both, 3), ("classifier_accuracy_at_1", classifier, 1),
            ("classifier_accuracy_at_3", classifier, 3), ("concepts_accuracy_at_1", concepts, 1),
            ("concepts_accuracy_at_3", concepts, 3), ("most_frequent_accuracy_at_1", frequent, 1),
            ("most_frequent_accuracy_at_3", frequent, 3),
        ].map { name, ranks, limit in
            let hits = ranks.count { $0 < limit }
            return Metric(
                name: name, value: ranks.isEmpty ? 0 : Double(hits) / Double(ranks.count), count: UInt64(ranks.count))
        }
    }

    /// Where the right category stands for each post, from 0.
    private func ranks(_ ranking: (CategoryTraining.Post) -> [String]) -> [Int] {
        posts.map { post in ranking(post).firstIndex(of: name(post.category)) ?? Int.max }
    }
}
