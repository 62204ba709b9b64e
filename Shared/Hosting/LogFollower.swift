import Contracts
import Foundation
import Marketplace
import Operations
import RPC
import Synchronization

/// Keeps a service's state up with the log: loads the snapshot, catches up, follows, writes snapshots.
///
/// One thread of its own. A log that isn't there yet is waited for; one that was replaced makes the state begin anew.
final class LogFollower<Service: HostedService>: Sendable {
    private let host: ServiceHost<Service>
    private let server: RPCServer
    private let isStopping = Atomic<Bool>(false)
    private let hasStopped = DispatchSemaphore(value: 0)

    init(host: ServiceHost<Service>, server: RPCServer) {
        self.host = host
        self.server = server
    }

    func start() {
        let thread = Thread { [self] in
            run()
            hasStopped.signal()
        }
        thread.name = "log"
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Ends after the portion at hand, and waits for that.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        hasStopped.wait()
    }

    private var goesOn: Bool { !isStopping.load(ordering: .acquiring) }

    private func run() {
        var reported = ""
        while goesOn {
            host.refreshModel()
            do {
                let log = try FactLog.open(url: host.settings.logURL, mode: .readOnly)
                reported = ""
                host.update {
                    $0.log = log
                    $0.problem = ""
                }
                try follow(log)
            } catch {
                // A home without a log is an empty marketplace, not a failure: it is there to be imported into.
                let message = "\(error)"
                if message != reported { host.logger.info("waiting for the log: \(message)") }
                reported = message
                host.update {
                    $0.log = nil
                    $0.problem = "waiting for the log: \(message)"
                }
                if !host.settings.isReplay { becomeReady() }
                pause(seconds: 0.2)
            }
        }
    }

    /// Follows one log until the process ends or the log is replaced.
    private func follow(_ log: FactLog) throws {
        if host.settings.isReplay {
            becomeReady()
            while goesOn { pause(seconds: 0.05) }
            return
        }
        try restore(log)
        try catchUp(log)
        host.state.settle()
        becomeReady()
        let sinceLook = Stopwatch()
        var lastLook = 0.0
        while goesOn {
            let sequence = host.appliedSequence
            if try log.waitForFacts(after: sequence, seconds: 0.25) {
                host.state.apply(try log.facts(after: sequence))
                host.state.settle()
            }
            try takeSnapshotIfDue()
            if sinceLook.seconds - lastLook > 0.5 {
                lastLook = sinceLook.seconds
                host.refreshModel()
                if log.hasBeenReplaced() {
                    host.logger.warning("the log was replaced: beginning anew")
                    beginAnew()
                    return
                }
            }
        }
        if host.appliedSequence > host.snapshotSequence { try host.takeSnapshot() }
    }

    private func takeSnapshotIfDue() throws {
        guard host.appliedSequence >= host.snapshotSequence + host.settings.snapshotInterval else { return }
        try host.takeSnapshot()
    }

    private func beginAnew() {
        host.state.replace(Service.State(), .init())
        host.update {
            $0.snapshotSequence = 0
            $0.stateIdentity = ""
        }
    }

    /// Makes the state one of this log: as it is when it is that already (the log was only opened again after some
    /// trouble), else that of the snapshot, else an empty one.
    private func restore(_ log: FactLog) throws {
        let last = try log.lastSequence()
        if host.stateIdentity == log.identity, host.appliedSequence <= last { return }
        beginAnew()
        host.update { $0.stateIdentity = log.identity }
        do {
            guard let snapshot = try host.snapshots.load(Service.State.self, log: log) else { return }
            host.state.replace(snapshot.state, snapshot.position)
            host.update { $0.snapshotSequence = snapshot.position.sequence }
            host.logger.info("snapshot loaded", ["sequence": "\(snapshot.position.sequence)"])
        } catch {
            host.logger.warning("the snapshot is not used, the state is rebuilt from the log: \(error)")
        }
    }

    private func catchUp(_ log: FactLog) throws {
        let last = try log.lastSequence()
        let first = host.appliedSequence
        guard first < last else { return }
        let watch = Stopwatch()
        let progress = Progress("catching up", unit: "facts", total: last)
        let reader = FactReadAhead(log, after: first, portion: 8_192)
        defer { reader.finish() }
        while goesOn {
            let facts = try reader.facts()
            if facts.isEmpty { break }
            host.state.apply(facts)
            progress.update(host.appliedSequence)
            try takeSnapshotIfDue()
        }
        progress.finish()
        let count = host.appliedSequence - first
        host.logger.info(
            "caught up",
            [
                "facts": "\(count)", "seconds": String(format: "%.2f", watch.seconds),
                "facts_per_second": String(format: "%.0f", Double(count) / max(watch.seconds, 1e-9)),
            ])
    }

    private func becomeReady() {
        guard !host.isReady else { return }
        host.update { $0.isReady = true }
        server.health.setAll(.serving)
        host.logger.info("ready", ["sequence": "\(host.appliedSequence)"])
    }

    private func pause(seconds: Double) { Thread.sleep(forTimeInterval: seconds) }
}
