import CProtobufC
import Contracts
import ProtobufWire
import Testing

/// Nothing exists on one side only: messages, fields, enumerations, constants, services and methods.
struct StructureTests {
    @Test
    func messagesAreTheSame() {
        #expect(ContractMessages.all.map { $0.messageName } == MessageDescriptor.all.map(\.name))
        #expect(ContractMessages.all.count > 80)
    }

    @Test(arguments: MessageDescriptor.all.map(\.name))
    func fieldsAreTheSame(_ name: String) throws {
        let descriptor = try #require(MessageDescriptor.byName[name])
        let type = try #require(ContractMessages.all.first { $0.messageName == name })
        let oneofs = try #require(FileDescriptors.contract?.oneofs[name])
        #expect(String(describing: type) == descriptor.shortName)

        // A oneof with one member only marks presence; one with more is an enumeration under its own name.
        var expected = ["unknownFields": "UnknownFields"]
        for oneof in oneofs where !oneof.hasSuffix("_presence") {
            expected[oneof] = "Optional<\(oneof.prefix(1).uppercased() + oneof.dropFirst())>"
        }
        for field in descriptor.fields where !field.isOneofMember || descriptor.widestOneof == 1 {
            expected[field.swiftName] = field.swiftType
        }
        let properties = Comparison.properties(type.init()).mapValues { String(describing: Swift.type(of: $0)) }
        #expect(properties == expected)
    }

    @Test
    func enumerationsAreTheSame() {
        #expect(ContractEnumerations.all.map { $0.enumerationName } == EnumerationDescriptor.all.map(\.name))
        for (type, descriptor) in zip(ContractEnumerations.all, EnumerationDescriptor.all) {
            #expect(constants(type).map(\.name) == descriptor.constants.map(\.name))
            #expect(constants(type).map(\.number) == descriptor.constants.map(\.number))
        }
    }

    private func constants<Value: Enumeration>(_ type: Value.Type) -> [(number: Int32, name: String)] {
        type.constants.map { ($0.value.rawValue, $0.name) }
    }

    @Test
    func servicesAreTheSame() throws {
        let files = try #require(FileDescriptors.contract)
        #expect(ContractServices.all.map { $0.name } == ServiceDescriptor.all.map(\.name))
        for (service, descriptor) in zip(ContractServices.all, ServiceDescriptor.all) {
            let ours = service.methods.map { method in
                (method.name, messages(method), method.isServerStreaming, method.isClientStreaming)
            }
            #expect(ours.map(\.0) == descriptor.methods.map(\.name))
            #expect(ours.map(\.1) == descriptor.methods.map { [$0.request, $0.response] })
            #expect(ours.map(\.2) == descriptor.methods.map { files.serverStreaming.contains($0.name) })
            #expect(ours.map(\.3) == descriptor.methods.map { files.clientStreaming.contains($0.name) })
        }
        #expect(
            files.serverStreaming
                == ["tandem.v1.Gateway/MatchSession", "tandem.v1.Gateway/ReadFacts", "tandem.v1.Health/Watch"])
        #expect(files.clientStreaming == ["tandem.v1.Gateway/MatchSession", "tandem.v1.Gateway/UploadFacts"])
    }

    private func messages<Method: ServiceMethod>(_ method: Method) -> [String] {
        [Method.Request.messageName, Method.Response.messageName]
    }

    @Test
    func factKindsAreTheBodysFields() throws {
        let descriptor = try #require(MessageDescriptor.byName["tandem.v1.Fact"])
        let members = descriptor.fields.filter(\.isOneofMember)
        #expect(FactKind.allCases.map(\.rawValue) == members.map { Int($0.number) })
        #expect(FactKind.allCases.map(\.name) == members.map(\.name))
        for kind in FactKind.allCases { #expect(FactKind(name: kind.name) == kind) }
        #expect(FactKind(name: "Application") == nil)
    }
}
