/// Names given to numbers: each string gets the next whole number from 0, in order of first sight.
///
/// The numbers index arrays; the order depends on the log alone, so that states built from the same log are equal.
public struct Identifiers: Sendable, Equatable {
    /// The strings by number.
    public private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    /// No names yet.
    public init() {}

    /// How many names there are.
    public var count: Int { names.count }

    /// The number of a name, or nil when it was never seen.
    public subscript(name: String) -> Int? { numbers[name].map(Int.init) }

    /// The number of a name, which is the next one when the name is new.
    ///
    /// Amortised O(length of the name).
    public mutating func number(for name: String) -> Int {
        if let known = numbers[name] { return Int(known) }
        let number = names.count
        names.append(name)
        numbers[name] = Int32(number)
        return number
    }

    /// The name of a number that this table gave.
    public func name(_ number: Int) -> String { names[number] }
}
