import Testing
import Text

struct TokenizerTests {
    private let tokenizer = Tokenizer()

    private func strings(_ text: String) -> [String] { tokenizer.tokenize(text).strings }
    private func kinds(_ text: String) -> [Token.Kind] { tokenizer.tokenize(text).tokens.map(\.kind) }

    @Test(arguments: [
        ("I know C++, C# and F#.", ["i", "know", "c++", "c#", "and", "f#"]),
        ("C++11/C#7", ["c++", "11", "c#", "7"]),
        (".NET, ASP.NET and Node.js!", [".net", "asp.net", "and", "node.js"]),
        ("next.js/vue.js (socket.io)", ["next.js", "vue.js", "socket.io"]),
        ("C#/.NET Core", ["c#", ".net", "core"]),
        ("It is done.Next we test", ["it", "is", "done", "next", "we", "test"]),
        ("node.js.then", ["node.js", "then"]),
        ("and so on...and more", ["and", "so", "on", "and", "more"]),
        ("the U.S.A. and e.g. this", ["the", "u.s.a", "and", "e.g", "this"]),
        ("CompTIA A+ with 5+ years", ["comptia", "a+", "with", "5", "years"]),
        ("html+css", ["html", "css"]),
        ("e-mail state_of_mind", ["e", "mail", "state", "of", "mind"]),
        ("the client's O’Reilly books don't", ["the", "client", "o'reilly", "books", "don't"]),
        ("students' work", ["students", "work"]),
        ("web3, 3D and h264 in 1st place", ["web3", "3d", "and", "h264", "in", "1st", "place"]),
        ("東京 no デザイン", ["東", "京", "no", "デ", "ザ", "イ", "ン"]),
        ("Дизайн сайтов", ["дизайн", "сайтов"]),
        ("Ｆｕｌｌ Ｗｉｄｔｈ ﬁne", ["full", "width", "fine"]),
        ("Zürich façade Straße", ["zurich", "facade", "strasse"]),
        ("", []),
        (" \n\t ", []),
        ("+++ ### ... --- '' ", []),
    ])
    func words(text: String, expected: [String]) {
        #expect(strings(text) == expected)
    }

    @Test func numbersAndMoney() {
        let text = tokenizer.tokenize("Budget $1,500 or 3.5k, 1.234,50 € 12 £1 2,5 v 1.2.3 €20 10k a,5")
        let found = text.tokens.map { "\($0.kind) \(text.string($0)) \(text.number($0).map { "\($0)" } ?? "-")" }
        #expect(
            found == [
                "word budget -", "money $1,500 1500.0", "word or -", "number 3.5k 3500.0", "number 1.234,50 1234.5",
                "money € 12 12.0", "money £1 1.0", "number 2 2.0", "number 5 5.0", "word v -", "number 1.2.3 123.0",
                "money €20 20.0", "number 10k 10000.0", "word a -", "number 5 5.0",
            ])
    }

    @Test func addresses() {
        #expect(
            strings("Mail Jo.Smith+x@Mail.Example.com, or see https://example.com/a?b=c#d.")
                == ["mail", "jo.smith+x@mail.example.com", "or", "see", "https://example.com/a?b=c#d"])
        #expect(kinds("a@b.com www.x.org example.com/jobs node.js") == [.email, .url, .url, .word])
        #expect(strings("@home a@b (http://x.y)") == ["home", "a", "b", "http://x.y"])
    }

    @Test func hashtags() {
        let text = tokenizer.tokenize("#Python issue#12 #c++")
        #expect(text.strings == ["python", "issue", "12", "c++"])
        #expect(text.tokens.map(\.kind) == [.hashtag, .word, .number, .hashtag])
    }

    @Test func compounds() {
        let text = tokenizer.tokenize("A state-of-the-art e-mail client - fast")
        #expect(text.compounds() == [1..<5, 5..<7])
        #expect(tokenizer.tokenize("").compounds().isEmpty)
        #expect(tokenizer.tokenize("a-b").compounds() == [0..<2])
    }

    /// Texts that make a careless scanner start over at every word.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "aa.", "a.", "1.", "1,111", "1.1a", "a@", "a-", "a'", "http://", "www.", "#", "e\u{301}\u{302}", "\u{301}",
        ])
    func hostileTextsTakeLinearTime(unit: String) {
        let text = tokenizer.tokenize(String(repeating: unit, count: 100_000) + "1a")
        let isOrdered = zip(text.tokens, text.tokens.dropFirst()).allSatisfy { $0.end <= $1.start }
        #expect(isOrdered && !text.tokens.isEmpty)
    }

    @Test func spansPointIntoTheOriginal() {
        let original = "  Ein  Ｎｏｄｅ.js\u{AD}   Café–Chef, ﬁne  "
        let bytes = Array(original.utf8)
        let text = tokenizer.tokenize(original)
        let stretches = text.tokens.map { String(decoding: bytes[text.originalRange(of: $0)], as: UTF8.self) }
        #expect(stretches == ["Ein", "Ｎｏｄｅ.js", "Café", "Chef", "ﬁne"])
        #expect(String(decoding: bytes[text.originalRange(of: 2..<4)], as: UTF8.self) == "Café–Chef")
    }
}
