import Contracts
import RPC
import Synchronization

/// What one side's model says of all candidates.
struct SideScores: Sendable, Equatable {
    /// In the order of the candidates.
    var probabilities: [Double]
    /// The model didn't answer: all probabilities are the prior.
    var isAtPrior: Bool
    /// "client-model@4f2a9c01"; empty when untrained or not there.
    var model = ""
    /// Last fact that the model had applied.
    var appliedSequence: UInt64 = 0
    /// Of what the model looked at; empty unless it was asked for.
    var featureNames: [String] = []
    /// A value a name for each candidate, candidate by candidate.
    var features: [Float] = []

    /// A model's answer.
    ///
    /// - Throws: INTERNAL when it doesn't fit the question.
    init(_ response: ScoreResponse, candidates: Int) throws(RPCError) {
        guard response.probabilities.count == candidates else {
            throw RPCError(
                .internalError, "answered \(response.probabilities.count) probabilities for \(candidates) candidates")
        }
        guard response.probabilities.allSatisfy({ (0...1).contains($0) }) else {
            throw RPCError(.internalError, "answered a probability that is not within 0 to 1")
        }
        guard response.features.count == candidates * response.featureNames.count else {
            throw RPCError(
                .internalError,
                "answered \(response.features.count) values of \(response.featureNames.count) features for "
                    + "\(candidates) candidates")
        }
        probabilities = response.probabilities
        isAtPrior = false
        featureNames = response.featureNames
        features = response.features
        model = response.model
        appliedSequence = response.appliedSequence
    }

    /// What stands in for an answer.
    init(prior: Double, candidates: Int) {
        probabilities = Array(repeating: prior, count: candidates)
        isAtPrior = true
    }
}

/// The priors last heard from each model, for the time when it doesn't answer.
final class PriorMemory: Sendable {
    /// What a model is asked; its prior depends on it.
    enum Question: Hashable, Sendable {
        case freelancers
        case applicants
        case jobs
    }

    private struct Key: Hashable {
        var service: String
        var question: Question
    }

    private let priors = Mutex<[Key: Double]>([:])

    /// The prior of a model that was never heard.
    static let unknown = 0.5

    func remember(_ prior: Double, of service: String, for question: Question) {
        guard prior > 0, prior < 1 else { return }
        priors.withLock { $0[Key(service: service, question: question)] = prior }
    }

    func prior(of service: String, for question: Question) -> Double {
        priors.withLock { $0[Key(service: service, question: question)] } ?? Self.unknown
    }
}
