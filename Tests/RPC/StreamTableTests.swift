import Testing

@testable import RPC

@Suite("Calls by their streams")
struct StreamTableTests {
    private final class Call {
        let stream: UInt32

        init(_ stream: UInt32) {
            self.stream = stream
        }
    }

    @Test("Agrees with a dictionary, whatever comes and goes", arguments: [1, 2, 3, 4, 5, 6])
    func agreesWithDictionary(seed: UInt64) {
        var table = StreamTable<Call>()
        var known: [UInt32: Call] = [:]
        var state = seed
        func random(_ limit: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % limit
        }
        var next: UInt32 = 1
        for step in 0..<20_000 {
            // Some calls last, most are short; now and then many run at once, and now and then numbers leap.
            let crowd = step / 2000 % 2 == 0 ? 20 : 400
            if known.count < crowd, random(100) < 60 {
                let call = Call(next)
                table[next] = call
                known[next] = call
                next += random(50) == 0 ? UInt32(random(600)) * 2 : 2
            } else if !known.isEmpty {
                let streams = known.keys.sorted()
                let chosen = streams[Int(random(10) == 0 ? random(UInt64(streams.count)) : UInt64(streams.count - 1))]
                #expect(table.remove(chosen) === known.removeValue(forKey: chosen))
            }
            let probe = UInt32(random(UInt64(next))) | 1
            #expect(table[probe] === known[probe])
            #expect(table.count == known.count)
        }
        #expect(table.sorted.map(\.stream) == known.keys.sorted())
        #expect(table.entered(after: next / 2).map(\.stream) == known.keys.sorted().filter { $0 > next / 2 })
        for stream in known.keys.sorted() { #expect(table[stream] === known[stream]) }
        #expect(table.removeAll().count == known.count)
        #expect(table.isEmpty && table[1] == nil && table.remove(1) == nil)
    }
}
