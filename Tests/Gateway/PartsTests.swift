import Contracts
import Marketplace
import ProtobufWire
import RPC
import Testing

@testable import Gateway

@Suite struct CandidateQueryTests {
    @Test func wordsAreTitleAndBeginningOfTheRest() {
        #expect(CandidateQuery.words("title", "") == "title")
        #expect(CandidateQuery.words("title", "body") == "title\nbody")
        let words = (0..<1_000).map { "word\($0)" }
        let cut = CandidateQuery.words("title", words.joined(separator: " "))
        #expect(cut.utf8.count <= CandidateQuery.textBytes)
        #expect(cut.utf8.count > CandidateQuery.textBytes - 20)
        let taken = cut.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(taken == ["title"] + words.prefix(taken.count - 1))
        let oneWord = String(repeating: "x", count: 5_000)
        #expect(CandidateQuery.words(oneWord, "") == String(repeating: "x", count: CandidateQuery.textBytes))
    }

    @Test func conceptsAreThoseUnderstoodAndTheSkillsLeftOver() {
        let understanding = UnderstandResponse(concepts: [
            ScoredConcept(id: "javascript", score: 0.4, keys: ["javascript", "js"]),
            ScoredConcept(id: "bakery", score: 0.3, keys: ["bakery"]), ScoredConcept(id: "empty", score: 1),
        ])
        let concepts = CandidateQuery.concepts(
            skills: ["JS", "Machine Learning", "machine-learning", "!"], understanding)
        #expect(
            concepts == [
                ConceptQuery(id: "javascript", keys: ["javascript", "js"], weight: 1),
                ConceptQuery(id: "bakery", keys: ["bakery"], weight: 0.3),
                ConceptQuery(id: "Machine Learning", keys: ["machine-learning"], weight: 1),
            ])
        #expect(CandidateQuery.concepts(skills: [], nil).isEmpty)
        #expect(CandidateQuery.concepts(skills: (0..<999).map { "s\($0)" }, nil).count == CandidateQuery.conceptLimit)
    }

    @Test func skillsAreSharedHoweverTheyAreWritten() {
        #expect(
            SharedSkills.matched(asked: ["Swift", "Node.js", "C#", "swift"], had: ["SWIFT", "c#", "go"]) == [
                "Swift", "C#",
            ])
        #expect(SharedSkills.matched(asked: [], had: ["go"]).isEmpty)
        #expect(SharedSkills.matched(asked: ["?"], had: ["!"]).isEmpty)
    }

    @Test func aTextBecomesAPost() {
        let understanding = UnderstandResponse(
            categories: [ScoredCategory(name: "Mobile", score: 0.9), ScoredCategory(name: "Web", score: 0.1)],
            skills: ["swift"], level: .entry)
        let text = "\n  An app for a bakery\nwith orders"
        let job = Matcher.job(of: text, understanding)
        #expect(
            job
                == Job(
                    title: "An app for a bakery", description: text, skills: ["swift"], category: "Mobile",
                    level: .entry))
        #expect(Matcher.job(of: "app", nil) == Job(title: "app", description: "app"))
    }
}

@Suite struct TraceTests {
    @Test func madeOnesAreValidAndDifferent() {
        let traces = (0..<1_000).map { _ in TraceParent.make() }
        #expect(traces.allSatisfy(TraceParent.isValid))
        #expect(Set(traces.map { $0.split(separator: "-")[1] }).count == 1_000)
        let rankings = (0..<1_000).map { _ in UniqueNames.ranking() }
        #expect(Set(rankings).count == 1_000)
        #expect(rankings.allSatisfy { $0.utf8.count == 32 })
    }

    @Test(
        "What is no trace context is not handed on",
        arguments: [
            nil, "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        ])
    func invalid(value: String?) {
        #expect(!TraceParent.isValid(value))
        let call = GatewayCall(CallContext(metadata: CallMetadata(value.map { [("traceparent", $0)] } ?? [])))
        #expect(TraceParent.isValid(call.context.metadata["traceparent"]))
    }

    @Test func aTraceThatCameIsKept() {
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let call = GatewayCall(CallContext(metadata: CallMetadata([("traceparent", trace), ("tracestate", "a=b")])))
        #expect(call.context.metadata["traceparent"] == trace)
        // The same trace, with a span of its own.
        let child = call.options(until: 0.5).metadata["traceparent"]
        #expect(child != trace && child?.prefix(35) == trace.prefix(35) && TraceParent.isValid(child))
        #expect(call.options(until: 0.5).metadata["tracestate"] == "a=b")
    }

    @Test func aCallHasADeadline() throws {
        let open = GatewayCall(CallContext())
        #expect(try #require(open.context.remaining) <= .seconds(2))
        let half = try #require(open.options(until: 0.5).deadline.remaining)
        #expect(half <= .seconds(1))
        let given = GatewayCall(CallContext(deadline: .after(.seconds(60))))
        let most = try #require(given.options(until: 0.5).deadline.remaining)
        #expect(most > .seconds(2) && most <= .seconds(30))
        let over = GatewayCall(CallContext(deadline: .after(.zero)))
        #expect(over.options(until: 1).deadline.remaining == .zero)
    }
}

@Suite struct MergedMetricsTests {
    @Test func familiesComeOnceWithAllSamples() {
        var merged = MergedMetrics()
        let histogram = """
            # HELP calls_seconds Durations.
            # TYPE calls_seconds histogram
            calls_seconds_bucket{method="a",le="+Inf"} 3
            calls_seconds_sum{method="a"} 0.5
            calls_seconds_count{method="a"} 3
            """
        merged.add("# HELP up Is up.\n# TYPE up gauge\nup 1\n\(histogram)\n", service: "one")
        merged.add("nonsense\n# a comment\n# TYPE up gauge\nup{} 0\nalone{a=\"b c\"} 7\n\(histogram)", service: "two")
        #expect(
            merged.text == """
                alone{service="two",a="b c"} 7
                # HELP calls_seconds Durations.
                # TYPE calls_seconds histogram
                calls_seconds_bucket{service="one",method="a",le="+Inf"} 3
                calls_seconds_sum{service="one",method="a"} 0.5
                calls_seconds_count{service="one",method="a"} 3
                calls_seconds_bucket{service="two",method="a",le="+Inf"} 3
                calls_seconds_sum{service="two",method="a"} 0.5
                calls_seconds_count{service="two",method="a"} 3
                # HELP up Is up.
                # TYPE up gauge
                up{service="one"} 1
                up{service="two"} 0

                """)
    }
}

@Suite struct FactCheckTests {
    private static let good = Fact(id: "e1", time: 1, body: .hire(Hire(jobID: "j", freelancerID: "f")))

