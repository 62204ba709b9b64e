import Learning
import Testing

@testable import Simulation

/// The parts of the simulation, each against something simpler.
@Suite struct PartsTests {
    @Test func theQueueGivesWhatSortingGives() throws {
        var random = SeededGenerator(seed: 11)
        var queue = ActionQueue(origin: 0)
        var expected: [(time: Int64, number: Int)] = []
        var given: [(time: Int64, number: Int)] = []
        for number in 0..<3_000 {
            let time = Int64(random.integer(below: 400)) * SimulatedTime.hour / 9
            queue.schedule(Action(time: time, kind: .session, number: number))
            expected.append((time, number))
        }
        #expect(queue.count == 3_000)
        while let action = queue.next() { given.append((action.time, action.number)) }
        expected.sort { ($0.time, $0.number) < ($1.time, $1.number) }
        #expect(given.elementsEqual(expected) { $0 == $1 })
        #expect(queue.next() == nil)
    }

    @Test func actionsMayBeScheduledWhileTheQueueRuns() {
        var random = SeededGenerator(seed: 13)
        var queue = ActionQueue(origin: 0)
        for number in 0..<50 { queue.schedule(Action(time: Int64(number), kind: .session, number: number)) }
        var last: Int64 = 0
        var handled = 0
        while let next = queue.nextTime(), let action = queue.next() {
            #expect(next == action.time && action.time >= last)
            last = action.time
            handled += 1
            guard handled < 2_000 else { continue }
            let wait = Int64(random.exponential(mean: 2) * Double(SimulatedTime.hour))
            queue.schedule(Action(time: action.time + wait, kind: .session))
        }
        #expect(handled == 2_049 && queue.count == 0)
    }

    @Test func sixteenPostsAreRemembered() {
        var seen = SeenPosts()
        #expect(!seen.contains(1))
        for number in 1...40 {
            seen.insert(number)
            for earlier in 1...40 {
                let isKept = earlier <= number && earlier > number - 16
                #expect(seen.contains(earlier) == isKept, "\(earlier) after \(number)")
            }
        }
    }

    @Test func daysAreReadAsDays() {
        #expect(SimulatedTime.text(SimulatedTime.defaultStart) == "2026-01-05T00:00:00.000Z")
        #expect(SimulatedTime.parse(day: "2026-01-05") == SimulatedTime.defaultStart)
        for wrong in ["2026-1-05", "2026-13-01", "2025-02-29", "26-01-05", "2026-01-05T", "1969-01-01", ""] {
            #expect(SimulatedTime.parse(day: wrong) == nil, "\(wrong)")
        }
    }

    /// The season moves jobs about, and neither loses any nor puts them out of order.
    @Test func theSeasonKeepsOrderAndSpan() {
        let season = Season(start: SimulatedTime.defaultStart, days: 400)
        var last = Int64.min
        for step in 0...4_000 {
            let time = season.time(atShare: Double(step) / 4_000)
            #expect(time >= last && time >= SimulatedTime.defaultStart)
            #expect(time <= SimulatedTime.defaultStart + 400 * SimulatedTime.day)
            last = time
        }
        #expect(season.time(atShare: 1.5) > SimulatedTime.defaultStart + 500 * SimulatedTime.day)
    }

    @Test func skillsAreKeptToA32nd() {
        var practice = Practice(trade: 0)
        practice[3] = 1.26
        practice[4] = -9
        practice[5] = 0.5
        #expect(abs(practice[3] - 1.26) <= 1.0 / 64 && practice[4] < -3.9)
        #expect(practice.mean(over: 0b101000) == (practice[3] + practice[5]) / 2)
        #expect(practice.mean(over: 0) == 0)
    }

    @Test func idsAreALetterAndANumber() {
        for number in [0, 7, 10, 99, 1_234_567_890_123] {
            let id = Identifier.freelancer.text(number)
            #expect(id == "f\(number)" && Identifier.freelancer.number(id) == number)
        }
        #expect(Identifier.job.number("f3") == nil && Identifier.job.number("j") == nil)
    }

    @Test func weightedDrawsFollowTheWeights() {
        #expect(WeightedList().member(at: 0.5) == nil)
        let list = WeightedList(weights: [1, 0, 3, 6])
        var counts = [Int](repeating: 0, count: 4)
        for step in 0..<1_000 { counts[Int(list.member(at: (Double(step) + 0.5) / 1_000) ?? 0)] += 1 }
        #expect(counts == [100, 0, 300, 600])
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
        #expect(Trade.dataScience.skills.contains { $0.name == Takeoff.name })
        for trade in Trade.all {
            #expect((12...32).contains(trade.skills.count), "\(trade.name)")
            #expect(Set(trade.skills.map(\.name)).count == trade.skills.count, "\(trade.name)")
            #expect(Trade.all.contains { $0.name == trade.neighbour && $0.name != trade.name })
            #expect(trade.occupations.count >= 4 && trade.deliverables.count >= 7 && trade.tasks.count >= 7)
            #expect(trade.deliverables.allSatisfy { !$0.contains("{") })
        }
    }
}
