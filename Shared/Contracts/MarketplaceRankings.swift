// What the gateway answered, as a fact (marketplace.proto).
public import ProtobufWire

/// What the gateway answered: kept so that anybody can ask later what was known and shown.
public struct RankingServed: Message {
    /// As the answer gave it.
    public var rankingID = ""
    /// "MatchFreelancers", "MatchJobs", "RankProposals", "SearchFreelancers", "SearchJobs" or "RecommendJobs".
    public var method = ""
    /// Of the job matched, when there is one.
    public var jobID = ""
    /// Of the freelancer matched, when there is one.
    public var freelancerID = ""
    /// The words, when there were any.
    public var query = ""
    /// As they were shown, the first at place 1: best first, but for exploration and interleaving.
    public var items: [RankedItem] = []
    /// Versions of the models that took part, such as "client-model@4f2a…".
    public var models: [String] = []
    /// Services that were down or late.
    public var degraded: [String] = []
    /// Last fact known to the ranking.
    public var logSequence: UInt64 = 0
    /// Whom it was made for: experiments treat a unit alike.
    ///
    /// The job's client, or the freelancer who looks for jobs, unless the request named another.
    public var unitID = ""
    /// The experiment that the unit is in; empty outside of experiments.
    public var experiment = ""
    /// The unit's arm of the experiment.
    public var arm = ""
    /// Share of all units that the arm is meant to get, in (0, 1].
    public var armShare = 0.0
    /// How the order was made, such as "learned"; two as "product+learned" when they were interleaved.
    public var fusion = ""
    /// How many of the items were shown, from the first; 0 in older logs: all were.
    ///
    /// Those behind were not: they are kept because exploration might have shown them.
    public var shown: UInt32 = 0
    /// Probability with which the first places are put in random order before any is shown.
    public var exploration = 0.0
    /// How many places that are.
    public var explorationDepth: UInt32 = 0
    /// Whether they were, this time.
    public var explored = false
    /// Other orders of the same candidates, by their fusion, of which the items' `targetPlaces` speak.
    public var targets: [String] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A ranking served; what is left out is at its default.
    public init(
        rankingID: String = "",
        method: String = "",
        jobID: String = "",
        freelancerID: String = "",
        query: String = "",
        items: [RankedItem] = [],
        models: [String] = [],
        degraded: [String] = [],
        logSequence: UInt64 = 0,
        unitID: String = "",
        experiment: String = "",
        arm: String = "",
        armShare: Double = 0,
        fusion: String = "",
        shown: UInt32 = 0,
        exploration: Double = 0,
        explorationDepth: UInt32 = 0,
        explored: Bool = false,
        targets: [String] = []
    ) {
        self.rankingID = rankingID
        self.method = method
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.query = query
        self.items = items
        self.models = models
        self.degraded = degraded
        self.logSequence = logSequence
        self.unitID = unitID
        self.experiment = experiment
        self.arm = arm
        self.armShare = armShare
        self.fusion = fusion
        self.shown = shown
        self.exploration = exploration
        self.explorationDepth = explorationDepth
        self.explored = explored
        self.targets = targets
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RankingServed {
    public static let messageName = "tandem.v1.RankingServed"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, rankingID)
        writer.string(2, method)
        writer.string(3, jobID)
        writer.string(4, freelancerID)
        writer.string(5, query)
        writer.repeatedMessage(6, items)
        writer.repeatedString(7, models)
        writer.repeatedString(8, degraded)
        writer.uint64(9, logSequence)
        writer.string(10, unitID)
        writer.string(11, experiment)
        writer.string(12, arm)
        writer.double(13, armShare)
        writer.string(14, fusion)
        writer.uint32(15, shown)
        writer.double(16, exploration)
        writer.uint32(17, explorationDepth)
        writer.bool(18, explored)
        writer.repeatedString(19, targets)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&rankingID)
            case 2: try reader.string(&method)
            case 3: try reader.string(&jobID)
            case 4: try reader.string(&freelancerID)
            case 5: try reader.string(&query)
            case 6: try reader.repeatedMessage(&items)
            case 7: try reader.repeatedString(&models)
            case 8: try reader.repeatedString(&degraded)
            case 9: try reader.uint64(&logSequence)
            case 10: try reader.string(&unitID)
            case 11: try reader.string(&experiment)
            case 12: try reader.string(&arm)
            case 13: try reader.double(&armShare)
            case 14: try reader.string(&fusion)
            case 15: try reader.uint32(&shown)
            case 16: try reader.double(&exploration)
            case 17: try reader.uint32(&explorationDepth)
            case 18: try reader.bool(&explored)
            case 19: try reader.repeatedString(&targets)
            default: break
            }
        }
    }
}

/// One place of a served ranking.
public struct RankedItem: Message {
    /// Of a freelancer or of a job, by the ranking's method.
    public var id = ""
    /// What the ranking is ordered by.
    public var score = 0.0
    /// P(client engages freelancer); 0 where the method has none.
    public var clientProbability = 0.0
    /// P(freelancer applies or accepts); 0 where the method has none.
    public var freelancerProbability = 0.0
    /// Probability with which just this item came to stand at just this place, in (0, 1].
    ///
    /// 0 when it was not shown, was interleaved, or is of an older log.
    public var propensity = 0.0
    /// Place before exploration, from 1; 0 when nothing was explored.
    public var rank: UInt32 = 0
    /// When two fusions were interleaved, whose pick it is: 1 or 2.
    public var team: UInt32 = 0
    /// Place from 1 among all candidates by each of the ranking's `targets`.
    public var targetPlaces: [UInt32] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A ranked item; what is left out is at its default.
    public init(
        id: String = "",
        score: Double = 0,
        clientProbability: Double = 0,
        freelancerProbability: Double = 0,
        propensity: Double = 0,
        rank: UInt32 = 0,
        team: UInt32 = 0,
        targetPlaces: [UInt32] = []
    ) {
        self.id = id
        self.score = score
        self.clientProbability = clientProbability
        self.freelancerProbability = freelancerProbability
        self.propensity = propensity
        self.rank = rank
        self.team = team
        self.targetPlaces = targetPlaces
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension RankedItem {
    public static let messageName = "tandem.v1.RankedItem"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, id)
        writer.double(2, score)
        writer.double(3, clientProbability)
        writer.double(4, freelancerProbability)
        writer.double(5, propensity)
        writer.uint32(6, rank)
        writer.uint32(7, team)
        writer.repeatedUInt32(8, targetPlaces)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&id)
            case 2: try reader.double(&score)
            case 3: try reader.double(&clientProbability)
            case 4: try reader.double(&freelancerProbability)
            case 5: try reader.double(&propensity)
            case 6: try reader.uint32(&rank)
            case 7: try reader.uint32(&team)
            case 8: try reader.repeatedUInt32(&targetPlaces)
            default: break
            }
        }
    }
}
