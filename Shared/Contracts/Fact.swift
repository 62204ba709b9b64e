// One row of the log (marketplace.proto).
public import ProtobufWire

/// One row of the log.
public struct Fact: Message {
    /// Place in the log, from 1, without gaps in order of appending.
    ///
    /// Set by the log; 0 in a fact not yet appended.
    public var sequence: UInt64 = 0
    /// From the source; the same id twice is one fact.
    public var id = ""
    /// When it happened, which may be before it was appended.
    public var time: Int64 = 0
    /// What happened; nil when the kind of fact is not known here.
    public var body: Body?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A fact; what is left out is at its default.
    public init(sequence: UInt64 = 0, id: String = "", time: Int64 = 0, body: Body? = nil) {
        self.sequence = sequence
        self.id = id
        self.time = time
        self.body = body
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Fact {
    public static let messageName = "tandem.v1.Fact"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.uint64(1, sequence)
        writer.string(2, id)
        writer.int64(3, time)
        body?.encode(to: &writer)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint64(&sequence)
            case 2: try reader.string(&id)
            case 3: try reader.int64(&time)
            case 10: try reader.member(&body, Body.freelancer)
            case 11: try reader.member(&body, Body.client)
            case 12: try reader.member(&body, Body.job)
            case 13: try reader.member(&body, Body.freelancerUpdated)
            case 14: try reader.member(&body, Body.jobClosed)
            case 15: try reader.member(&body, Body.signup)
            case 20: try reader.member(&body, Body.search)
            case 21: try reader.member(&body, Body.impression)
            case 22: try reader.member(&body, Body.click)
            case 23: try reader.member(&body, Body.view)
            case 24: try reader.member(&body, Body.save)
            case 25: try reader.member(&body, Body.rankingServed)
            case 30: try reader.member(&body, Body.application)
            case 31: try reader.member(&body, Body.applicationWithdrawn)
            case 32: try reader.member(&body, Body.invitation)
            case 33: try reader.member(&body, Body.invitationResponse)
            case 34: try reader.member(&body, Body.interview)
            case 35: try reader.member(&body, Body.offer)
            case 36: try reader.member(&body, Body.rejection)
            case 37: try reader.member(&body, Body.hire)
            case 40: try reader.member(&body, Body.contractStart)
            case 41: try reader.member(&body, Body.payment)
            case 42: try reader.member(&body, Body.contractEnd)
            case 43: try reader.member(&body, Body.feedback)
            case 44: try reader.member(&body, Body.endorsement)
            default: break
            }
        }
    }
}
