import ProtobufWire
import Testing

/// Maps of every kind of key, and repeated numbers that are declared unpacked.
struct MapTests {
    @Test
    func entriesAreWrittenInOrderOfTheirKeys() throws {
        var message = Maps()
        message.words = ["b": 1, "a": -1, "": 0, "é": 2]
        message.points = [3: Point(x: 1), -1: Point()]
        message.flags = [true: [0xFF], false: []]
        let bytes = hex(
            """
            0a04 0a00 1000   0a0e 0a0161 10ffffffffffffffffff01   0a05 0a0162 1001   0a06 0a02c3a9 1002
            120d 08ffffffffffffffffff01 1200   1206 0803 1202 0801
            1a04 0800 1200   1a05 0801 1201ff
            """)
        #expect(message.serializedBytes() == bytes)
        #expect(try Maps(serializedBytes: bytes) == message)
    }

    @Test
    func whatIsMissingIsAtItsDefault() throws {
        let message = try Maps(serializedBytes: hex("0a00 1202 0805 1a03 1201 07 0a02 1009"))
        #expect(message.words == ["": 9])
        #expect(message.points == [5: Point()])
        #expect(message.flags == [false: [7]])
    }

    @Test
    func theLastOfAKeyWinsAndEntriesComeInAnyOrder() throws {
        let message = try Maps(
            serializedBytes: hex("0a05 1001 0a0161 0a05 0a0161 1002 120a 1202 0801 1202 1002 0805 1a00"))
        #expect(message.words == ["a": 2])
        // A value that comes twice within an entry merges.
        #expect(message.points == [5: Point(x: 1, y: 2)])
        #expect(message.flags == [false: []])
        #expect(message.unknownFields.isEmpty)
    }

    @Test
    func damagedEntriesAreRefused() {
        for (bytes, reason) in [
            ("0a05 0a0161", WireError.Reason.truncated), ("0a04 0a02c328", .invalidUTF8),
            ("0a02 0001", .invalidFieldNumber),
            ("1204 1202 0880", .truncated),
        ] {
            do {
                _ = try Maps(serializedBytes: hex(bytes))
                Issue.record("accepted \(bytes)")
            } catch {
                #expect(error.reason == reason, "\(bytes)")
            }
        }
    }

    @Test
    func unpackedNumbersStayUnpacked() throws {
        var message = Maps()
        message.unpacked = [1, 0, -2]
        #expect(message.serializedBytes() == hex("2002 2000 2003"))
        #expect(try Maps(serializedBytes: hex("2203 020003")) == message)
    }
}

/// Three maps and a field declared with `packed = false`.
private struct Maps: Message {
    static let messageName = "test.Maps"

    var words: [String: Int32] = [:]
    var points: [Int64: Point] = [:]
    var flags: [Bool: [UInt8]] = [:]
    var unpacked: [Int32] = []
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.map(1, words, Scalar.String.self, Scalar.Int32.self)
        writer.map(2, points, Scalar.Int64.self, MessageField<Point>.self)
        writer.map(3, flags, Scalar.Bool.self, Scalar.Bytes.self)
        writer.unpacked(4, unpacked, Scalar.SInt32.self)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.map(&words, Scalar.String.self, Scalar.Int32.self)
            case 2: try reader.map(&points, Scalar.Int64.self, MessageField<Point>.self)
            case 3: try reader.map(&flags, Scalar.Bool.self, Scalar.Bytes.self)
            case 4: try reader.repeatedSInt32(&unpacked)
            default: break
            }
        }
    }
}
