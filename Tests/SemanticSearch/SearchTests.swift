import Contracts
import Hosting
import RPC
import Testing

@testable import SemanticSearch

@Suite(.timeLimit(.minutes(2)))
struct SearchTests {
    private static let developer = Freelancer(
        id: "ada", joinedAt: 1, title: "Mobile developer", overview: "I build apps for bakeries and shops.",
        skills: ["Swift", "Mobile App Development"], category: "Web Development", level: .expert, hourlyRate: 8_000,
        country: "PT")
    private static let designer = Freelancer(
        id: "bob", joinedAt: 2, title: "Logo designer", overview: "Logos, brands, and landing pages.",
        skills: ["Logo Design"], category: "Design", level: .entry, hourlyRate: 2_000, country: "DE")

    private static func job(_ id: String, title: String, skills: [String] = ["Swift"]) -> Job {
        Job(id: id, clientID: "c", title: title, description: "We need help with it", skills: skills)
    }

    @Test func wordsAndConceptsFindFreelancersAndSayWhy() async throws {
        let running = try RunningSearch()
        running.apply(.freelancer(Self.developer), .freelancer(Self.designer))
        let found = try await running.freelancers(
            SearchRequest(
                text: "an app for my bakery",
                concepts: [ConceptQuery(id: "ios", keys: ["ios", "mobile-app-development", "swift"])], explain: true))
        #expect(found.ids == ["ada"])
        #expect(found.total == 1)
        #expect(found.appliedSequence == 2)
        #expect(found.hits[0].title == "Mobile developer")
        let terms = found.hits[0].terms
        #expect(abs(terms.reduce(0) { $0 + $1.score } - found.hits[0].score) < 1e-9)
        #expect(
            Set(terms.map { "\($0.field): \($0.term)" }) == [
                "text: app", "skills: app", "text: bakeri", "skills: swift", "skills: mobile-app-development",
            ])
        #expect(zip(terms, terms.dropFirst()).allSatisfy { $0.score >= $1.score })
        await running.server.shutdown()
    }

    @Test func profilesAreReplacedAndMerged() async throws {
        let running = try RunningSearch()
        running.apply(.freelancer(Self.developer))
        #expect(try await running.freelancers(SearchRequest(text: "bakeries")).ids == ["ada"])
        running.apply(.freelancerUpdated(FreelancerUpdated(freelancerID: "ada", overview: "Now I sell flowers")))
        #expect(try await running.freelancers(SearchRequest(text: "bakeries")).ids.isEmpty)
        #expect(try await running.freelancers(SearchRequest(text: "flower developer")).ids == ["ada"])
        let merged = try await running.channel.call(SemanticSearchService.getFreelancers, GetRequest(ids: ["ada"]))
        var expected = Self.developer
        expected.overview = "Now I sell flowers"
        expected.updatedAt = 1_700_000_000_000_000 + 2 * 3_600_000_000
        #expect(merged.freelancers == [expected])
        running.apply(.freelancer(Freelancer(id: "ada", title: "Retired")))
        #expect(try await running.freelancers(SearchRequest(text: "flower developer")).ids.isEmpty)
        #expect(try await running.freelancers(SearchRequest(text: "retired")).ids == ["ada"])
        // An update may be the first that the log says of somebody.
        running.apply(.freelancerUpdated(FreelancerUpdated(freelancerID: "eve", skills: ["Rust"])))
        let eve = ConceptQuery(keys: ["rust"])
        #expect(try await running.freelancers(SearchRequest(concepts: [eve])).ids == ["eve"])
        await running.server.shutdown()
    }

    @Test func workSpeaksForAFreelancerToo() async throws {
        let running = try RunningSearch()
        running.apply(
            .freelancer(Freelancer(id: "ada")), .freelancer(Freelancer(id: "bob")), .freelancer(Freelancer(id: "eve")),
            .job(Self.job("j1", title: "Compiler engineer")),
            .application(Application(jobID: "j1", freelancerID: "ada")),
            .hire(Hire(jobID: "j1", freelancerID: "bob")),
            .application(Application(jobID: "j2", freelancerID: "eve")))
        let swift = SearchRequest(text: "compilers", concepts: [ConceptQuery(keys: ["swift"])], explain: true)
        let found = try await running.freelancers(swift)
        #expect(found.ids == ["bob", "ada"], "who was hired before who only applied")
        #expect(found.hits[0].terms.allSatisfy { $0.field == "work" })
        // A job that the log tells of only after the application, and one whose post changes.
        running.apply(.job(Self.job("j2", title: "Compiler tester")))
        #expect(Set(try await running.freelancers(swift).ids) == ["ada", "bob", "eve"])
        running.apply(.job(Self.job("j1", title: "Gardener", skills: ["Roses"])))
        #expect(try await running.freelancers(swift).ids == ["eve"])
        running.apply(.applicationWithdrawn(ApplicationWithdrawn(jobID: "j2", freelancerID: "eve")))
        #expect(try await running.freelancers(swift).ids.isEmpty)
        await running.server.shutdown()
    }

    @Test func onlyTheLatestJobsSpeak() async throws {
        let running = try RunningSearch()
        running.apply(.freelancer(Freelancer(id: "ada")))
        for number in 0...IndexLimit.workJobs {
            running.apply(
                .job(Self.job("j\(number)", title: "task\(number)")),
                .application(Application(jobID: "j\(number)", freelancerID: "ada")))
        }
        #expect(try await running.freelancers(SearchRequest(text: "task0")).ids.isEmpty)
        #expect(try await running.freelancers(SearchRequest(text: "task1")).ids == ["ada"])
        #expect(try await running.freelancers(SearchRequest(text: "task\(IndexLimit.workJobs)")).ids == ["ada"])
        await running.server.shutdown()
    }

    @Test func nobodyIsShownAJobTheyHaveToDoWithAlready() async throws {
        let running = try RunningSearch()
        var own = Self.job("own", title: "App")
        own.clientID = "ada"
        running.apply(
            .job(own), .job(Self.job("applied", title: "App")), .job(Self.job("left", title: "App")),
            .job(Self.job("hired", title: "App")), .job(Self.job("new", title: "App")),
            .application(Application(jobID: "applied", freelancerID: "ada")),
            .application(Application(jobID: "left", freelancerID: "ada")),
            .application(Application(jobID: "new", freelancerID: "bob")),
            .applicationWithdrawn(ApplicationWithdrawn(jobID: "left", freelancerID: "ada")),
            .hire(Hire(jobID: "hired", freelancerID: "ada")))
        let asked = SearchRequest(text: "app", filter: Filter(includeClosed: true), newToFreelancerID: "ada")
        #expect(try await running.jobs(asked).ids == ["left", "new"])
        #expect(try await running.jobs(asked).total == 2)
        let stranger = SearchRequest(text: "app", newToFreelancerID: "nobody")
        #expect(try await running.jobs(stranger).ids == ["applied", "left", "new", "own"])
        await running.server.shutdown()
    }

    @Test func jobsAreOpenUntilClosedOrFilled() async throws {
        let running = try RunningSearch()
        running.apply(
            .job(Self.job("j1", title: "App")), .job(Self.job("j2", title: "App")), .job(Self.job("j3", title: "App")),
            // Closed before the log has the post.
            .jobClosed(JobClosed(jobID: "j4")), .job(Self.job("j4", title: "App")))
        let app = SearchRequest(text: "app")
        #expect(try await running.jobs(app).ids == ["j1", "j2", "j3"], "equal scores go by id")
        running.apply(.jobClosed(JobClosed(jobID: "j2")), .hire(Hire(jobID: "j3", freelancerID: "ada")))
        #expect(try await running.jobs(app).ids == ["j1"])
        // Posting it again does not open it.
        running.apply(.job(Self.job("j2", title: "App once more")))
        #expect(try await running.jobs(app).ids == ["j1"])
        var all = app
        all.filter = Filter(includeClosed: true)
        #expect(Set(try await running.jobs(all).ids) == ["j1", "j2", "j3", "j4"])
        #expect(try await running.jobs(all).total == 4)
        #expect(try await running.job("j3")?.open == false)
        #expect(try await running.job("j3")?.hiredIDs == ["ada"])
        #expect(try await running.job("j1")?.open == true)
        await running.server.shutdown()
    }

    @Test func applicantsAreListedInOrderUntilTheyWithdraw() async throws {
        let running = try RunningSearch()
        for freelancer in ["b", "a", "c", "b"] {
            running.apply(.application(Application(jobID: "j", freelancerID: freelancer)))
        }
        #expect(try await running.job("j") == nil, "there is no record of it yet")
        running.apply(.job(Self.job("j", title: "App")))
        #expect(try await running.job("j")?.applicantIDs == ["b", "a", "c"])
        running.apply(
            .applicationWithdrawn(ApplicationWithdrawn(jobID: "j", freelancerID: "b")),
            .applicationWithdrawn(ApplicationWithdrawn(jobID: "j", freelancerID: "nobody")),
            .applicationWithdrawn(ApplicationWithdrawn(jobID: "nothing", freelancerID: "a")))
        #expect(try await running.job("j")?.applicantIDs == ["a", "c"])
        running.apply(.application(Application(jobID: "j", freelancerID: "b")))
        #expect(try await running.job("j")?.applicantIDs == ["a", "c", "b"])
        await running.server.shutdown()
    }

    @Test func fillsUpWithTheActiveThenTheNewest() async throws {
        let running = try RunningSearch()
        running.apply(
            .freelancer(Self.developer), .freelancer(Self.designer), .freelancer(Freelancer(id: "new", joinedAt: 9)),
            .freelancer(Freelancer(id: "newer", joinedAt: 10)), .freelancer(Freelancer(id: "busy", joinedAt: 1)),
            .freelancer(Freelancer(id: "invited", joinedAt: 1)),
            .application(Application(jobID: "j1", freelancerID: "busy")),
            .application(Application(jobID: "j2", freelancerID: "busy")),
            .invitationResponse(InvitationResponse(jobID: "j1", freelancerID: "invited", accepted: true)),
            .invitationResponse(InvitationResponse(jobID: "j1", freelancerID: "new", accepted: false)))
        let asked = SearchRequest(text: "swift", limit: 5, fill: true, excludedIDs: ["bob"])
        let found = try await running.freelancers(asked)
        #expect(found.ids == ["ada", "busy", "invited", "newer", "new"])
        #expect(found.total == 1)
        #expect(found.hits.map { $0.score > 0 } == [true, false, false, false, false])
        var filtered = asked
        filtered.filter = Filter(countries: ["pt"])
        #expect(try await running.freelancers(filtered).ids == ["ada"])
        // Words that nobody has, and words that say nothing.
        for text in ["zzz", "the and of"] {
            let filled = try await running.freelancers(SearchRequest(text: text, limit: 2, fill: true))
            #expect(filled.ids == ["busy", "invited"])
            #expect(filled.total == 0)
        }
        await running.server.shutdown()
    }

    @Test func anEmptyQueryGivesAllMostRecentFirst() async throws {
        let running = try RunningSearch()
        running.apply(
            .freelancer(Self.developer), .freelancer(Self.designer), .view(View(userID: "ada", jobID: "j1")),
            .job(Self.job("j1", title: "First")), .job(Self.job("j2", title: "Second")))
        #expect(try await running.freelancers(SearchRequest()).ids == ["ada", "bob"])
        #expect(try await running.freelancers(SearchRequest(text: " \n")).total == 2)
        #expect(try await running.jobs(SearchRequest(limit: 1)).ids == ["j2"])
        #expect(try await running.jobs(SearchRequest(limit: 1)).total == 2)
        await running.server.shutdown()
    }

    @Test func readersSideBySideSeeTheSame() async throws {
        let running = try RunningSearch()
        var market = RandomMarket(seed: 12)
        for _ in 0..<20 {
            // Each round leaves the indexes behind; whoever comes first brings them up to date.
            running.host.apply(market.facts(40))
            let request = SearchRequest(text: "bakery design app", limit: 50, fill: true)
            let answers = try await withThrowingTaskGroup(of: SearchResponse.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        if number % 3 == 0 {
                            _ = try await running.channel.call(
                                SemanticSearchService.getFreelancers, GetRequest(ids: ["f1", "f2"]))
                            _ = running.host.read { $0.counts }
                        }
                        return try await running.freelancers(request)
                    }
                }
                return try await group.reduce(into: [SearchResponse]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0 == answers[0] })
            #expect(!answers[0].hits.isEmpty)
        }
        await running.server.shutdown()
    }
}
