import Contracts
import Hosting
import MarketState
import Marketplace

/// What the freelancer's side keeps: the market as both sides' models see it.
final class State: LogState {
    static let formatVersion: UInt32 = 3

    private(set) var market = MarketState()

    init() {}

    init(from reader: inout SnapshotReader) throws(SnapshotError) {
        market = try MarketState(from: &reader)
    }

    func encode(to writer: inout SnapshotWriter) { market.encode(to: &writer) }

    func apply(_ fact: Fact) { market.apply(fact) }

    var counts: [(name: String, value: Int)] { market.counts }
}
