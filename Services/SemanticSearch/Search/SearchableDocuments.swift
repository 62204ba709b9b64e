import Contracts
import Retrieval

/// What a search needs to know of freelancers or of jobs.
protocol SearchableDocuments {
    var index: InvertedIndex { get }
    var numbers: DocumentNumbers { get }
    /// Those that satisfy a filter.
    func passing(_ filter: Filter) -> Bitmap
    func id(_ number: UInt32) -> String
    func title(_ number: UInt32) -> String
    /// What an answer to an empty query is ordered by, the most recent first.
    func recency(_ number: UInt32) -> Double
    /// What those who only fill are ordered by, the greatest first.
    func prominence(_ number: UInt32) -> Double
}

extension FreelancerDocuments: SearchableDocuments {
    func id(_ number: UInt32) -> String { records[Int(number)].id }
    func title(_ number: UInt32) -> String { records[Int(number)].title }

    /// By the last sign of life.
    func recency(_ number: UInt32) -> Double { Double(lastActive.value(of: number) ?? 0) }

    /// By activity; those without any come after all others, the newest first.
    func prominence(_ number: UInt32) -> Double {
        let activity = activity[Int(number)].logarithm
        // Activity is never below 0 for times the log takes, and this always is.
        return activity.isFinite ? activity : Double(min(records[Int(number)].joinedAt, Self.farFuture)) - 0x1p53
    }

    /// Later than any time the log takes, in microseconds.
    private static let farFuture: Int64 = 1 << 52
}

extension JobDocuments: SearchableDocuments {
    func id(_ number: UInt32) -> String { records[Int(number)].id }
    func title(_ number: UInt32) -> String { records[Int(number)].title }

    /// By the time of the post.
    func recency(_ number: UInt32) -> Double { Double(postedAt.value(of: number) ?? 0) }

    /// The newest first.
    func prominence(_ number: UInt32) -> Double { recency(number) }
}
