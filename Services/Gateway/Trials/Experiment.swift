import Contracts
import Operations

/// An experiment: units fall into arms by chance, and each arm is served in a way of its own.
struct Experiment: Sendable, Equatable {
    /// What an arm's requests get.
    struct Setting: Sendable, Equatable {
        /// One, or two to be interleaved.
        var fusions: [Fusion]
        /// Candidates of the first pass; nil for as many as asked for.
        var candidates: Int?

        /// "learned", "product+learned", "learned/candidates=200".
        var text: String {
            fusions.map(\.label).joined(separator: "+") + (candidates.map { "/candidates=\($0)" } ?? "")
        }
    }

    /// One of the ways.
    struct Arm: Sendable, Equatable {
        var name: String
        var setting: Setting
        /// Of all units, in (0, 1].
        var share: Double
    }

    let name: String
    let arms: [Arm]

    /// Bytes of an experiment's or an arm's name.
    static let nameBytes = 64
    static let armLimit = 20

    /// The arm of a share of the way through all units, in 0 ..< 1; nil for units that the arms leave over.
    func arm(at point: Double) -> Arm? {
        var end = 0.0
        for arm in arms {
            end += arm.share
            if point < end { return arm }
        }
        return nil
    }

    var status: ExperimentStatus {
        ExperimentStatus(
            name: name,
            arms: arms.map { ExperimentArm(name: $0.name, setting: $0.setting.text, share: $0.share) })
    }
}

extension Experiment {
    /// Understands `NAME=ARM:SHARE,ARM:SHARE`, where ARM is `[LABEL@]FUSION[+FUSION][/candidates=COUNT]`.
    ///
    /// - Throws: With the part that can't be meant, and what could.
    init(parsing text: String) throws(ArgumentError) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, Self.isName(parts[0]) else {
            throw Self.problem(
                text,
                "it must be NAME=ARM:SHARE,ARM:SHARE, such as fusion=product:0.5,learned:0.5, with a name of letters, "
                    + "digits, - and _")
        }
        name = parts[0]
        var arms: [Arm] = []
        for part in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
            arms.append(try Self.arm(String(part), of: text))
        }
        guard arms.count <= Self.armLimit else {
            throw Self.problem(text, "it has \(arms.count) arms; at most \(Self.armLimit) are told apart")
        }
        for (index, arm) in arms.enumerated() where arms[..<index].contains(where: { $0.name == arm.name }) {
            throw Self.problem(
                text, "two arms are called \(arm.name): give one a label, as in a@product:0.5,b@product:0.5")
        }
        let sum = arms.reduce(0) { $0 + $1.share }
        guard sum <= 1 + 1e-9 else { throw Self.problem(text, "the shares sum to \(sum), more than 1") }
        self.arms = arms
    }

    private static func arm(_ text: String, of whole: String) throws(ArgumentError) -> Arm {
        guard let colon = text.lastIndex(of: ":") else {
            throw problem(whole, "the arm \(text) has no share; write \(text):0.5")
        }
        let (description, digits) = (String(text[..<colon]), text[text.index(after: colon)...])
        guard let share = Double(digits), share > 0, share <= 1 else {
            throw problem(whole, "the share of \(description) must be above 0 and at most 1, not \(digits)")
        }
        let labelled = description.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let setting = try setting(labelled[labelled.count - 1], of: whole)
        let name = labelled.count == 2 ? labelled[0] : description
        guard labelled.count == 1 || isName(name) else {
            throw problem(whole, "an arm's label has letters, digits, - and _, at most \(nameBytes); not \(name)")
        }
        return Arm(name: name, setting: setting, share: share)
    }

    private static func setting(_ text: String, of whole: String) throws(ArgumentError) -> Setting {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let names = parts[0].split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        let known = Fusion.constants.map(\.value).filter { $0 != .unspecified }
        var setting = Setting(fusions: [])
        for name in names {
            guard let fusion = known.first(where: { $0.label == name }) else {
                throw problem(whole, "\(name) is no fusion; there are \(known.map(\.label).joined(separator: ", "))")
            }
            setting.fusions.append(fusion)
        }
        guard setting.fusions.count <= 2, Set(setting.fusions).count == setting.fusions.count else {
            throw problem(whole, "\(parts[0]): two different fusions can be interleaved, no more")
        }
        for part in parts.dropFirst() {
            guard part.hasPrefix("candidates="), let count = Int(part.dropFirst("candidates=".count)),
                (1...Int(MatchLimits.maximumCandidates)).contains(count)
            else {
                throw problem(
                    whole, "\(part) is no setting; there is candidates=1 to candidates=\(MatchLimits.maximumCandidates)"
                )
            }
            setting.candidates = count
        }
        return setting
    }

    private static func isName(_ text: String) -> Bool {
        (1...nameBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func problem(_ text: String, _ reason: String) -> ArgumentError {
        ArgumentError("--experiment \(text): \(reason)")
    }
}
