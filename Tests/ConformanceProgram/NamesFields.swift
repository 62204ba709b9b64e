import ProtobufWire

/// Fields whose names in the `.proto` test the mapping to JSON.
struct NamesFields: Sendable, Equatable {
    var fieldName1: Int32 = 0
    var fieldName2: Int32 = 0
    var fieldName3: Int32 = 0
    var fieldName4: Int32 = 0
    var fieldName5: Int32 = 0
    var fieldName6: Int32 = 0
    var fieldName7: Int32 = 0
    var fieldName8: Int32 = 0
    var fieldName9: Int32 = 0
    var fieldName10: Int32 = 0
    var fieldName11: Int32 = 0
    var fieldName12: Int32 = 0
    var fieldName13: Int32 = 0
    var fieldName14: Int32 = 0
    var fieldName15: Int32 = 0
    var fieldName16: Int32 = 0
    var fieldName17: Int32 = 0
    var fieldName18: Int32 = 0

    func encode(to writer: inout WireWriter) {
        writer.int32(401, fieldName1)
        writer.int32(402, fieldName2)
        writer.int32(403, fieldName3)
        writer.int32(404, fieldName4)
        writer.int32(405, fieldName5)
        writer.int32(406, fieldName6)
        writer.int32(407, fieldName7)
        writer.int32(408, fieldName8)
        writer.int32(409, fieldName9)
        writer.int32(410, fieldName10)
        writer.int32(411, fieldName11)
        writer.int32(412, fieldName12)
        writer.int32(413, fieldName13)
        writer.int32(414, fieldName14)
        writer.int32(415, fieldName15)
        writer.int32(416, fieldName16)
        writer.int32(417, fieldName17)
        writer.int32(418, fieldName18)
    }

    mutating func decode(_ number: UInt32, from reader: inout WireReader) throws(WireError) {
        switch number {
        case 401: try reader.int32(&fieldName1)
        case 402: try reader.int32(&fieldName2)
        case 403: try reader.int32(&fieldName3)
        case 404: try reader.int32(&fieldName4)
        case 405: try reader.int32(&fieldName5)
        case 406: try reader.int32(&fieldName6)
        case 407: try reader.int32(&fieldName7)
        case 408: try reader.int32(&fieldName8)
        case 409: try reader.int32(&fieldName9)
        case 410: try reader.int32(&fieldName10)
        case 411: try reader.int32(&fieldName11)
        case 412: try reader.int32(&fieldName12)
        case 413: try reader.int32(&fieldName13)
        case 414: try reader.int32(&fieldName14)
        case 415: try reader.int32(&fieldName15)
        case 416: try reader.int32(&fieldName16)
        case 417: try reader.int32(&fieldName17)
        case 418: try reader.int32(&fieldName18)
        default: break
        }
    }
}
