import Foundation

/// Nanoseconds of the monotonic clock.
func now() -> UInt64 {
    nanoseconds(CLOCK_MONOTONIC)
}

private func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// User and system time of a process so far, in nanoseconds; 0 for one that is gone.
func processorTime(of process: Int32) -> UInt64 {
    var clock = clockid_t()
    guard clock_getcpuclockid(process, &clock) == 0 else { return 0 }
    return nanoseconds(clock)
}

/// User and system time of this process so far, in nanoseconds.
func processorTime() -> UInt64 {
    nanoseconds(CLOCK_PROCESS_CPUTIME_ID)
}

/// Time that all processors have been busy, in nanoseconds, to the kernel's ten milliseconds.
func machineTime() -> UInt64 {
    let text = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
    let fields = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst().compactMap { UInt64($0) }
    guard fields.count >= 7 else { return 0 }
    return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) * 10_000_000
}

/// Bytes of memory that a process has resident.
func residentMemory(of process: Int32) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
}

/// Lets this process open as many files as it may.
func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}

/// A child process that serves until its input ends, and said its port in its first line.
final class ServerProcess {
    private let process = Process()
    private let input = Pipe()
    let port: Int

    var identifier: Int32 { process.processIdentifier }

    init(_ arguments: [String]) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchmarkFailure("the server process did not say its port")
        }
        self.port = port
    }

    /// Ends the process and waits for it.
    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

/// Why a measurement could not be made.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
