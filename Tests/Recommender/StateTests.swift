import Contracts
import Marketplace
import Testing

@testable import Recommender

@Suite("What the recommender keeps")
struct StateTests {
    let day: Int64 = 86_400_000_000
    let start = RandomMarket.start

    func facts(_ bodies: [Fact.Body], at time: Int64 = RandomMarket.start) -> [Fact] {
        bodies.enumerated().map { Fact(sequence: UInt64($0 + 1), id: "\($0)", time: time, body: $1) }
    }

    @Test(arguments: [1, 2, 3])
    func theSameFactsLeadToTheSameBytes(_ seed: UInt64) {
        let facts = RandomMarket.facts(3_000, seed: seed)
        #expect(RandomMarket.state(facts).snapshot == RandomMarket.state(facts).snapshot)
        #expect(RandomMarket.state(facts).snapshot != RandomMarket.state(facts.dropLast(500)).snapshot)
    }

    @Test(arguments: [0, 1, 700, 2_000, 2_999, 3_000])
    func goesOnFromASnapshotAsIfItHadNeverStopped(_ cut: Int) throws {
        let facts = RandomMarket.facts(3_000, seed: 7)
        let whole = RandomMarket.state(facts)
        var reader = SnapshotReader(RandomMarket.state(facts[..<cut]).snapshot)
        let resumed = try State(from: &reader)
        #expect(reader.isAtEnd)
        for fact in facts[cut...] { resumed.apply(fact) }
        #expect(resumed.snapshot == whole.snapshot)
        #expect(resumed.answers == whole.answers)
        #expect(resumed.counts.map(\.value) == whole.counts.map(\.value))
        #expect(whole.answers.contains { !$0.isEmpty })
    }