    private func problem(_ change: (inout Fact) -> Void) -> String? {
        var fact = Self.good
        change(&fact)
        do throws(RPCError) {
            try FactCheck.check([Self.good, fact])
            return nil
        } catch {
            guard error.code == .invalidArgument, let detail = error.details.first,
                let field = try? InvalidField(serializedBytes: detail.value)
            else { return "without a field" }
            return field.field
        }
    }

    @Test func saysWhichFieldIsWrong() {
        #expect(problem { _ in } == nil)
        #expect(problem { $0.sequence = 7 } == "facts[1].sequence")
        #expect(problem { $0.id = "" } == "facts[1]")
        #expect(problem { $0.id = String(repeating: "i", count: 129) } == "facts[1]")
        #expect(problem { $0.time = -1 } == "facts[1]")
        #expect(problem { $0.time = .max } == "facts[1]")
        #expect(problem { $0.body = nil } == "facts[1]")
        #expect(problem { $0.body = .hire(Hire(freelancerID: "f")) } == "facts[1].hire.job_id")
        #expect(problem { $0.body = .hire(Hire(jobID: "j")) } == "facts[1].hire.freelancer_id")
        #expect(problem { $0.body = .job(Job(title: "no id")) } == "facts[1].job.id")
        #expect(problem { $0.body = .client(Client()) } == "facts[1].client.id")
        #expect(problem { $0.body = .freelancer(Freelancer()) } == "facts[1].freelancer.id")
        #expect(problem { $0.body = .jobClosed(JobClosed()) } == "facts[1].job_closed.job_id")
        #expect(problem { $0.body = .signup(Signup()) } == "facts[1].signup.user_id")
        #expect(problem { $0.body = .payment(Payment(jobID: "j")) } == "facts[1].payment.freelancer_id")
        #expect(problem { $0.body = .search(Search()) } == nil)
        let huge = Job(id: "j", description: String(repeating: "x", count: 1 << 20))
        #expect(problem { $0.body = .job(huge) } == "facts[1]")
    }

    @Test func takesAsManyAsItSays() {
        #expect(throws: RPCError.self) { try FactCheck.check([]) }
        #expect(throws: Never.self) { try FactCheck.check(Array(repeating: Self.good, count: 10_000)) }
        #expect(throws: RPCError.self) { try FactCheck.check(Array(repeating: Self.good, count: 10_001)) }
    }
}

@Suite struct LogCountsTests {
    @Test func countsAndComesBackFromASnapshot() throws {
        let bodies: [Fact.Body] = [
            .hire(Hire()), .job(Job()), .hire(Hire()), .rankingServed(RankingServed()), .endorsement(Endorsement()),
        ]
        let facts = (0..<50).map { Fact(sequence: UInt64($0) + 1, id: "\($0)", body: bodies[$0 % bodies.count]) }
        let whole = LogCounts()
        for fact in facts + [Fact(id: "no body")] { whole.apply(fact) }
        #expect(whole.count(of: .hire) == 20)
        #expect(whole.counts.map(\.name) == ["job", "ranking_served", "hire", "endorsement"])

        let half = LogCounts()
        for fact in facts.prefix(23) { half.apply(fact) }
        var writer = SnapshotWriter()
        half.encode(to: &writer)
        var reader = SnapshotReader(writer.bytes)
        let restored = try LogCounts(from: &reader)
        #expect(reader.isAtEnd)
        for fact in facts.dropFirst(23) { restored.apply(fact) }
        var first = SnapshotWriter()
        whole.encode(to: &first)
        var second = SnapshotWriter()
        restored.encode(to: &second)
        #expect(first.bytes == second.bytes)
    }
}
