/// The words of a model with their counts, found by hash: frequent words first, ties in the order of their appearance.
///
/// Everything lies in flat sections, so that a vocabulary in a file is used where it is.
struct Vocabulary: Sendable {
    /// The UTF-8 of all words, one after the other.
    private let bytes: ModelNumbers<UInt8>
    /// Where each word begins in `bytes`; one more than there are words.
    private let starts: ModelNumbers<Int64>
    /// How often each word was seen.
    let counts: ModelNumbers<Int64>
    /// The hash of each word.
    let hashes: ModelNumbers<UInt32>
    /// A power of two of places, each with a word or -1; a word is at its hash or after it, before the next -1.
    private let slots: ModelNumbers<Int32>

    /// How many words there are.
    var count: Int { counts.count }

    /// Creates the vocabulary of words in the order given.
    init(words: [[UInt8]], counts: [Int64]) {
        precondition(words.count == counts.count && words.count < 1 << 30, "each word needs a count")
        var starts: [Int64] = [0]
        for word in words { starts.append(starts[starts.count - 1] + Int64(word.count)) }
        let hashes = words.map { $0.withUnsafeBufferPointer(TokenHash.of) }
        var size = 2
        while size < 2 * words.count { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (word, hash) in hashes.enumerated() {
            var slot = Int(hash) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(word)
        }
        bytes = ModelNumbers(Array(words.joined()), zero: 0)
        self.starts = ModelNumbers(starts, zero: 0)
        self.counts = ModelNumbers(counts, zero: 0)
        self.hashes = ModelNumbers(hashes, zero: 0)
        self.slots = ModelNumbers(slots, zero: 0)
    }

    /// The number of a word, or nil.
    func identifier(of token: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while true {
            let word = Int(slots.base[slot])
            if word < 0 { return nil }
            if hashes.base[word] == hash, utf8(word).elementsEqual(token) { return word }
            slot = (slot + 1) & mask
        }
    }

    /// The number of a word, or nil.
    func identifier(of word: String) -> Int? {
        var word = word
        return word.withUTF8 { identifier(of: $0, hash: TokenHash.of($0)) }
    }

    /// A word.
    func word(_ index: Int) -> String {
        precondition(index >= 0 && index < count, "word out of range")
        return String(decoding: utf8(index), as: UTF8.self)
    }

    /// The bytes of a word, for as long as the vocabulary lives.
    @inline(__always)
    func utf8(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(starts.base[index])
        return UnsafeBufferPointer(start: bytes.base + start, count: Int(starts.base[index + 1]) - start)
    }

    /// Adds the vocabulary's sections to a file, their names beginning with the prefix.
    func add(to file: inout ModelFileWriter, prefix: String) {
        file.add("\(prefix).bytes", bytes)
        file.add("\(prefix).starts", starts)
        file.add("\(prefix).counts", counts)
        file.add("\(prefix).hashes", hashes)
        file.add("\(prefix).slots", slots)
    }

    /// Reads a vocabulary from a file, and checks that no look-up can leave it.
    init(_ file: ModelFile, prefix: String) throws(LearningError) {
        bytes = try file.numbers("\(prefix).bytes", of: UInt8.self)
        counts = try file.numbers("\(prefix).counts", of: Int64.self)
        starts = try file.numbers("\(prefix).starts", of: Int64.self, count: counts.count + 1)
        hashes = try file.numbers("\(prefix).hashes", of: UInt32.self, count: counts.count)
        slots = try file.numbers("\(prefix).slots", of: Int32.self)
        let words = counts.count
        let areStartsRight =
            starts[0] == 0 && starts[words] == Int64(bytes.count)
            && (0..<words).allSatisfy { starts.base[$0] <= starts.base[$0 + 1] }
        let areSlotsRight =
            slots.count > words && slots.count & (slots.count - 1) == 0
            && slots.elements.allSatisfy { $0 >= -1 && $0 < words } && slots.elements.contains(-1)
        guard areStartsRight, areSlotsRight, counts.elements.allSatisfy({ $0 >= 0 }) else {
            throw file.damaged("its vocabulary \"\(prefix)\" contradicts itself")
        }
    }
}

/// Counts words as they are met.
struct VocabularyBuilder {
    private(set) var words: [[UInt8]] = []
    private(set) var counts: [Int64] = []
    private(set) var hashes: [UInt32] = []
    private var slots = [Int32](repeating: -1, count: 1 << 10)

    /// Counts one appearance of a word, and gives its number until ``finish(minimumCount:)``.
    mutating func add(_ token: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = TokenHash.of(token)
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let word = Int(slots[slot])
            if hashes[word] == hash, words[word].elementsEqual(token) {
                counts[word] += 1
                return word
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(words.count)
        words.append(Array(token))
        counts.append(1)
        hashes.append(hash)
        if 2 * words.count > slots.count { grow() }
        return words.count - 1
    }

    /// Counts one appearance of a word.
    mutating func add(_ word: String) -> Int {
        var word = word
        return word.withUTF8 { add($0) }
    }

    /// The vocabulary of words seen often enough, and the number in it of each word counted, or -1.
    func finish(minimumCount: Int) -> (vocabulary: Vocabulary, numbers: [Int32]) {
        let kept = words.indices.filter { counts[$0] >= Int64(minimumCount) }
            .sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
        var numbers = [Int32](repeating: -1, count: words.count)
        for (number, word) in kept.enumerated() { numbers[word] = Int32(number) }
        return (Vocabulary(words: kept.map { words[$0] }, counts: kept.map { counts[$0] }), numbers)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for (word, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(word)
        }
    }
}
