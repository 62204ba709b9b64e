import Testing
import Text

struct TermKeyTests {
    @Test(arguments: [
        ("Machine Learning", "machine-learning"), ("machine-learning", "machine-learning"),
        ("machine_learning", "machine-learning"), ("C++", "c++"), ("c#", "c#"), ("F#", "f#"), (".NET", ".net"),
        ("ASP.NET Core", "asp.net-core"), ("Node.js", "node.js"), ("UI/UX Design", "ui-ux-design"), ("R&D", "r-d"),
        ("Driver's license", "drivers-license"), ("Résumé Writing", "resume-writing"), ("#Python", "python"),
        ("Python.", "python"), (" -- ", ""), ("Objective-C++", "objective-c++"), ("3.5 mm", "3.5-mm"),
        ("a...b", "a-b"), ("東京 タワー", "東京-タワー"),
    ])
    func keys(term: String, key: String) {
        #expect(TermKey.make(term) == key)
    }

    @Test func theKeyOfAKeyIsItself() {
        var random = SplitMix(seed: 11)
        let alphabet = Array("ab1+#.'-_ &/é東")
        for _ in 0..<5_000 {
            let term = String((0..<random.below(9)).map { _ in alphabet[random.below(alphabet.count)] })
            let key = TermKey.make(term)
            #expect(TermKey.make(key) == key, "of \(term)")
            let wild = TermKey.make(random.text(maximumLength: 8))
            #expect(TermKey.make(wild) == wild)
        }
    }
}
