import Contracts
import Foundation
import Marketplace

/// A log of its own of facts at their times, in a file of the system's temporary folder.
func temporaryLog(_ bodies: [(time: Int64, body: Fact.Body)]) throws -> FactLog {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).db").path
    let log = try FactLog.open(url: "sqlite://\(path)", mode: .readWrite)
    _ = try log.append(bodies.enumerated().map { Fact(id: "\($0)", time: $1.time, body: $1.body) })
    return log
}
