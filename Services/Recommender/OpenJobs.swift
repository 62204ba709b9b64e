/// The open jobs in order of posting, so that a feed can begin with the newest and stop early.
///
/// Jobs that closed stay in until they are as many as the open ones; whoever reads skips them.
struct OpenJobs: Equatable {
    struct Entry: Equatable {
        let postedAt: Int64
        let job: Int32
    }

    /// Ascending by time of posting, at equal times by number.
    private(set) var entries: [Entry] = []
    private(set) var closed = 0

    init() {}

    init(entries: [Entry], closed: Int) {
        self.entries = entries
        self.closed = closed
    }

    /// Open jobs.
    var count: Int { entries.count - closed }

    mutating func add(_ job: Int32, postedAt: Int64) {
        var place = entries.count
        if let last = entries.last, (last.postedAt, last.job) > (postedAt, job) {
            var low = 0
            while low < place {
                let middle = (low + place) >> 1
                if (entries[middle].postedAt, entries[middle].job) < (postedAt, job) {
                    low = middle + 1
                } else {
                    place = middle
                }
            }
        }
        entries.insert(Entry(postedAt: postedAt, job: job), at: place)
    }

    /// Notes that one closed; now and then all closed ones are swept out.
    mutating func noteClosed(isOpen: (Int32) -> Bool) {
        closed += 1
        guard closed > 64, closed * 2 > entries.count else { return }
        entries.removeAll { !isOpen($0.job) }
        closed = 0
    }
}
