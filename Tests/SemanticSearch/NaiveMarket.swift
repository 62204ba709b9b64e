import Contracts
import Foundation
import Retrieval
import Text

@testable import SemanticSearch

/// What the service should answer, worked out from the definitions over everybody, one by one.
struct NaiveMarket {
    struct Person {
        var record: Freelancer?
        var work: [(job: String, hired: Bool)] = []
        var activeAt: [Int64] = []
        var lastActive: Int64?
    }

    struct Post {
        var record: Job?
        var firstSeen: Int64 = 0
        var isClosed = false
        var applicants: [String] = []
        var hired: [String] = []
        var postedAt: Int64 { record?.postedAt ?? 0 != 0 ? record?.postedAt ?? 0 : firstSeen }
    }

    /// One document as it is to be searched.
    struct Document {
        var id: String
        var fields: [[String]]
        var passes: Bool
        var recency: Int64
        /// What filling is ordered by: first this, then the second.
        var prominence: (Double, Int64)
    }

    var people: [String: Person] = [:]
    var posts: [String: Post] = [:]
    private let terms = Terms()

    /// Terms of texts, each worked out once.
    private final class Terms {
        private let extractor = TermExtractor()
        private var wordsOf: [String: [String]] = [:]
        private var wholeOf: [String: String] = [:]

        func words(_ text: String) -> [String] {
            if let known = wordsOf[text] { return known }
            let words = extractor.terms(text)
            wordsOf[text] = words
            return words
        }

        func whole(_ name: String) -> String {
            if let known = wholeOf[name] { return known }
            let whole = "=" + TermKey.make(name)
            wholeOf[name] = whole
            return whole
        }
    }

    // MARK: Facts

    mutating func apply(_ fact: Fact) {
        let time = fact.time
        switch fact.body {
        case .freelancer(let record) where !record.id.isEmpty:
            people[record.id, default: Person()].record = record
            sawAlive(record.id, time)
        case .freelancerUpdated(let change) where !change.freelancerID.isEmpty: update(change, time)
        case .job(let record) where !record.id.isEmpty:
            if posts[record.id]?.record == nil { posts[record.id, default: Post()].firstSeen = time }
            let earlier = posts[record.id].map(\.postedAt) ?? 0
            posts[record.id]?.record = record
            if record.postedAt == 0, earlier != 0 { posts[record.id]?.firstSeen = earlier }
        case .jobClosed(let event) where !event.jobID.isEmpty: posts[event.jobID, default: Post()].isClosed = true
        case .application(let event) where !event.freelancerID.isEmpty:
            people[event.freelancerID, default: Person()].activeAt.append(time)
            sawAlive(event.freelancerID, time)
            guard !event.jobID.isEmpty else { return }
            if !(posts[event.jobID]?.applicants.contains(event.freelancerID) ?? false) {
                posts[event.jobID, default: Post()].applicants.append(event.freelancerID)
            }
            if !(people[event.freelancerID]?.work.contains { $0.job == event.jobID } ?? false) {
                people[event.freelancerID]?.work.append((event.jobID, false))
            }
        case .applicationWithdrawn(let event) where people[event.freelancerID] != nil:
            sawAlive(event.freelancerID, time)
            posts[event.jobID]?.applicants.removeAll { $0 == event.freelancerID }
            people[event.freelancerID]?.work.removeAll { $0.job == event.jobID && !$0.hired }
        case .invitationResponse(let event) where !event.freelancerID.isEmpty:
            if event.accepted { people[event.freelancerID, default: Person()].activeAt.append(time) }
            people[event.freelancerID, default: Person()].lastActive =
                max(time, people[event.freelancerID]?.lastActive ?? time)
        case .hire(let event) where !event.jobID.isEmpty:
            posts[event.jobID, default: Post()].isClosed = true
            guard !event.freelancerID.isEmpty else { return }
            if !(posts[event.jobID]?.hired.contains(event.freelancerID) ?? false) {
                posts[event.jobID]?.hired.append(event.freelancerID)
            }
            var person = people[event.freelancerID] ?? Person()
            if let place = person.work.firstIndex(where: { $0.job == event.jobID }) {
                person.work[place].hired = true
            } else {
                person.work.append((event.jobID, true))
            }
            people[event.freelancerID] = person
        case .feedback(let event) where event.from == .freelancer: sawAlive(event.freelancerID, time)
        case .search(let event): sawAlive(event.userID, time)
        case .click(let event): sawAlive(event.userID, time)
        case .view(let event): sawAlive(event.userID, time)
        default: break
        }
    }

    private mutating func sawAlive(_ id: String, _ time: Int64) {
        if let person = people[id] { people[id]?.lastActive = max(time, person.lastActive ?? time) }
    }

    private mutating func update(_ change: FreelancerUpdated, _ time: Int64) {
        var record = people[change.freelancerID]?.record ?? Freelancer(id: change.freelancerID)
        if !change.title.isEmpty { record.title = change.title }
        if !change.overview.isEmpty { record.overview = change.overview }
        if !change.skills.isEmpty { record.skills = change.skills }
        if !change.category.isEmpty { record.category = change.category }
        if change.level != .unspecified { record.level = change.level }
        if change.hourlyRate != 0 { record.hourlyRate = change.hourlyRate }
        if !change.country.isEmpty { record.country = change.country }
        if change.weeklyHours != 0 { record.weeklyHours = change.weeklyHours }
        record.updatedAt = max(record.updatedAt, time)
        people[change.freelancerID, default: Person()].record = record
        sawAlive(change.freelancerID, time)
    }

    // MARK: Documents

    private func words(_ text: String) -> [String] { terms.words(text) }
    private func whole(_ name: String) -> String { terms.whole(name) }
    private func skills(_ names: [String]) -> [String] { names.flatMap { [whole($0)] + words($0) } }

