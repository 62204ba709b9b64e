import Contracts
import RPC

/// How much a match was asked for, checked and with its defaults filled in.
struct MatchLimits: Sendable, Equatable {
    /// Hits in the answer.
    private(set) var hits: Int
    /// Candidates of the first pass.
    private(set) var candidates: Int
    /// Reasons for each side of a hit; 0 for none.
    let reasons: Int
    /// Learned unless another was asked for.
    private(set) var fusion: Fusion
    /// Whether one was asked for.
    let namesFusion: Bool
    /// Hits that get their features.
    private(set) var features: Int

    static let maximumHits: UInt32 = 10_000
    static let defaultHits: UInt32 = 10
    static let maximumCandidates: UInt32 = 10_000
    static let defaultCandidates: UInt32 = 500
    static let maximumReasons: UInt32 = 50
    static let defaultReasons: UInt32 = 3
    /// With more hits than this, reasons come only when they are asked for by number.
    static let hitsWithDefaultReasons: UInt32 = 200
    /// Hits that have reasons at most.
    static let explainedHits = 50
    /// Hits whose records are looked up at most, for matched skills.
    static let describedHits = 200

    /// - Throws: INVALID_ARGUMENT with the field that is too large or not known.
    init(
        limit: UInt32, candidateLimit: UInt32, reasonLimit: UInt32, fusion: Fusion, features: Bool
    ) throws(RPCError) {
        guard limit <= Self.maximumHits else {
            throw .invalidField("limit", "is \(limit), at most \(Self.maximumHits) are given")
        }
        guard candidateLimit <= Self.maximumCandidates else {
            throw .invalidField("candidate_limit", "is \(candidateLimit), at most \(Self.maximumCandidates) are scored")
        }
        guard reasonLimit <= Self.maximumReasons else {
            throw .invalidField("reason_limit", "is \(reasonLimit), at most \(Self.maximumReasons) are given")
        }
        guard Fusion.constants.contains(where: { $0.value == fusion }) else {
            throw .invalidField("fusion", "\(fusion.rawValue) is not known here")
        }
        let hitLimit = limit == 0 ? Self.defaultHits : limit
        hits = Int(hitLimit)
        candidates = Int(candidateLimit == 0 ? max(Self.defaultCandidates, hitLimit) : candidateLimit)
        if reasonLimit > 0 {
            reasons = Int(reasonLimit)
        } else {
            reasons = hitLimit > Self.hitsWithDefaultReasons ? 0 : Int(Self.defaultReasons)
        }
        self.fusion = fusion == .unspecified ? .learned : fusion
        namesFusion = fusion != .unspecified
        self.features = features ? SecondLevel.depth : 0
    }

    /// The same by another fusion.
    func with(fusion: Fusion) -> MatchLimits {
        var limits = self
        limits.fusion = fusion
        return limits
    }

    /// The same with other numbers of hits and of their features.
    func with(hits: Int, features: Int? = nil) -> MatchLimits {
        var limits = self
        limits.hits = hits
        limits.features = features ?? limits.features
        return limits
    }

    /// As an experiment's arm has it; interleaved ones begin with the first fusion.
    func with(_ setting: Experiment.Setting) -> MatchLimits {
        var limits = self
        limits.fusion = setting.fusions.first ?? fusion
        limits.candidates = setting.candidates ?? candidates
        return limits
    }
}
