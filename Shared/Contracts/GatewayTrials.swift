// The front door: experiments and exploration (gateway.proto).
public import ProtobufWire

/// How a match takes part in experiments and exploration, as far as the gateway runs any.
///
/// A request that names its fusion is in no experiment; what it asks for may still be explored.
public struct Trial: Message {
    /// Whom experiments treat alike from one request to the next; at most 128 bytes.
    ///
    /// Empty: the job's client, or for MatchJobs the freelancer; a text without one is in no experiment.
    public var unitID = ""
    /// Names this request: exploration and interleaving draw by it; at most 128 bytes.
    ///
    /// The same request asked again is then answered alike. Empty: the ranking's id.
    public var drawID = ""
    /// Give what the log keeps of the ranking, for callers that keep the log themselves.
    public var exposure = false
    /// Take part in nothing.
    public var exempt = false
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A trial; what is left out is at its default.
    public init(unitID: String = "", drawID: String = "", exposure: Bool = false, exempt: Bool = false) {
        self.unitID = unitID
        self.drawID = drawID
        self.exposure = exposure
        self.exempt = exempt
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Trial {
    public static let messageName = "tandem.v1.Trial"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, unitID)
        writer.string(2, drawID)
        writer.bool(3, exposure)
        writer.bool(4, exempt)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&unitID)
            case 2: try reader.string(&drawID)
            case 3: try reader.bool(&exposure)
            case 4: try reader.bool(&exempt)
            default: break
            }
        }
    }
}

/// An experiment that the gateway runs.
public struct ExperimentStatus: Message {
    /// Its name.
    public var name = ""
    /// Its arms, in the order in which they were given.
    public var arms: [ExperimentArm] = []
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An experiment status; what is left out is at its default.
    public init(name: String = "", arms: [ExperimentArm] = []) {
        self.name = name
        self.arms = arms
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ExperimentStatus {
    public static let messageName = "tandem.v1.ExperimentStatus"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.repeatedMessage(2, arms)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.repeatedMessage(&arms)
            default: break
            }
        }
    }
}

/// One arm of an experiment.
public struct ExperimentArm: Message {
    /// Its name.
    public var name = ""
    /// What it does: "learned", "product+learned" (interleaved), "learned/candidates=200".
    public var setting = ""
    /// Of all units, in (0, 1].
    public var share = 0.0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// An experiment arm; what is left out is at its default.
    public init(name: String = "", setting: String = "", share: Double = 0) {
        self.name = name
        self.setting = setting
        self.share = share
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ExperimentArm {
    public static let messageName = "tandem.v1.ExperimentArm"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.string(2, setting)
        writer.double(3, share)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.string(&setting)
            case 3: try reader.double(&share)
            default: break
            }
        }
    }
}
