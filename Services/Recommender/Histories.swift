import Foundation

/// What is kept of one person in the role of freelancer.
///
/// Clients have a record too, since the same id is the same person; theirs stays empty until they act as freelancers.
struct FreelancerHistory: Equatable {
    /// Whether any fact named this person as a freelancer.
    var isKnown = false
    var jobs = JobLinks()
    var skills = SkillProfile()
    /// Applications, faded: whether the freelancer is around.
    var activity = FadingCount()
    /// Clients who engaged this freelancer, the latest last.
    private(set) var clients: [Int32] = []

    static let maximumClients = 64

    init() {}

    init(isKnown: Bool, jobs: JobLinks, skills: SkillProfile, activity: FadingCount, clients: [Int32]) {
        self.isKnown = isKnown
        self.jobs = jobs
        self.skills = skills
        self.activity = activity
        self.clients = clients
    }

    mutating func noteClient(_ client: Int32) {
        if let index = clients.firstIndex(of: client) { clients.remove(at: index) }
        clients.append(client)
        if clients.count > Self.maximumClients { clients.removeFirst() }
    }
}

/// One freelancer among those who had to do with a job.
struct Participant: Equatable {
    let freelancer: Int32
    var role: Role
}

/// What is kept of one job.
struct JobHistory: Equatable {
    /// Whether the post itself was seen, not only facts about it.
    var isPosted = false
    /// Closed or filled.
    var isTaken = false
    /// Number of the client among people, -1 when the post names none.
    var client: Int32 = -1
    var postedAt: Int64 = 0
    /// Ascending.
    var skills: [Int32] = []
    /// Everyone who applied was counted, also those that `participants` had no place for.
    private(set) var applicants: Int32 = 0
    /// In order of arrival.
    private(set) var participants: [Participant] = []
    /// 1 / log(2 + applicants): having met at a job that everybody applies to says little.
    private(set) var damping = 1 / log(2.0)

    static let maximumParticipants = 500

    init() {}

    init(applicants: Int32, participants: [Participant]) {
        self.applicants = applicants
        self.participants = participants
        damping = 1 / log(2 + Double(applicants))
    }

    var isOpen: Bool { isPosted && !isTaken }

    /// Notes a role; when all places are taken, the first of those with the weakest role gives way to a stronger one.
    ///
    /// - Returns: The role known before.
    mutating func note(_ role: Role, _ freelancer: Int32) -> Role? {
        if let index = participants.firstIndex(where: { $0.freelancer == freelancer }) {
            let before = participants[index].role
            participants[index].role = max(before, role)
            if before < .applied, role >= .applied { countApplicant() }
            return before
        }
        if role >= .applied { countApplicant() }
        if participants.count < Self.maximumParticipants {
            participants.append(Participant(freelancer: freelancer, role: role))
            return nil
        }
        var weakest = 0
        for index in 1..<participants.count where participants[index].role < participants[weakest].role {
            weakest = index
        }
        if participants[weakest].role < role {
            participants.remove(at: weakest)
            participants.append(Participant(freelancer: freelancer, role: role))
        }
        return nil
    }

    private mutating func countApplicant() {
        applicants += 1
        damping = 1 / log(2 + Double(applicants))
    }
}
