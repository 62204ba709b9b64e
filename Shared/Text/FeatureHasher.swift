/// Turns a sequence of terms into feature numbers, without a dictionary: words, and pairs of neighbours.
///
/// A word's number is the 64-bit FNV-1a hash of its UTF-8 bytes modulo the number of buckets; a pair is hashed as its
/// words with a space between them, so a pair never equals a word but by collision (Weinberger et al., "Feature Hashing
/// for Large Scale Multitask Learning", 2009). The same on every machine, today and after a restart.
public struct FeatureHasher: Sendable, Equatable {
    /// How many different features there can be; numbers are below it.
    public let buckets: UInt32
    /// Whether pairs of neighbours are features too.
    public let hashesPairs: Bool

    /// A hasher into some number of buckets, which must be positive.
    ///
    /// 2^18 is enough for some 100,000 different words and pairs.
    public init(buckets: UInt32 = 1 << 18, hashesPairs: Bool = true) {
        precondition(buckets > 0, "a feature hasher needs at least one bucket")
        self.buckets = buckets
        self.hashesPairs = hashesPairs
    }

    /// Features in order, repeats included: each word, and after it its pair with the word before.
    public func features(of terms: [String]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(terms.count * (hashesPairs ? 2 : 1))
        var previous: UInt64?
        for term in terms {
            result.append(bucket(Self.hash(term, from: Self.offsetBasis)))
            if hashesPairs {
                if let previous { result.append(bucket(Self.hash(term, from: Self.step(previous, 0x20)))) }
                previous = Self.hash(term, from: Self.offsetBasis)
            }
        }
        return result
    }

    /// Each feature once with the number of times it occurs, by number ascending.
    public func counts(of terms: [String]) -> [(feature: UInt32, count: UInt32)] {
        var result: [(feature: UInt32, count: UInt32)] = []
        for feature in features(of: terms).sorted() {
            if result.last?.feature == feature {
                result[result.count - 1].count += 1
            } else {
                result.append((feature, 1))
            }
        }
        return result
    }

    private func bucket(_ hash: UInt64) -> UInt32 { UInt32(hash % UInt64(buckets)) }

    private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    private static func hash(_ term: String, from start: UInt64) -> UInt64 {
        term.utf8.reduce(start, step)
    }
}
