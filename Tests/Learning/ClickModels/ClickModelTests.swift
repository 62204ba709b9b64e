import Testing

@testable import Learning

@Suite struct ClickModelTests {
    static let examination = [1, 0.66, 0.52, 0.44, 0.38, 0.34]

    /// Lists of six out of thirty items, better ones higher up but for some noise; or in random order.
    private static func clicks(_ lists: Int, isRandom: Bool, seed: UInt64) -> [PositionBasedModel.Counts] {
        var generator = SeededGenerator(seed: seed)
        var shows = Array(repeating: Array(repeating: (shows: 0.0, clicks: 0.0), count: 6), count: 30)
        for _ in 0..<lists {
            let scores = (0..<30).map { attraction($0) + (isRandom ? 100 : 0.2) * generator.normal() }
            let order = (0..<30).sorted { scores[$0] > scores[$1] }
            for place in 0..<6 {
                let item = order[place]
                shows[item][place].shows += 1
                if generator.bernoulli(attraction(item) * examination[place]) { shows[item][place].clicks += 1 }
            }
        }
        return shows.enumerated().flatMap { item, places in
            places.enumerated().filter { $0.element.shows > 0 }.map {
                PositionBasedModel.Counts(
                    item: item, place: $0.offset, shows: $0.element.shows, clicks: $0.element.clicks)
            }
        }
    }

    static func attraction(_ item: Int) -> Double { 0.1 + 0.8 * Double(item) / 30 }

    @Test func randomOrdersTellExamination() throws {
        let counts = Self.clicks(40_000, isRandom: true, seed: 1)
        let curve = try ExaminationCurve.fromRandomOrders(
            shows: (0..<6).map { place in Int(counts.filter { $0.place == place }.reduce(0) { $0 + $1.shows }) },
            choices: (0..<6).map { place in Int(counts.filter { $0.place == place }.reduce(0) { $0 + $1.clicks }) })
        for place in 0..<6 { #expect(abs(curve[place: place + 1] - Self.examination[place]) < 0.02) }
        #expect(curve[place: 40] == curve[place: 6] && curve[place: 1] == 1)
    }

    @Test func orderedListsTellItTooByExpectationMaximisation() throws {
        let counts = Self.clicks(40_000, isRandom: false, seed: 2)
        let model = try PositionBasedModel(counts)
        for place in 0..<6 {
            #expect(abs(model.examination[place: place + 1] - Self.examination[place]) < 0.04, "place \(place + 1)")
        }
        for item in 20..<30 { #expect(abs(model.attraction[item] - Self.attraction(item)) < 0.06, "item \(item)") }
        // Rates by place alone would not: what stands higher is better, too.
        let naive = (0..<6).map { place -> Double in
            let there = counts.filter { $0.place == place }
            return there.reduce(0) { $0 + $1.clicks } / there.reduce(0) { $0 + $1.shows }
        }
        #expect(naive[5] / naive[0] < Self.examination[5] - 0.03)
    }

    @Test func eachRoundMakesTheClicksLikelier() throws {
        let counts = Self.clicks(2_000, isRandom: false, seed: 3)
        var last = -Double.infinity
        for rounds in [1, 2, 4, 8, 16, 32, 64] {
            var options = PositionBasedModel.Options()
            (options.iterations, options.tolerance, options.smoothing) = (rounds, 0, 0)
            let model = try PositionBasedModel(counts, options: options)
            #expect(model.logLikelihood > last && model.iterations == rounds)
            last = model.logLikelihood
        }
    }

    @Test func whatCannotBeIsRefused() {
        typealias Counts = PositionBasedModel.Counts
        #expect(throws: LearningError.self) { try PositionBasedModel([]) }
        #expect(throws: LearningError.self) {
            try PositionBasedModel([Counts(item: 0, place: 0, shows: 1, clicks: 2)])
        }
        #expect(throws: LearningError.self) {
            try PositionBasedModel([Counts(item: 0, place: 1, shows: 2, clicks: 1)])
        }
        #expect(throws: LearningError.self) { try ExaminationCurve([]) }
        #expect(throws: LearningError.self) { try ExaminationCurve([0, 1]) }
        #expect(throws: LearningError.self) { try ExaminationCurve.fromRandomOrders(shows: [3, 0], choices: [1, 0]) }
        #expect(throws: LearningError.self) { try ExaminationCurve.fromRandomOrders(shows: [3, 3], choices: [0, 1]) }
    }

    @Test func roundsCanBeWatchedAndCancelled() throws {
        let counts = Self.clicks(2_000, isRandom: false, seed: 4)
        var options = PositionBasedModel.Options()
        options.smoothing = 0
        var reports: [PositionBasedModel.Progress] = []
        let model = try PositionBasedModel(counts, options: options) {
            reports.append($0)
            return true
        }
        #expect(reports.map(\.round) == Array(1...model.iterations))
        #expect(reports.last?.logLikelihood == model.logLikelihood)
        let likelihoods = reports.map(\.logLikelihood)
        // Near the end a round gains less than the rounding of the sum.
        #expect(zip(likelihoods, likelihoods.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 * abs($0) })
        #expect(try PositionBasedModel(counts, options: options) == model)
        var rounds = 0
        let error = #expect(throws: LearningError.self) {
            try PositionBasedModel(counts) {
                rounds = $0.round
                return $0.round < 3
            }
        }
        #expect(error?.code == .cancelled && rounds == 3)
    }

    @Test func optionsOutOfRangeAreRefused() {
        let counts = [PositionBasedModel.Counts(item: 0, place: 0, shows: 2, clicks: 1)]
        for (iterations, tolerance, smoothing) in [
            (0, 0.1, 1.0), (5, -1, 1), (5, .nan, 1), (5, 0.1, -1), (5, 0.1, .infinity), (5, 0.1, .nan),
        ] {
            var options = PositionBasedModel.Options()
            (options.iterations, options.tolerance, options.smoothing) = (iterations, tolerance, smoothing)
            let error = #expect(throws: LearningError.self) { try PositionBasedModel(counts, options: options) }
            #expect(error?.code == .invalidOption)
        }
    }
}
