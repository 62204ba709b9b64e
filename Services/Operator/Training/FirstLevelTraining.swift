import Hosting
import Operations

/// Has every service fit its own models, each in a process of its own.
struct FirstLevelTraining: Sendable {
    let home: Home
    /// Facts at or after this time are left out; nil for none.
    var until: String?
    let seed: UInt64
    let shutdown: ShutdownSignal

    /// Trainings at once: each replays the log on a processor of its own.
    private static let parallel = 2

    /// What came of each, in the order of the services.
    ///
    /// - Parameter title: of the progress line.
    func run(_ title: String) async throws -> [TrainingResult] {
        var options = home.serviceArguments + ["--seed", "\(seed)"]
        if let until { options += ["--until", until] }
        let trainings = try ServiceDirectory.peers.map { entry in
            (entry, try ServiceLaunch.executable(of: entry))
        }
        let progress = Progress(title, unit: "services", total: UInt64(trainings.count))
        var results: [TrainingResult] = []
        await withTaskGroup(of: TrainingResult.self) { group in
            var waiting = trainings[...]
            func startNext() {
                guard let (entry, executable) = waiting.popFirst(), !shutdown.isRequested else { return }
                group.addTask { [options] in
                    await TrainingResult.train(entry.name, executable, options, shutdown: shutdown)
                }
            }
            for _ in 0..<Self.parallel { startNext() }
            while let result = await group.next() {
                results.append(result)
                progress.update(UInt64(results.count))
                startNext()
            }
        }
        progress.finish()
        let order = ServiceDirectory.peers.map(\.name)
        return results.sorted { (order.firstIndex(of: $0.service) ?? 0) < (order.firstIndex(of: $1.service) ?? 0) }
    }
}
