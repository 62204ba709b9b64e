import Contracts
import Operations

/// A ranking that an experiment compares, by the name under which a person asks for it.
struct RankingChoice: Sendable, Equatable {
    /// The name.
    let name: String
    /// Who ranks.
    let way: Way

    /// Who ranks, and how.
    enum Way: Sendable, Equatable {
        /// The simulated market itself, without a suite.
        case own
        /// The gateway, by a fusion of both sides.
        case fusion(Fusion)
        /// The gateway's candidates in the order of their text scores.
        case text
        /// The gateway by itself: by its experiments and its exploration.
        case served
    }

    /// What the gateway serves to whoever doesn't ask for a fusion; no choice of an experiment's.
    static let served = RankingChoice(name: "served", way: .served)

    /// All there are: the market's own, the text's, and every fusion that a request can name.
    static let all: [RankingChoice] = {
        let fusions = Fusion.constants.map(\.value).filter { $0 != .unspecified }.map {
            RankingChoice(name: $0.label, way: .fusion($0))
        }
        let text = fusions.contains { $0.name == "text" } ? [] : [RankingChoice(name: "text", way: .text)]
        return [RankingChoice(name: "own", way: .own)] + text + fusions
    }()

    /// The choice of a name.
    ///
    /// - Throws: With the names there are.
    static func named(_ name: String) throws(ArgumentError) -> RankingChoice {
        guard let choice = all.first(where: { $0.name == name }) else {
            throw ArgumentError("\(name) is no ranking; there are \(all.map(\.name).joined(separator: ", "))")
        }
        return choice
    }
}
