import Foundation
import TestSupport
import Testing

/// A process of its own, whose wall clock really jumps (Tests/ClockJump).
@Suite(
    .timeLimit(.minutes(2)),
    .enabled(if: WallClockLibrary.path != nil, "there is no C compiler to build the clock with"))
struct ClockJumpTests {
    @Test(
        "Deadlines, keepalive, connection age and drain don't mind a wall clock that jumps an hour",
        arguments: [3600, -3600])
    func jump(_ seconds: Int) throws {
        let library = try #require(WallClockLibrary.path)
        let outcome = try WallClockLibrary.run(
            try BuiltProgram.url("ClockJumpProgram").path, [String(seconds)], environment: ["LD_PRELOAD": library])
        #expect(outcome.status == 0, "\(outcome.output)")
        var durations: [String: Double] = [:]
        for line in outcome.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            durations[words.dropLast().joined(separator: " ")] = words.last.flatMap { Double($0) }
        }
        // The clock has really jumped, and all else took its time: not less, and not until the clock had come back.
        let movement = try #require(durations["wall clock"])
        #expect(abs(movement - Double(seconds)) < 60)
        for (name, least) in [("deadline", 1), ("keepalive", 1), ("age", 0.9), ("drain", 1)] {
            let duration = try #require(durations[name], "\(outcome.output)")
            #expect(duration >= least && duration < 60, "\(name): \(duration) s")
        }
    }
}

/// The clock of Tests/ClockJump, and what runs with it.
private enum WallClockLibrary {
    /// The clock to preload, built once; nil where it can't be.
    static let path: String? = {
        guard let folder = try? BuiltProgram.url("ClockJumpProgram").deletingLastPathComponent() else { return nil }
        let library = folder.appending(path: "wall_clock.so").path
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../ClockJump/wall_clock.c")
        for compiler in ["cc", "gcc", "clang"] {
            let arguments = [compiler, "-shared", "-fPIC", "-O1", "-o", library, source.path]
            if let outcome = try? run("/usr/bin/env", arguments), outcome.status == 0 { return library }
        }
        return nil
    }()

    static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}
