import Foundation
import Glibc

/// A network namespace whose loopback interface loses and delays packets; gone with the last thread and socket in it.
final class LossyNetwork: Sendable {
    private let namespace: Int32

    /// Whether this process may make one.
    static let isAvailable: Bool =
        system("unshare --net sh -c 'ip link set lo up && tc qdisc add dev lo root netem delay 1ms' >/dev/null 2>&1")
        == 0

    struct NotAvailable: Error {}

    /// - Parameter impairment: What netem is told, such as "delay 10ms loss 3%".
    init(_ impairment: String) throws {
        let descriptor = LossyNetwork.onThread { () -> Int32 in
            guard LossyNetwork.unshareNetwork(),
                system("ip link set lo up && tc qdisc add dev lo root netem \(impairment)") == 0
            else { return -1 }
            return open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw NotAvailable() }
        namespace = descriptor
    }

    deinit {
        close(namespace)
    }

    /// Moves the calling thread into the network: sockets that it opens from then on belong there.
    func enter() {
        precondition(LossyNetwork.enter(namespace), "a namespace that could be made can be entered")
    }

    /// Runs the body on a thread inside the network.
    func run(_ body: @escaping @Sendable () throws -> Void) throws {
        let failure = LossyNetwork.onThread { () -> (any Error)? in
            self.enter()
            do {
                try body()
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private static let networkFlag: Int32 = 0x4000_0000

    // Not in Swift's module of the C library.
    private static func unshareNetwork() -> Bool {
        guard let symbol = dlsym(nil, "unshare") else { return false }
        return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)(networkFlag) == 0
    }

    private static func enter(_ namespace: Int32) -> Bool {
        guard let symbol = dlsym(nil, "setns") else { return false }
        return unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)(namespace, networkFlag) == 0
    }

    private final class Box<Value>: @unchecked Sendable {
        var value: Value?
    }

    private static func onThread<Value>(_ body: @escaping @Sendable () -> Value) -> Value {
        let box = Box<Value>()
        let done = DispatchSemaphore(value: 0)
        // A thread of its own, which ends: those of Dispatch are used again.
        let thread = Thread {
            box.value = body()
            done.signal()
        }
        thread.start()
        done.wait()
        guard let value = box.value else { preconditionFailure("the thread has run") }
        return value
    }
}
