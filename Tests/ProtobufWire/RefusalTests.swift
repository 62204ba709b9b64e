import ProtobufWire
import Testing

/// What proto3 forbids is refused, and the error says where.
struct RefusalTests {
    private func refusal(_ bytes: [UInt8]) -> WireError? {
        do throws(WireError) {
            _ = try AllTypes(serializedBytes: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test
    func truncation() {
        #expect(refusal(hex("18")) == WireError(.truncated, offset: 1, fieldNumber: 3))
        #expect(refusal(hex("18 80")) == WireError(.truncated, offset: 1, fieldNumber: 3))
        #expect(refusal(hex("3d 010203")) == WireError(.truncated, offset: 1, fieldNumber: 7))
        #expect(refusal(hex("41 01020304050607")) == WireError(.truncated, offset: 1, fieldNumber: 8))
        #expect(refusal(hex("72 03 6162")) == WireError(.truncated, offset: 2, fieldNumber: 14))
        #expect(refusal(hex("a23f 03 6162")) == WireError(.truncated, offset: 3, fieldNumber: 1012))
        #expect(refusal(hex("72 ffffffffffffffffff01")) == WireError(.truncated, offset: 11, fieldNumber: 14))
        #expect(refusal(hex("72 ffffffffffffffff7f")) == WireError(.truncated, offset: 10, fieldNumber: 14))
        #expect(refusal(hex("80")) == WireError(.truncated, offset: 0))
    }

    /// Every cut through a field is seen; between fields a shorter message is a message too.
    @Test
    func everyCutOfEveryField() throws {
        for bytes in [GoldenTests.singular, GoldenTests.repeated, GoldenTests.presentDefaults] {
            var borders: Set<Int> = [0]
            var others = UnknownFields()
            bytes.withUnsafeBytes { buffer in
                var reader = WireReader(buffer)
                while (try? reader.nextField(&others)) != nil { borders.insert(others.bytes.count) }
            }
            for cut in 0..<bytes.count {
                let error = refusal(Array(bytes[..<cut]))
                #expect((error == nil) == borders.contains(cut), "cut at \(cut)")
                #expect(error == nil || error?.reason == .truncated)
            }
        }
    }

    @Test
    func aNestedMessageEndsWithItsLength() {
        #expect(refusal(hex("8a0101 08 01")) == WireError(.truncated, offset: 4, fieldNumber: 1))
        #expect(refusal(hex("8a0103 080172")) == WireError(.truncated, offset: 6, fieldNumber: 14))
    }

    @Test
    func packedNumbersEndWithTheirLength() {
        #expect(refusal(hex("fa0101 80 01")) == WireError(.truncated, offset: 4, fieldNumber: 31))
        #expect(refusal(hex("d20207 01020304050607")) == WireError(.truncated, offset: 10, fieldNumber: 42))
    }

    @Test
    func overlongVarints() {
        #expect(refusal(hex("20 8080808080808080808000"))?.reason == .overlongVarint)
        #expect(refusal(hex("20 ffffffffffffffffff02"))?.reason == .overlongVarint)
        #expect(refusal(hex("a03f 8080808080808080808000"))?.reason == .overlongVarint)
        #expect(refusal(hex("20 ffffffffffffffffff01")) == nil)
        #expect(refusal(hex("20 80808080808080808000")) == nil)
    }

    @Test
    func fieldNumbers() {
        #expect(refusal(hex("00 01"))?.reason == .invalidFieldNumber)
        #expect(refusal(hex("1801 02 0101")) == WireError(.invalidFieldNumber, offset: 3))
        #expect(refusal(hex("8000 01"))?.reason == .invalidFieldNumber)
        #expect(refusal(hex("f8ffffff0f 01")) == nil)
        #expect(refusal(hex("f8ffffff1f 01"))?.reason == .invalidFieldNumber)
    }

    @Test
    func wireTypesThatDoNotExist() {
        #expect(refusal(hex("1e"))?.reason == .invalidWireType)
        #expect(refusal(hex("1801 1f 01")) == WireError(.invalidWireType, offset: 2, fieldNumber: 3))
        #expect(refusal(hex("a63f 01"))?.reason == .invalidWireType)
    }

    @Test
    func groups() {
        #expect(refusal(hex("a33f 1801 a43f")) == nil)
        #expect(refusal(hex("a33f 1801"))?.reason == .unmatchedGroup)
        #expect(refusal(hex("a33f"))?.reason == .unmatchedGroup)
        #expect(refusal(hex("a43f"))?.reason == .unmatchedGroup)
        #expect(refusal(hex("1c"))?.reason == .unmatchedGroup)
        #expect(refusal(hex("a33f ac3f"))?.reason == .unmatchedGroup)
        #expect(refusal(hex("a33f 00 a43f"))?.reason == .invalidFieldNumber)
    }

    @Test(arguments: ["80", "c0af", "c328", "eda080", "f4908080", "f09f99", "61ff"])
    func invalidUTF8(_ text: String) {
        let string = hex(text)
        let count = UInt8(string.count)
        #expect(refusal([0x72, count] + string) == WireError(.invalidUTF8, offset: 2, fieldNumber: 14))
        #expect(refusal([0xE2, 0x02, count] + string) == WireError(.invalidUTF8, offset: 3, fieldNumber: 44))
        #expect(refusal([0x82, 0x04, count] + string) == WireError(.invalidUTF8, offset: 3, fieldNumber: 64))
        #expect(refusal([0x7A, count] + string) == nil)
    }

    @Test
    func nestingHasALimit() {
        func nested(_ depth: Int) -> [UInt8] {
            var message = AllTypes()
            for _ in 0..<depth {
                var outer = AllTypes()
                outer.children = [message]
                message = outer
            }
            return message.serializedBytes()
        }
        #expect(refusal(nested(WireReader.nestingLimit)) == nil)
        #expect(refusal(nested(WireReader.nestingLimit + 1))?.reason == .nestingTooDeep)

        func groups(_ depth: Int) -> [UInt8] {
            Array([hex("a33f"), hex("a43f")].map { repeatElement($0, count: depth).joined() }.joined())
        }
        #expect(refusal(groups(WireReader.nestingLimit)) == nil)
        #expect(refusal(groups(WireReader.nestingLimit + 1))?.reason == .nestingTooDeep)
        #expect(refusal(groups(100_000))?.reason == .nestingTooDeep)
    }
}
