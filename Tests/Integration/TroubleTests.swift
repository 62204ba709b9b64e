import Contracts
import Foundation
import Glibc
import JSON
import Marketplace
import Operations
import Testing

extension IntegrationTests {
    /// What can't be done is said in words that help, with an exit status that scripts see.
    @Suite struct TroubleTests {
        @Test func whatCannotBeMeantIsRefused() async throws {
            let home = try TestHome()
            for (words, hint) in [
                ([], "say what to do"), (["imprt"], "import"), (["import"], "DIR is missing"),
                (["train", "--until", "soon"], "--until"), (["up", "--port-base", "99999"], "--port-base"),
                (["up", "--http", "web"], "--http"), (["evaluate", "--fusion", "sum"], "--fusion"),
                (["call", "Gateway/Nothing"], "Nothing"), (["call", "Gateway/Understand", "{"], "the text ends"),
                (["simulate", home.path + "/sample", "--jobs", "many"], "--jobs"),
                (["status", "--colour"], "--colour"),
            ] as [([String], String)] {
                let (end, said) = try await run(words, home: home.path)
                #expect(end == .status(2), "tandem \(words.joined(separator: " ")): \(said)")
                #expect(said.contains(hint) && said.hasPrefix("tandem: "), "\(said)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty, "nothing was done")
        }

        @Test func whatCannotBeDoneSaysWhy() async throws {
            let home = try TestHome()
            let (file, empty) = (home.path + "/file", home.path + "/empty")
            try Data("no folder, and no log".utf8).write(to: URL(fileURLWithPath: file))
            try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
            let files = try await Sample.folder()
            let taken = try TakenPort()
            defer { taken.close() }
            for (words, place, hint) in [
                (["import", home.path + "/nowhere"], home.path, "No such file or directory"),
                (["import", file], home.path, "Not a directory"), (["import", empty], home.path, "has none of"),
                (["import", files], file, "no folder"), (["import", files], file + "/home", "no folder"),
                (["import", files, "--log", "sqlite://" + file], home.path, "not a log"),
                (["import", files, "--log", "mysql://host/market"], home.path, "sqlite:"),
                (["import", files, "--log", "sqlite:///dev/full"], home.path, "free space"),
                (["simulate", file], home.path, "no folder"), (["simulate", files], home.path, "--overwrite"),
                (["train"], home.path, "tandem import"), (["evaluate"], home.path, "train"),
                (["facts"], home.path, "tandem import"), (["export", home.path + "/out"], home.path, "tandem import"),
                (["up"], file + "/home", "no folder"),
                (["up", "--port-base", "\(taken.port)"], home.path, "port \(taken.port)"),
                (["up", "--port-base", "\(taken.port + 1)", "--http", "\(taken.port)"], home.path, "--http"),
                (["call", "Gateway/Understand", "--gateway", "127.0.0.1:1"], home.path, "127.0.0.1:1"),
                (["status", "--gateway", "127.0.0.1:1"], home.path, "127.0.0.1:1"),
                (["health", "127.0.0.1:1"], home.path, "127.0.0.1:1"),
            ] as [([String], String, String)] {
                let (end, said) = try await run(words, home: place)
                #expect(end == .status(1), "tandem \(words.joined(separator: " ")): \(said)")
                #expect(said.contains(hint), "tandem \(words.joined(separator: " ")): \(said)")
                #expect(!said.contains("Error Domain") && !said.contains("operation could not be completed"))
            }
        }

        /// A file that may not grow further stands for a disk that is full.
        @Test func anImportThatFindsNoRoomIsWholeUpToThereAndGoesOnLater() async throws {
            let home = try TestHome()
            let files = try await Sample.folder()
            let tandem = "'\(Built.folder)/tandem' import '\(files)' --home '\(home.path)'"
            let (output, errors) = (Collected(), Collected())
            let child = try Built.start(
                path: "/bin/sh", ["-c", "ulimit -f 1000; trap '' XFSZ; exec \(tandem)"], output: output, errors: errors)
            #expect(await child.end() == .status(1))
            #expect(errors.all.joined().contains("disk"), "\(errors.all)")
            let there = (try? home.log.facts(after: 0, limit: .max).count) ?? 0
            let report = try await home.tandem("import", files, "--json").json()
            let lines = try #require(report["lines"]?.integerValue)
            #expect(report["duplicates"]?.integerValue == Int64(there))
            #expect(there < lines)
            let facts = try home.log.facts(after: 0, limit: .max)
            #expect(facts.count == Int(lines) && Set(facts.map(\.id)).count == facts.count)
        }

        @Test func anEmptyHomeIsServedAndSaysWhatIsMissing() async throws {
            let suite = try await RunningSuite(try TestHome())
            #expect(suite.notes.contains { $0.contains("log") }, "\(suite.notes)")
            #expect(await suite.stop() == .status(0))
        }

        /// What `tandem` says when it is not to succeed.
        private func run(_ words: [String], home: String) async throws -> (end: ChildProcess.End, said: String) {
            let (output, errors) = (Collected(), Collected())
            let options = words.isEmpty ? [] : ["--home", home]
            let child = try Built.start("tandem", words + options, output: output, errors: errors)
            child.closeInput()
            let end = await child.end()
            return (end, (errors.all + output.all).joined(separator: "\n"))
        }
    }
}

/// A port on which somebody else listens.
private struct TakenPort {
    let port: Int
    private let descriptor: Int32

    init() throws {
        port = try Ports.row(of: 9)
        descriptor = try LoopbackSocket.open()
        var address = LoopbackSocket.address(port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0 && listen(descriptor, 1) == 0)
    }

    func close() { Glibc.close(descriptor) }
}
