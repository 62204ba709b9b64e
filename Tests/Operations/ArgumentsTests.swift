import Operations
import Testing

@Suite("Command lines")
struct ArgumentsTests {
    let program = CommandSpecification(
        "tandem", summary: "Matching.",
        options: [.option("home", value: "DIR", help: "Home.", default: "./var", environment: "TANDEM_HOME")],
        subcommands: [
            CommandSpecification(
                "import", summary: "Imports.", operands: ["DIR", "[MORE]"],
                options: [
                    .option("log", value: "URL", help: "Log."), .switch("json", help: "JSON."),
                    .option("limit", value: "N", help: "Limit."), .option("until", value: "TIME", help: "End."),
                ]),
            CommandSpecification("status", summary: "Shows.", operands: ["[NAME...]"]),
        ])

    func run(_ words: String..., environment: [String: String] = [:]) throws -> Arguments {
        guard case .run(let arguments) = try program.parse(words, environment: { environment[$0] }) else {
            throw ArgumentError("help")
        }
        return arguments
    }

    func message(_ words: String...) -> String {
        do {
            _ = try program.parse(words, environment: { _ in nil })
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test func readsCommandsOptionsAndOperands() throws {
        let arguments = try run("import", "data", "--log", "sqlite:///a", "--json", "--limit=5", "--home", "h")
        #expect(arguments.path == ["import"])
        #expect(arguments.operands == ["data"])
        #expect(arguments["log"] == "sqlite:///a")
        #expect(arguments.has("json"))
        #expect(try arguments.integer("limit") == 5)
        #expect(arguments["home"] == "h")
    }

    @Test func argumentsBeatTheEnvironmentWhichBeatsTheDefault() throws {
        #expect(try run("status")["home"] == "./var")
        #expect(try run("status", environment: ["TANDEM_HOME": "/e"])["home"] == "/e")
        #expect(try run("status", "--home", "/a", environment: ["TANDEM_HOME": "/e"])["home"] == "/a")
    }

    @Test func anOptionMayStandBeforeItsCommand() throws {
        #expect(try run("--log", "x", "import", "d")["log"] == "x")
        #expect(message("--log", "x", "status") == "status has no option --log")
    }

    @Test func wordsAfterTwoDashesAreOperands() throws {
        #expect(try run("import", "--", "--log").operands == ["--log"])
        #expect(try run("status", "a", "b", "c").operands == ["a", "b", "c"])
    }

    @Test func errorsSayWhatToDo() {
        #expect(message("imprt") == "unknown command imprt; did you mean import?")
        #expect(message("import", "d", "--lgo", "x") == "unknown option --lgo; did you mean --log?")
        #expect(message("import", "d", "--frobnicate") == "unknown option --frobnicate; see tandem import --help")
        #expect(message("import", "d", "-x") == "unknown option -x; see tandem import --help")
        #expect(message("import") == "DIR is missing; see --help")
        #expect(message("import", "a", "b", "c") == "c is one word too many; see --help")
        #expect(message("import", "d", "--log") == "--log needs a value")
        #expect(message("import", "d", "--json=1") == "--json takes no value")
        #expect(message() == "say what to do: import, status; see tandem --help")
    }

    @Test func valuesAreChecked() throws {
        #expect(throws: ArgumentError.self) { try run("import", "d", "--limit", "x").integer("limit") }
        #expect(throws: ArgumentError.self) { try run("import", "d", "--limit", "-1").integer("limit") }
        #expect(throws: ArgumentError.self) { try run("import", "d", "--limit", "nan").number("limit", in: 0...1) }
        #expect(throws: ArgumentError.self) { try run("import", "d", "--until", "soon").time("until") }
        #expect(try run("import", "d", "--until", "1970-01-02").time("until") == 86_400_000_000)
        #expect(try run("import", "d", "--until", "").time("until") == nil)
        #expect(throws: ArgumentError.self) { try run("import", "d").required("log") }
    }

    @Test func helpNamesEverything() throws {
        guard case .help(let text) = try program.parse(["import", "--help"], environment: { _ in nil }) else {
            Issue.record("no help")
            return
        }
        for part in ["Usage: tandem import DIR [MORE] [OPTIONS]", "--log URL", "--home DIR", "[TANDEM_HOME]", "./var"] {
            #expect(text.contains(part))
        }
    }
}
