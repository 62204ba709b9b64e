import Testing
import Text

struct PhraseMatcherTests {
    @Test func leftmostLongestWithoutOverlap() {
        var matcher = PhraseMatcher()
        let phrases = ["machine learning", "learning engineer", "Machine Learning Ops", "C++", "node.js"]
        for (id, phrase) in phrases.enumerated() { matcher.insert(phrase, id: UInt32(id)) }
        let original = "A Machine-Learning  engineer (C++, Node.js, machine learning ops)"
        let text = matcher.tokenizer.tokenize(original)
        let found = matcher.matches(in: text)
        #expect(found.map(\.ids) == [[0], [3], [4], [2]])
        let bytes = Array(original.utf8)
        let stretches = found.map { String(decoding: bytes[text.originalRange(of: $0.tokens)], as: UTF8.self) }
        #expect(stretches == ["Machine-Learning", "C++", "Node.js", "machine learning ops"])
        #expect(matcher.allMatches(in: text).map(\.ids) == [[0], [1], [3], [4], [0], [2]])
    }

    @Test func ambiguousPhrasesHaveAllTheirIds() {
        var matcher = PhraseMatcher()
        let isNew = [("Java", 9), ("JAVA", 4), ("java", 9)].map { matcher.insert($0, id: $1) }
        #expect(isNew == [true, true, false])
        #expect(matcher.count == 1)
        #expect(matcher.ids(of: "Java") == [9, 4])
        #expect(matcher.ids(of: "JavaScript").isEmpty)
        #expect(matcher.ids(of: "").isEmpty)
    }

    @Test func refusesWhatCannotMatch() {
        var matcher = PhraseMatcher()
        let longest = Array(repeating: "w", count: PhraseMatcher.maximumTokens).joined(separator: " ")
        let isNew = ["", " -- ", longest, longest + " w"].map { matcher.insert($0, id: 1) }
        #expect(isNew == [false, false, true, false])
        #expect(matcher.count == 1)
    }

    /// Against a search of every start and every length, with phrases added while texts are matched.
    @Test func equalsAnExhaustiveSearch() {
        var random = SplitMix(seed: 21)
        var matcher = PhraseMatcher()
        var phrases: [[String]: [UInt32]] = [:]
        for round in 0..<400 {
            let phrase = (0..<1 + random.below(4)).map { _ in "w\(random.below(5))" }
            let id = UInt32(random.below(50))
            let isNew = phrases[phrase]?.contains(id) != true
            let wasInserted = matcher.insert(phrase.joined(separator: " "), id: id)
            #expect(wasInserted == isNew)
            if isNew { phrases[phrase, default: []].append(id) }
            let words = (0..<random.below(20)).map { _ in "w\(random.below(6))" }
            var expected: [Range<Int>] = []
            var expectedIDs: [[UInt32]] = []
            var start = 0
            while start < words.count {
                let ends = (start + 1...words.count).filter { phrases[Array(words[start..<$0])] != nil }
                guard let end = ends.last, let ids = phrases[Array(words[start..<end])] else {
                    start += 1
                    continue
                }
                expected.append(start..<end)
                expectedIDs.append(ids)
                start = end
            }
            let text = matcher.tokenizer.tokenize(words.joined(separator: " "))
            let found = matcher.matches(in: text)
            #expect(found.map(\.tokens) == expected && found.map(\.ids) == expectedIDs, "round \(round)")
            var calledIDs: [[UInt32]] = []
            var called: [Range<Int>] = []
            matcher.forEachMatch(in: text) { tokens, phrase in
                called.append(tokens)
                calledIDs.append(matcher.ids(ofPhrase: phrase))
            }
            #expect(called == expected && calledIDs == expectedIDs)
        }
        #expect(matcher.count == phrases.count)
    }
}
