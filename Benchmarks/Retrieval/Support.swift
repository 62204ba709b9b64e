import Foundation

/// What went wrong.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Seconds of processor time so far: on one thread, and with all files in memory, what passes on an idle machine.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The shortest of some runs, in seconds.
func shortest(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    try (0..<runs).map { _ in
        let start = now()
        try body()
        return now() - start
    }.min() ?? 0
}

func report(_ name: String, _ value: Double) {
    print("\(name)\t\(value)")
    fflush(nil)
}

func contents(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
}

func numbers<Number>(_ path: String, _: Number.Type) throws -> [Number] {
    try contents(path).withUnsafeBytes { Array($0.bindMemory(to: Number.self)) }
}
