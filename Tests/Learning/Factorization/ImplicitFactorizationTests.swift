import Foundation
import TestSupport
import Testing

@testable import Learning

struct ImplicitFactorizationTests {
    private static func pairs(seed: UInt64) throws -> RatingSet {
        let all = try FactorizationExamples.planted(users: 50, items: 40, share: 0.6, seed: seed)
        let liked = (0..<all.count).filter { all.values[$0] > 3.5 }
        return try RatingSet(
            userCount: 50, itemCount: 40, users: liked.map { Int(all.users[$0]) },
            items: liked.map { Int(all.items[$0]) },
            values: liked.map { Double(all.values[$0]) })
    }

    /// The gradient of Hu, Koren and Volinsky's loss over all pairs by one row, halved.
    private static func gradient(
        _ row: [Float], _ others: FactorMatrix, seen: [Int: Double], _ options: ImplicitFactorization.Options
    ) -> [Double] {
        let x = row.map(Double.init)
        let ridge = options.regularization * pow(Double(seen.count), options.frequencyExponent)
        var gradient = x.map { ridge * $0 }
        for other in 0..<others.rowCount {
            let y = others[other].map(Double.init)
            let confidence = seen[other].map { 1 + options.confidence * $0 } ?? 1
            let error = (seen[other] == nil ? 0 : 1) - zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
            for column in x.indices { gradient[column] -= confidence * error * y[column] }
        }
        return gradient
    }

    @Test(arguments: [0, 0.5, 1.0])
    func theLastSolvedSideIsTheMinimumOverAllPairs(exponent: Double) throws {
        let ratings = try Self.pairs(seed: 1)
        var options = ImplicitFactorization.Options(
            factors: 5, epochs: 3, confidence: 2, regularization: 0.5, frequencyExponent: exponent, solver: .cholesky)
        let model = try ImplicitFactorization.train(ratings, options: options)
        options.solver = .conjugateGradient(steps: 30)
        let other = try ImplicitFactorization.train(ratings, options: options)
        for item in 0..<40 {
            let rows = (0..<ratings.count).filter { ratings.items[$0] == item }
            let seen = Dictionary(
                uniqueKeysWithValues: rows.map { (Int(ratings.users[$0]), Double(ratings.values[$0])) })
            guard !seen.isEmpty else { continue }
            for part in Self.gradient(model.items[item], model.users, seen: seen, options) {
                #expect(abs(part) < 1e-3)
            }
            for (exact, iterated) in zip(model.items[item], other.items[item]) { #expect(abs(exact - iterated) < 1e-3) }
        }
        // A new user with the same items is where the gradient vanishes, too.
        let known = (0..<ratings.count).filter { ratings.users[$0] == 3 }
            .map { (item: Int(ratings.items[$0]), value: Double(ratings.values[$0])) }
        let vector = try model.vector(having: known, options: options)
        let seen = Dictionary(uniqueKeysWithValues: known.map { ($0.item, $0.value) })
        for part in Self.gradient(vector, model.items, seen: seen, options) { #expect(abs(part) < 1e-3) }
        #expect(try model.vector(having: [], options: options) == [Float](repeating: 0, count: 5))
    }

    @Test func theSameSeedGivesTheSameBytesForAnyNumberOfThreads() throws {
        // More than one block of rows in the sum over all pairs.
        var generator = SeededGenerator(seed: 2)
        let pairs = generator.sampledIndices(count: 6_000, of: 1_300 * 90)
        let ratings = try RatingSet(
            userCount: 1_300, itemCount: 90, users: pairs.map { $0 / 90 }, items: pairs.map { $0 % 90 },
            values: pairs.map { Double($0 % 7) })
        for solver in [ImplicitFactorization.Solver.cholesky, .conjugateGradient(steps: 2)] {
            func train(_ threads: Int) throws -> ImplicitFactorization {
                try ImplicitFactorization.train(
                    ratings, options: .init(factors: 9, epochs: 2, solver: solver, threads: threads))
            }
            #expect(try train(1) == train(4))
        }
    }

    @Test func recommendationsAreASortWithoutWhatIsKnown() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            let scores = (0..<30).map { _ in Float(generator.integer(below: 8)) }
            let known = generator.sampledIndices(count: 10, of: 30)
            let count = generator.integer(below: 25)
            let expected = (0..<30).filter { !known.contains($0) }
                .sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(count)
            let found = Recommendation.best(count, of: scores, excluding: known)
            #expect(found == expected.map { Recommendation(item: $0, score: scores[$0]) })
        }
    }

