import Foundation

/// The seed of everything that is generated or drawn.
let seed: UInt64 = 20_240_601

/// The processor seconds that a body takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
}

/// The median of so many measurements.
func median(of count: Int, _ body: () throws -> Void) rethrows -> Double {
    var all: [Double] = []
    for _ in 0..<count { all.append(try seconds(body)) }
    return all.sorted()[count / 2]
}

/// Prints a figure for the table.
func report(_ name: String, _ value: Double) {
    print("\(name)\t\(value)")
    fflush(nil)
}

/// Prints the mean of a figure over seeds, and with several the deviation of one seed's.
func report(_ name: String, over values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    report(name, mean)
    guard count > 1 else { return }
    report(name + "_sd", (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot())
}

/// The lines of a file of the folder; nil when it is not there.
func lines(_ folder: URL, _ name: String) throws -> [Substring]? {
    let file = folder.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
}
