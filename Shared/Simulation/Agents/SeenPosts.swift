/// The last sixteen posts that somebody looked at.
struct SeenPosts {
    // A ring of numbers of jobs, which begin at 1; 0 stands for none yet.
    private var numbers = SIMD16<Int32>()
    private var next = 0
    /// A bit for each number's last six bits: most posts that were not seen are told by a look at this.
    private var filter: UInt64 = 0

    func contains(_ job: Int) -> Bool {
        filter & Self.bit(job) != 0 && any(numbers .== Int32(truncatingIfNeeded: job))
    }

    /// Numbers of the jobs, each once, lowest first.
    var jobs: [Int] { Set((0..<numbers.scalarCount).map { Int(numbers[$0]) }).subtracting([0]).sorted() }

    mutating func insert(_ job: Int) {
        numbers[next] = Int32(truncatingIfNeeded: job)
        next = (next + 1) % numbers.scalarCount
        filter = 0
        for index in 0..<numbers.scalarCount where numbers[index] != 0 { filter |= Self.bit(Int(numbers[index])) }
    }

    private static func bit(_ job: Int) -> UInt64 { 1 << UInt64(truncatingIfNeeded: job & 63) }
}
