public import Contracts

/// Where a market's facts go.
///
/// Facts come in order of time. Entities have no id of their own as facts; events do.
public protocol FactSink: AnyObject {
    /// Takes the next fact.
    ///
    /// - Throws: When it cannot be kept; the simulation ends with it.
    func append(_ fact: Fact) throws(SimulationError)
}

/// A sink that keeps nothing: for the part of a market's history that is known already.
public final class NoFacts: FactSink {
    /// A sink that keeps nothing.
    public init() {}

    /// Forgets the fact.
    public func append(_ fact: Fact) throws(SimulationError) {}
}
