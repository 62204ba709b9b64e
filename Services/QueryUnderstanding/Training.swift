import Contracts
import Hosting
import Learning
import Text

/// Fits the classifier of categories to the posts that state one.
///
/// The log is replayed through the state that serves, so that a post's concepts are those known at its moment. The last
/// fifth of the posts by time is held back to measure on; then the classifier is fitted again, to all of them.
struct CategoryTraining {
    /// What is learnt from at most.
    enum Limit {
        static let labels = 500
        static let postsPerLabel = 3
        /// The newest ones.
        static let posts = 100_000
        static let fewestPosts = 20
        static let textBytes = 16_384
        static let impliedCategories = 10
        /// Of the weight matrix: 16 MiB.
        static let weights = 1 << 22
    }

    /// One post as it stood when it was posted.
    struct Post {
        var time: Int64
        /// Number of its category.
        var category: UInt32
        var features: [UInt32]
        /// Categories that its concepts implied.
        var implied: [(name: String, share: Double)]
    }

    private let context: TrainingContext
    private let features = CategoryFeatures()

    init(_ context: TrainingContext) {
        self.context = context
    }

    /// The fitted model with its measures, or nil when too few posts state a category.
    func train() throws -> Artifact? {
        let state = UnderstandingState()
        let posts = try posts(state)
        guard posts.count >= Limit.fewestPosts, let first = posts.first, let last = posts.last else { return nil }
        let name = { (category: UInt32) in state.categories.name(of: category) }
        let split = posts.count * 4 / 5
        var artifact = context.artifact(service: QueryUnderstandingHost.entry.name, from: first.time, to: last.time)
        if let model = try fit(posts[..<split], name: name) {
            artifact.metrics = CategoryMeasures(model: model, posts: posts[split...], name: name).metrics
        }
        guard let model = try fit(posts[...], name: name) else { return nil }
        artifact.textClassifier = model.message
        return artifact
    }

    /// The newest posts that state a category, by time, as they stood when they were first posted.
    private func posts(_ state: UnderstandingState) throws -> [Post] {
        var posts: [Post] = []
        try context.replay("reading posts") { fact in
            if case .job(let job) = fact.body, let post = post(job, at: fact.time, state) {
                state.apply(fact)
                if let category = state.categories.category(named: job.category) {
                    posts.append(post(category))
                }
            } else {
                state.apply(fact)
            }
            if posts.count >= 2 * Limit.posts { posts = Self.newest(posts) }
        }
        return Self.newest(posts)
    }

    /// What is known of a post before it is in the log; nil for a changed one, and for one without category.
    private func post(_ job: Job, at time: Int64, _ state: UnderstandingState) -> ((UInt32) -> Post)? {
        guard !job.category.isEmpty, !state.knows(job: job.id) else { return nil }
        let text = String(decoding: (job.title + "\n" + job.description).utf8.prefix(Limit.textBytes), as: UTF8.self)
        let tokens = Understanding.tokenizer.tokenize(text)
        let linked = ConceptLinker(state: state).link(tokens, original: Array(text.utf8))
        let features = features.features(tokens, concepts: linked.concepts, vocabulary: state.vocabulary)
        let implied = Array(ImpliedCategories(state: state).shares(linked.concepts).prefix(Limit.impliedCategories))
        return { Post(time: time, category: $0, features: features, implied: implied) }
    }

    /// By time, equal ones in the order of the log.
    private static func newest(_ posts: [Post]) -> [Post] {
        posts.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .suffix(Limit.posts).map(\.element)
    }

    /// Fits a classifier, or nil if fewer than two categories have enough posts.
    private func fit(_ posts: ArraySlice<Post>, name: (UInt32) -> String) throws -> CategoryModel? {
        var counts: [UInt32: Int] = [:]
        for post in posts { counts[post.category, default: 0] += 1 }
        let frequent = counts.filter { $0.value >= Limit.postsPerLabel }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let categories = frequent.prefix(Limit.labels).map(\.key)
        guard categories.count >= 2 else { return nil }
        let labels = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($0.element, $0.offset) })
        let examples = posts.compactMap { post in
            labels[post.category].map { SparseExample(features: post.features, labels: [$0]) }
        }
        let classifier = try SparseSoftmaxClassifier.train(
            examples: examples, labelCount: categories.count, bucketCount: Self.buckets(labels: categories.count),
            options: SparseSoftmaxClassifier.Options(seed: context.seed))
        return CategoryModel(labels: categories.map(name), classifier: classifier)
    }

    /// The largest power of two that keeps the weights within their limit, from 2^12 to 2^18.
    static func buckets(labels: Int) -> Int {
        var buckets = 1 << 18
        while buckets > 1 << 12, buckets * labels > Limit.weights { buckets /= 2 }
        return buckets
    }
}
