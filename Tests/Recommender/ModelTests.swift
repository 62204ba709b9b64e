import Contracts
import Testing

@testable import Recommender

@Suite("Likeness, affinity and feeds")
struct ModelTests {
    let day: Int64 = 86_400_000_000
    let start = RandomMarket.start

    func state(_ bodies: [(days: Double, body: Fact.Body)]) -> State {
        RandomMarket.state(
            bodies.enumerated().map { index, item in
                Fact(
                    sequence: UInt64(index + 1), id: "\(index)", time: start + Int64(item.days * Double(day)),
                    body: item.body)
            })
    }

    func applied(_ job: String, _ freelancers: String..., days: Double = 0) -> [(days: Double, body: Fact.Body)] {
        freelancers.map { (days, .application(Application(jobID: job, freelancerID: $0))) }
    }

    func posted(_ id: String, _ skills: String..., client: String = "c", days: Double = 0) -> (Double, Fact.Body) {
        (days, .job(Job(id: id, clientID: client, skills: skills)))
    }

    func similar(_ id: String, _ state: State, _ limit: Int = 10) throws -> [Recommendation] {
        SimilarFreelancers(of: try #require(state.freelancer(id)), state).best(limit)
    }

    func feed(_ id: String, _ state: State, _ limit: Int = 10) throws -> [Recommendation] {
        var feed = JobFeed(of: try #require(state.freelancer(id)), state)
        return feed.best(limit)
    }

    @Test func similarAreThoseWhoCompeteAndShareSkills() throws {
        let state = state(
            [posted("1", "swift", "sqlite"), posted("2", "swift"), posted("3", "baking")]
                + applied("1", "ann", "bob") + applied("2", "ann", "bob", "cid") + applied("3", "dan"))
        let found = try similar("ann", state)
        #expect(found.map(\.id) == ["bob", "cid"])
        #expect(found[0].reasons == ["competed for 2 of the same jobs", "both work with swift and sqlite"])
        #expect(found[1].reasons == ["competed for one of the same jobs", "both work with swift"])
        #expect(found.allSatisfy { $0.score > 0 && $0.score <= 1 })
        #expect(try similar("ann", state, 1).map(\.id) == ["bob"])
    }

    @Test func alikeInAllPutsPresenceOnly() throws {
        let state = state([posted("1", "swift")] + applied("1", "ann", "bob"))
        // Both cosines are 1, and one application just now is a presence of 1.5 / 3.5.
        #expect(abs(try similar("ann", state)[0].score - 1.5 / 3.5) < 1e-9)
    }

    @Test func tiesGoById() throws {
        let state = state([posted("1", "swift")] + applied("1", "zoe", "bob", "mia", "ann", "eve"))
        #expect(try similar("mia", state).map(\.id) == ["ann", "bob", "eve", "zoe"])
        #expect(try similar("mia", state, 2).map(\.id) == ["ann", "bob"])
    }

    @Test func whoIsGoneIsBehindWhoIsAround() throws {
        let state = state(
            [posted("1", "swift"), posted("2", "swift", days: 200)] + applied("1", "ann", "gone")
                + applied("2", "ann", "here", days: 200))
        #expect(try similar("ann", state).map(\.id) == ["here", "gone"])
    }

    @Test func aJobThatEverybodyAppliesToSaysLess() throws {
        var facts = [posted("crowd"), posted("niche")]
        facts += applied("crowd", "ann", "bob") + applied("niche", "ann", "cid")
        facts += (0..<50).flatMap { applied("crowd", "x\($0)") }
        // One more job each, so that the two are alike but for the damping.
        facts += [posted("b"), posted("c")] + applied("b", "bob") + applied("c", "cid")
        #expect(try similar("ann", state(facts)).first?.id == "cid")
    }

    @Test func statedSkillsAloneMakeLikeness() throws {
        let state = state([
            (0, .freelancer(Freelancer(id: "ann", skills: ["Swift", "SQLite"]))),
            (0, .freelancer(Freelancer(id: "bob", skills: ["swift"]))),
            (0, .freelancer(Freelancer(id: "cid", skills: ["baking"]))),
        ])
        #expect(try similar("ann", state).map(\.id) == ["bob"])
        #expect(try similar("cid", state).isEmpty)
    }

    @Test func feedPutsFitBeforeNoFitAndLeavesOutWhatIsGone() throws {
        var facts = [posted("past", "swift", client: "old")]
        facts += [posted("fits", "swift", days: 1), posted("other", "baking", days: 1)]
        facts += [posted("own", "swift", client: "ann", days: 1), posted("closed", "swift", days: 1)]
        facts += [posted("filled", "swift", days: 1), posted("mine", "swift", days: 1)]
        facts += applied("past", "ann", "bob") + applied("fits", "bob", days: 1) + applied("mine", "ann", days: 1)
        facts += [(1, .jobClosed(JobClosed(jobID: "closed"))), (1, .hire(Hire(jobID: "filled", freelancerID: "zoe")))]
        facts += [(1, .hire(Hire(jobID: "past", freelancerID: "ann", clientID: "old")))]
        facts += [posted("again", client: "old", days: 1), (1.25, .search(Search(searchID: "s")))]
        let found = try feed("ann", state(facts))
        #expect(found.map(\.id) == ["fits", "again", "other"])
        #expect(
            found[0].reasons == [
                "asks for swift, which you were hired for", "somebody you competed with applied", "posted 6 hours ago",
            ])
        #expect(found[1].reasons == ["the client engaged you before", "posted 6 hours ago"])
        #expect(found[2].reasons == ["posted 6 hours ago"])
    }

    @Test func aJobThatFitsIsAheadOfOneFourDaysNewer() throws {
        let state = state(
            [posted("past", "swift", "sqlite")] + applied("past", "ann")
                + [posted("fits", "swift", "sqlite", days: 1), posted("newer", "baking", days: 5)])
        #expect(try feed("ann", state).map(\.id) == ["fits", "newer"])
    }

    @Test func freshnessHalvesInAWeek() throws {
        let state = state([posted("old"), posted("new", days: 7), (7, .freelancer(Freelancer(id: "ann")))])
        let found = try feed("ann", state)
        #expect(found.map(\.id) == ["new", "old"])
        #expect(abs(found[0].score - 0.4) < 1e-12 && abs(found[1].score - 0.2) < 1e-12)
    }

    @Test(arguments: [11, 12, 13])
    func stoppingEarlyLosesNothing(_ seed: UInt64) throws {
        let state = RandomMarket.state(RandomMarket.facts(3_000, seed: seed))
        for number in 0..<state.freelancers.count where state.freelancers[number].isKnown {
            var all = JobFeed(of: Int32(number), state)
            var few = JobFeed(of: Int32(number), state)
            let best = all.best(1_000)
            #expect(few.best(3) == Array(best.prefix(3)))
            #expect(best.count > 3)
        }
    }

    @Test(arguments: [21, 22])
    func bothSidesAgreeOnAffinity(_ seed: UInt64) {
        let state = RandomMarket.state(RandomMarket.facts(3_000, seed: seed))
        let likeness = Likeness(state)
        var largest = 0.0
        for freelancer in 0..<Int32(state.freelancers.count) where state.freelancers[Int(freelancer)].isKnown {
            var side = FreelancerSide(freelancer: freelancer, likeness)
            for job in 0..<Int32(state.jobs.count) {
                let one = side.affinity(job)
                #expect(abs(one - JobSide(job: job, likeness).affinity(freelancer)) < 1e-6)
                #expect(one >= 0 && one <= 1)
                largest = max(largest, one)
            }
        }
        #expect(largest > 0.7)
    }

    @Test func affinityIsSkillsAndCompany() throws {
        let state = state(
            [posted("past", "swift"), posted("now", "swift"), posted("other", "baking")]
                + applied("past", "ann", "bob", "cid") + applied("now", "bob"))
        let likeness = Likeness(state)
        let (ann, bob) = (try #require(state.freelancer("ann")), try #require(state.freelancer("bob")))
        let now = JobSide(job: try #require(state.job("now")), likeness)
        #expect(abs(likeness.skillNorm(asked: state.skills.known(["swift"])) - likeness.rarity(0)) < 1e-12)
        let cosine = now.affinity(ann)
        #expect(cosine > 0.8 && cosine < 1, "all of the skill, and bob's company")
        #expect(abs(now.affinity(bob) - 0.8) < 1e-9, "nobody is company to themselves")
        #expect(JobSide(job: try #require(state.job("other")), likeness).affinity(ann) == 0)
        #expect(abs(JobSide(asked: state.skills.known(["Swift"]), client: nil, likeness).affinity(ann) - 0.8) < 1e-9)
    }
}
