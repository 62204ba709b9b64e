import Contracts
import ProtobufWire
import Testing

/// Damaged bytes of every message are decoded or refused; what is decoded stays as it is, and is what libprotobuf-c
/// makes of the same bytes.
struct DamageTests {
    @Test(arguments: MessageDescriptor.all.map(\.name))
    func damagedMessages(_ name: String) throws {
        let descriptor = try #require(MessageDescriptor.byName[name])
        let type = try #require(ContractMessages.all.first { $0.messageName == name })
        var random = SplitMix64(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        let content = RandomContent(seed: 5)
        let originals = (0..<4).map { _ in LibProtobufC.pack(content.message(descriptor, .anything, depth: 1)) }
        var agreements = 0
        for round in 0..<100 {
            var bytes = originals[round % originals.count]
            for _ in 0...Int.random(in: 0..<3, using: &random) { damage(&bytes, &random) }
            do throws(WireError) {
                let message = try type.init(serializedBytes: bytes)
                let again = message.serializedBytes()
                #expect(try type.init(serializedBytes: again).serializedBytes() == again, "\(bytes)")
                guard let theirs = LibProtobufC.repack(bytes, as: descriptor), isComparable(message) else { continue }
                #expect(again == theirs, "\(bytes)")
                agreements += 1
            } catch {
                // libprotobuf-c does not look for these.
                let onlyHere: [WireError.Reason] = [.invalidUTF8, .invalidFieldNumber, .overlongVarint]
                #expect(
                    onlyHere.contains(error.reason) || LibProtobufC.repack(bytes, as: descriptor) == nil,
                    "\(error.reason): \(bytes)")
                #expect((0...bytes.count).contains(error.offset), "\(bytes)")
            }
        }
        #expect(agreements > 0 || descriptor.fields.isEmpty)
    }

    /// False for what libprotobuf-c handles otherwise: its strings end at a NUL, and fields of another wire type,
    /// which are unknown ones here, it refuses or, when they are bool, takes.
    private func isComparable(_ value: Any) -> Bool {
        switch value {
        case let text as String: !text.utf8.contains(0)
        case let unknown as UnknownFields: unknown.isEmpty
        case is [UInt8]: true
        default: Mirror(reflecting: value).children.allSatisfy { isComparable($0.value) }
        }
    }

    private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        guard let place = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: bytes.removeLast(bytes.count - place)
        }
    }
}
