// Words that several records share (marketplace.proto).
public import ProtobufWire

/// Experience asked for, or offered.
public struct Level: Enumeration {
    /// Not stated.
    public static let unspecified = Level(rawValue: 0)
    /// Little experience.
    public static let entry = Level(rawValue: 1)
    /// Some experience.
    public static let intermediate = Level(rawValue: 2)
    /// Much experience.
    public static let expert = Level(rawValue: 3)

    /// The number on the wire; others than the constants' come from newer programs.
    public var rawValue: Int32

    /// The value of a number, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The full name in the contract.
    public static let enumerationName = "tandem.v1.Level"

    /// Every constant with its name in the contract.
    public static let constants: [(value: Level, name: String)] = [
        (.unspecified, "LEVEL_UNSPECIFIED"),
        (.entry, "LEVEL_ENTRY"),
        (.intermediate, "LEVEL_INTERMEDIATE"),
        (.expert, "LEVEL_EXPERT"),
    ]
}

/// How a job is paid.
public struct Pay: Enumeration {
    /// Not stated.
    public static let unspecified = Pay(rawValue: 0)
    /// One price for the whole, `Job.budget`.
    public static let fixed = Pay(rawValue: 1)
    /// By the hour, `Job.hourlyMinimum` to `Job.hourlyMaximum`.
    public static let hourly = Pay(rawValue: 2)

    /// The number on the wire; others than the constants' come from newer programs.
    public var rawValue: Int32

    /// The value of a number, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The full name in the contract.
    public static let enumerationName = "tandem.v1.Pay"

    /// Every constant with its name in the contract.
    public static let constants: [(value: Pay, name: String)] = [
        (.unspecified, "PAY_UNSPECIFIED"),
        (.fixed, "PAY_FIXED"),
        (.hourly, "PAY_HOURLY"),
    ]
}

/// Which side of the market acted.
public struct Party: Enumeration {
    /// Not stated.
    public static let unspecified = Party(rawValue: 0)
    /// Posts jobs and engages.
    public static let client = Party(rawValue: 1)
    /// Does jobs.
    public static let freelancer = Party(rawValue: 2)

    /// The number on the wire; others than the constants' come from newer programs.
    public var rawValue: Int32

    /// The value of a number, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The full name in the contract.
    public static let enumerationName = "tandem.v1.Party"

    /// Every constant with its name in the contract.
    public static let constants: [(value: Party, name: String)] = [
        (.unspecified, "PARTY_UNSPECIFIED"),
        (.client, "PARTY_CLIENT"),
        (.freelancer, "PARTY_FREELANCER"),
    ]
}
