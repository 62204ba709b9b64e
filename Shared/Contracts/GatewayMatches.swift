// The front door: matches and both their sides (gateway.proto).
public import ProtobufWire

/// A two-sided ranking, and what it was made from.
public struct MatchResponse: Message {
    /// Best first; equal scores by text score, then by id.
    ///
    /// In another order when the request is explored or interleaved: show them as they stand.
    public var matches: [Match] = []
    /// Services that were down or late, such as "client-model".
    public var degraded: [String] = []
    /// Under which this ranking is kept in the log (RankingServed); empty when rankings are not recorded.
    public var rankingID = ""
    /// Candidates that the models scored.
    public var candidates: UInt64 = 0
    /// What the text was understood as; only for MatchFreelancers by text.
    public var understanding: UnderstandResponse?
    /// The job matched, or made of the text.
    public var job: Job?
    /// Models that took part.
    public var models: [String] = []
    /// Time taken at the gateway, in microseconds.
    public var elapsedMicroseconds: UInt64 = 0
    /// How the score was made: the request's fusion, or what stood in for it; unspecified when two were interleaved.
    public var fusion: Fusion = .unspecified
    /// Of the matches' `features`; empty unless they were asked for.
    public var featureNames: [String] = []
    /// What the log keeps of this ranking; nil unless it was asked for.
    public var exposure: RankingServed?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A match response; what is left out is at its default.
    public init(
        matches: [Match] = [],
        degraded: [String] = [],
        rankingID: String = "",
        candidates: UInt64 = 0,
        understanding: UnderstandResponse? = nil,
        job: Job? = nil,
        models: [String] = [],
        elapsedMicroseconds: UInt64 = 0,
        fusion: Fusion = .unspecified,
        featureNames: [String] = [],
        exposure: RankingServed? = nil
    ) {
        self.matches = matches
        self.degraded = degraded
        self.rankingID = rankingID
        self.candidates = candidates
        self.understanding = understanding
        self.job = job
        self.models = models
        self.elapsedMicroseconds = elapsedMicroseconds
        self.fusion = fusion
        self.featureNames = featureNames
        self.exposure = exposure
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MatchResponse {
    public static let messageName = "tandem.v1.MatchResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, matches)
        writer.repeatedString(2, degraded)
        writer.string(3, rankingID)
        writer.uint64(4, candidates)
        writer.message(5, understanding)
        writer.message(6, job)
        writer.repeatedString(7, models)
        writer.uint64(8, elapsedMicroseconds)
        writer.enumeration(9, fusion)
        writer.repeatedString(10, featureNames)
        writer.message(11, exposure)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&matches)
            case 2: try reader.repeatedString(&degraded)
            case 3: try reader.string(&rankingID)
            case 4: try reader.uint64(&candidates)
            case 5: try reader.message(&understanding)
            case 6: try reader.message(&job)
            case 7: try reader.repeatedString(&models)
            case 8: try reader.uint64(&elapsedMicroseconds)
            case 9: try reader.enumeration(&fusion)
            case 10: try reader.repeatedString(&featureNames)
            case 11: try reader.message(&exposure)
            default: break
            }
        }
    }
}

/// One hit, both sides shown.
public struct Match: Message {
    /// Of a freelancer (MatchFreelancers, RankProposals) or of a job (MatchJobs).
    public var id = ""
    /// Of the freelancer or the job, for a person to read: at most 160 bytes.
    ///
    /// RankProposals gives it for the first 200 hits.
    public var title = ""
    /// By the answer's fusion: in [0, 1], or for `learned` any number.
    public var score = 0.0
    /// P(client engages freelancer).
    public var client: MatchSide?
    /// P(freelancer applies or accepts).
    public var freelancer: MatchSide?
    /// Skills asked for that the freelancer has; of the first 200 hits.
    public var matchedSkills: [String] = []
    /// [0, 1] by what people did together; 0 when the recommender is degraded.
    public var affinity = 0.0
    /// First-pass text score.
    public var textScore = 0.0
    /// What the second level looks at, a value a name of `featureNames`; nan for what is not known.
    public var features: [Float] = []
    /// Each feature's part in the learned score (Shapley value): `baseScore` and these sum to `score`.
    ///
    /// Empty unless features were asked for and the fusion is `learned`.
    public var contributions: [Double] = []
    /// What `contributions` start from.
    public var baseScore = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A match; what is left out is at its default.
    public init(
        id: String = "",
        title: String = "",
        score: Double = 0,
        client: MatchSide? = nil,
        freelancer: MatchSide? = nil,
        matchedSkills: [String] = [],
        affinity: Double = 0,
        textScore: Double = 0,
        features: [Float] = [],
        contributions: [Double] = [],
        baseScore: Double = 0
    ) {
        self.id = id
        self.title = title
        self.score = score
        self.client = client
        self.freelancer = freelancer
        self.matchedSkills = matchedSkills
        self.affinity = affinity
        self.textScore = textScore
        self.features = features
        self.contributions = contributions
        self.baseScore = baseScore
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Match {
    public static let messageName = "tandem.v1.Match"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.string(2, title)
        writer.double(3, score)
        writer.message(4, client)
        writer.message(5, freelancer)
        writer.repeatedString(6, matchedSkills)
        writer.double(7, affinity)
        writer.double(8, textScore)
        writer.repeatedFloat(9, features)
        writer.repeatedDouble(10, contributions)
        writer.double(11, baseScore)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.string(&title)
            case 3: try reader.double(&score)
            case 4: try reader.message(&client)
            case 5: try reader.message(&freelancer)
            case 6: try reader.repeatedString(&matchedSkills)
            case 7: try reader.double(&affinity)
            case 8: try reader.double(&textScore)
            case 9: try reader.repeatedFloat(&features)
            case 10: try reader.repeatedDouble(&contributions)
            case 11: try reader.double(&baseScore)
            default: break
            }
        }
    }
}

/// One side of a hit.
public struct MatchSide: Message {
    /// [0, 1], calibrated.
    public var probability = 0.0
    /// The side's service didn't answer: `probability` is the prior it last answered with, 0.5 if it never did.
    public var atPrior = false
    /// Why; nil when no reasons were asked for, when the side is at its prior, and beyond the first 50 hits.
    public var explanation: Explanation?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A match side; what is left out is at its default.
    public init(probability: Double = 0, atPrior: Bool = false, explanation: Explanation? = nil) {
        self.probability = probability
        self.atPrior = atPrior
        self.explanation = explanation
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MatchSide {
    public static let messageName = "tandem.v1.MatchSide"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.double(1, probability)
        writer.bool(2, atPrior)
        writer.message(3, explanation)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.double(&probability)
            case 2: try reader.bool(&atPrior)
            case 3: try reader.message(&explanation)
            default: break
            }
        }
    }
}
