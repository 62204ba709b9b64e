public import Contracts

/// What the log says of one job, folded up so far.
public struct JobView: Sendable, Equatable {
    /// The post as last stated, without its description, which lives on in `words`.
    public var post: Job
    /// Number of the client, or -1 when the post names none.
    public var client: Int32 = -1
    /// Numbers of the skills asked for, ascending, with the rarity each had when the job was posted.
    public var skills = WeightedKeys([])
    /// The same as a vector of length 1.
    public var skillDirection = WeightedKeys([])
    /// The post's most telling words as a vector of length 1.
    public var words = WeightedKeys([])
    /// How the pay compared with what others paid for the same skills when the job was posted: the difference of the
    /// logarithms; nil when either is not known.
    public var payAgainstMarket: Double?
    /// Told by a fact that it takes no more applications.
    public var isClosed = false
    /// Everyone who applied, in order.
    public var applications: [ApplicationView] = []
    /// Everyone engaged, in order.
    public var hired: [Int32] = []
    /// Everyone invited, in order.
    public var invited: [Int32] = []

    /// A job named for the first time.
    public init(post: Job) {
        self.post = post
    }

    /// Neither closed nor filled.
    public var isOpen: Bool { !isClosed && hired.isEmpty }
}

/// One application to a job.
public struct ApplicationView: Sendable, Equatable {
    /// Number of the freelancer.
    public let freelancer: Int32
    /// When, in microseconds.
    public let time: Int64
    /// In cents; 0 when not stated.
    public let bid: Int64
    /// Characters of the cover letter; nil when not known.
    public let letterLength: UInt32?
    /// Whether the client talked to the applicant.
    public var isInterviewed = false
    /// Whether the client turned the applicant down.
    public var isRejected = false
    /// Whether the freelancer took it back.
    public var isWithdrawn = false
}

/// What the log says of one client, folded up so far.
public struct ClientView: Sendable, Equatable {
    /// The record as last stated; `id` is always there.
    public var record: Client
    /// Jobs posted.
    public var jobs = 0
    /// Jobs that ended in a hire.
    public var jobsFilled = 0

    /// A client named for the first time.
    public init(id: String) {
        record = Client(id: id)
    }
}
