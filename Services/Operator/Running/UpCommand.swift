import Contracts
import Hosting
import JSON
import Operations

/// `tandem up`: the six services as children of this process, until Ctrl-C.
enum UpCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "up", summary: "start the six services on loopback, until Ctrl-C",
        discussion: """
            Waits until all are ready, starts one that crashes again, and on Ctrl-C lets them finish their calls. What they log
            is in logs/ of the home.
            Example: tandem up --show-match
            """,
        options: [
            .option(
                "port-base", value: "PORT", help: "the gateway's port; the other five take the next ones",
                default: String(ServiceDirectory.gateway.defaultPort)),
            .option("http", value: "PORT", help: "of the gateway's HTTP, or off", default: "8080"),
            .switch("show-match", help: "print one match of the log as a table, with reasons"),
            .switch("no-restart", help: "leave a service that crashes down"),
            .switch("attached", help: "end when standard input ends, as with the process that started this one"),
        ] + TrialOptions.options)

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let plan = try Plan(arguments)
        try plan.home.makeFolder("logs")
        try plan.checkPorts()
        let shutdown = ShutdownSignal.install()
        if arguments.has("attached") { StandardStream.whenInputEnds { shutdown.request() } }
        let supervisor = Supervisor(
            try plan.launches(), logFolder: "\(plan.home.path)/logs", restarts: !arguments.has("no-restart"),
            note: { Console.note("tandem: \($0)") })
        let progress = Progress("starting", unit: "facts applied")
        do {
            try await supervisor.start()
            let addresses = try await supervisor.waitUntilReady(unless: shutdown) { progress.update($0, total: $1) }
            progress.finish()
            if addresses != nil {
                for problem in await supervisor.problems { Console.note("tandem: \(problem)") }
                try await report(plan, processIDs: await supervisor.processIDs, arguments)
                await shutdown.wait()
            }
        } catch {
            progress.finish()
            await supervisor.stop()
            throw error
        }
        Console.note("tandem: stopping")
        await supervisor.stop()
        return ExitStatus.success
    }

    private static func report(_ plan: Plan, processIDs: [String: Int32], _ arguments: Arguments) async throws {
        let match = arguments.has("show-match") ? try await MatchShowcase.make(plan.home, gateway: plan.gateway) : nil
        if arguments.has("json") {
            let services = ServiceDirectory.all.map { entry -> (String, JSONValue) in
                let processID = processIDs[entry.name].map { JSONValue.integer(Int64($0)) } ?? .null
                return (entry.name, ["address": .string(plan.address(of: entry)), "process_id": processID])
            }
            try Console.json([
                "services": JSONValue(services), "http": JSONValue(plan.httpURL),
                "match": try match?.json() ?? .null,
            ])
            return
        }
        var table = TextTable([.left("service"), .left("address"), .right("process")])
        for entry in ServiceDirectory.all {
            table.add([entry.name, plan.address(of: entry), processIDs[entry.name].map(String.init) ?? "-"])
        }
        Console.text(table.render())
        if let match { Console.text("\n" + match.text()) }
        Console.line("\n" + plan.directions)
    }

    /// Who listens where.
    struct Plan {
        let home: Home
        private let portBase: Int
        private let httpPort: Int?
        private let gatewayArguments: [String]

        init(_ arguments: Arguments) throws(ArgumentError) {
            home = try Home(arguments)
            portBase = try arguments.integer("port-base", in: 1...65_530) ?? ServiceDirectory.gateway.defaultPort
            gatewayArguments = TrialOptions.gatewayArguments(arguments)
            httpPort = arguments["http"] == "off" ? nil : try arguments.integer("http", in: 1...65_535)
        }

        func port(of entry: ServiceDirectory.Entry) -> Int {
            portBase + entry.defaultPort - ServiceDirectory.gateway.defaultPort
        }

        func address(of entry: ServiceDirectory.Entry) -> String { "127.0.0.1:\(port(of: entry))" }

        var gateway: String { address(of: ServiceDirectory.gateway) }

        var httpURL: String? { httpPort.map { "http://127.0.0.1:\($0)" } }

        func launches() throws(OperatorError) -> [ServiceLaunch] {
            var launches: [ServiceLaunch] = []
            for entry in ServiceDirectory.peers {
                launches.append(try ServiceLaunch(entry, home: home, address: address(of: entry)))
            }
            let peers = ServiceDirectory.peers.map { "\($0.name)=\(address(of: $0))" }.joined(separator: ",")
            let http = httpPort.map { "127.0.0.1:\($0)" } ?? "off"
            launches.append(
                try ServiceLaunch(
                    ServiceDirectory.gateway, home: home, address: gateway,
                    extra: ["--peers", peers, "--http", http] + gatewayArguments))
            return launches
        }

        /// - Throws: when another program listens where a service should.
        func checkPorts() throws(OperatorError) {
            var wanted = ServiceDirectory.all.map { (port: port(of: $0), name: $0.name, option: "--port-base") }
            if let httpPort { wanted.append((httpPort, "the gateway's HTTP", "--http")) }
            for (port, name, option) in wanted where !LocalPort.isFree(port) {
                throw OperatorError(
                    "port \(port), for \(name), is in use: is Tandem running already (tandem status)? "
                        + "Otherwise choose another port by \(option)")
            }
        }

        /// What to do next.
        var directions: String {
            let token = Environment["TANDEM_TOKEN"] == nil ? "" : " -H \"Authorization: Bearer $TANDEM_TOKEN\""
            var lines: [String] = []
            if let httpURL {
                lines = [
                    "HTTP     \(httpURL)    (also /healthz, /readyz, /metrics)",
                    "match    curl -s \(httpURL)/tandem.v1.Gateway/MatchFreelancers\(token) "
                        + "-H 'Content-Type: application/json' -d '{\"text\":\"mobile app for a bakery\",\"limit\":3}'",
                ]
            }
            let other = gateway == ServiceDirectory.gateway.defaultAddress ? "" : " --gateway \(gateway)"
            lines.append("status   tandem status\(other)")
            return lines.joined(separator: "\n") + "\nServing until Ctrl-C."
        }
    }
}
