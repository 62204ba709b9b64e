import Text

/// Names given to numbers: each string gets the next whole number from 0, in order of first sight.
///
/// The numbers index arrays; the order depends on the log alone, so that states built from the same log are equal.
public struct Identifiers: Sendable, Equatable {
    private var strings = StringInterner()

    /// No names yet.
    public init() {}

    /// How many names there are.
    public var count: Int { strings.count }

    /// The strings by number.
    public var names: [String] { (0..<count).map(name) }

    /// The number of a name, or nil when it was never seen.
    public subscript(name: String) -> Int? { strings.find(name).map(Int.init) }

    /// The number of a name, which is the next one when the name is new.
    ///
    /// Amortised O(length of the name).
    public mutating func number(for name: String) -> Int { Int(strings.intern(name)) }

    /// The name of a number that this table gave.
    public func name(_ number: Int) -> String { strings.string(UInt32(number)) }

    /// Tables are equal when they hold the same names in the same order.
    public static func == (first: Identifiers, second: Identifiers) -> Bool { first.names == second.names }
}
