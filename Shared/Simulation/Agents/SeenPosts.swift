/// The last sixteen posts that somebody looked at.
struct SeenPosts {
    // A ring of numbers of jobs, which begin at 1; 0 stands for none yet.
    private var numbers = SIMD16<Int32>()
    private var next = 0

    func contains(_ job: Int) -> Bool { any(numbers .== Int32(truncatingIfNeeded: job)) }

    /// Numbers of the jobs, each once, lowest first.
    var jobs: [Int] { Set((0..<numbers.scalarCount).map { Int(numbers[$0]) }).subtracting([0]).sorted() }

    mutating func insert(_ job: Int) {
        numbers[next] = Int32(truncatingIfNeeded: job)
        next = (next + 1) % numbers.scalarCount
    }
}
