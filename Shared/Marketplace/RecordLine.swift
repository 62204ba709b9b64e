import Contracts
import JSON
import ProtobufWire

/// The four files of an import, in the order of facts at equal times.
enum RecordFile: String, CaseIterable {
    case freelancers
    case clients
    case jobs
    case events
}

/// Lines to facts, and facts to lines.
enum RecordLine {
    /// Reads a line of a file.
    static func fact(
        _ line: UnsafeBufferPointer<UInt8>, in file: RecordFile, unknown: inout [String]
    ) throws(LineFault) -> Fact {
        var envelope = Envelope()
        let body = try body(line, in: file, &envelope)
        unknown = envelope.unknown
        var fact = Fact(id: envelope.factID, time: envelope.time ?? ownTime(body), body: body)
        if fact.id.isEmpty { fact.id = derivedID(fact) }
        if let problem = FactLimits.problem(with: fact) { throw LineFault(.invalidValue, problem) }
        // A fact is never larger than its line, give or take; only long lines need the exact answer.
        if line.count > FactLimits.payloadBytes / 2, fact.serializedBytes().count > FactLimits.payloadBytes {
            throw LineFault(.tooLarge, "a record must not be larger than \(FactLimits.payloadBytes) bytes")
        }
        return fact
    }

    /// When a line happened, from as little of it as that takes; `nil` where the line is at fault.
    static func time(_ line: UnsafeBufferPointer<UInt8>, in file: RecordFile) -> Int64? {
        do {
            var reader = try JSONReader(line)
            var began: Int64?
            var updated: Int64?
            try reader.beginObject()
            while let key = try reader.nextKey() {
                let isTime: Bool
                switch file {
                case .events: isTime = key == "time"
                case .jobs: isTime = key == "posted_at"
                case .freelancers, .clients: isTime = key == "joined_at"
                }
                if file != .events, key == "fact_time", try reader.peekKind() != .null {
                    return try RecordValue.time(&reader)
                }
                if isTime, try reader.peekKind() != .null {
                    began = try RecordValue.time(&reader)
                    if file == .events { return began }
                } else if file != .events, key == "updated_at", try reader.peekKind() != .null {
                    updated = try RecordValue.time(&reader)
                } else {
                    try reader.skipValue()
                }
            }
            if file == .events { return nil }
            return (updated == 0 ? nil : updated) ?? began ?? 0
        } catch {
            return nil
        }
    }

    /// The file a fact belongs to.
    static func file(of body: Fact.Body) -> RecordFile {
        switch body {
        case .freelancer: .freelancers
        case .client: .clients
        case .job: .jobs
        default: .events
        }
    }

    /// Writes a fact as a line, without the line feed.
    static func write(_ fact: Fact, _ body: Fact.Body, _ writer: inout JSONWriter) {
        writer.beginObject()
        if file(of: body) == .events {
            writer.member("id", fact.id)
            writer.member("type", body.kind.name)
            writer.time("time", fact.time)
            EventFormats.write(body, &writer)
        } else {
            EntityFormats.write(body, &writer)
            if !fact.id.isEmpty, fact.id != derivedID(fact) { writer.member("fact_id", fact.id) }
            if fact.time != ownTime(body) { writer.time("fact_time", fact.time) }
        }
        writer.endObject()
    }

    private static func body(
        _ line: UnsafeBufferPointer<UInt8>, in file: RecordFile, _ envelope: inout Envelope
    ) throws(LineFault) -> Fact.Body {
        switch file {
        case .freelancers: return .freelancer(try RecordFormats.freelancer.read(line, .entities, &envelope))
        case .clients: return .client(try RecordFormats.client.read(line, .entities, &envelope))
        case .jobs: return .job(try RecordFormats.job.read(line, .entities, &envelope))
        case .events: return try EventFormats.read(try type(of: line), line, &envelope)
        }
    }

    /// The type of an event, which may stand anywhere in its line.
    private static func type(of line: UnsafeBufferPointer<UInt8>) throws(LineFault) -> FactKind {
        do {
            var reader = try JSONReader(line)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                guard key == "type" else {
                    try reader.skipValue()
                    continue
                }
                guard try reader.peekKind() == .string else {
                    throw LineFault(
                        .wrongType, field: "type", "expected string, found \(try reader.peekKind().rawValue)")
                }
                let name = try reader.readString()
                guard let kind = FactKind(name: name), kind != .freelancer, kind != .client, kind != .job else {
                    throw LineFault(.unknownType, field: "type", "no event has the type \"\(name.prefix(64))\"")
                }
                return kind
            }
            try reader.finish()
        } catch let error as JSONError {
            throw LineFault(error)
        } catch let fault as LineFault {
            throw fault
        } catch {
            throw LineFault(.invalidJSON, "\(error)")
        }
        throw LineFault(.missingField, field: "type", "is missing")
    }

    /// When a record happened by its own fields; 0 when it doesn't say.
    private static func ownTime(_ body: Fact.Body) -> Int64 {
        switch body {
        case .freelancer(let value): value.updatedAt != 0 ? value.updatedAt : value.joinedAt
        case .client(let value): value.updatedAt != 0 ? value.updatedAt : value.joinedAt
        case .job(let value): value.updatedAt != 0 ? value.updatedAt : value.postedAt
        default: 0
        }
    }

    /// The id of a fact whose source gave none: of its content, so that the same line is the same fact, and a changed
    /// record another one.
    private static func derivedID(_ fact: Fact) -> String {
        guard let body = fact.body else { return "" }
        var content = Fact(time: fact.time, body: body)
        let prefix: String
        switch body {
        case .freelancer(let value): prefix = "freelancer:\(value.id):"
        case .client(let value): prefix = "client:\(value.id):"
        case .job(let value): prefix = "job:\(value.id):"
        default: prefix = "\(body.kind.name):"
        }
        if file(of: body) != .events { content.time = 0 }
        let hash = content.serializedBytes().withUnsafeBytes { ContentHash.hexadecimal($0) }
        let id = prefix + (file(of: body) == .events ? hash : String(hash.prefix(16)))
        return id.utf8.count <= FactLimits.idBytes ? id : "\(body.kind.name)::\(hash)"
    }
}
