internal import Glibc

/// A system call that failed, with the reason the system gives.
struct SystemFailure: Error, CustomStringConvertible {
    let call: String
    let number: Int32

    /// The error number comes first so that it is read before anything in `call` can change it.
    init(_ number: Int32 = errno, of call: String) {
        self.call = call
        self.number = number
    }

    var description: String {
        "\(call): \(String(cString: strerror(number)))"
    }

    /// The failure as what it means to whoever opens sockets or threads: too many are open.
    var exhausted: RPCError {
        RPCError(.resourceExhausted, "\(self); raise the limit of open files (ulimit -n) or of threads")
    }
}
