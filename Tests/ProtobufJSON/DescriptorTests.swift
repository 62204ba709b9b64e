import Contracts
import ProtobufJSON
import ProtobufWire
import Testing

/// The pool against the contract in Swift, listings, and what is no descriptor set.
@Suite struct DescriptorTests {
    private let pool = DescriptorPool.contract

    @Test func thePoolHasTheContract() throws {
        #expect(Set(pool.messages.map(\.fullName)) == Set(ContractMessages.all.map { $0.messageName }))
        #expect(Set(pool.enumerations.map(\.fullName)) == Set(ContractEnumerations.all.map { $0.enumerationName }))
        #expect(Set(pool.services.map(\.fullName)) == Set(ContractServices.all.map { $0.name }))
        for service in ContractServices.all {
            for method in service.methods { try check(method) }
            #expect(pool.service(named: service.name)?.methods.map(\.fullName) == service.methods.map { $0.name })
        }
    }

    private func check<Method: ServiceMethod>(_ method: Method) throws {
        let descriptor = try #require(pool.method(named: method.name))
        #expect(pool.messages[descriptor.request].fullName == Method.Request.messageName)
        #expect(pool.messages[descriptor.response].fullName == Method.Response.messageName)
        #expect(descriptor.isServerStreaming == method.isServerStreaming)
        #expect(descriptor.isClientStreaming == method.isClientStreaming)
    }

    @Test func fieldsAreFoundByNumberAndBothNames() throws {
        for message in pool.messages {
            for (place, field) in message.fields.enumerated() {
                #expect(message.place(number: field.number) == place)
                #expect(message.place(named: field.name) == place)
                #expect(message.place(named: field.jsonName) == place)
            }
            for number in [-1, 0, 9999, Int(FieldTag.highestNumber)] { #expect(message.place(number: number) == nil) }
            #expect(message.place(named: "") == nil)
        }
    }

    @Test func aMessageIsListedAsAProto() throws {
        #expect(
            pool.describe("Application") == """
                message tandem.v1.Application {
                  string application_id = 1;
                  string job_id = 2;
                  string freelancer_id = 3;
                  int64 bid = 4;
                  oneof cover_letter_length_presence {
                    uint32 cover_letter_length = 5;
                  }
                  string cover_letter = 6;
                }

                """)
        let filter = try #require(pool.describe("tandem.v1.Filter"))
        #expect(filter.contains("\n  repeated tandem.v1.Level levels = 4;\n"))
    }

    @Test func servicesMethodsAndEnumerationsAreListed() throws {
        #expect(
            pool.describe("Health") == """
                service tandem.v1.Health {
                  rpc Check(tandem.v1.HealthCheckRequest) returns (tandem.v1.HealthCheckResponse);
                  rpc Watch(tandem.v1.HealthCheckRequest) returns (stream tandem.v1.HealthCheckResponse);
                }

                """)
        let check = try #require(pool.describe("Health/Check"))
        #expect(check.hasPrefix("rpc Check("))
        #expect(check.contains("message tandem.v1.HealthCheckRequest {"))
        #expect(check.contains("message tandem.v1.HealthCheckResponse {"))
        #expect(pool.describe("Pay")?.hasPrefix("enum tandem.v1.Pay {\n  PAY_UNSPECIFIED = 0;\n") == true)
        for name in ["", "Nothing", "Health/Nothing", ".", "v1"] { #expect(pool.describe(name) == nil) }
        for name in pool.describedNames { #expect(pool.describe(name)?.contains(name) == true) }
    }

    @Test func whatTheMappingDoesNotKnowIsRefused() throws {
        func message(_ problem: DeclaredFile) -> String? {
            do {
                _ = try problem.pool()
                return nil
            } catch {
                return "\(error)"
            }
        }
        var file = DeclaredFile(syntax: "proto2")
        #expect(message(file) == "test.proto is not proto3")
        file = DeclaredFile(messages: [("M", [.init(name: "a", number: 1, type: 10)], [], false)])
        #expect(message(file) == "test.M.a has the type 10, which proto3 does not have")
        file = DeclaredFile(messages: [("M", [.init(name: "a", number: 1, type: 11, typeName: ".test.N")], [], false)])
        #expect(message(file) == "test.M.a uses test.N, which is not in the set")
        file = DeclaredFile(messages: [("M", [.init(name: "a", number: 1, type: 5, isUnpacked: true)], [], false)])
        #expect(message(file) == "test.M.a is not packed")
        file = DeclaredFile(messages: [("M", [.init(name: "a", number: 1, type: 5, oneof: 0)], [], false)])
        #expect(message(file) == "test.M.a is in a oneof that is not there")
        file = DeclaredFile(messages: [("CountsEntry", [], [], true)])
        #expect(message(file) == "test has a map, CountsEntry")
        let damaged = Array(DeclaredFile.everything.bytes.dropLast())
        #expect(throws: DescriptorError.self) {
            try damaged.withUnsafeBytes { try DescriptorPool(fileDescriptorSet: $0) }
        }
    }

    @Test func base64ComesBack() {
        var random = RandomMessage(seed: 7)
        for length in 0..<70 {
            let bytes = (0..<length).map { _ in UInt8(random.next(below: 256)) }
            for padded in [true, false] {
                let text = Base64.encode(bytes, padded: padded)
                #expect(text.contains("=") == (padded && length % 3 > 0))
                #expect(Base64.decode(text.utf8) == bytes)
                let safe = text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }
                #expect(Base64.decode(String(safe).utf8) == bytes)
            }
        }
        // RFC 4648, section 10.
        #expect(Base64.encode("foobar".utf8) == "Zm9vYmFy")
        #expect(Base64.encode("fooba".utf8) == "Zm9vYmE=")
        #expect(Base64.encode("foob".utf8, padded: false) == "Zm9vYg")
        for text in ["=", "A", "AAAAA", "A=A=", "AA=", "AA===", "A\n==", "AA A", "é"] {
            #expect(Base64.decode(text.utf8) == nil, "\(text)")
        }
    }
}
