import Contracts
import Hosting
import ProtobufWire
import RPC
import Testing

@testable import SemanticSearch

@Suite(.timeLimit(.minutes(2)))
struct BadRequestTests {
    @Test("What can't be answered is refused by field")
    func refusals() async throws {
        let running = try RunningSearch()
        let many = (0..<257).map { "name\($0)" }
        let requests: [(SearchRequest, String)] = [
            (SearchRequest(text: String(repeating: "swift ", count: 200_000)), "text"),
            (SearchRequest(limit: 10_001), "limit"),
            (SearchRequest(limit: .max), "limit"),
            (SearchRequest(limit: 1_001, explain: true), "limit"),
            (SearchRequest(concepts: many.map { ConceptQuery(keys: [$0]) }), "concepts"),
            (SearchRequest(concepts: [ConceptQuery(keys: ["a"]), ConceptQuery(keys: many)]), "concepts[1].keys"),
            (SearchRequest(concepts: [ConceptQuery(keys: ["a"], weight: .nan)]), "concepts[0].weight"),
            (SearchRequest(concepts: [ConceptQuery(keys: ["a"], weight: -1)]), "concepts[0].weight"),
            (SearchRequest(concepts: [ConceptQuery(keys: ["a"], weight: .infinity)]), "concepts[0].weight"),
            (SearchRequest(filter: Filter(skills: many)), "filter.skills"),
            (SearchRequest(filter: Filter(skills: ["Swift", "?!"])), "filter.skills[1]"),
            (SearchRequest(filter: Filter(categories: [""])), "filter.categories[0]"),
            (
                SearchRequest(filter: Filter(countries: [String(repeating: "x", count: 300)])),
                "filter.countries[0]"
            ),
            (SearchRequest(filter: Filter(levels: Array(repeating: .entry, count: 257))), "filter.levels"),
            (SearchRequest(filter: Filter(rateMinimum: -1)), "filter.rate_minimum"),
            (SearchRequest(filter: Filter(rateMaximum: .min)), "filter.rate_maximum"),
            (SearchRequest(filter: Filter(rateMinimum: 5, rateMaximum: 4)), "filter.rate_maximum"),
            (SearchRequest(filter: Filter(since: -1)), "filter.since"),
            (SearchRequest(excludedIDs: Array(repeating: "a", count: 10_001)), "excluded_ids"),
            (SearchRequest(excludedIDs: ["a", ""]), "excluded_ids[1]"),
            (SearchRequest(excludedIDs: [String(repeating: "x", count: 129)]), "excluded_ids[0]"),
            (SearchRequest(newToFreelancerID: String(repeating: "x", count: 129)), "new_to_freelancer_id"),
        ]
        for (request, field) in requests {
            for method in [SemanticSearchService.searchFreelancers, SemanticSearchService.searchJobs] {
                let error = try #require(await running.error(method, request))
                #expect(error.code == .invalidArgument)
                let detail = try #require(error.details.first { $0.type == InvalidField.messageName })
                #expect(try InvalidField(serializedBytes: detail.value).field == field)
            }
        }
        for ids in [[""], Array(repeating: "a", count: 10_001), [String(repeating: "x", count: 129)]] {
            let error = await running.error(SemanticSearchService.getFreelancers, GetRequest(ids: ids))
            #expect(error?.code == .invalidArgument)
            #expect(await running.error(SemanticSearchService.getJobs, GetRequest(ids: ids))?.code == .invalidArgument)
        }
        #expect(await running.error(SemanticSearchService.searchJobs, SearchRequest(limit: 10_000)) == nil)
        await running.server.shutdown()
    }

    @Test("A text of 10 MB is refused, and the next call is answered")
    func oversizedText() async throws {
        let running = try RunningSearch()
        running.apply(.freelancer(Freelancer(id: "ada", title: "Developer")))
        let huge = SearchRequest(text: String(repeating: "developer ", count: 1_000_000))
        let error = await running.error(SemanticSearchService.searchFreelancers, huge)
        #expect(error != nil)
        #expect(try await running.freelancers(SearchRequest(text: "developer")).ids == ["ada"])
        await running.server.shutdown()
    }

    @Test("Unknown ids are left out, known ones come in the order asked")
    func unknownIDs() async throws {
        let running = try RunningSearch()
        running.apply(
            .freelancer(Freelancer(id: "ada")), .freelancer(Freelancer(id: "bob")), .job(Job(id: "j1")),
            .application(Application(jobID: "j9", freelancerID: "ghost")))
        let request = GetRequest(ids: ["bob", "nobody", "ghost", "ada", "bob"])
        let freelancers = try await running.channel.call(SemanticSearchService.getFreelancers, request)
        #expect(freelancers.freelancers.map(\.id) == ["bob", "ada", "bob"])
        let jobs = try await running.channel.call(SemanticSearchService.getJobs, GetRequest(ids: ["j9", "j1", "j0"]))
        #expect(jobs.jobs.compactMap(\.job?.id) == ["j1"])
        #expect(try await running.channel.call(SemanticSearchService.getJobs, GetRequest()).jobs.isEmpty)
        await running.server.shutdown()
    }

    @Test("Records that no frame can hold are refused")
    func tooMuch() async throws {
        let running = try RunningSearch()
        let text = String(repeating: "x ", count: 300_000)
        running.apply(.freelancer(Freelancer(id: "ada", overview: text)), .job(Job(id: "j1", description: text)))
        let freelancers = GetRequest(ids: Array(repeating: "ada", count: 10_000))
        let jobs = GetRequest(ids: Array(repeating: "j1", count: 10_000))
        #expect(
            await running.error(SemanticSearchService.getFreelancers, freelancers)?.code == .resourceExhausted)
        #expect(await running.error(SemanticSearchService.getJobs, jobs)?.code == .resourceExhausted)
        let few = try await running.channel.call(
            SemanticSearchService.getFreelancers, GetRequest(ids: ["ada", "ada", "ada"]))
        #expect(few.freelancers.count == 3)
        await running.server.shutdown()
    }

    @Test("Facts that make no sense change nothing")
    func senselessFacts() async throws {
        let running = try RunningSearch()
        running.apply(
            .freelancer(Freelancer(title: "Nobody")), .job(Job(title: "Nothing")), .jobClosed(JobClosed()),
            .hire(Hire()), .application(Application()), .applicationWithdrawn(ApplicationWithdrawn()),
            .invitationResponse(InvitationResponse(accepted: true)), .freelancerUpdated(FreelancerUpdated(title: "x")),
            .search(Search()), .feedback(Feedback(from: .freelancer)))
        #expect(running.host.read { $0.counts.prefix(2).map(\.value) } == [0, 0])
        #expect(try await running.freelancers(SearchRequest(text: "nobody", fill: true)).hits.isEmpty)
        #expect(try await running.jobs(SearchRequest()).hits.isEmpty)
        await running.server.shutdown()
    }
}
