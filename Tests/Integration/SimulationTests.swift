import Foundation
import Glibc
import JSON
import Operations
import Testing

extension IntegrationTests {
    /// Simulated markets: what is left of one that is cut short, and one whose people use real services.
    @Suite struct SimulationTests {
        @Test func aSimulationThatIsKilledLeavesNothingThatAnImportReads() async throws {
            let home = try TestHome()
            let folder = home.path + "/sample"
            let errors = Collected()
            let child = try Built.start(
                "tandem", ["simulate", folder, "--facts", "50000000"], output: Collected(), errors: errors)
            let events = folder + "/events.jsonl.partial"
            try await eventually {
                var status = stat()
                return stat(events, &status) == 0 && status.st_size > 0
            }
            child.send(SIGKILL)
            #expect(await child.end() == .signal(9))
            func names(_ folder: String) throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: folder)
            }
            #expect(try names(folder).allSatisfy { $0.hasSuffix(".partial") })
            #expect(try names(folder + ".truth").allSatisfy { $0.hasSuffix(".partial") })
            let refused = try await home.tandem("import", folder, succeeds: false)
            #expect(refused.end == .status(1) && refused.errors.contains { $0.contains("has none of") })

            // The next run makes whole files of the same names.
            try await home.tandem("simulate", folder, "--facts", "3000")
            #expect(try names(folder).sorted() == ["clients.jsonl", "events.jsonl", "freelancers.jsonl", "jobs.jsonl"])
            let report = try await home.tandem("import", folder, "--json").json()
            #expect(report["appended"]?.integerValue == 3_000 && report["rejected"]?.integerValue == 0)
        }

        /// A small market in which people see what the gateway answers; twice, with the same outcome.
        @Test func anExperimentAsksRealServicesAndRepeats() async throws {
            let home = try TestHome()
            func run() async throws -> JSONValue {
                try await home.tandem(
                    "experiment", "text", "product", "--freelancers", "120", "--history", "60", "--days", "8",
                    "--replicates", "1", "--resamples", "100", "--json"
                ).json()
            }
            let first = try await run()
            #expect(first["jobs"]?.integerValue ?? 0 > 0)
            let figures = try #require(first["figures"]?.arrayValue)
            #expect(figures.count == 12)
            let differences = figures.flatMap { $0["differences"]?.arrayValue ?? [] }
            #expect(differences.count >= 4 && differences.allSatisfy { $0["against"]?.stringValue == "text" })
            #expect(
                differences.contains { $0["difference"]?.doubleValue ?? 0 != 0 }, "the rankings make a difference")
            #expect(try await run() == first)
        }
    }
}
