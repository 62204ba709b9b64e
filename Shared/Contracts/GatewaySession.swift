// The front door: many matches over one call (gateway.proto).
public import ProtobufWire

/// A question of a session.
public struct MatchSessionRequest: Message {
    /// Which question it is.
    public enum Question: Sendable, Equatable {
        case matchFreelancers(MatchFreelancersRequest)
        case matchJobs(MatchJobsRequest)
        case rankProposals(RankProposalsRequest)

        fileprivate var message: any Message {
            switch self {
            case .matchFreelancers(let value): value
            case .matchJobs(let value): value
            case .rankProposals(let value): value
            }
        }
    }

    /// Comes back with the answer; at most 256 bytes.
    public var tag = ""
    /// The question, if there is one.
    public var question: Question?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A match session request; what is left out is at its default.
    public init(tag: String = "", question: Question? = nil) {
        self.tag = tag
        self.question = question
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MatchSessionRequest {
    public static let messageName = "tandem.v1.MatchSessionRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, tag)
        switch question {
        case .matchFreelancers(let value): writer.message(2, value)
        case .matchJobs(let value): writer.message(3, value)
        case .rankProposals(let value): writer.message(4, value)
        case nil: break
        }
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let field = try reader.nextField(&unknownFields) {
            switch field.number {
            case 1: try reader.string(&tag)
            case 2:
                if let value = try reader.message(mergingInto: question?.message as? MatchFreelancersRequest) {
                    question = .matchFreelancers(value)
                }
            case 3:
                if let value = try reader.message(mergingInto: question?.message as? MatchJobsRequest) {
                    question = .matchJobs(value)
                }
            case 4:
                if let value = try reader.message(mergingInto: question?.message as? RankProposalsRequest) {
                    question = .rankProposals(value)
                }
            default: break
            }
        }
    }
}

/// An answer of a session.
public struct MatchSessionResponse: Message {
    /// Which answer it is.
    public enum Answer: Sendable, Equatable {
        case matches(MatchResponse)
        case problem(Status)

        fileprivate var message: any Message {
            switch self {
            case .matches(let value): value
            case .problem(let value): value
            }
        }
    }

    /// Of the question.
    public var tag = ""
    /// The answer, if there is one.
    public var answer: Answer?
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A match session response; what is left out is at its default.
    public init(tag: String = "", answer: Answer? = nil) {
        self.tag = tag
        self.answer = answer
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MatchSessionResponse {
    public static let messageName = "tandem.v1.MatchSessionResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, tag)
        switch answer {
        case .matches(let value): writer.message(2, value)
        case .problem(let value): writer.message(3, value)
        case nil: break
        }
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let field = try reader.nextField(&unknownFields) {
            switch field.number {
            case 1: try reader.string(&tag)
            case 2:
                if let value = try reader.message(mergingInto: answer?.message as? MatchResponse) {
                    answer = .matches(value)
                }
            case 3:
                if let value = try reader.message(mergingInto: answer?.message as? Status) { answer = .problem(value) }
            default: break
            }
        }
    }
}
