import Learning

/// Randomness by what it is for: every matter has a stream of its own, named by its kind and whom it concerns.
///
/// Two runs that differ in one thing, such as who was shown to whom, then still agree on all the rest: the same people
/// join, the same jobs are posted, and when the same two meet, it goes the same way. These are the common random numbers
/// of simulation studies: they take the chance out of a comparison of two rankings.
struct Draws: Sendable {
    private let seed: UInt64

    /// Matters that are no action of their own.
    enum Matter: UInt64 {
        case attraction = 0x100
        case application
        case attention
        case appeal
        case availability
        case acceptance
        case performance
        case ranking
        case gap
        case reading
    }

    init(seed: UInt64) { self.seed = Self.mixed(seed) }

    /// The stream of a matter between two parties.
    func generator(_ matter: Matter, _ first: Int, _ second: Int = 0) -> SeededGenerator {
        SeededGenerator(seed: key(matter.rawValue, first, second))
    }

    /// The stream of an action.
    func generator(action: UInt8, _ first: Int, _ second: Int) -> SeededGenerator {
        SeededGenerator(seed: key(UInt64(action), first, second))
    }

    /// One number in 0 ..< 1.
    func uniform(_ matter: Matter, _ first: Int, _ second: Int = 0) -> Double {
        Double(key(matter.rawValue, first, second) >> 11) * 0x1p-53
    }

    private func key(_ matter: UInt64, _ first: Int, _ second: Int) -> UInt64 {
        let one = Self.mixed(seed ^ (matter &* 0x9E37_79B9_7F4A_7C15))
        let two = Self.mixed(one ^ UInt64(bitPattern: Int64(first)))
        return Self.mixed(two ^ UInt64(bitPattern: Int64(second)))
    }

    /// SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
