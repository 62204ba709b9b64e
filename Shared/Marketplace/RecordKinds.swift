import Contracts
import JSON
import Operations
import ProtobufWire

/// The formats of entities by kind.
enum EntityFormats {
    static func write(_ body: Fact.Body, _ writer: inout JSONWriter) {
        switch body {
        case .freelancer(let value): RecordFormats.freelancer.write(value, &writer)
        case .client(let value): RecordFormats.client.write(value, &writer)
        case .job(let value): RecordFormats.job.write(value, &writer)
        default: break
        }
    }
}

/// The formats of events by kind.
enum EventFormats {
    static func read(
        _ kind: FactKind, _ line: UnsafeBufferPointer<UInt8>, _ envelope: inout Envelope
    ) throws(LineFault) -> Fact.Body {
        typealias Formats = RecordFormats
        switch kind {
        case .freelancer, .client, .job:
            throw LineFault(.unknownType, field: "type", "a \(kind.name) has a file of its own")
        case .freelancerUpdated: return .freelancerUpdated(try Formats.freelancerUpdated.read(line, .events, &envelope))
        case .jobClosed: return .jobClosed(try Formats.jobClosed.read(line, .events, &envelope))
        case .signup: return .signup(try Formats.signup.read(line, .events, &envelope))
        case .search: return .search(try Formats.search.read(line, .events, &envelope))
        case .impression: return .impression(try Formats.impression.read(line, .events, &envelope))
        case .click: return .click(try Formats.click.read(line, .events, &envelope))
        case .view: return .view(try Formats.view.read(line, .events, &envelope))
        case .save: return .save(try Formats.save.read(line, .events, &envelope))
        case .rankingServed: return .rankingServed(try Formats.rankingServed.read(line, .events, &envelope))
        case .application: return .application(try Formats.application.read(line, .events, &envelope))
        case .applicationWithdrawn:
            return .applicationWithdrawn(try Formats.applicationWithdrawn.read(line, .events, &envelope))
        case .invitation: return .invitation(try Formats.invitation.read(line, .events, &envelope))
        case .invitationResponse:
            return .invitationResponse(try Formats.invitationResponse.read(line, .events, &envelope))
        case .interview: return .interview(try Formats.interview.read(line, .events, &envelope))
        case .offer: return .offer(try Formats.offer.read(line, .events, &envelope))
        case .rejection: return .rejection(try Formats.rejection.read(line, .events, &envelope))
        case .hire: return .hire(try Formats.hire.read(line, .events, &envelope))
        case .contractStart: return .contractStart(try Formats.contractStart.read(line, .events, &envelope))
        case .payment: return .payment(try Formats.payment.read(line, .events, &envelope))
        case .contractEnd: return .contractEnd(try Formats.contractEnd.read(line, .events, &envelope))
        case .feedback: return .feedback(try Formats.feedback.read(line, .events, &envelope))
        case .endorsement: return .endorsement(try Formats.endorsement.read(line, .events, &envelope))
        }
    }

    static func write(_ body: Fact.Body, _ writer: inout JSONWriter) {
        typealias Formats = RecordFormats
        switch body {
        case .freelancer, .client, .job: break
        case .freelancerUpdated(let value): Formats.freelancerUpdated.write(value, &writer)
        case .jobClosed(let value): Formats.jobClosed.write(value, &writer)
        case .signup(let value): Formats.signup.write(value, &writer)
        case .search(let value): Formats.search.write(value, &writer)
        case .impression(let value): Formats.impression.write(value, &writer)
        case .click(let value): Formats.click.write(value, &writer)
        case .view(let value): Formats.view.write(value, &writer)
        case .save(let value): Formats.save.write(value, &writer)
        case .rankingServed(let value): Formats.rankingServed.write(value, &writer)
        case .application(let value): Formats.application.write(value, &writer)
        case .applicationWithdrawn(let value): Formats.applicationWithdrawn.write(value, &writer)
        case .invitation(let value): Formats.invitation.write(value, &writer)
        case .invitationResponse(let value): Formats.invitationResponse.write(value, &writer)
        case .interview(let value): Formats.interview.write(value, &writer)
        case .offer(let value): Formats.offer.write(value, &writer)
        case .rejection(let value): Formats.rejection.write(value, &writer)
        case .hire(let value): Formats.hire.write(value, &writer)
        case .contractStart(let value): Formats.contractStart.write(value, &writer)
        case .payment(let value): Formats.payment.write(value, &writer)
        case .contractEnd(let value): Formats.contractEnd.write(value, &writer)
        case .feedback(let value): Formats.feedback.write(value, &writer)
        case .endorsement(let value): Formats.endorsement.write(value, &writer)
        }
    }
}

extension JSONWriter {
    mutating func time(_ name: StaticString, _ time: Int64) { member(name, Timestamp.format(time)) }
}

extension RecordField {
    /// The places of a ranking.
    static func rankedItems(
        _ name: StaticString, _ path: any WritableKeyPath<Record, [RankedItem]> & Sendable
    ) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            var items: [RankedItem] = []
            try reading { () throws(JSONError) in try reader.beginArray() }
            while try reading({ () throws(JSONError) in try reader.nextElement() }) {
                guard items.count < RecordValue.listLimit else {
                    throw FieldFault(.invalidValue, "a list must not have more than \(RecordValue.listLimit) elements")
                }
                items.append(try RecordFormats.rankedItem.readNested(&reader))
            }
            record[keyPath: path] = items
        } write: { record, writer in
            let items = record[keyPath: path]
            if items.isEmpty { return }
            writer.key(plain: name)
            writer.beginArray()
            for item in items {
                writer.beginObject()
                RecordFormats.rankedItem.write(item, &writer)
                writer.endObject()
            }
            writer.endArray()
        }
    }
}

extension RecordFormat {
    /// Reads a record inside another; fields that nobody knows are passed over.
    func readNested(_ reader: inout JSONReader) throws(FieldFault) -> Record {
        var record = Record()
        var seen: UInt64 = 0
        try reading { () throws(JSONError) in try reader.beginObject() }
        while let key = try reading({ () throws(JSONError) in try reader.nextKey() }) {
            guard let place = fields.firstIndex(where: { key == $0.name }) else {
                try reading { () throws(JSONError) in try reader.skipValue() }
                continue
            }
            guard seen & 1 << UInt64(place) == 0 else {
                throw FieldFault(.duplicateField, "\(fields[place].name) stands in the object twice")
            }
            seen |= 1 << UInt64(place)
            try fields[place].read(&record, &reader)
        }
        for (place, field) in fields.enumerated() where field.isRequired && seen & 1 << UInt64(place) == 0 {
            throw FieldFault(.missingField, "\(field.name) is missing")
        }
        return record
    }
}
