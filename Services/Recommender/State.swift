import Contracts
import Hosting
import Marketplace
import Text

/// Who had to do with which jobs, and who works with which skills.
final class State: LogState {
    static let formatVersion: UInt32 = 1

    /// Ids of freelancers and clients: the same id is the same person.
    var people = StringInterner()
    /// By number of the person.
    var freelancers: [FreelancerHistory] = []
    var jobIDs = StringInterner()
    /// By number of the job.
    var jobs: [JobHistory] = []
    var skills = SkillIndex()
    var open = OpenJobs()
    /// Jobs whose post was seen.
    var postedJobs = 0
    /// Freelancers known as such.
    var knownFreelancers = 0
    /// The market's clock: the latest event time applied, leaving out rankings that we served.
    var now: Int64 = 0

    init() {}

    var counts: [(name: String, value: Int)] {
        [
            ("freelancers", knownFreelancers), ("jobs", postedJobs), ("open jobs", open.count),
            ("skills", skills.count),
        ]
    }

    func apply(_ fact: Fact) {
        guard let body = fact.body else { return }
        if case .rankingServed = body { return }
        let time = ForwardDecay.clamped(fact.time)
        now = max(now, time)
        switch body {
        case .freelancer(let record): state(record.skills, of: record.id, time, isWhole: true)
        case .freelancerUpdated(let change): state(change.skills, of: change.freelancerID, time, isWhole: false)
        case .job(let record): post(record, time)
        case .jobClosed(let event): close(event.jobID)
        case .view(let event): attend(.viewed, event.userID, event.jobID, time)
        case .click(let event): attend(.clicked, event.userID, event.jobID, time)
        case .save(let event): attend(.saved, event.userID, event.jobID, time)
        case .application(let event): participate(.applied, event.freelancerID, event.jobID, time)
        case .interview(let event): participate(.interviewed, event.freelancerID, event.jobID, time)
        case .hire(let event): hire(event, time)
        default: break
        }
    }

    /// The number of somebody known as a freelancer.
    func freelancer(_ id: String) -> Int32? {
        guard let number = people.find(id), freelancers[Int(number)].isKnown else { return nil }
        return Int32(number)
    }

    /// The number of somebody that some fact named, as freelancer or client.
    func person(knownAs id: String) -> Int32? { people.find(id).map { Int32($0) } }

    /// The number of a job that some fact named.
    func job(_ id: String) -> Int32? { jobIDs.find(id).map { Int32($0) } }

    func name(freelancer: Int32) -> String { people.string(UInt32(freelancer)) }

    func name(job: Int32) -> String { jobIDs.string(UInt32(job)) }

    // MARK: Facts

    private func person(_ id: String) -> Int32 {
        let number = Int32(people.intern(id))
        if Int(number) == freelancers.count { freelancers.append(FreelancerHistory()) }
        return number
    }

    private func knownFreelancer(_ id: String) -> Int32? {
        guard !id.isEmpty else { return nil }
        let number = person(id)
        if !freelancers[Int(number)].isKnown {
            freelancers[Int(number)].isKnown = true
            knownFreelancers += 1
        }
        return number
    }

    private func knownJob(_ id: String) -> Int32? {
        guard !id.isEmpty else { return nil }
        let number = Int32(jobIDs.intern(id))
        if Int(number) == jobs.count { jobs.append(JobHistory()) }
        return number
    }

    private func state(_ stated: [String], of id: String, _ time: Int64, isWhole: Bool) {
        guard let number = knownFreelancer(id), isWhole || !stated.isEmpty else { return }
        let numbers = Array(skills.numbers(of: stated).prefix(SkillProfile.maximumStated))
        freelancers[Int(number)].skills.state(numbers)
        guard !numbers.isEmpty else { return }
        let strength = SkillProfile.statedWeight * ForwardDecay.landmark(time)
        for skill in numbers { skills.raise(skill, holder: number, strength: strength) }
    }

    private func post(_ record: Job, _ time: Int64) {
        guard let number = knownJob(record.id) else { return }
        let asked = skills.numbers(of: record.skills)
        skills.count(jobs[Int(number)].skills, by: -1)
        skills.count(asked, by: 1)
        jobs[Int(number)].skills = asked
        jobs[Int(number)].client = record.clientID.isEmpty ? -1 : person(record.clientID)
        guard !jobs[Int(number)].isPosted else { return }
        jobs[Int(number)].isPosted = true
        jobs[Int(number)].postedAt = record.postedAt > 0 ? ForwardDecay.clamped(record.postedAt) : time
        postedJobs += 1
        if jobs[Int(number)].isOpen { open.add(number, postedAt: jobs[Int(number)].postedAt) }
    }

    private func close(_ jobID: String) {
        if let job = job(jobID) { take(job) }
    }

    private func take(_ job: Int32) {
        guard !jobs[Int(job)].isTaken else { return }
        jobs[Int(job)].isTaken = true
        guard jobs[Int(job)].isPosted else { return }
        open.noteClosed { jobs[Int($0)].isOpen }
    }

    /// Somebody looked at a job: noted of those known as freelancers, and not of the job's own client.
    private func attend(_ role: Role, _ userID: String, _ jobID: String, _ time: Int64) {
        guard let number = freelancer(userID), let job = job(jobID), jobs[Int(job)].client != number else { return }
        freelancers[Int(number)].jobs.note(role, job: job, landmark: ForwardDecay.landmark(time))
        _ = jobs[Int(job)].note(role, number)
    }

    @discardableResult
    private func participate(_ role: Role, _ freelancerID: String, _ jobID: String, _ time: Int64) -> Int32? {
        guard let number = knownFreelancer(freelancerID), let job = knownJob(jobID) else { return nil }
        let landmark = ForwardDecay.landmark(time)
        let before = jobs[Int(job)].note(role, number)
        freelancers[Int(number)].jobs.note(role, job: job, landmark: landmark)
        if before.map({ $0 < .applied }) ?? true {
            freelancers[Int(number)].activity.add(at: time)
            earn(1, .applied, number, job, landmark)
        }
        if role == .hired, before != .hired { earn(2, .hired, number, job, landmark) }
        return job
    }

    private func earn(_ amount: Double, _ source: SkillSources, _ freelancer: Int32, _ job: Int32, _ landmark: Double) {
        for skill in jobs[Int(job)].skills {
            let sum = freelancers[Int(freelancer)].skills.earn(skill, amount * landmark, source: source)
            skills.raise(skill, holder: freelancer, strength: sum)
        }
    }

    private func hire(_ event: Hire, _ time: Int64) {
        // Data may know that a job was filled, but not by whom.
        guard let job = participate(.hired, event.freelancerID, event.jobID, time) ?? knownJob(event.jobID)
        else { return }
        take(job)
        let client = event.clientID.isEmpty ? jobs[Int(job)].client : person(event.clientID)
        if client >= 0, let number = freelancer(event.freelancerID) { freelancers[Int(number)].noteClient(client) }
    }
}
