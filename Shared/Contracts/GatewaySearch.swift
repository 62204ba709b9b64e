// The front door: search (gateway.proto).
public import ProtobufWire

/// Asks for freelancers or jobs by words and filters.
public struct GatewaySearchRequest: Message {
    /// Words; may be empty, then everything that passes the filter comes, most recent first.
    public var query = ""
    /// What a hit must satisfy.
    public var filter: Filter?
    /// At most 1,000; 0 means 10.
    public var limit: UInt32 = 0
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A gateway search request; what is left out is at its default.
    public init(query: String = "", filter: Filter? = nil, limit: UInt32 = 0) {
        self.query = query
        self.filter = filter
        self.limit = limit
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GatewaySearchRequest {
    public static let messageName = "tandem.v1.GatewaySearchRequest"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.string(1, query)
        writer.message(2, filter)
        writer.uint32(3, limit)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&query)
            case 2: try reader.message(&filter)
            case 3: try reader.uint32(&limit)
            default: break
            }
        }
    }
}

/// What the words found.
public struct GatewaySearchResponse: Message {
    /// Best first; ties by id.
    public var hits: [SearchHit] = []
    /// All that matched words or concepts and passed the filter.
    public var total: UInt64 = 0
    /// What the words were understood as.
    public var understanding: UnderstandResponse?
    /// Services that were down or late, such as "query-understanding".
    public var degraded: [String] = []
    /// Under which this ranking is kept in the log; empty when rankings are not recorded.
    public var rankingID = ""
    /// Fields that a newer program sent.
    public var unknownFields = UnknownFields()

    /// A gateway search response; what is left out is at its default.
    public init(
        hits: [SearchHit] = [],
        total: UInt64 = 0,
        understanding: UnderstandResponse? = nil,
        degraded: [String] = [],
        rankingID: String = ""
    ) {
        self.hits = hits
        self.total = total
        self.understanding = understanding
        self.degraded = degraded
        self.rankingID = rankingID
    }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension GatewaySearchResponse {
    public static let messageName = "tandem.v1.GatewaySearchResponse"

    public init() {}

    public func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, hits)
        writer.uint64(2, total)
        writer.message(3, understanding)
        writer.repeatedString(4, degraded)
        writer.string(5, rankingID)
        writer.unknownFields(unknownFields)
    }

    public mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&hits)
            case 2: try reader.uint64(&total)
            case 3: try reader.message(&understanding)
            case 4: try reader.repeatedString(&degraded)
            case 5: try reader.string(&rankingID)
            default: break
            }
        }
    }
}
