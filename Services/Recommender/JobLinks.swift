/// What a freelancer had to do with a job, the weakest first.
enum Role: UInt8, Comparable {
    case viewed
    case clicked
    case saved
    case applied
    case interviewed
    case hired

    /// How much one such job says of a freelancer; applying counts 1.
    var weight: Double {
        switch self {
        case .viewed: 0.1
        case .clicked: 0.2
        case .saved: 0.4
        case .applied: 1
        case .interviewed: 1.5
        case .hired: 3
        }
    }

    static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
}

/// One job in a freelancer's past.
struct JobLink: Equatable {
    let job: Int32
    /// The strongest so far.
    var role: Role
    /// The role's weight at its landmark: see `ForwardDecay`.
    var strength: Double
}

/// The jobs a freelancer had to do with: a sparse vector over jobs, sorted by job, in which old ones fade.
///
/// At most `capacity` jobs are kept; the faintest goes first.
struct JobLinks: Equatable {
    private(set) var entries: [JobLink] = []

    static let capacity = 64

    init() {}

    init(entries: [JobLink]) { self.entries = entries }

    /// Notes a role; one weaker than what is known of the job changes nothing.
    mutating func note(_ role: Role, job: Int32, landmark: Double) {
        let strength = role.weight * landmark
        let place = place(of: job)
        if place < entries.count, entries[place].job == job {
            guard role >= entries[place].role else { return }
            entries[place].role = role
            entries[place].strength = max(entries[place].strength, strength)
            return
        }
        let link = JobLink(job: job, role: role, strength: strength)
        guard entries.count == Self.capacity else { return entries.insert(link, at: place) }
        var faintest = 0
        for index in 1..<entries.count where entries[index].strength < entries[faintest].strength { faintest = index }
        guard entries[faintest].strength < strength else { return }
        entries.remove(at: faintest)
        entries.insert(link, at: faintest < place ? place - 1 : place)
    }

    /// What is known of one job.
    subscript(job: Int32) -> JobLink? {
        let place = place(of: job)
        return place < entries.count && entries[place].job == job ? entries[place] : nil
    }

    private func place(of job: Int32) -> Int {
        // Jobs are numbered as they are posted, and people mostly deal with new ones.
        if let last = entries.last, last.job < job { return entries.count }
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) >> 1
            if entries[middle].job < job { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
