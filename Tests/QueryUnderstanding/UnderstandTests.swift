import Contracts
import Learning
import Testing

@testable import QueryUnderstanding

@Suite("Understanding a text")
struct UnderstandTests {
    let state = UnderstandingState()

    func mentions(_ text: String) -> [String] { state.understand(text).mentions.map(\.conceptID) }

    @Test func aQuery() {
        let answer = state.understand("mobile app for a bakery")
        #expect(answer.normalizedText == "mobile app for a bakery")
        #expect(answer.mentions.map(\.conceptID) == ["mobile-app"])
        #expect(answer.mentions.map(\.text) == ["mobile app"])
        #expect(answer.mentions.map { [$0.start, $0.end] } == [[0, 10]])
        #expect(answer.categories.first?.name == "Mobile development")
        #expect(answer.level == .unspecified)
    }

    /// Who wants the work done says nothing of the skills that it takes.
    @Test(arguments: [
        "bakery", "patisserie", "distillery", "pharmacy", "gym", "startup", "restaurant", "hotel", "flower shop",
        "law firm", "dental clinic", "brewery",
    ])
    func aKindOfCompanyIsNoSkill(company: String) {
        #expect(state.understand("mobile app for a \(company)").mentions.map(\.conceptID) == ["mobile-app"])
    }

    @Test func aPost() throws {
        let text = "Senior React.js dev needed for landing page, Figma designs ready"
        let answer = state.understand(text)
        #expect(answer.mentions.map(\.conceptID).prefix(2) == ["react", "landing-page"])
        #expect(answer.skills == ["React", "Figma"])
        #expect(answer.level == .expert)
        let react = try #require(answer.concepts.first { $0.id == "react" })
        #expect(react.keys.contains("react") && react.keys.contains("react.js") && react.keys.contains("reactjs"))
        #expect(react.keys.count == Set(react.keys).count)
    }

    @Test func spansAreBytesOfTheOriginalText() {
        let text = "  Ｒｅａｃｔ — «Diseño» de LOGOS, naïve café: WordPress!"
        let answer = state.understand(text)
        #expect(answer.mentions.map(\.conceptID).contains("react"))
        #expect(answer.mentions.map(\.text).contains("LOGOS"))
        for mention in answer.mentions {
            let bytes = Array(text.utf8)[Int(mention.start)..<Int(mention.end)]
            #expect(String(decoding: bytes, as: UTF8.self) == mention.text)
        }
    }

    @Test func theLongestNameWinsAndPunctuationPartsNames() {
        #expect(mentions("machine learning engineer wanted") == ["ml-engineer"])
        #expect(mentions("a logo, design of flyers") == ["logo", "design-and-creative", "flyer"])
        #expect(mentions("logo design") == ["logo-design"])
        #expect(mentions("node.js, c++ and c#") == ["node-js", "cpp", "csharp"])
    }

    @Test func aNameInsideANameCountsWhenTheyBelongTogether() {
        let react = state.understand("react developer").concepts
        #expect(react.map(\.id) == ["react-developer", "react"])
        #expect(!state.understand("java script coder").concepts.map(\.id).contains("java"))
    }

    @Test func ordinaryWordsNeedSupport() {
        #expect(mentions("We polish the slides in the course of our work, then express our thanks").isEmpty)
        #expect(mentions("We need a polish translator for documents, english translation too").contains("polish"))
        #expect(mentions("swift") == ["swift"], "a query that is nothing else means it")
        #expect(mentions("Somebody who speaks Polish and knows how to listen to people") == ["polish"], "a name")
    }

    @Test func lettersAndShortWordsNeedSupportToo() {
        #expect(mentions("c") == ["c-language"])
        #expect(mentions("drivers for Linux in C, services in Go").contains("c-language"))
        #expect(mentions("drivers for Linux in C, services in Go").contains("golang"))
        #expect(mentions("let us go with plan C and take some vitamin C before we leave for good").isEmpty)
    }

    @Test func ambiguousNamesAreDecidedByWhatStandsAround() {
        #expect(mentions("CV models in pytorch, computer vision").filter { $0 == "resume" }.isEmpty)
        #expect(mentions("update my cv and cover letter") == ["resume", "resume"])
        #expect(mentions("ar app in unity").first == "augmented-reality")
        #expect(mentions("sketch").count == 1, "without any help, the commonest sense")
    }

    @Test func theLogDecidesBetweenSensesToo() throws {
        let senses = state.vocabulary.concepts(named: "sketch").map(state.vocabulary.id)
        #expect(senses.count == 2)
        for sense in senses {
            var log = FactMaker()
            let name = try #require(state.describe(sense)).label
            for number in 0..<20 { log.job("\(number)", [name]) }
            #expect(UnderstandingState(log.facts).understand("sketch").mentions.map(\.conceptID) == [sense])
        }
    }

