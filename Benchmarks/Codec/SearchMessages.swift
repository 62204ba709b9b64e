// The messages of peers/search.proto, encoded by hand as the contract's are.
import ProtobufWire

/// What a search found.
struct SearchResponse: Message {
    static let messageName = "bench.SearchResponse"

    var hits: [Hit] = []
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, hits)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.repeatedMessage(&hits)
            default: break
            }
        }
    }
}

/// One thing found.
struct Hit: Message {
    static let messageName = "bench.Hit"

    var id: UInt64 = 0
    var title = ""
    var skills: [String] = []
    var features: [Float] = []
    var score = 0.0
    var explanation: [Explanation] = []
    var timestamp: Int64 = 0
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.uint64(1, id)
        writer.string(2, title)
        writer.repeatedString(3, skills)
        writer.repeatedFloat(4, features)
        writer.double(5, score)
        writer.repeatedMessage(6, explanation)
        writer.int64(7, timestamp)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.uint64(&id)
            case 2: try reader.string(&title)
            case 3: try reader.repeatedString(&skills)
            case 4: try reader.repeatedFloat(&features)
            case 5: try reader.double(&score)
            case 6: try reader.repeatedMessage(&explanation)
            case 7: try reader.int64(&timestamp)
            default: break
            }
        }
    }
}

/// A part of a hit's score.
struct Explanation: Message {
    static let messageName = "bench.Explanation"

    var name = ""
    var value = 0.0
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.string(1, name)
        writer.double(2, value)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&name)
            case 2: try reader.double(&value)
            default: break
            }
        }
    }
}

/// What to search for.
struct SearchRequest: Message {
    static let messageName = "bench.SearchRequest"

    var query = ""
    var page: UInt32 = 0
    var pageSize: UInt32 = 0
    var userID: Int64 = 0
    var minimumScore = 0.0
    var explain = false
    var traceID: UInt64 = 0
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.string(1, query)
        writer.uint32(2, page)
        writer.uint32(3, pageSize)
        writer.int64(4, userID)
        writer.double(5, minimumScore)
        writer.bool(6, explain)
        writer.uint64(7, traceID)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&query)
            case 2: try reader.uint32(&page)
            case 3: try reader.uint32(&pageSize)
            case 4: try reader.int64(&userID)
            case 5: try reader.double(&minimumScore)
            case 6: try reader.bool(&explain)
            case 7: try reader.uint64(&traceID)
            default: break
            }
        }
    }
}