    @Test func equationsAreSolvedAsInDoublePrecision() throws {
        var generator = SeededGenerator(seed: 4)
        for size in 1...27 {
            let equations = NormalEquations(size: size)
            for round in 0..<2 {
                equations.reset(to: nil, ridge: 0.5)
                var matrix = [Double](repeating: 0, count: size * size)
                var side = [Double](repeating: 0, count: size)
                for index in 0..<size { matrix[index * size + index] = 0.5 }
                for _ in 0..<size {
                    let vector = NumberBuffer<Float>(count: equations.stride, repeating: 0)
                    for index in 0..<size { vector.base[index] = Float(generator.normal()) }
                    let weight = Float(generator.uniform())
                    let factor = Float(generator.normal())
                    equations.add(vector.base, weight: weight, factor: factor)
                    for i in 0..<size {
                        side[i] += Double(factor) * Double(vector.base[i])
                        for j in 0..<size {
                            matrix[i * size + j] += Double(weight) * Double(vector.base[i]) * Double(vector.base[j])
                        }
                    }
                }
                #expect(equations.solve(), "round \(round)")
                let expected = try #require(CholeskyFactor(size: size, symmetric: matrix)).solve(side)
                for index in 0..<size {
                    #expect(
                        abs(Double(equations.side.base[index]) - expected[index]) < 2e-4 * max(1, abs(expected[index])))
                }
            }
        }
        let singular = NormalEquations(size: 2)
        singular.reset(to: nil, ridge: 0)
        #expect(!singular.solve())
    }

    @Test func unfitInputIsRefused() throws {
        let ratings = try Self.pairs(seed: 5)
        func code(_ body: () throws -> Void) -> LearningError.Code? {
            do { try body() } catch { return (error as? LearningError)?.code }
            return nil
        }
        for options in [
            ImplicitFactorization.Options(factors: 0), .init(epochs: 0), .init(confidence: -1),
            .init(regularization: 0), .init(frequencyExponent: .nan), .init(solver: .conjugateGradient(steps: 0)),
            .init(initialDeviation: 0), .init(threads: 0),
        ] {
            #expect(code { _ = try ImplicitFactorization.train(ratings, options: options) } == .invalidOption)
        }
        let negative = try RatingSet(userCount: 2, itemCount: 2, users: [0, 1], items: [0, 1], values: [1, -1])
        let error = #expect(throws: LearningError.self) { _ = try ImplicitFactorization.train(negative) }
        #expect(error?.message.contains("row 1") == true)
        #expect(code { _ = try ImplicitFactorization.train(ratings) { $0.epoch < 2 } } == .cancelled)
        let model = try ImplicitFactorization.train(ratings, options: .init(factors: 3, epochs: 1))
        #expect(code { _ = try model.vector(having: [(40, 1)], options: .init()) } == .invalidValue)
        #expect(code { _ = try model.vector(having: [(0, -1)], options: .init()) } == .invalidValue)
        let narrow = try FactorMatrix(rowCount: 1, width: 2, values: [1, 2])
        #expect(code { _ = try ImplicitFactorization(users: narrow, items: model.items) } == .shapeMismatch)
    }

    @Test(
        .enabled(
            if: SharedFiles.has(FactorizationExamples.movieLensFile),
            SharedFiles.skipped(FactorizationExamples.movieLensFile)))
    func movieLensIsRankedBetterThanByPopularity() throws {
        let (train, test) = try FactorizationExamples.movieLens().split(holdingBack: 0.2, seed: 1)
        let model = try ImplicitFactorization.train(
            train, options: .init(factors: 32, epochs: 10, confidence: 1, regularization: 40))
        let known = train.itemsByUser()
        let held = test.itemsByUser()
        var popularity = [Float](repeating: 0, count: train.itemCount)
        for item in train.items { popularity[Int(item)] += 1 }
        var sums = (model: 0.0, popularity: 0.0)
        var users = 0.0
        for user in 0..<train.userCount where !held[user].isEmpty {
            func gain(_ ranked: [Recommendation]) -> Double {
                let found = ranked.map { held[user].contains($0.item) ? 1.0 : 0 }
                let missed = held[user].count - found.count { $0 > 0 }
                return RankingMetrics.normalizedDiscountedCumulativeGain(
                    found, unranked: [Double](repeating: 1, count: missed), at: 10) ?? 0
            }
            sums.model += gain(model.recommendations(for: model.vector(of: user), count: 10, excluding: known[user]))
            sums.popularity += gain(Recommendation.best(10, of: popularity, excluding: known[user]))
            users += 1
        }
        #expect(sums.model / users > 0.285, "nDCG@10 \(sums.model / users)")
        #expect(sums.model > sums.popularity * 1.5, "popularity \(sums.popularity / users)")
    }
}
