import Contracts
import Marketplace
import Simulation

/// A log as a market's memory, for the history that an experiment begins with.
final class LogSink: FactSink {
    private let log: FactLog
    private var pending: [Fact] = []
    private static let batch = 8_192

    init(_ log: FactLog) { self.log = log }

    func append(_ fact: Fact) throws(SimulationError) {
        pending.append(Self.named(fact))
        if pending.count >= Self.batch { try flush() }
    }

    /// Appends what waits.
    func flush() throws(SimulationError) {
        guard !pending.isEmpty else { return }
        do throws(FactLogError) { _ = try log.append(pending) } catch {
            throw SimulationError(.output, error.description)
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// A fact with an id: entities, which happen once in a simulated market, get that of the entity.
    static func named(_ fact: Fact) -> Fact {
        var fact = fact
        switch fact.body {
        case .freelancer(let entity): fact.id = "freelancer:\(entity.id)"
        case .client(let entity): fact.id = "client:\(entity.id)"
        case .job(let entity): fact.id = "job:\(entity.id)"
        default: break
        }
        return fact
    }
}
