import Contracts
import Foundation
import Marketplace
import TestSupport
import Testing

@Suite("Killed writers")
struct CrashTests {
    /// `kill -9` at random moments: every acknowledged fact is there once, batches are whole, sequences without gaps.
    @Test func loseNoAcknowledgedFact() throws {
        let folder = try TemporaryFolder()
        let writer = try BuiltProgram.url("FactWriter")
        var random = RandomFacts(seed: 20)
        var acknowledged: [Int] = []
        for round in 0..<20 {
            let process = Process()
            process.executableURL = writer
            process.arguments = [folder.url(), "w\(round)"]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            // The first acknowledgement, so that each round has something to lose, and then some moments more.
            var text = output.fileHandleForReading.availableData
            usleep(UInt32(random.below(60_000)))
            kill(process.processIdentifier, SIGKILL)
            text += output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            acknowledged.append(lines.dropLast().last.flatMap { Int($0) } ?? 0)
        }
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        var counts = Array(repeating: 0, count: acknowledged.count)
        var sequence: UInt64 = 0
        try log.forEach(after: 0) { fact in
            sequence += 1
            #expect(fact.sequence == sequence)
            let parts = fact.id.dropFirst().split(separator: "-").compactMap { Int($0) }
            // In each round ids ascend by one: none is missing and none is there twice.
            #expect(parts[1] == counts[parts[0]])
            counts[parts[0]] += 1
            return true
        }
        for (round, (there, promised)) in zip(counts, acknowledged).enumerated() {
            #expect(promised > 0)
            #expect(there >= promised, "round \(round)")
            // At most one batch was on disk before it could be acknowledged, and it is whole.
            #expect(there == promised || there == promised + 1 + promised % 37, "round \(round)")
        }
        #expect(try log.append([Fact(id: "after", time: 0, body: .signup(Signup(userID: "u")))]).appended == 1)
    }

    /// New facts of another process are seen again and again; the bound is generous for busy machines.
    @Test func aFollowerSeesAnotherProcess() throws {
        let folder = try TemporaryFolder()
        _ = try FactLog.open(url: folder.url(), mode: .readWrite)
        let reader = try FactLog.open(url: folder.url(), mode: .readOnly)
        let process = Process()
        process.executableURL = try BuiltProgram.url("FactWriter")
        process.arguments = [folder.url(), "w0"]
        process.standardOutput = Pipe()
        try process.run()
        defer { kill(process.processIdentifier, SIGKILL) }
        var position: UInt64 = 0
        for _ in 0..<20 {
            #expect(try reader.waitForFacts(after: position, seconds: 5))
            position = try reader.lastSequence()
        }
    }
}