    @Test func damagedSnapshotsAreErrorsNotTraps() {
        let bytes = RandomMarket.state(RandomMarket.facts(400, seed: 3)).snapshot
        var random = Random(state: 5)
        for length in stride(from: 0, to: bytes.count, by: 37) {
            var reader = SnapshotReader(Array(bytes[..<length]))
            #expect(throws: SnapshotError.self) { _ = try State(from: &reader) }
        }
        for _ in 0..<300 {
            var damaged = bytes
            damaged[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
            var reader = SnapshotReader(damaged)
            // What still reads must also answer.
            if let state = try? State(from: &reader) { _ = state.answers }
        }
    }

    @Test func boundsHoldHoweverManyFactsCome() throws {
        var bodies: [Fact.Body] = []
        for job in 0..<100 {
            bodies.append(.job(Job(id: "j\(job)", clientID: "c", skills: ["s\(job)", "common"])))
            bodies.append(.application(Application(jobID: "j\(job)", freelancerID: "busy")))
        }
        for freelancer in 0..<700 {
            bodies.append(.application(Application(jobID: "j0", freelancerID: "f\(freelancer)")))
        }
        let state = RandomMarket.state(facts(bodies))
        let busy = try #require(state.freelancer("busy"))
        #expect(state.freelancers[Int(busy)].jobs.entries.count == JobLinks.capacity)
        #expect(state.freelancers[Int(busy)].skills.entries.count == SkillProfile.capacity)
        let job = try #require(state.job("j0"))
        #expect(state.jobs[Int(job)].participants.count == JobHistory.maximumParticipants)
        #expect(state.jobs[Int(job)].applicants == 701)
        let common = try #require(state.skills.known(["common"]).first)
        #expect(state.skills.holders[Int(common)].freelancers.count == SkillHolders.capacity)
        #expect(state.skills.holders[Int(common)].freelancers.contains(busy), "who has it most stays")
    }

    @Test func theStrongestRoleCountsAndAttentionGivesWay() {
        var record = JobHistory()
        for freelancer in 0..<Int32(JobHistory.maximumParticipants) { _ = record.note(.viewed, freelancer) }
        #expect(record.note(.applied, 3) == .viewed)
        #expect(record.note(.viewed, 3) == .applied)
        #expect(record.applicants == 1)
        #expect(record.note(.applied, 9_999) == nil)
        #expect(record.participants.count == JobHistory.maximumParticipants)
        #expect(record.participants.last == Participant(freelancer: 9_999, role: .applied))
        #expect(!record.participants.contains { $0.freelancer == 0 })
        #expect(record.applicants == 2)
    }

    @Test func linksFadeAndTheFaintestGoes() {
        var links = JobLinks()
        for job in 0..<Int32(JobLinks.capacity) {
            links.note(.applied, job: job, landmark: ForwardDecay.landmark(start + Int64(job) * day))
        }
        links.note(.viewed, job: 900, landmark: ForwardDecay.landmark(start))
        #expect(links[900] == nil, "fainter than all")
        links.note(.viewed, job: 5, landmark: ForwardDecay.landmark(start + 400 * day))
        #expect(links[5]?.role == .applied)
        links.note(.hired, job: 2, landmark: ForwardDecay.landmark(start))
        links.note(.applied, job: 901, landmark: ForwardDecay.landmark(start + 70 * day))
        #expect(links[0] == nil)
        #expect(links[901] != nil && links[2]?.role == .hired)
        #expect(links.entries.map(\.job) == links.entries.map(\.job).sorted())
    }

    @Test func aCountFadesByHalfInItsHalfLifeAndTakesLateEvents() {
        var count = FadingCount()
        count.add(at: start)
        #expect(abs(count.value(at: start + 30 * day) - 0.5) < 1e-12)
        var late = FadingCount()
        late.add(at: start + 30 * day)
        late.add(at: start)
        count.add(at: start + 30 * day)
        #expect(abs(late.value(at: start + 50 * day) - count.value(at: start + 50 * day)) < 1e-12)
    }

    @Test func extremeTimesStayFinite() throws {
        let bodies: [Fact.Body] = [
            .job(Job(id: "j", skills: ["swift"])), .application(Application(jobID: "j", freelancerID: "a")),
            .application(Application(jobID: "j", freelancerID: "b")),
        ]
        for time in [Int64.min, -1, 0, FactLimits.times.upperBound, .max] {
            let state = RandomMarket.state(facts(bodies, at: time) + facts(bodies, at: start))
            let freelancer = try #require(state.freelancer("a"))
            let score = try #require(SimilarFreelancers(of: freelancer, state).best(5).first)
            #expect(score.id == "b" && score.score > 0 && score.score <= 1)
        }
    }

    @Test func openJobsAreThoseNeitherClosedNorFilled() {
        var bodies: [Fact.Body] = (0..<300).map { .job(Job(id: "j\($0)", postedAt: start + Int64($0 * 7 % 300))) }
        bodies += (0..<140).map { .jobClosed(JobClosed(jobID: "j\($0)")) }
        bodies += (140..<280).map { .hire(Hire(jobID: "j\($0)", freelancerID: $0 == 150 ? "" : "f")) }
        bodies += [.jobClosed(JobClosed(jobID: "j3")), .jobClosed(JobClosed(jobID: "never posted"))]
        let state = RandomMarket.state(facts(bodies))
        #expect(state.open.count == 20)
        #expect(state.open.entries.map(\.postedAt) == state.open.entries.map(\.postedAt).sorted())
        #expect(state.open.entries.count < 300, "closed ones are swept out")
    }

    @Test func aChangedPostCountsItsSkillsOnce() throws {
        let state = RandomMarket.state(
            facts([
                .job(Job(id: "j", skills: ["Swift", "swift ", "sqlite"])),
                .job(Job(id: "j", skills: ["SWIFT", "metal"])),
            ]))
        #expect(state.postedJobs == 1)
        let counts = try ["swift", "sqlite", "metal"].map { name -> Int32 in
            state.skills.jobCounts[Int(try #require(state.skills.known([name]).first))]
        }
        #expect(counts == [1, 0, 1])
    }
}
