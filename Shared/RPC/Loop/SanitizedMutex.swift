#if THREAD_SANITIZER
    internal import Glibc

    /// Stands in for `Synchronization.Mutex` where the thread sanitizer looks on.
    ///
    /// That one's locking is inside the standard library, which is not instrumented on Linux: the sanitizer does not see that
    /// it orders anything and reports every use as a race. It does see pthread's. Only `make sanitize` compiles this.
    struct Mutex<Value>: ~Copyable, @unchecked Sendable {
        private let value: UnsafeMutablePointer<Value>
        private let handle: UnsafeMutablePointer<pthread_mutex_t>

        init(_ initial: consuming sending Value) {
            value = .allocate(capacity: 1)
            value.initialize(to: initial)
            handle = .allocate(capacity: 1)
            handle.initialize(to: pthread_mutex_t())
            pthread_mutex_init(handle, nil)
        }

        deinit {
            value.deinitialize(count: 1)
            value.deallocate()
            pthread_mutex_destroy(handle)
            handle.deallocate()
        }

        borrowing func withLock<Result: ~Copyable, Failure: Error>(
            _ body: (inout sending Value) throws(Failure) -> sending Result
        ) throws(Failure) -> sending Result {
            pthread_mutex_lock(handle)
            defer { pthread_mutex_unlock(handle) }
            return try body(&value.pointee)
        }
    }
#endif
