import Contracts
import Hosting
import Marketplace
import ProtobufWire
import Retrieval
import Synchronization

/// What the service keeps: every freelancer and every job as the log tells of them, and an index over each.
///
/// The indexes follow from all else. They are brought up to date by ``settle()`` or before somebody reads, and are not
/// part of a snapshot: what a query answers and what a snapshot says depends on the facts alone.
final class State: LogState {
    static let formatVersion: UInt32 = 1

    private(set) var vocabulary = Vocabulary()
    private var freelancerDocuments = FreelancerDocuments()
    private var jobDocuments = JobDocuments()
    private let settling = Mutex(())

    init() {}

    // MARK: Facts

    func apply(_ fact: Fact) {
        guard let body = fact.body else { return }
        let time = fact.time
        switch body {
        case .freelancer(let record):
            if !record.id.isEmpty { freelancerDocuments.upsert(record, at: time, &vocabulary) }
        case .freelancerUpdated(let change):
            if !change.freelancerID.isEmpty { freelancerDocuments.update(change, at: time, &vocabulary) }
        case .job(let record):
            guard !record.id.isEmpty else { return }
            for freelancer in jobDocuments.upsert(record, at: time, &vocabulary) {
                freelancerDocuments.workChanged(freelancer)
            }
        case .jobClosed(let event): if !event.jobID.isEmpty { jobDocuments.close(jobDocuments.number(of: event.jobID)) }
        case .application(let event): applied(event, at: time)
        case .applicationWithdrawn(let event): withdrew(event, at: time)
        case .invitationResponse(let event): responded(event, at: time)
        case .hire(let event): hired(event)
        case .feedback(let event): if event.from == .freelancer { sawAlive(event.freelancerID, at: time) }
        case .search(let event): sawAlive(event.userID, at: time)
        case .click(let event): sawAlive(event.userID, at: time)
        case .view(let event): sawAlive(event.userID, at: time)
        case .save(let event): sawAlive(event.userID, at: time)
        case .signup, .impression, .client, .rankingServed, .invitation, .interview, .offer, .rejection, .contractStart,
            .payment, .contractEnd, .endorsement:
            break
        }
    }

    private func applied(_ event: Application, at time: Int64) {
        guard !event.freelancerID.isEmpty else { return }
        let freelancer = freelancerDocuments.number(of: event.freelancerID)
        freelancerDocuments.wasActive(freelancer, at: time)
        guard !event.jobID.isEmpty else { return }
        let job = jobDocuments.number(of: event.jobID)
        if jobDocuments.applied(freelancer, to: job) { freelancerDocuments.workedOn(job, hired: false, freelancer) }
    }

    private func withdrew(_ event: ApplicationWithdrawn, at time: Int64) {
        guard let freelancer = freelancerDocuments.numbers.find(event.freelancerID) else { return }
        freelancerDocuments.sawAlive(freelancer, at: time)
        guard let job = jobDocuments.numbers.find(event.jobID) else { return }
        jobDocuments.withdrew(freelancer, from: job)
        freelancerDocuments.withdrewFrom(job, freelancer)
    }

    private func responded(_ event: InvitationResponse, at time: Int64) {
        guard !event.freelancerID.isEmpty else { return }
        let freelancer = freelancerDocuments.number(of: event.freelancerID)
        if event.accepted {
            freelancerDocuments.wasActive(freelancer, at: time)
        } else {
            freelancerDocuments.sawAlive(freelancer, at: time)
        }
    }

    private func hired(_ event: Hire) {
        guard !event.jobID.isEmpty else { return }
        let job = jobDocuments.number(of: event.jobID)
        guard !event.freelancerID.isEmpty else { return jobDocuments.close(job) }
        let freelancer = freelancerDocuments.number(of: event.freelancerID)
        if jobDocuments.engaged(freelancer, for: job) { freelancerDocuments.workedOn(job, hired: true, freelancer) }
    }

    /// A user did something; only of a freelancer the log has named before is that of interest.
    private func sawAlive(_ user: String, at time: Int64) {
        if let freelancer = freelancerDocuments.numbers.find(user) {
            freelancerDocuments.sawAlive(freelancer, at: time)
        }
    }

    var counts: [(name: String, value: Int)] {
        [
            ("freelancers", freelancers.knownCount), ("jobs", jobs.knownCount), ("open jobs", jobs.open.count),
            ("terms", vocabulary.count),
        ]
    }

    // MARK: Reading

    /// Freelancers, their index up to date.
    var freelancers: FreelancerDocuments {
        settleForReading()
        return freelancerDocuments
    }

    /// Jobs, their index up to date.
    var jobs: JobDocuments {
        settleForReading()
        return jobDocuments
    }

    /// Which jobs are nothing new to a freelancer; nil when no freelancer is named.
    func isNothingNew(to freelancerID: String) -> ((UInt32) -> Bool)? {
        guard !freelancerID.isEmpty else { return nil }
        let (jobs, number) = (jobs, freelancers.numbers.find(freelancerID))
        return { jobs.concerns($0, freelancer: number, id: freelancerID) }
    }

    /// Brings the indexes up to date; called alone, as facts are applied.
    func settle() {
        guard !jobDocuments.isSettled || !freelancerDocuments.isSettled else { return }
        jobDocuments.settle(vocabulary)
        freelancerDocuments.settle(jobDocuments, vocabulary)
    }

    /// Those who read do so side by side while no fact is applied.
    ///
    /// The first brings the indexes up to date and the others wait for it, so nobody may read past this; from then on
    /// nothing changes until all of them are done.
    private func settleForReading() {
        settling.withLock { _ in settle() }
    }

    // MARK: Snapshot

    func encode(to writer: inout SnapshotWriter) {
        vocabulary.encode(to: &writer)
        freelancers.encode(to: &writer)
        jobs.encode(to: &writer)
    }

    init(from reader: inout SnapshotReader) throws(Marketplace.SnapshotError) {
        vocabulary = try Vocabulary(from: &reader)
        freelancerDocuments = try FreelancerDocuments(from: &reader)
        jobDocuments = try JobDocuments(from: &reader)
        guard freelancerDocuments.fits(jobs: jobDocuments.numbers.count, terms: vocabulary.count),
            jobDocuments.fits(freelancers: freelancerDocuments.numbers.count, terms: vocabulary.count)
        else { throw .invalid(offset: 0, reason: "parts that don't fit each other") }
    }
}

extension SnapshotReader {
    /// Reads a message that was written as data.
    mutating func message<Content: Message>(_: Content.Type) throws(Marketplace.SnapshotError) -> Content {
        let bytes = try data()
        do {
            return try Content(serializedBytes: bytes)
        } catch {
            throw .invalid(offset: 0, reason: "a \(Content.messageName) that can't be read (\(error))")
        }
    }
}
