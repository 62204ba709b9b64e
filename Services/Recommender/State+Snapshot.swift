import Hosting
import Marketplace
import Text

extension State {
    func encode(to writer: inout SnapshotWriter) {
        writer.integer(now)
        writer.strings((0..<people.count).map { people.string(UInt32($0)) })
        writer.strings((0..<jobIDs.count).map { jobIDs.string(UInt32($0)) })
        writer.strings((0..<skills.count).map { skills.name(Int32($0)) })
        writer.numbers(skills.jobCounts)
        for holders in skills.holders {
            writer.numbers(holders.freelancers)
            writer.numbers(holders.strengths)
        }
        for record in freelancers { record.encode(to: &writer) }
        for record in jobs { record.encode(to: &writer) }
        writer.numbers(open.entries.map(\.postedAt))
        writer.numbers(open.entries.map(\.job))
        writer.integer(open.closed)
    }

    convenience init(from reader: inout SnapshotReader) throws(SnapshotError) {
        self.init()
        now = try reader.int64()
        for id in try reader.strings() { _ = people.intern(id) }
        for id in try reader.strings() { _ = jobIDs.intern(id) }
        let names = try reader.strings()
        let bounds = Bounds(people: people.count, jobs: jobIDs.count, skills: names.count)
        let jobCounts = try reader.numbers(Int32.self)
        try bounds.require(jobCounts.count == names.count && jobCounts.allSatisfy { $0 >= 0 }, "counts of skills")
        var holders: [SkillHolders] = []
        for _ in names {
            let freelancers = try reader.numbers(Int32.self)
            let strengths = try reader.numbers(Double.self)
            try bounds.require(
                freelancers.count == strengths.count && bounds.arePeople(freelancers), "who has a skill")
            holders.append(SkillHolders(freelancers: freelancers, strengths: strengths))
        }
        skills = SkillIndex(names: names, jobCounts: jobCounts, holders: holders)
        try bounds.require(skills.names.count == names.count, "a skill once")
        for _ in 0..<people.count { freelancers.append(try FreelancerHistory(from: &reader, bounds)) }
        for _ in 0..<jobIDs.count { jobs.append(try JobHistory(from: &reader, bounds)) }
        let times = try reader.numbers(Int64.self)
        let numbers = try reader.numbers(Int32.self)
        let closed = try reader.integer()
        try bounds.require(
            times.count == numbers.count && bounds.areJobs(numbers) && (0...times.count).contains(closed), "open jobs")
        open = OpenJobs(entries: zip(times, numbers).map { .init(postedAt: $0, job: $1) }, closed: closed)
        knownFreelancers = freelancers.reduce(0) { $0 + ($1.isKnown ? 1 : 0) }
        postedJobs = jobs.reduce(0) { $0 + ($1.isPosted ? 1 : 0) }
    }
}

/// How many of each there are: every number in a snapshot must be one of them.
private struct Bounds {
    let people: Int
    let jobs: Int
    let skills: Int

    func require(_ holds: Bool, _ what: String) throws(SnapshotError) {
        if !holds { throw .invalid(offset: 0, reason: "something else than \(what)") }
    }

    func arePeople(_ numbers: [Int32]) -> Bool { numbers.allSatisfy { (0..<people).contains(Int($0)) } }
    func areJobs(_ numbers: [Int32]) -> Bool { numbers.allSatisfy { (0..<jobs).contains(Int($0)) } }
    func areSkills(_ numbers: [Int32]) -> Bool { numbers.allSatisfy { (0..<skills).contains(Int($0)) } }
}

extension SnapshotReader {
    fileprivate mutating func role() throws(SnapshotError) -> Role {
        guard let raw = UInt8(exactly: try unsigned()), let role = Role(rawValue: raw) else {
            throw .invalid(offset: 0, reason: "an unknown role")
        }
        return role
    }

    fileprivate mutating func sources() throws(SnapshotError) -> SkillSources {
        guard let raw = UInt8(exactly: try unsigned()), SkillSources.all.rawValue | raw == SkillSources.all.rawValue
        else { throw .invalid(offset: 0, reason: "an unknown source of a skill") }
        return SkillSources(rawValue: raw)
    }
}

extension FreelancerHistory {
    fileprivate func encode(to writer: inout SnapshotWriter) {
        writer.bool(isKnown)
        guard isKnown else { return }
        writer.array(jobs.entries) { writer, link in
            writer.integer(Int(link.job))
            writer.unsigned(UInt64(link.role.rawValue))
            writer.double(link.strength)
        }
        writer.array(skills.entries) { writer, entry in
            writer.integer(Int(entry.skill))
            writer.unsigned(UInt64(entry.sources.rawValue))
            writer.double(entry.earned)
        }
        writer.double(activity.value)
        writer.integer(activity.updatedAt)
        writer.numbers(clients)
    }

    fileprivate init(from reader: inout SnapshotReader, _ bounds: Bounds) throws(SnapshotError) {
        self.init()
        guard try reader.bool() else { return }
        let links = try reader.array { reader throws(SnapshotError) in
            JobLink(job: try reader.int32(), role: try reader.role(), strength: try reader.double())
        }
        let entries = try reader.array { reader throws(SnapshotError) in
            SkillEntry(
                skill: try reader.int32(), sources: try reader.sources(), earned: try reader.double())
        }
        let activity = FadingCount(value: try reader.double(), updatedAt: try reader.int64())
        let clients = try reader.numbers(Int32.self)
        try bounds.require(
            bounds.areJobs(links.map(\.job)) && bounds.areSkills(entries.map(\.skill)) && bounds.arePeople(clients),
            "a freelancer")
        self.init(
            isKnown: true, jobs: JobLinks(entries: links), skills: SkillProfile(entries: entries), activity: activity,
            clients: clients)
    }
}

extension JobHistory {
    fileprivate func encode(to writer: inout SnapshotWriter) {
        writer.bool(isPosted)
        writer.bool(isTaken)
        writer.integer(Int(client))
        writer.integer(postedAt)
        writer.numbers(skills)
        writer.integer(Int(applicants))
        writer.array(participants) { writer, participant in
            writer.integer(Int(participant.freelancer))
            writer.unsigned(UInt64(participant.role.rawValue))
        }
    }

    fileprivate init(from reader: inout SnapshotReader, _ bounds: Bounds) throws(SnapshotError) {
        let isPosted = try reader.bool()
        let isTaken = try reader.bool()
        let client = try reader.int32()
        let postedAt = try reader.int64()
        let skills = try reader.numbers(Int32.self)
        let applicants = try reader.int32()
        let participants = try reader.array { reader throws(SnapshotError) in
            Participant(freelancer: try reader.int32(), role: try reader.role())
        }
        try bounds.require(
            (-1..<bounds.people).contains(Int(client)) && bounds.areSkills(skills) && applicants >= 0
                && bounds.arePeople(participants.map(\.freelancer)), "a job")
        self.init(applicants: applicants, participants: participants)
        self.isPosted = isPosted
        self.isTaken = isTaken
        self.client = client
        self.postedAt = postedAt
        self.skills = skills
    }
}
