import Contracts
import Learning
import Operations
import RPC

/// What the gateway tries out with the rankings it serves: experiments, and exploration.
///
/// All chance comes from a keyed hash of names, so nothing is remembered: the same unit is in the same arm after a restart and
/// at every replica with the same seed, and the same draw explores alike.
struct Trials: Sendable {
    /// A unit is in the first of these that takes it.
    let experiments: [Experiment]
    /// Nil when nothing is explored.
    let exploration: TopShuffle?
    private let hash: KeyedHash

    static let options: [CommandOption] = [
        .option(
            "experiment", value: "NAME=ARM:SHARE,…",
            help: "serve units by arms, such as fusion=product:0.5,learned:0.5 (may be repeated)",
            environment: "TANDEM_EXPERIMENT"),
        .option("explore", value: "SHARE", help: "of matches whose first places are shuffled, 0 to 0.5 (default 0)"),
        .option("explore-depth", value: "PLACES", help: "that are shuffled, 2 to 200 (default 20)"),
        .option("draw-seed", value: "NUMBER", help: "of all that is drawn (default 1)"),
    ]

    static let largestShare = 0.5
    static let largestDepth = RankingRecorder.itemLimit
    static let experimentLimit = 20

    /// Nothing is tried out.
    static let none = Trials(experiments: [], exploration: nil, seed: 1)

    init(experiments: [Experiment], exploration: TopShuffle?, seed: UInt64) {
        self.experiments = experiments
        self.exploration = exploration
        hash = KeyedHash(seed: seed)
    }

    /// - Throws: For experiments that can't be, or shares and depths out of range.
    init(_ arguments: Arguments) throws(ArgumentError) {
        let texts = arguments.all("experiment").flatMap { $0.split(separator: ";") }.map(String.init)
        var experiments: [Experiment] = []
        for text in texts {
            let experiment = try Experiment(parsing: text)
            guard !experiments.contains(where: { $0.name == experiment.name }) else {
                throw ArgumentError("--experiment \(experiment.name) is given twice: names must differ")
            }
            experiments.append(experiment)
        }
        guard experiments.count <= Self.experimentLimit else {
            throw ArgumentError("\(experiments.count) experiments; at most \(Self.experimentLimit) run at a time")
        }
        let share = try arguments.number("explore", in: 0...Self.largestShare) ?? 0
        let depth = try arguments.integer("explore-depth", in: 2...Self.largestDepth) ?? 20
        let seed = UInt64(try arguments.integer("draw-seed") ?? 1)
        self.init(
            experiments: experiments, exploration: share > 0 ? TopShuffle(share: share, depth: depth) : nil, seed: seed)
    }

    /// The experiment and the arm of a unit; nil when it is in none.
    func assignment(of unit: String) -> (experiment: Experiment, arm: Experiment.Arm)? {
        guard !unit.isEmpty else { return nil }
        for experiment in experiments {
            let point = hash.uniform("experiment:\(experiment.name)", unit)
            if let arm = experiment.arm(at: point) { return (experiment, arm) }
        }
        return nil
    }

    /// Chance that belongs to one draw of a kind.
    func generator(_ kind: String, _ draw: String) -> SeededGenerator { SeededGenerator(seed: hash(kind, draw)) }

    /// How a request takes part.
    ///
    /// - Parameters:
    ///   - unit: Whom it is for, unless the request says otherwise.
    /// - Throws: INVALID_ARGUMENT for an id that is too long.
    func treatment(_ asked: Trial?, unit: String, _ limits: MatchLimits) throws(RPCError) -> Treatment {
        let trial = asked ?? Trial()
        for (id, field) in [(trial.unitID, "trial.unit_id"), (trial.drawID, "trial.draw_id")]
        where id.utf8.count > Matcher.idBytes {
            throw .invalidField(field, "has \(id.utf8.count) bytes; ids have at most \(Matcher.idBytes)")
        }
        let rankingID = UniqueNames.ranking()
        var treatment = Treatment(
            unitID: trial.unitID.isEmpty ? unit : trial.unitID, rankingID: rankingID,
            drawID: trial.drawID.isEmpty ? rankingID : trial.drawID, returnsExposure: trial.exposure, limits: limits)
        guard !trial.exempt else { return treatment }
        treatment.exploration = exploration
        guard !limits.namesFusion, let (experiment, arm) = assignment(of: treatment.unitID) else { return treatment }
        treatment.experiment = experiment.name
        treatment.arm = arm
        treatment.limits = limits.with(arm.setting)
        // What was interleaved is no order of its own to explore around.
        if arm.setting.fusions.count > 1 { treatment.exploration = nil }
        return treatment
    }
}

/// How one request takes part in what is tried out.
struct Treatment: Sendable {
    let unitID: String
    let rankingID: String
    let drawID: String
    let returnsExposure: Bool
    /// As asked for, or as the arm has it.
    var limits: MatchLimits
    /// Empty outside of experiments.
    var experiment = ""
    var arm: Experiment.Arm?
    /// Nil when this request is not explored.
    var exploration: TopShuffle?

    /// The second fusion, when two are interleaved.
    var opponent: Fusion? { arm.flatMap { $0.setting.fusions.count > 1 ? $0.setting.fusions[1] : nil } }
}
