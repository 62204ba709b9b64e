#if THREAD_SANITIZER
    @testable import RPC

    /// The tests' own locks are seen by the thread sanitizer too.
    typealias Mutex = RPC.Mutex
#endif
