import Dispatch

/// Runs independent pieces of work on several threads.
///
/// Each piece writes to a place of its own, and whatever has to be summed over pieces is summed afterwards in their
/// order; so the result is the same for any number of threads.
struct WorkShares: Sendable {
    /// How many threads work at once, at least one.
    let threads: Int

    /// Creates shares for so many threads; more than the machine has processors are of no use.
    init(threads: Int) {
        self.threads = max(1, threads)
    }

    /// Calls the body once for each of 0 ..< `count`, in any order when there are several threads.
    func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard threads > 1, count > 1 else {
            for index in 0..<count { body(index) }
            return
        }
        let shares = min(threads, count)
        DispatchQueue.concurrentPerform(iterations: shares) { share in
            for index in stride(from: share, to: count, by: shares) { body(index) }
        }
    }

    /// Calls the body for consecutive ranges that cover 0 ..< `count`, at most one for each thread.
    ///
    /// Where the ranges part depends on the number of threads: the body must treat every index by itself.
    func forRanges(of count: Int, atLeast minimum: Int = 1_024, _ body: @Sendable (Range<Int>) -> Void) {
        let shares = max(1, min(threads, count / max(minimum, 1)))
        forEach(shares) { share in body(count * share / shares..<count * (share + 1) / shares) }
    }
}
