/// A proto3 enumeration: open, so that values added by newer programs pass through unharmed.
public protocol Enumeration: RawRepresentable, Hashable, Sendable, CustomStringConvertible where RawValue == Int32 {
    /// The full name in the `.proto`, such as "tandem.v1.Level".
    static var enumerationName: String { get }

    /// Every constant with its name in the `.proto`, such as "LEVEL_ENTRY", in order of value.
    static var constants: [(value: Self, name: String)] { get }

    /// The value of a number, known or not.
    init(rawValue: Int32)
}

extension Enumeration {
    /// The value's name in the `.proto`, or its number where it has none.
    public var description: String {
        Self.constants.first { $0.value == self }?.name ?? String(rawValue)
    }
}
