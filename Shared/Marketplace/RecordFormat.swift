import Contracts
import JSON
import ProtobufWire

/// What every line may hold besides its record's own fields.
struct Envelope {
    /// Id of the fact; derived when empty.
    var factID = ""
    /// When it happened; taken from the record when absent.
    var time: Int64?
    /// Names of fields that nobody knows.
    var unknown: [String] = []
}

/// How a record of one kind stands in a line: its fields in the order in which they are written.
struct RecordFormat<Record: Message>: Sendable {
    let fields: [RecordField<Record>]

    init(_ fields: [RecordField<Record>]) {
        precondition(fields.count < 60, "places of fields are bits of a word")
        self.fields = fields
    }

    /// Reads the record of a line, and the envelope's fields along with it.
    func read(
        _ line: UnsafeBufferPointer<UInt8>, _ names: EnvelopeNames, _ envelope: inout Envelope
    ) throws(LineFault) -> Record {
        var record = Record()
        var seen: UInt64 = 0
        var guess = 0
        do {
            var reader = try JSONReader(line)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                let place = place(of: key, after: guess) ?? names.place(of: key)
                guard let place else {
                    if envelope.unknown.count < 64 { envelope.unknown.append(String(key.string.prefix(64))) }
                    try reader.skipValue()
                    continue
                }
                let name = place < 60 ? fields[place].name : names.name(place)
                guard seen & 1 << UInt64(place) == 0 else {
                    throw LineFault(.duplicateField, field: name.description, "stands in the line twice")
                }
                if try reader.peekKind() == .null {
                    try reader.skipValue()
                    continue
                }
                seen |= 1 << UInt64(place)
                do {
                    if place < 60 {
                        guess = place + 1
                        try fields[place].read(&record, &reader)
                    } else {
                        try names.read(place, &reader, &envelope)
                    }
                } catch {
                    throw LineFault(error.reason, field: name.description, error.detail)
                }
            }
            try reader.finish()
        } catch let error as JSONError {
            throw LineFault(error)
        } catch let fault as LineFault {
            throw fault
        } catch {
            throw LineFault(.invalidJSON, "\(error)")
        }
        for (place, field) in fields.enumerated() where field.isRequired && seen & 1 << UInt64(place) == 0 {
            throw LineFault(.missingField, field: field.name.description, "is missing")
        }
        if names.needsTime, envelope.time == nil {
            throw LineFault(.missingField, field: names.time.description, "is missing")
        }
        return record
    }

    /// Writes the record's fields.
    func write(_ record: Record, _ writer: inout JSONWriter) {
        for field in fields { field.write(record, &writer) }
    }

    /// Fields mostly come in the same order: begin to look after the last one found.
    @inline(__always)
    private func place(of key: JSONText, after guess: Int) -> Int? {
        for place in guess..<max(guess, fields.count) where key == fields[place].name { return place }
        for place in 0..<min(guess, fields.count) where key == fields[place].name { return place }
        return nil
    }
}

/// The names that the envelope's fields have in a file.
struct EnvelopeNames: Sendable {
    let factID: StaticString
    let time: StaticString
    /// Whether a line without a time is at fault.
    let needsTime: Bool
    /// A field that was read before: the type of an event.
    let type: StaticString?

    /// In events.jsonl.
    static let events = EnvelopeNames(factID: "id", time: "time", needsTime: true, type: "type")
    /// In files of entities, where `id` is the entity's own.
    static let entities = EnvelopeNames(factID: "fact_id", time: "fact_time", needsTime: false, type: nil)

    func place(of key: JSONText) -> Int? {
        if key == factID { return 60 }
        if key == time { return 61 }
        if let type, key == type { return 62 }
        return nil
    }

    func name(_ place: Int) -> StaticString { place == 60 ? factID : place == 61 ? time : type ?? "" }

    func read(_ place: Int, _ reader: inout JSONReader, _ envelope: inout Envelope) throws(FieldFault) {
        switch place {
        case 60: envelope.factID = try RecordValue.id(&reader)
        case 61: envelope.time = try RecordValue.time(&reader)
        default: try reading { () throws(JSONError) in try reader.skipValue() }
        }
    }
}

extension LineFault {
    init(_ error: JSONError) {
        switch error.reason {
        case .invalidUTF8: self.init(.invalidUTF8, error.description)
        case .wrongKind(.object, let found): self.init(.invalidJSON, "a line must be an object, not \(found.rawValue)")
        default: self.init(.invalidJSON, error.description)
        }
    }
}
