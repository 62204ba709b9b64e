import Foundation
import Glibc
import Synchronization
import Testing

@testable import Operations

/// Real processes of the system's own programs.
@Suite(.timeLimit(.minutes(1))) struct ChildProcessTests {
    /// Lines as they come, from any thread.
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    func shell(_ script: String, environment: [String: String] = [:], lines: Lines = Lines()) throws -> ChildProcess {
        try ChildProcess.start(
            "/bin/sh", ["-c", script], environment: environment, output: .lines { lines.add($0) },
            errors: .lines { lines.add("error: " + $0) })
    }

    @Test func whatAProcessWritesComesLineByLineBeforeItsEnd() async throws {
        let lines = Lines()
        let child = try shell("echo one; echo two; printf three; exit 7", lines: lines)
        #expect(await child.end() == .status(7))
        #expect(lines.all == ["one", "two", "three"])
        #expect(child.hasEnded == .status(7))
    }

    @Test func variablesAreAddedAndTakenAway() async throws {
        let lines = Lines()
        let child = try shell("echo $ADDED-${PATH:-none}", environment: ["ADDED": "yes", "PATH": ""], lines: lines)
        #expect(await child.end() == .status(0))
        // A shell without PATH has one of its own, but not ours.
        #expect(lines.all.first?.hasPrefix("yes-") == true)
        #expect(lines.all.first != "yes-\(ProcessInfo.processInfo.environment["PATH"] ?? "")")
    }

    @Test func aSignalIsTold() async throws {
        let child = try shell("sleep 100")
        child.send(SIGKILL)
        #expect(await child.end() == .signal(SIGKILL))
        child.send(SIGKILL)  // of nobody, harmless
    }

    @Test func aProcessThatHeedsNoSigtermIsKilled() async throws {
        let lines = Lines()
        let child = try shell("trap '' TERM; echo ready; while :; do sleep 0.05; done", lines: lines)
        while lines.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        #expect(await child.stop(within: .milliseconds(200)) == .signal(SIGKILL))
    }

    @Test func ignoredSignalsAreNotInherited() async throws {
        signal(SIGPIPE, SIG_IGN)
        let child = try shell("kill -PIPE $$; sleep 100")
        #expect(await child.end() == .signal(SIGPIPE))
    }

    @Test func standardInputEndsWhenClosed() async throws {
        let child = try shell("cat; echo over; exit 3")
        child.closeInput()
        #expect(await child.end() == .status(3))
    }

    /// The inner process's input is held by the outer one alone: killing that ends it.
    @Test func inputEndsWithTheParentHoweverItEnds() async throws {
        let folder = NSTemporaryDirectory() + "tandem-child-\(UUID().uuidString)"
        let children = try (0..<4).map { index in
            try shell("cat >/dev/null; echo gone > \(folder)-\(index)")
        }
        // Had a later child inherited an earlier one's pipe, closing would not end the earlier one.
        for (index, child) in children.enumerated() {
            child.closeInput()
            #expect(await child.end() == .status(0))
            #expect(access("\(folder)-\(index)", F_OK) == 0)
            unlink("\(folder)-\(index)")
        }
    }

    @Test func longLinesComeInParts() async throws {
        let lines = Lines()
        let child = try shell("head -c \(ChildProcess.lineLimit + 100) /dev/zero | tr '\\0' x", lines: lines)
        #expect(await child.end() == .status(0))
        #expect(lines.all.count == 2)
        #expect(lines.all.reduce(0) { $0 + $1.utf8.count } == ChildProcess.lineLimit + 100)
    }

    @Test func outputGoesToTheEndOfAFile() async throws {
        let path = NSTemporaryDirectory() + "tandem-child-\(UUID().uuidString)"
        defer { unlink(path) }
        for word in ["one", "two"] {
            let child = try ChildProcess.start("/bin/echo", [word], output: .file(path))
            #expect(await child.end() == .status(0))
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "one\ntwo\n")
    }

    @Test func whatCannotStartIsAnError() {
        let error = #expect(throws: ChildProcessError.self) { try ChildProcess.start("/nowhere/program", []) }
        #expect(error?.description == "cannot start /nowhere/program: No such file or directory")
        #expect(throws: ChildProcessError.self) {
            try ChildProcess.start("/bin/echo", [], output: .file("/nowhere/file"))
        }
    }
}
