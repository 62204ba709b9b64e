import Contracts
import Foundation
import Glibc
import JSON
import Marketplace
import Operations
import ProtobufWire
import RPC
import Testing

extension IntegrationTests {
    /// The six services as `tandem up` runs them.
    @Suite struct ServingTests {
        @Test func aMatchShowsBothSidesAndIsKept() async throws {
            let home = try await Sample.trainedHome()
            let suite = try await RunningSuite(home, "--show-match")
            let announcement = try suite.announcement()
            #expect(announcement["services"]?["gateway"]?["address"]?.stringValue == suite.gateway)
            #expect((announcement["match"]?["matches"]?.arrayValue?.count ?? 0) > 3)

            let match = try await suite.call(
                GatewayService.matchFreelancers, .init(jobID: "j200", limit: 5, fusion: .product))
            #expect(match.matches.count == 5)
            #expect(match.degraded.isEmpty)
            #expect(match.models.count == 2)
            for hit in match.matches {
                let (client, freelancer) = (try #require(hit.client), try #require(hit.freelancer))
                #expect(!client.atPrior && !freelancer.atPrior)
                #expect(abs(hit.score - client.probability * freelancer.probability) < 1e-12)
                for side in [client, freelancer] {
                    let explanation = try #require(side.explanation)
                    let sum = explanation.reasons.reduce(explanation.baseLogOdds) { $0 + $1.contribution }
                    #expect(abs(sum + explanation.otherContributions - explanation.logOdds) < 1e-9)
                    #expect(explanation.reasons.allSatisfy { !$0.text.isEmpty })
                }
            }
            let learned = try await suite.call(
                GatewayService.matchFreelancers, .init(jobID: "j200", limit: 5, features: true))
            #expect(learned.models.count == (learned.fusion == .learned ? 3 : 2))
            for hit in learned.matches {
                #expect(hit.features.count == learned.featureNames.count && !hit.features.isEmpty)
                guard learned.fusion == .learned else { continue }
                #expect(abs(hit.contributions.reduce(hit.baseScore, +) - hit.score) < 1e-9)
            }
            // What was served is a fact.
            try await eventually {
                let served = try? await home.tandem("facts", "--kind", "ranking_served").output
                return served?.contains { $0.contains(match.rankingID) } == true
            }

            let status = try await home.tandem("status", "--gateway", suite.gateway)
            #expect(status.output.count(where: { $0.contains(" ready ") }) == 6)
            #expect(try await home.tandem("health", suite.gateway).output == ["\(suite.gateway) SERVING"])
            let called = try await home.tandem(
                "call", "MatchFreelancers", #"{"jobId": "j200", "limit": 5, "fusion": "FUSION_PRODUCT"}"#,
                "--gateway", suite.gateway, "--json")
            let ids = try called.json()["matches"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
            #expect(ids == match.matches.map(\.id))
            let traced = try await home.tandem(
                "call", "MatchFreelancers", #"{"jobId": "j200"}"#, "--gateway", suite.gateway, "--trace")
            let hops = traced.output + traced.errors
            for hop in [
                "Gateway/MatchFreelancers", "─ ClientModel/ScoreFreelancers", "─ SemanticSearch/SearchFreelancers",
            ] {
                #expect(hops.contains { $0.contains(hop) && $0.contains(" ms") }, "\(hop)")
            }
            let described = try await home.tandem("describe", suite.gateway)
            for name in ["Gateway/MatchSession", "Reflection/ListServices", "Introspection/GetServer"] {
                #expect(described.output.contains { $0.contains(name) }, "\(name)")
            }
            let stream = try await home.tandem(
                "call", "ReadFacts", #"{"fromSequence": 3, "limit": 4}"#, "--gateway", suite.gateway)
            #expect(stream.output.count == 4)
            let concept = try await home.tandem(
                "call", "QueryUnderstanding/DescribeConcept", #"{"name": "swift"}"#, "--gateway", suite.gateway)
            #expect(concept.output.contains { $0.contains(#""label": "Swift""#) })

            let second = try await home.tandem(
                "up", "--port-base", String(suite.gateway.split(separator: ":")[1]), succeeds: false)
            #expect(second.end == .status(1))
            #expect(second.errors.joined().contains("in use"))
            #expect(await suite.stop() == .status(0))
            #expect(Built.services.allSatisfy { ServiceProcesses.find($0, home: home.path) == nil })
        }

        @Test func everyMethodIsAnsweredFromTheLog() async throws {
            let home = try await Sample.trainedHome()
            let suite = try await RunningSuite(home)
            try await suite.settle()
            let market = try OpenMarket(home.log)
            var asked: Set<String> = []
            func ask<Request: Message, Response: Message>(
                _ method: UnaryMethod<Request, Response>, _ request: Request
            ) async throws -> Response {
                asked.insert(method.name)
                return try await suite.call(method, request)
            }
            let freelancers = try await ask(GatewayService.matchFreelancers, .init(text: "a logo in photoshop"))
            #expect(freelancers.matches.count == 10 && freelancers.degraded.isEmpty)
            #expect(freelancers.understanding?.concepts.isEmpty == false)
            let busy = try #require(market.applied.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key)
            let jobs = try await ask(GatewayService.matchJobs, .init(freelancerID: busy, limit: 1_000))
            let matched = Set(jobs.matches.map(\.id))
            #expect(!matched.isEmpty && matched.isSubset(of: market.open))
            #expect(matched == market.open.subtracting(market.applied[busy] ?? []), "all that is new to them")
            let (job, applicants) = try #require(market.applicants.max { $0.value.count < $1.value.count })
            let proposals = try await ask(GatewayService.rankProposals, .init(jobID: job, limit: 1_000))
            #expect(Set(proposals.matches.map(\.id)) == applicants)
            #expect(proposals.matches.allSatisfy { !$0.title.isEmpty && $0.client?.atPrior == false })
            let people = try await ask(GatewayService.searchFreelancers, .init(query: "photoshop", limit: 20))
            let posts = try await ask(GatewayService.searchJobs, .init(query: "app website design"))
            for found in [people, posts] {
                #expect(!found.hits.isEmpty && found.hits.allSatisfy { $0.score > 0 })
                #expect(zip(found.hits, found.hits.dropFirst()).allSatisfy { $0.score >= $1.score })
            }
            let similar = try await ask(GatewayService.similarFreelancers, .init(freelancerID: busy))
            #expect(!similar.items.isEmpty && !similar.items.contains { $0.id == busy })
            let feed = try await ask(GatewayService.recommendJobs, .init(freelancerID: busy))
            #expect(!feed.items.isEmpty && Set(feed.items.map(\.id)).isSubset(of: market.open))
            let standing = try await ask(GatewayService.describeFreelancer, .init(freelancerID: busy))
            #expect(Int(standing.applications) == market.applications[busy])
            let understood = try await ask(GatewayService.understand, .init(text: "senior swift developer"))
            #expect(understood.skills == ["Swift"] && understood.level == .expert)
            let fact = Fact(id: "test:signup", time: market.now, body: .signup(Signup(userID: "u")))
            #expect(try await ask(GatewayService.recordFacts, .init(facts: [fact])).appended == 1)
            asked.formUnion([GatewayService.uploadFacts.name, GatewayService.matchSession.name])
            let later = Fact(id: "test:later signup", time: market.now, body: .signup(Signup(userID: "v")))
            let receipt = try await suite.channel.call(GatewayService.uploadFacts) { requests in
                for portion in [[fact], [later]] { try await requests.write(.init(facts: portion)) }
            }
            #expect((receipt.appended, receipt.duplicates) == (1, 1))
            let session = suite.channel.open(GatewayService.matchSession)
            try await session.requests.write(
                .init(tag: "proposals", question: .rankProposals(.init(jobID: job, limit: 1_000))))
            session.requests.finish()
            var answers: [String: Int] = [:]
            for try await response in session.responses {
                guard case .matches(let matches)? = response.answer else { continue }
                answers[response.tag] = matches.matches.count
            }
            #expect(answers == ["proposals": applicants.count])
            let status = try await ask(GatewayService.getSystemStatus, .init())
            #expect(status.services.map(\.name).sorted() == Built.services.sorted())
            #expect(status.services.allSatisfy { $0.reachable && $0.problem.isEmpty })
            asked.insert(GatewayService.readFacts.name)
            var sequence: UInt64 = 0
            for try await fact in suite.channel.stream(GatewayService.readFacts, .init(limit: 1_000)) {
                sequence += 1
                #expect(fact.sequence == sequence && fact.body != nil)
            }
            #expect(sequence == 1_000)
            #expect(asked == Set(GatewayService.methods.map(\.name)))

            // The same over HTTP, and the pages beside it.
            let request = #"{"text": "a logo in photoshop"}"#
            let answer = try LoopbackSocket.post(port: suite.http, "MatchFreelancers", Array(request.utf8))
            let ids = answer.body?["matches"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
            #expect(answer.status == 200 && ids == freelancers.matches.map(\.id))
            #expect(try LoopbackSocket.get(port: suite.http, "/healthz").status == 200)
            #expect(try LoopbackSocket.get(port: suite.http, "/readyz").status == 200)
            let metrics = try LoopbackSocket.get(port: suite.http, "/metrics").body
            #expect(Built.services.allSatisfy { metrics.contains(#"{service="\#($0)""#) })
            #expect(await suite.stop() == .status(0))
        }

        @Test func aFactIsKnownAtOnceAndOnce() async throws {
            let home = try await Sample.trainedHome()
            let suite = try await RunningSuite(home)
            try await suite.settle()
            let now = Clock.wallMicroseconds()
            let fact = Fact(
                id: "test:freelancer", time: now,
                body: .freelancer(
                    Freelancer(id: "newcomer", joinedAt: now, title: "Zeppelin pilot", skills: ["Zeppelins"])))
            let first = try await suite.call(GatewayService.recordFacts, .init(facts: [fact]))
            #expect(first.appended == 1 && first.duplicates == 0)
            let again = try await suite.call(GatewayService.recordFacts, .init(facts: [fact]))
            #expect(again.appended == 0 && again.duplicates == 1)
            try await eventually(10) {
                let found = try? await suite.call(GatewayService.searchFreelancers, .init(query: "zeppelin pilot"))
                return found?.hits.first?.id == "newcomer"
            }
            #expect(await suite.stop() == .status(0))
        }

        @Test func whoIsDownIsNamedAndTheMatchComesAllTheSame() async throws {
            let suite = try await RunningSuite(try await Sample.trainedHome(), "--no-restart")
            for (index, service) in ["client-model", "freelancer-model", "recommender", "query-understanding"]
                .enumerated()
            {
                kill(try suite.processID(service), SIGKILL)
                try await eventually {
                    let match = try? await suite.call(GatewayService.matchFreelancers, .init(text: "logo", limit: 3))
                    return match?.degraded.contains(service) == true
                }
                let match = try await suite.call(GatewayService.matchFreelancers, .init(text: "logo", limit: 3))
                #expect(match.degraded.count == index + 1)
                #expect(match.matches.count == 3)
                #expect(match.matches.allSatisfy { $0.client?.atPrior == true })
                #expect(match.matches.allSatisfy { ($0.freelancer?.atPrior == true) == (index >= 1) })
            }
            kill(try suite.processID("semantic-search"), SIGKILL)
            try await eventually {
                do {
                    _ = try await suite.call(GatewayService.matchFreelancers, .init(text: "logo", limit: 3))
                    return false
                } catch {
                    return (error as? RPCError)?.code == .unavailable
                }
            }
            let status = try await suite.home.tandem("status", "--gateway", suite.gateway, "--json", succeeds: false)
            #expect(status.end == .status(1))
            let services = try #require(try status.json()["services"]?.arrayValue)
            #expect(services.count { $0["reachable"]?.boolValue == true } == 1)
            #expect(suite.notes.contains { $0.contains("client-model ended with signal 9; it is not started again") })
            #expect(await suite.stop() == .status(0))
        }

        /// Late, then back, then dead, then started again: each time the answer says who is missing, and no more.
        @Test func whoComesBackIsMissedNoMore() async throws {
            let suite = try await RunningSuite(try await Sample.trainedHome())
            func degraded() async throws -> [String] {
                let request = MatchFreelancersRequest(text: "logo", limit: 3)
                let match = try await suite.channel.call(
                    GatewayService.matchFreelancers, request, options: CallOptions(timeout: .seconds(3)))
                #expect(match.matches.count == 3)
                #expect(match.matches.allSatisfy { $0.client?.atPrior == match.degraded.contains("client-model") })
                return match.degraded
            }
            func areAll(_ expected: [String]) async -> Bool { (try? await degraded()) == expected }
            try await eventually { await areAll([]) }
            let processID = try suite.processID("client-model")
            do {
                kill(processID, SIGSTOP)
                defer { kill(processID, SIGCONT) }
                try await eventually { await areAll(["client-model"]) }
            }
            try await eventually { await areAll([]) }
            #expect(try suite.processID("client-model") == processID)
            kill(processID, SIGKILL)
            try await eventually { (try? suite.processID("client-model")).map { $0 != processID } ?? false }
            try await eventually { await areAll([]) }
            #expect(suite.notes.contains { $0.contains("client-model ended with signal 9; starting it again") })
            #expect(await suite.stop() == .status(0))
        }

        /// However `tandem up` ends, its services end with it.
        @Test func servicesDontOutliveTheirParent() async throws {
            let home = try TestHome()
            let suite = try await RunningSuite(home)
            let processIDs = try Built.services.map { try suite.processID($0) }
            suite.process.send(SIGKILL)
            #expect(await suite.process.end() == .signal(SIGKILL))
            try await eventually { processIDs.allSatisfy { kill($0, 0) != 0 } }
        }
    }
}