    @Test(arguments: [
        ("senior developer", Level.expert), ("Sr. designer", .expert), ("a Shopify expert", .expert),
        ("junior tester", .entry), ("entry-level data entry", .entry), ("mid-level engineer", .intermediate),
        ("5+ years of experience", .expert), ("at least 3 years experience with Go", .intermediate),
        ("1 year of experience is enough", .entry), ("no senior please", .unspecified),
        ("lead generation", .unspecified), ("lead generation specialist, entry level", .entry),
        ("in business for 12 years", .unspecified), ("logo", .unspecified),
    ])
    func levels(_ text: String, _ level: Level) {
        #expect(state.understand(text).level == level, "\(text)")
    }

    @Test(arguments: ["!!! --- ???", "   ", "\n\t", "🙂🙂", "—"])
    func symbolsMeanNothing(_ text: String) {
        let answer = state.understand(text)
        #expect(
            answer.mentions.isEmpty && answer.concepts.isEmpty && answer.categories.isEmpty && answer.skills.isEmpty)
        #expect(answer.level == .unspecified)
    }

    @Test func manyMentionsAreBounded() {
        let answer = state.understand(String(repeating: "react, php ", count: 20_000))
        #expect(answer.mentions.count == MentionFinder.maximumCandidates)
        #expect(answer.concepts.map(\.id) == ["react", "php"])
        #expect(answer.concepts.allSatisfy { $0.score > 0 && $0.score < 1 })
    }

    /// Whatever the text, an answer keeps its promises.
    @Test(arguments: 0..<200)
    func answersKeepTheirPromises(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = [
            "react", "React developer", "logo design", "polish", "Sketch", "C++", ".NET", "é", "ﬁgma", "İ", "the", ",",
            ".",
            "senior", "5 years experience", "日本語", "word press", "video editing", "translator", "ＳＥＯ", "\n", "🙂", "(",
            "a",
        ]
        let text = (0..<Int(random.next() % 60)).map { _ in words[Int(random.next() % UInt64(words.count))] }
            .joined(separator: random.next() % 5 == 0 ? "" : " ")
        let answer = state.understand(text, categoryLimit: 50)
        let bytes = Array(text.utf8)
        var last: UInt32 = 0
        for mention in answer.mentions {
            #expect(mention.start >= last && mention.end > mention.start && mention.end <= bytes.count)
            let slice = bytes[Int(mention.start)..<Int(mention.end)]
            #expect(String(decoding: slice, as: UTF8.self) == mention.text)
            #expect(mention.score > 0 && mention.score <= 1)
            last = mention.end
        }
        let ids = answer.concepts.map(\.id)
        #expect(ids.count == Set(ids).count)
        #expect(Set(answer.mentions.map(\.conceptID)).isSubset(of: ids))
        #expect(zip(answer.concepts, answer.concepts.dropFirst()).allSatisfy { $0.score >= $1.score })
        #expect(answer.concepts.allSatisfy { $0.score > 0 && $0.score <= 1 && !$0.keys.isEmpty })
        let shares = answer.categories.map(\.score)
        #expect(shares.isEmpty || abs(shares.reduce(0, +) - 1) < 1e-9)
        #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(state.understand(text, categoryLimit: 50) == answer)
    }

    // MARK: Concepts and categories

    @Test func conceptsAreDescribedByAnyName() throws {
        let react = try #require(state.describe("ReactJS"))
        #expect((react.id, react.label, react.kind, react.learned) == ("react", "React", .tool, false))
        #expect(state.describe("react") == react && state.describe("React.js") == react)
        #expect(!react.broader.isEmpty && !react.related.isEmpty)
        #expect(state.describe("front-end-development")?.narrower.contains("react-developer") != nil)
        #expect(state.describe("nothing of that name") == nil)
        #expect(state.describe("") == nil)
    }

    @Test func categoriesAreCalledAsTheLogCallsThem() {
        var log = FactMaker()
        log.job("1", ["made up"], category: "Web & Mobile")
        log.job("2", ["Figma"], category: "design")
        log.job("3", ["Figma"], category: "Design")
        log.job("4", ["Illustrator"], category: "Design")
        let state = UnderstandingState(log.facts)
        let answer = state.understand("figma prototype", categoryLimit: 50)
        #expect(answer.categories.first?.name == "Design")
        #expect(state.understand("made up").categories.map(\.name) == ["Web & Mobile"])
        #expect(state.understand("new brochure").categories.first?.name == "Design", "a wider concept has the name")
        let silent = state.understand("hello there")
        #expect(silent.categories.map(\.name) == ["Design", "Web & Mobile"], "shares of all posts, for want of better")
        #expect(silent.categories.map(\.score) == [0.75, 0.25])
    }
}
