import ProtobufWire
import Testing

/// Strings of every length take other ways through the decoder; all make the same string.
struct StringTests {
    /// Every length around the borders of words and of what a String keeps within itself, with the last byte of the
    /// message before a page that must not be read.
    @Test(arguments: 0...70)
    func everyLength(_ count: Int) throws {
        let memory = try #require(GuardedMemory(capacity: 4096))
        let text = String((0..<count).map { Character(UnicodeScalar(UInt8(0x21 + ($0 * 7 + count) % 94))) })
        var message = AllTypes()
        message.stringValue = text
        message.strings = [text, "", text]
        let bytes = message.serializedBytes()
        let decoded = try memory.withBytes(bytes) { (buffer) throws(WireError) in
            try AllTypes(serializedBytes: buffer)
        }
        #expect(decoded.stringValue == text)
        #expect(decoded.stringValue.utf8.count == count)
        #expect(Array(decoded.stringValue.utf8) == Array(text.utf8))
        #expect(decoded.stringValue.hashValue == text.hashValue)
        #expect(decoded.strings == message.strings)
        #expect(decoded.stringValue + "é" == text + "é")
    }

    /// One letter beyond ASCII at any place of a string of any length.
    @Test(arguments: 2...40)
    func otherLettersAtEveryPlace(_ count: Int) throws {
        for place in 0...(count - 2) {
            var bytes = [UInt8](repeating: 0x61, count: count)
            bytes[place] = 0xC3
            bytes[place + 1] = 0xA9
            let decoded = try AllTypes(serializedBytes: [0x72, UInt8(count)] + bytes)
            #expect(Array(decoded.stringValue.utf8) == bytes)
            var broken = bytes
            broken[place] = 0x61
            #expect(throws: WireError(.invalidUTF8, offset: 2, fieldNumber: 14)) {
                try AllTypes(serializedBytes: [0x72, UInt8(count)] + broken)
            }
        }
    }

    @Test
    func zeroBytesArePartOfAString() throws {
        for count in 1...20 {
            let decoded = try AllTypes(serializedBytes: [0x72, UInt8(count)] + [UInt8](repeating: 0, count: count))
            #expect(Array(decoded.stringValue.utf8) == [UInt8](repeating: 0, count: count))
        }
    }
}
