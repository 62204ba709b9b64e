import Contracts
import Hosting
import Marketplace

/// What the gateway keeps of the log: how many facts of each kind there are.
final class LogCounts: LogState {
    static let formatVersion: UInt32 = 1

    /// By `FactKind.rawValue`; the kinds that can be.
    private var byKind: [UInt64]

    private static let slots = (FactKind.allCases.map(\.rawValue).max() ?? 0) + 1

    init() { byKind = Array(repeating: 0, count: Self.slots) }

    init(from reader: inout SnapshotReader) throws(SnapshotError) {
        byKind = try reader.numbers(UInt64.self)
        guard byKind.count == Self.slots else {
            throw .invalid(offset: 0, reason: "\(byKind.count) kinds of facts where \(Self.slots) are known")
        }
    }

    func encode(to writer: inout SnapshotWriter) { writer.numbers(byKind) }

    func apply(_ fact: Fact) {
        guard let kind = fact.kind else { return }
        byKind[kind.rawValue] += 1
    }

    /// Facts of a kind.
    func count(of kind: FactKind) -> UInt64 { byKind[kind.rawValue] }

    var counts: [(name: String, value: Int)] {
        FactKind.allCases.map { ($0.name, Int(clamping: byKind[$0.rawValue])) }.filter { $0.1 > 0 }
    }
}
