import Foundation
import Learning

/// How likely each place is looked at, as a log's exposures tell.
struct Examination: Sendable {
    /// How it was found.
    enum Source: String, Sendable {
        /// Rates of clicks by place, in lists of random order.
        case shuffled
        /// The position-based model, by expectation maximisation.
        case model
    }

    let question: Exposure.Question
    let source: Source
    let curve: ExaminationCurve
    /// Rankings it was found from.
    let exposures: Int

    /// Rankings that are needed.
    static let leastExposures = 200
    /// Places that are told apart.
    static let places = 10
    /// Groups of items that the models think equally likely to be chosen.
    private static let groups = 20

    /// From shuffled rankings when there are enough, otherwise by the model; nil when there are too few of either.
    static func fit(_ exposures: [Exposure], _ question: Exposure.Question) -> Examination? {
        let own = exposures.filter { $0.question == question && $0.shown > 0 }
        return shuffled(own.filter(\.isExplored), question) ?? model(own, question)
    }

    /// From shuffled rankings; of items that a shuffle could bring to every place.
    static func shuffled(_ exposures: [Exposure], _ question: Exposure.Question) -> Examination? {
        guard exposures.count >= leastExposures else { return nil }
        var (shows, clicks) = (Array(repeating: 0, count: places), Array(repeating: 0, count: places))
        for exposure in exposures {
            for (place, item) in exposure.items.prefix(min(exposure.shown, exposure.depth, places)).enumerated() {
                shows[place] += 1
                if item.has(.clicks) { clicks[place] += 1 }
            }
        }
        let width = shows.firstIndex(of: 0) ?? places
        let curve = try? ExaminationCurve.fromRandomOrders(
            shows: Array(shows.prefix(width)), choices: Array(clicks.prefix(width)))
        return curve.map { Examination(question: question, source: .shuffled, curve: $0, exposures: exposures.count) }
    }

    /// By the position-based model; items of about the same probability by both sides are taken as one.
    static func model(_ exposures: [Exposure], _ question: Exposure.Question) -> Examination? {
        guard exposures.count >= leastExposures else { return nil }
        func value(_ item: Exposure.Item) -> Double { item.client * item.freelancer }
        let sorted = exposures.flatMap { $0.items.prefix(min($0.shown, places)).map(value) }.sorted()
        let bounds = (1..<groups).map { sorted[min($0 * sorted.count / groups, sorted.count - 1)] }
        var counts = Array(repeating: (shows: 0.0, clicks: 0.0), count: groups * places)
        for exposure in exposures {
            for (place, item) in exposure.items.prefix(min(exposure.shown, places)).enumerated() {
                let group = bounds.firstIndex { value(item) < $0 } ?? bounds.count
                counts[group * places + place].shows += 1
                if item.has(.clicks) { counts[group * places + place].clicks += 1 }
            }
        }
        let rows = counts.enumerated().filter { $0.element.shows > 0 }.map {
            PositionBasedModel.Counts(
                item: $0.offset / places, place: $0.offset % places, shows: $0.element.shows,
                clicks: $0.element.clicks)
        }
        guard let model = try? PositionBasedModel(rows) else { return nil }
        return Examination(question: question, source: .model, curve: model.examination, exposures: exposures.count)
    }
}
