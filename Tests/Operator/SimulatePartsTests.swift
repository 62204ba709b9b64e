import Foundation
import Learning
import Testing

@testable import Operator

/// The parts of the simulation, each against something simpler.
@Suite struct SimulatePartsTests {
    @Test func theQueueGivesWhatSortingGives() throws {
        var random = SeededGenerator(seed: 11)
        var queue = ActionQueue()
        var expected: [(time: Int64, number: Int)] = []
        var given: [(time: Int64, number: Int)] = []
        for number in 0..<3_000 {
            let time = Int64(random.integer(below: 400))
            queue.schedule(Action(time: time, kind: .visit, number: number))
            expected.append((time, number))
        }
        #expect(queue.count == 3_000)
        while let action = queue.next() { given.append((action.time, action.number)) }
        expected.sort { ($0.time, $0.number) < ($1.time, $1.number) }
        #expect(given.elementsEqual(expected) { $0 == $1 })
        #expect(queue.next() == nil)
    }

    @Test func timesAreWrittenAsFoundationWritesThem() {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        var random = SeededGenerator(seed: 12)
        for _ in 0..<500 {
            // A sixteenth of a second is exact in binary, so that no rounding of Foundation's gets in the way.
            let time = Int64(random.integer(in: -2_000_000_000...8_000_000_000)) * 1_000 + 500
            let date = Date(timeIntervalSince1970: Double(time) / 1_000)
            #expect(SimulatedTime.text(time) == formatter.string(from: date))
        }
        #expect(SimulatedTime.text(SimulatedTime.defaultStart) == "2026-01-05T00:00:00.000Z")
        #expect(SimulatedTime.parse(day: "2026-01-05") == SimulatedTime.defaultStart)
        for wrong in ["2026-1-05", "2026-13-01", "2025-02-29", "26-01-05", "2026-01-05T", ""] {
            #expect(SimulatedTime.parse(day: wrong) == nil, "\(wrong)")
        }
    }

    @Test func weightedDrawsFollowTheWeights() {
        var list = WeightedList()
        #expect(list.member(at: 0.5) == nil)
        for (member, weight) in [1.0, 0, 3, 6].enumerated() { list.append(Int32(member), weight: weight) }
        var counts = [Int](repeating: 0, count: 4)
        for step in 0..<1_000 { counts[Int(list.member(at: (Double(step) + 0.5) / 1_000) ?? 0)] += 1 }
        #expect(counts == [100, 0, 300, 600])
    }

    @Test func decimalsLoseNothing() {
        #expect(RecordLine.decimal(1_250, digits: 2) == "12.5")
        #expect(RecordLine.decimal(1_205, digits: 2) == "12.05")
        #expect(RecordLine.decimal(1_200, digits: 2) == "12")
        #expect(RecordLine.decimal(-7, digits: 3) == "-0.007")
        #expect(RecordLine.decimal(0, digits: 2) == "0")
    }

    @Test func phrasesFillTheirSlots() {
        var words = Words()
        words.skills = ["React", "CSS"]
        words.days = 9
        var text: [UInt8] = []
        words.fill(Phrase("{skill}, then {skill} in {days} days; {skills} {unknown}."), into: &text)
        #expect(String(decoding: text, as: UTF8.self) == "React, then CSS in 9 days; React and CSS {unknown}.")
    }

    @Test func staleReferencesAreSeen() {
        var pool = JobPool()
        let first = pool.insert(OpenJob())
        #expect(pool.holds(first) && pool.count == 1)
        pool.release(first)
        let second = pool.insert(OpenJob())
        #expect(second.slot == first.slot && !pool.holds(first) && pool.holds(second))
        pool.release(first)
        #expect(pool.holds(second) && !pool.holds(.none))
    }

    @Test func theVocabularyIsWhole() {
        #expect(Trade.all.count == 12)
        #expect(Country.all.count == 25 && Set(Country.all.map(\.code)).count == 25)
        #expect(Industry.all.count <= 16)
        for trade in Trade.all {
            #expect((12...32).contains(trade.skills.count), "\(trade.name)")
            #expect(Set(trade.skills.map(\.name)).count == trade.skills.count, "\(trade.name)")
            #expect(Trade.all.contains { $0.name == trade.neighbour && $0.name != trade.name })
            #expect(trade.occupations.count >= 4 && trade.deliverables.count >= 7 && trade.tasks.count >= 7)
            #expect(trade.deliverables.allSatisfy { !$0.contains("{") })
        }
    }
}
