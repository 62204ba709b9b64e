// swift-protobuf. Usage: SwiftProtobufPeer FOLDER SECONDS   (FOLDER holds response.bin and request.bin)
import Foundation
import SwiftProtobuf

func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

func measure(_ message: String, _ operation: String, _ bytes: Int, _ seconds: Double, _ work: () throws -> Int) throws {
    var repeats = 1
    var rounds: [Double] = []
    let start = nanoseconds(CLOCK_MONOTONIC)
    while true {
        let before = nanoseconds(CLOCK_THREAD_CPUTIME_ID)
        var sum = 0
        for _ in 0..<repeats { sum &+= try work() }
        let spent = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - before
        precondition(sum != 1)
        if spent < 10_000_000 {
            repeats *= 2
            continue
        }
        rounds.append(Double(spent) / Double(repeats))
        if Double(nanoseconds(CLOCK_MONOTONIC) - start) > seconds * 1e9 { break }
    }
    rounds.sort()
    print("\(message)\t\(operation)\t\(bytes)\t\(String(format: "%.1f\t%.1f", rounds[rounds.count / 2], rounds[0]))")
}

func measure<Value: SwiftProtobuf.Message>(_: Value.Type, _ folder: String, _ name: String, _ seconds: Double) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).bin")))
    let message = try Value(serializedBytes: bytes)
    let encoded: [UInt8] = try message.serializedBytes()
    precondition(encoded == bytes, "swift-protobuf encodes \(name) otherwise")
    try measure(name, "encode: swift-protobuf, new array", bytes.count, seconds) {
        (try message.serializedBytes() as [UInt8]).count
    }
    try measure(name, "decode: swift-protobuf, new value", bytes.count, seconds) {
        let decoded = try Value(serializedBytes: bytes)
        return withUnsafeBytes(of: decoded) { Int($0[0]) | 2 }
    }
}

let seconds = Double(CommandLine.arguments[2]) ?? 0.25
try measure(Bench_SearchResponse.self, CommandLine.arguments[1], "response", seconds)
try measure(Bench_SearchRequest.self, CommandLine.arguments[1], "request", seconds)
