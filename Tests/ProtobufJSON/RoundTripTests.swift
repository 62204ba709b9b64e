import Contracts
import JSON
import ProtobufJSON
import ProtobufWire
import Testing

/// Bytes to JSON and back, for random contents of every message of the contract.
@Suite struct RoundTripTests {
    private static let variants: [ProtobufJSON.EncodingOptions] = [
        .init(), .init(includesDefaults: true), .init(usesProtoNames: true),
        .init(includesDefaults: true, usesProtoNames: true, isPretty: true),
    ]

    @Test func everyMessageComesBackFromEveryFormOfItsJSON() throws {
        var contents = RandomMessage(seed: 1)
        for message in DescriptorPool.contract.messages {
            for round in 0..<40 {
                let bytes = contents.bytes(of: message)
                let json = try ProtobufJSON.encode(
                    messageNamed: message.fullName, bytes: bytes, options: Self.variants[round % 4])
                let back = try ProtobufJSON.decode(messageNamed: message.fullName, json: json)
                try #require(back == bytes, "\(message.fullName): \(String(decoding: json, as: UTF8.self))")
            }
        }
    }

    @Test func theRandomBytesAreWhatTheContractWouldWrite() throws {
        var contents = RandomMessage(seed: 2)
        for type in ContractMessages.all {
            let message = try #require(DescriptorPool.contract.message(named: type.messageName))
            for _ in 0..<20 {
                let bytes = contents.bytes(of: message)
                #expect(try type.init(serializedBytes: bytes).serializedBytes() == bytes, "\(type.messageName)")
            }
        }
    }

    @Test func membersInAnyOrderGiveTheSameBytes() throws {
        var contents = RandomMessage(seed: 3)
        for message in DescriptorPool.contract.messages {
            for _ in 0..<10 {
                let bytes = contents.bytes(of: message)
                let json = try ProtobufJSON.encode(messageNamed: message.fullName, bytes: bytes)
                let shuffled = Self.shuffled(try JSONValue(parsing: json), &contents)
                let back = try ProtobufJSON.decode(
                    messageNamed: message.fullName, json: try shuffled.serialized(pretty: true))
                #expect(back == bytes, "\(message.fullName)")
            }
        }
    }

    @Test func fieldsInAnyOrderOnTheWireGiveTheSameJSON() throws {
        // Two filters that merge, the second's fields before and after it, and an unknown field between.
        var parts = WireWriter()
        parts.uint32(4, 7)
        parts.message(3, Filter(countries: ["DE"], rateMinimum: 5))
        parts.string(900, "from a newer program")
        parts.string(1, "job-1")
        parts.message(3, Filter(countries: ["FR"], rateMinimum: 6))
        parts.uint32(4, 8)
        let whole = MatchFreelancersRequest(
            jobID: "job-1", filter: Filter(countries: ["DE", "FR"], rateMinimum: 6), limit: 8)
        let name = MatchFreelancersRequest.messageName
        let json = try ProtobufJSON.encode(messageNamed: name, bytes: parts.bytes())
        #expect(json == (try ProtobufJSON.encode(messageNamed: name, bytes: whole.serializedBytes())))
    }

    @Test func ofSeveralMembersOfAOneofTheLastOneStays() throws {
        var parts = WireWriter()
        let place = try #require(DescriptorPool.contract.message(named: "tandem.v1.Fact"))
        func number(_ name: String) throws -> Int { place.fields[try #require(place.place(named: name))].number }
        parts.message(try number("job"), Job(id: "first", title: "void"))
        parts.message(try number("client"), Client(id: "void"))
        parts.message(try number("job"), Job(id: "last"))
        let json = try ProtobufJSON.encode(messageNamed: "tandem.v1.Fact", bytes: parts.bytes())
        #expect(try JSONValue(parsing: json) == ["job": ["id": "last"]])
    }

    @Test func unpackedNumbersAreReadToo() throws {
        var parts = WireWriter()
        parts.float(3, 1.5)
        parts.repeatedFloat(3, [2, 0])
        parts.float(3, ifPresent: 0)
        let json = try ProtobufJSON.encode(messageNamed: "tandem.v1.TextClassifierModel", bytes: parts.bytes())
        #expect(try JSONValue(parsing: json) == ["weights": [1.5, 2, 0, 0]])
    }

    @Test func damagedBytesAreAnErrorAndNeverMore() throws {
        var contents = RandomMessage(seed: 4)
        for message in DescriptorPool.contract.messages {
            for _ in 0..<30 {
                var bytes = contents.bytes(of: message)
                guard !bytes.isEmpty else { continue }
                if contents.next(below: 2) == 0 {
                    bytes.removeLast(contents.next(below: bytes.count))
                } else {
                    bytes[contents.next(below: bytes.count)] ^= UInt8(1 << contents.next(below: 8))
                }
                do {
                    let json = try ProtobufJSON.encode(messageNamed: message.fullName, bytes: bytes)
                    _ = try ProtobufJSON.decode(messageNamed: message.fullName, json: json)
                } catch {
                    guard case .malformedMessage = error.reason else {
                        Issue.record("\(message.fullName): \(error)")
                        continue
                    }
                }
            }
        }
    }

    @Test func damagedJSONIsAnErrorAndNeverMore() throws {
        var contents = RandomMessage(seed: 5)
        let letters = Array("{}[],:\"0-e.ntf \\\u{0}".utf8) + [0xFF]
        for message in DescriptorPool.contract.messages {
            for _ in 0..<30 {
                let bytes = contents.bytes(of: message)
                var json = try ProtobufJSON.encode(messageNamed: message.fullName, bytes: bytes)
                json[contents.next(below: json.count)] = letters[contents.next(below: letters.count)]
                guard let back = try? ProtobufJSON.decode(messageNamed: message.fullName, json: json) else { continue }
                // Still a message: then it is one all the way.
                _ = try ProtobufJSON.encode(messageNamed: message.fullName, bytes: back)
            }
        }
    }

    private static func shuffled(_ value: JSONValue, _ random: inout RandomMessage) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map { shuffled($0, &random) })
        case .object(let object):
            var members = object.members.map { ($0.key, shuffled($0.value, &random)) }
            for index in members.indices.reversed() { members.swapAt(index, random.next(below: index + 1)) }
            var result = JSONObject()
            for (key, value) in members { result.append(key, value) }
            return .object(result)
        default: return value
        }
    }
}
