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
    }

    /// All there are: the market's own, the text's, and every fusion that a request can name.
    static let all: [RankingChoice] = {
        let fusions = Fusion.constants.filter { $0.value != .unspecified }.map { constant in
            let name = constant.name.dropFirst("FUSION_".count).lowercased()
            return RankingChoice(name: name.replacing("_", with: "-"), way: .fusion(constant.value))
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