    func freelancers(_ filter: Filter) -> [Document] {
        people.compactMap { id, person in
            guard let record = person.record else { return nil }
            let work = person.work.flatMap { item in
                let job = posts[item.job]?.record ?? Job()
                let terms = words(job.title) + skills(job.skills)
                return item.hired ? terms + terms : terms
            }
            let category = record.category.isEmpty ? [] : skills([record.category])
            let country = record.country.isEmpty ? [] : [whole(record.country)]
            let reference = 1_700_000_000_000_000.0
            let activity = person.activeAt.map { exp2((Double($0) - reference) / (14 * 86_400e6)) }.reduce(0, +)
            return Document(
                id: id,
                fields: [
                    words(record.title), words(record.overview), skills(record.skills), category, country,
                    work,
                ], passes: passes(record, person, filter), recency: person.lastActive ?? 0,
                prominence: (activity, activity == 0 ? record.joinedAt : 0))
        }
    }

    private func passes(_ record: Freelancer, _ person: Person, _ filter: Filter) -> Bool {
        let common = passes(
            filter, skills: record.skills, category: record.category, level: record.level,
            countries: record.country.isEmpty ? [] : [record.country])
        let rate = record.hourlyRate
        let isBounded = filter.rateMinimum != 0 || filter.rateMaximum != 0
        return common && (person.lastActive ?? 0) >= filter.since
            && (!isBounded
                || (rate > 0 && rate >= filter.rateMinimum && (filter.rateMaximum == 0 || rate <= filter.rateMaximum)))
    }

    func jobs(_ filter: Filter, newTo freelancer: String = "") -> [Document] {
        posts.compactMap { id, post in
            guard let record = post.record else { return nil }
            let category = record.category.isEmpty ? [] : skills([record.category])
            let concerned = [record.clientID] + post.applicants + post.hired
            let isNew = freelancer.isEmpty || !concerned.contains(freelancer)
            return Document(
                id: id,
                fields: [
                    words(record.title), words(record.description), skills(record.skills), category,
                    record.countries.map(whole), [],
                ], passes: isNew && passes(record, post, filter), recency: post.postedAt, prominence: (0, post.postedAt)
            )
        }
    }

    private func passes(_ record: Job, _ post: Post, _ filter: Filter) -> Bool {
        guard !post.isClosed || filter.includeClosed, post.postedAt >= filter.since,
            filter.pay == .unspecified || filter.pay == record.pay
        else { return false }
        let countries = record.countries.isEmpty ? filter.countries : record.countries
        guard
            passes(
                filter, skills: record.skills, category: record.category, level: record.level, countries: countries)
        else { return false }
        guard filter.rateMinimum != 0 || filter.rateMaximum != 0 else { return true }
        let (lower, upper) = (filter.rateMinimum, filter.rateMaximum == 0 ? .max : filter.rateMaximum)
        if filter.pay == .fixed { return record.budget > 0 && record.budget >= lower && record.budget <= upper }
        if record.pay == .fixed { return false }
        if record.hourlyMinimum == 0, record.hourlyMaximum == 0 { return false }
        let greatest = record.hourlyMaximum == 0 ? .max : record.hourlyMaximum
        return min(record.hourlyMinimum, greatest) <= upper && max(record.hourlyMinimum, greatest) >= lower
    }

    private func passes(
        _ filter: Filter, skills: [String], category: String, level: Level, countries: [String]
    ) -> Bool {
        let has = Set(skills.map(whole))
        return filter.skills.allSatisfy { has.contains(whole($0)) }
            && (filter.categories.isEmpty
                || filter.categories.contains { whole($0) == whole(category) })
            && (filter.levels.isEmpty || filter.levels.contains(level))
            && (filter.countries.isEmpty
                || filter.countries.contains { wanted in countries.contains { whole($0) == whole(wanted) } })
    }

    // MARK: Scores

    /// BM25F of every document that has anything asked for; nil when nothing is asked for.
    func scores(_ request: SearchRequest, _ documents: [Document]) -> [String: Double]? {
        guard !request.concepts.isEmpty || request.text.contains(where: { !$0.isWhitespace }) else { return nil }
        var groups: [(terms: Set<String>, weight: Double)] = []
        for (word, count) in Dictionary(grouping: words(request.text), by: { $0 }).mapValues(\.count) {
            groups.append(([word], 9 * Double(count) / (8 + Double(count))))
        }
        for concept in request.concepts {
            groups.append((Set(concept.keys.map(whole)), concept.weight == 0 ? 1 : concept.weight))
        }
        let parameters = DocumentField.allCases.map(\.indexField)
        let averages = parameters.indices.map { field in
            let lengths = documents.map { $0.fields[field].count }.filter { $0 > 0 }
            return lengths.isEmpty ? 1 : Double(lengths.reduce(0, +)) / Double(lengths.count)
        }
        var scores: [String: Double] = [:]
        for group in groups {
            var occurrences: [String: Double] = [:]
            for document in documents {
                for (field, parameter) in parameters.enumerated() {
                    let count = document.fields[field].count { group.terms.contains($0) }
                    if count == 0 { continue }
                    let b = parameter.lengthNormalization
                    let relative = Double(document.fields[field].count) / averages[field]
                    occurrences[document.id, default: 0] += parameter.weight * Double(count) / (1 - b + b * relative)
                }
            }
            let (total, frequency) = (Double(documents.count), Double(occurrences.count))
            let rarity = log(1 + (total - frequency + 0.5) / (frequency + 0.5))
            for (id, x) in occurrences { scores[id, default: 0] += group.weight * rarity * x / (1.2 + x) }
        }
        return scores
    }
}
