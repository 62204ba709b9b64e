import Foundation

/// SplitMix64.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// Uniform in 0..<1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Standard normal, by the method of Box and Muller.
    mutating func normal() -> Float {
        Float((-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform()))
    }
}

/// Writes the files that both sides read.
struct Generator {
    let folder: String

    /// Words by rank with probability in proportion to 1 / (rank + 2.7).
    private struct Zipf {
        var sums: [Double] = []

        init(_ count: Int) {
            var sum = 0.0
            for rank in 0..<count {
                sum += 1 / (Double(rank) + 2.7)
                sums.append(sum)
            }
        }

        func draw(_ random: inout SplitMix) -> Int {
            let wanted = random.uniform() * (sums.last ?? 0)
            var low = 0
            var high = sums.count - 1
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > wanted { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    func write(documents: Int, vectors: Int) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try writeDocuments(documents)
        try writeVectors(vectors)
        try writeWords()
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    /// Documents of 20 to 100 words out of 100,000, and 1,000 queries of three words of all frequencies.
    private func writeDocuments(_ count: Int) throws {
        let zipf = Zipf(100_000)
        var random = SplitMix(seed: 42)
        var bytes: [UInt8] = []
        for _ in 0..<count {
            let length = 20 + random.below(81)
            for position in 0..<length {
                bytes.append(contentsOf: (position > 0 ? " w" : "w").utf8)
                bytes.append(contentsOf: String(zipf.draw(&random)).utf8)
            }
            bytes.append(10)
        }
        try write("documents.txt", bytes)
        random = SplitMix(seed: 43)
        var queries = ""
        for _ in 0..<1_000 {
            let words = (0..<3).map { _ in "w\(Int(exp(log(20) + random.uniform() * log(2_500))))" }
            queries += words.joined(separator: " ") + "\n"
        }
        try write("queries.txt", Array(queries.utf8))
    }

    /// Vectors of 64 around 1,000 centers, and 1,000 queries around the same.
    private func writeVectors(_ count: Int) throws {
        var random = SplitMix(seed: 7)
        let centers = (0..<1_000).map { _ in (0..<64).map { _ in random.normal() } }
        func draw(_ count: Int) -> [UInt8] {
            var floats: [Float] = []
            floats.reserveCapacity(count * 64)
            for _ in 0..<count {
                for element in centers[random.below(1_000)] { floats.append(element + 0.5 * random.normal()) }
            }
            return floats.withUnsafeBytes { [UInt8]($0) }
        }
        try write("vectors.f32", draw(count))
        try write("vector-queries.f32", draw(1_000))
    }

    // MARK: Text

    private static let onsets = "b c ch cl d dr f g gr h j k l m n p pl qu r s sh sp st str t tr v w y z".split(
        separator: " ")
    private static let vowels = "a e i o u ea ee ai ou y oo".split(separator: " ")
    private static let codas = [
        "", "", "", "b", "ck", "d", "ft", "l", "ll", "m", "n", "nd", "nt", "p", "r", "s", "ss", "t", "x",
    ]
    private static let suffixes =
        ("s es ed ing ings er ers ly ness ment ments able ably ation ations ator ational ization izer ized alism aliti "
        + "alli fulness ousness iveness iviti biliti logist logi enci anci entli eli ousli ful less al ical icate ative "
        + "alize ance ence ic ible ant ent ism ate iti ous ive ize ion y ied ies eed eedly ingly edly 's").split(
            separator: " ")

    private func syllable(_ random: inout SplitMix) -> String {
        let onset = Self.onsets[random.below(Self.onsets.count)]
        let vowel = Self.vowels[random.below(Self.vowels.count)]
        return "\(onset)\(vowel)\(Self.codas[random.below(Self.codas.count)])"
    }

    private func word(_ random: inout SplitMix) -> String {
        var word = (0..<1 + random.below(3)).map { _ in syllable(&random) }.joined()
        for _ in 0..<random.below(3) { word += Self.suffixes[random.below(Self.suffixes.count)] }
        return word
    }

    /// 100,000 words for stems, as many aliases of one to three words, and 50 MB of text with some of them in it.
    private func writeWords() throws {
        var random = SplitMix(seed: 11)
        var words: [String] = []
        var seen: Set<String> = []
        while words.count < 100_000 {
            let word = word(&random)
            if seen.insert(word).inserted { words.append(word) }
        }
        try write("words.txt", Array((words.joined(separator: "\n") + "\n").utf8))
        let plain = words.filter { !$0.contains("'") }
        let zipf = Zipf(plain.count)
        var aliases: [String] = []
        seen = []
        while aliases.count < 100_000 {
            let alias = (0..<1 + random.below(3)).map { _ in plain[random.below(plain.count)] }.joined(separator: " ")
            if seen.insert(alias).inserted { aliases.append(alias) }
        }
        try write("aliases.txt", Array((aliases.joined(separator: "\n") + "\n").utf8))
        let names = [
            "C++", "C#", ".NET", "Node.js", "https://example.com/a?b=1", "jo@example.com", "$1,500", "e-mail", "Zürich",
        ]
        var text: [UInt8] = []
        var line = 0
        while text.count < 50_000_000 {
            var next = plain[zipf.draw(&random)]
            switch random.below(40) {
            case 0: next = aliases[random.below(aliases.count)]
            case 1: next = names[random.below(names.count)]
            case 2...5: next = next.prefix(1).uppercased() + next.dropFirst()
            case 6...9: next += ","
            case 10, 11: next += "."
            default: break
            }
            text.append(contentsOf: next.utf8)
            line += 1
            text.append(line % 100 == 0 ? 10 : 32)
        }
        try write("text.txt", text)
    }
}
