import CProtobufC
import Contracts
import ProtobufWire
import Testing

/// libprotobuf-c judges every message, in both directions, on content made from its own descriptors.
struct JudgeTests {
    static let names = MessageDescriptor.all.map(\.name)

    @Test(arguments: names)
    func everyFieldArrivesUnderItsName(_ name: String) throws {
        let descriptor = try #require(MessageDescriptor.byName[name])
        for member in 0..<descriptor.widestOneof {
            for seed in 1...3 {
                try judge(descriptor, .everything(oneofMember: member), seed: UInt64(seed))
            }
        }
    }

    @Test(arguments: names)
    func randomContentIsTheSameToBothSides(_ name: String) throws {
        let descriptor = try #require(MessageDescriptor.byName[name])
        for seed in 100..<120 {
            try judge(descriptor, .anything, seed: UInt64(seed))
        }
    }

    @Test(arguments: names)
    func theDefaultIsNoBytes(_ name: String) throws {
        let descriptor = try #require(MessageDescriptor.byName[name])
        try judge(descriptor, .nothing, seed: 0)
        let type = try #require(ContractMessages.all.first { $0.messageName == name })
        #expect(type.init().serializedBytes() == [])
        #expect(LibProtobufC.repack([], as: descriptor) == [])
    }

    /// Both sides keep what they don't know and write it last.
    @Test(arguments: names)
    func unknownFieldsAreTheSameToBothSides(_ name: String) throws {
        let descriptor = try #require(MessageDescriptor.byName[name])
        let type = try #require(ContractMessages.all.first { $0.messageName == name })
        let content = RandomContent(seed: 7)
        let known = LibProtobufC.pack(content.message(descriptor, .everything(oneofMember: 0)))
        var writer = WireWriter()
        writer.uint64(1001, 1 << 40)
        writer.string(1002, "later")
        writer.double(1000, 0.5)
        writer.fixed32(Int(FieldTag.highestNumber), 9)
        let unknown = writer.bytes()
        for bytes in [known + unknown, unknown + known] {
            let message = try type.init(serializedBytes: bytes)
            #expect(message.unknownFields.bytes == unknown)
            #expect(message.serializedBytes() == known + unknown)
            #expect(LibProtobufC.repack(bytes, as: descriptor) == known + unknown)
        }
    }

    /// C struct to bytes to Swift to bytes to C struct to bytes: the same bytes thrice, and the same values.
    private func judge(_ descriptor: MessageDescriptor, _ fill: RandomContent.Fill, seed: UInt64) throws {
        let content = RandomContent(seed: seed)
        let original = content.message(descriptor, fill)
        let bytes = LibProtobufC.pack(original)
        let type = try #require(ContractMessages.all.first { $0.messageName == descriptor.name })
        let message = try type.init(serializedBytes: bytes)

        var comparison = Comparison()
        comparison.compare(original, descriptor, with: message)
        #expect(comparison.differences == [], "\(descriptor.name), seed \(seed), \(fill)")

        let ours = message.serializedBytes()
        #expect(ours == bytes, "\(descriptor.name), seed \(seed), \(fill)")
        #expect(LibProtobufC.repack(ours, as: descriptor) == bytes, "\(descriptor.name), seed \(seed), \(fill)")
        withExtendedLifetime(content) {}
    }
}

/// The judge itself: it must tell a difference where there is one.
struct ComparisonTests {
    @Test
    func swappedFieldsAreSeen() throws {
        let descriptor = try #require(MessageDescriptor.byName["tandem.v1.JobClosed"])
        let content = RandomContent(seed: 1)
        let original = content.message(descriptor, .everything(oneofMember: 0))
        let message = try JobClosed(serializedBytes: LibProtobufC.pack(original))
        var comparison = Comparison()
        comparison.compare(original, descriptor, with: JobClosed(jobID: message.reason, reason: message.jobID))
        #expect(
            comparison.differences == [
                "tandem.v1.JobClosed.job_id: value differs", "tandem.v1.JobClosed.reason: value differs",
            ])
        withExtendedLifetime(content) {}
    }

    @Test
    func anAbsentMemberAndAnotherKindAreSeen() throws {
        let descriptor = try #require(MessageDescriptor.byName["tandem.v1.Fact"])
        let content = RandomContent(seed: 2)
        let original = content.message(descriptor, .everything(oneofMember: 0))
        var fact = try Fact(serializedBytes: LibProtobufC.pack(original))
        fact.body = .client(Client())
        var comparison = Comparison()
        comparison.compare(original, descriptor, with: fact)
        #expect(comparison.differences == ["tandem.v1.Fact.freelancer: the oneof holds client"])
        fact.body = nil
        comparison = Comparison()
        comparison.compare(original, descriptor, with: fact)
        #expect(comparison.differences == ["tandem.v1.Fact.freelancer: no property of that name"])
        withExtendedLifetime(content) {}
    }
}
