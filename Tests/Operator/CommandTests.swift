import Contracts
import Hosting
import Operations
import ProtobufJSON
import ProtobufWire
import Testing

@testable import Operator

/// The command line: what is understood, what is refused, and what help says.
@Suite struct CommandTests {
    @Test(arguments: OperatorProgram.commands.map { $0.specification.name })
    func everyCommandHasHelpWithAnExample(name: String) throws {
        guard case .help(let text) = try OperatorProgram.specification.parse([name, "--help"]) else {
            Issue.record("no help for \(name)")
            return
        }
        #expect(text.contains("Usage: tandem \(name)"))
        #expect(text.contains("Example: tandem \(name)"))
        #expect(text.contains("--json"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 130 })
    }

    @Test func theHelpListsAllCommands() throws {
        guard case .help(let text) = try OperatorProgram.specification.parse(["--help"]) else {
            Issue.record("no help")
            return
        }
        for command in OperatorProgram.commands { #expect(text.contains("  \(command.specification.name) ")) }
    }

    @Test(arguments: [
        (["imprt", "x"], "did you mean import"), ([], "say what to do"), (["import"], "DIR is missing"),
        (["import", "a", "b"], "one word too many"), (["up", "--colour"], "unknown option --colour"),
        (["call"], "METHOD is missing"),
    ])
    func aWrongCommandLineSaysWhatIsRight(words: [String], hint: String) {
        let error = #expect(throws: ArgumentError.self) { try OperatorProgram.specification.parse(words) }
        #expect(error?.description.contains(hint) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ["evaluate", "--fusion", "sum"], ["evaluate", "--from", "yesterday"], ["evaluate", "--resamples", "0"],
        ["train", "--until", "soon"], ["up", "--port-base", "70000"], ["up", "--http", "no"],
        ["facts", "--kind", "hires"], ["facts", "--limit", "0"], ["call", "Nowhere/Nothing"], ["call", "GetNothing"],
        ["call", "Understand", "{"], ["call", "Gateway/Understand", #"{"text": 3}"#],
        ["call", "Gateway/Understand", "--timeout", "-1"], ["call", "Gateway/Understand", "--metadata", "key"],
        ["health", "nowhere"], ["simulate", "/nowhere/at/all", "--jobs", "many"],
        ["models", "--roll-back", "nobody"], ["models", "--to", "4f2a9c01"], ["train", "--decisions", "-1"],
    ])
    func aWrongValueIsRefusedBeforeAnythingHappens(words: [String]) async {
        await #expect(throws: ArgumentError.self) {
            try await OperatorProgram.run(words + ["--home", "/nowhere/at/all"])
        }
    }

    @Test func aHomeWithoutALogSaysWhatToDo() async {
        for words in [["train"], ["facts"], ["export", "/nowhere/out"], ["evaluate", "--from", "2020-01-01"]] {
            let error = await #expect(throws: OperatorError.self) {
                try await OperatorProgram.run(words + ["--home", "/nowhere/at/all"])
            }
            #expect(error?.description.contains("tandem import") == true)
        }
    }

    @Test func methodsAreFoundByTheEndOfTheirName() throws {
        for name in ["tandem.v1.Gateway/MatchJobs", "Gateway/MatchJobs", "Gateway.MatchJobs", "MatchJobs"] {
            #expect(try CallCommand.method(named: name).fullName == "tandem.v1.Gateway/MatchJobs")
        }
        let error = #expect(throws: ArgumentError.self) { try CallCommand.method(named: "SearchJobs") }
        #expect(error?.description.contains("tandem.v1.SemanticSearch/SearchJobs") == true)
        #expect(throws: ArgumentError.self) { try CallCommand.method(named: "Jobs") }
    }

    @Test func aMessageOfAnyTypePassesUnharmed() throws {
        let request = MatchFreelancersRequest(
            text: "mobile app", filter: Filter(skills: ["swift"], rateMinimum: 5), limit: 3, fusion: .harmonic)
        let bytes = request.serializedBytes()
        #expect(try RawMessage(serializedBytes: bytes).serializedBytes() == bytes)
        #expect(try RawMessage(serializedBytes: [UInt8]()).serializedBytes().isEmpty)
        #expect(throws: WireError.self) { try RawMessage(serializedBytes: Array(bytes.dropLast())) }
    }

    @Test func addressesFollowTheGateways() {
        let entry = ServiceDirectory.clientModel
        #expect(Connection.address(of: entry, besideGateway: "127.0.0.1:7700") == "127.0.0.1:7704")
        #expect(Connection.address(of: entry, besideGateway: "[::1]:9000") == "[::1]:9004")
    }
}
