import Contracts
import ProtobufWire
import Testing

/// Damaged bytes of every message are decoded or refused; what is decoded stays as it is.
struct DamageTests {
    @Test(arguments: MessageDescriptor.all.map(\.name))
    func damagedMessages(_ name: String) throws {
        let descriptor = try #require(MessageDescriptor.byName[name])
        let type = try #require(ContractMessages.all.first { $0.messageName == name })
        var random = SplitMix64(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        let content = RandomContent(seed: 5)
        let originals = (0..<4).map { _ in LibProtobufC.pack(content.message(descriptor, .anything, depth: 2)) }
        for round in 0..<200 {
            var bytes = originals[round % originals.count]
            for _ in 0...Int.random(in: 0..<3, using: &random) { damage(&bytes, &random) }
            do throws(WireError) {
                let message = try type.init(serializedBytes: bytes)
                let again = message.serializedBytes()
                #expect(try type.init(serializedBytes: again).serializedBytes() == again, "\(bytes)")
            } catch {
                #expect((0...bytes.count).contains(error.offset), "\(bytes)")
            }
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
