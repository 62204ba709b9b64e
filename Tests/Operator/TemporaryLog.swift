import Contracts
import Marketplace
import TestSupport

/// Gives a log of facts at their times, in a folder that is removed afterwards.
func withTemporaryLog<Result>(
    _ bodies: [(time: Int64, body: Fact.Body)], _ use: (FactLog) throws -> Result
) throws -> Result {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) {
        let log = try FactLog.open(url: FactLog.url(path: folder.file("market.db")), mode: .readWrite)
        _ = try log.append(bodies.enumerated().map { Fact(id: "\($0)", time: $1.time, body: $1.body) })
        return try use(log)
    }
}
