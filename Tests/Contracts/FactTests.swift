import Contracts
import ProtobufWire
import Testing

/// The log's row: its oneof, its kind, and whom it concerns.
struct FactTests {
    /// The bytes of two facts one after the other are the bytes of their merge.
    private func merged(_ first: Fact, _ second: Fact) throws -> Fact {
        try Fact(serializedBytes: first.serializedBytes() + second.serializedBytes())
    }

    @Test
    func theSameKindMerges() throws {
        let fact = try merged(
            Fact(id: "a", body: .hire(Hire(jobID: "j", amount: 3))),
            Fact(time: 9, body: .hire(Hire(freelancerID: "f", amount: 5))))
        #expect(fact == Fact(id: "a", time: 9, body: .hire(Hire(jobID: "j", freelancerID: "f", amount: 5))))
    }

    @Test
    func anotherKindReplaces() throws {
        let fact = try merged(
            Fact(body: .hire(Hire(jobID: "j"))), Fact(body: .offer(Offer(freelancerID: "f"))))
        #expect(fact.body == .offer(Offer(freelancerID: "f")))
        #expect(fact.kind == .offer)
    }

    @Test
    func aKindOfANewerProgramIsKept() throws {
        let bytes: [UInt8] = [0x08, 0x07, 0xA2, 0x06, 0x02, 0x0A, 0x00]
        let fact = try Fact(serializedBytes: bytes)
        #expect(fact.sequence == 7)
        #expect(fact.kind == nil && fact.subjects == FactSubjects())
        #expect(fact.serializedBytes() == bytes)
    }

    /// Every id that a fact carries under one of the four names is among its subjects.
    @Test
    func subjectsAreTheIdsCarried() throws {
        let descriptor = try #require(MessageDescriptor.byName["tandem.v1.Fact"])
        for (index, kind) in FactKind.allCases.enumerated() {
            let content = RandomContent(seed: UInt64(index))
            let bytes = LibProtobufC.pack(content.message(descriptor, .everything(oneofMember: index)))
            let fact = try Fact(serializedBytes: bytes)
            let message = try #require(fact.body?.message)
            var ids = Comparison.properties(message).compactMapValues { $0 as? String }
            switch kind {
            case .freelancer: ids["freelancerID"] = ids["id"]
            case .client: ids["clientID"] = ids["id"]
            case .job: ids["jobID"] = ids["id"]
            default: break
            }
            let subjects = fact.subjects
            #expect(fact.kind == kind)
            #expect(subjects.jobID == ids["jobID"] ?? "")
            #expect(subjects.freelancerID == ids["freelancerID"] ?? "")
            #expect(subjects.clientID == ids["clientID"] ?? "")
            #expect(subjects.userID == ids["userID"] ?? "")
            #expect(subjects != FactSubjects(), "\(kind.name) concerns nobody")
        }
    }

    @Test
    func absentAndZeroDiffer() throws {
        let none = Application(applicationID: "a")
        let zero = Application(applicationID: "a", coverLetterLength: 0)
        #expect(none != zero)
        #expect(zero.serializedBytes() == none.serializedBytes() + [0x28, 0x00])
        #expect(try Application(serializedBytes: zero.serializedBytes()).coverLetterLength == 0)
        #expect(try Application(serializedBytes: none.serializedBytes()).coverLetterLength == nil)
    }
}
