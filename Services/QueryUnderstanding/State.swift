import Contracts
import Hosting
import Marketplace
import Text

/// What the log says about concepts: which skills people write, how they spell them, and what goes together.
///
/// Counts are of the newest version of each profile and each post. Texts are not kept.
final class UnderstandingState: LogState {
    static let formatVersion: UInt32 = 1

    /// How much is counted of one post, and how many neighbours of one concept are kept.
    enum Limit {
        static let coOccurringConcepts = 24
        static let coOccurrences = 128
        static let categoriesOfConcept = 32
    }

    /// All concepts and how the log spells them.
    private(set) var vocabulary = Vocabulary()
    /// All categories of posts and how the log spells them.
    private(set) var categories = CategoryNames()
    /// Concepts stated by the same posts.
    private(set) var coOccurrences = NeighbourCounts(capacity: Limit.coOccurrences)
    /// Categories of the posts that state a concept.
    private(set) var categoriesOfConcepts = NeighbourCounts(capacity: Limit.categoriesOfConcept)
    /// Built-in concepts that categories of the log are named after.
    private(set) var categoriesNamedAfter: [UInt32: UInt32] = [:]
    /// Posts that state a category.
    private(set) var categorizedJobCount = 0

    private var freelancers = Statements()
    private var jobs = Statements()
    /// For each job, 1 + the number of its category's spelling, or 0.
    private var categoryOfJob: [UInt32] = []
    private var freelancersOfConcept: [UInt32] = []
    private var jobsOfConcept: [UInt32] = []

    init() {}

    /// How many profiles state a concept.
    func freelancers(stating concept: UInt32) -> Int {
        Int(concept) < freelancersOfConcept.count ? Int(freelancersOfConcept[Int(concept)]) : 0
    }

    /// How many posts state a concept.
    func jobs(stating concept: UInt32) -> Int {
        Int(concept) < jobsOfConcept.count ? Int(jobsOfConcept[Int(concept)]) : 0
    }

    /// Whether a post has come before.
    func knows(job id: String) -> Bool { jobs.contains(id) }

    var counts: [(name: String, value: Int)] {
        [
            ("concepts", vocabulary.conceptCount), ("learned_concepts", vocabulary.learnedIDs.count),
            ("spellings", vocabulary.spellingCount), ("categories", categories.count),
            ("freelancers", freelancers.count), ("jobs", jobs.count),
        ]
    }

    // MARK: Facts

    func apply(_ fact: Fact) {
        switch fact.body {
        case .freelancer(let freelancer):
            guard !freelancer.id.isEmpty else { return }
            state(freelancer.skills, byFreelancer: freelancer.id)
        case .freelancerUpdated(let update):
            guard !update.freelancerID.isEmpty, !update.skills.isEmpty else { return }
            state(update.skills, byFreelancer: update.freelancerID)
        case .job(let job):
            guard !job.id.isEmpty else { return }
            apply(job)
        default:
            return
        }
    }

    private func state(_ skills: [String], byFreelancer id: String) {
        let number = freelancers.number(of: id)
        let new = spellings(of: skills)
        guard !freelancers[number].elementsEqual(new) else { return }
        let old = Array(freelancers[number])
        freelancers.set(new, for: number)
        count(freelancerStating: old, by: -1)
        count(freelancerStating: new, by: 1)
    }

    private func apply(_ job: Job) {
        let number = jobs.number(of: job.id)
        if number == categoryOfJob.count { categoryOfJob.append(0) }
        let new = spellings(of: job.skills)
        let newCategory = learn(category: job.category).map { $0 + 1 } ?? 0
        let oldCategory = categoryOfJob[number]
        guard !jobs[number].elementsEqual(new) || oldCategory != newCategory else { return }
        let old = Array(jobs[number])
        jobs.set(new, for: number)
        categoryOfJob[number] = newCategory
        if !old.isEmpty || oldCategory > 0 {
            let concepts = count(jobStating: old, category: oldCategory, by: -1)
            relate(concepts, category: oldCategory) { counts, neighbour, concept in
                counts.remove(neighbour, from: concept)
            }
        }
        let concepts = count(jobStating: new, category: newCategory, by: 1)
        relate(concepts, category: newCategory) { counts, neighbour, concept in
            counts.add(neighbour, to: concept)
        }
    }

    /// The spellings of a list of skills, each once, new ones learnt.
    private func spellings(of skills: [String]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(min(skills.count, Statements.maximumSkills))
        for skill in skills {
            guard result.count < Statements.maximumSkills else { break }
            if let spelling = vocabulary.spelling(of: skill), !result.contains(spelling) { result.append(spelling) }
        }
        return result
    }

    private func learn(category: String) -> UInt32? {
        let known = categories.count
        let spelling = categories.spelling(of: category)
        if categories.count > known { nameAfter(category, UInt32(known)) }
        return spelling
    }

    /// Links a category to the built-in concept that it is called like; learnt concepts are found by their key.
    private func nameAfter(_ name: String, _ category: UInt32) {
        let concepts = vocabulary.concepts(named: name).filter { !vocabulary.isLearned($0) }
        let concept = concepts.first { vocabulary.kind(of: $0) == .category } ?? concepts.first
        if let concept, categoriesNamedAfter[concept] == nil { categoriesNamedAfter[concept] = category }
    }

    // MARK: Counts

    private func count(freelancerStating spellings: [UInt32], by change: Int) {
        for spelling in spellings { vocabulary.changeUses(ofSpelling: spelling, by: change) }
        for concept in concepts(of: spellings) { Self.change(&freelancersOfConcept, concept, by: change) }
    }

    @discardableResult
    private func count(jobStating spellings: [UInt32], category: UInt32, by change: Int) -> [UInt32] {
        for spelling in spellings { vocabulary.changeUses(ofSpelling: spelling, by: change) }
        if category > 0 {
            categories.changeUses(ofSpelling: category - 1, by: change)
            categorizedJobCount += change
        }
        let concepts = concepts(of: spellings)
        for concept in concepts { Self.change(&jobsOfConcept, concept, by: change) }
        return concepts
    }

    private func relate(
        _ concepts: [UInt32], category: UInt32, _ change: (inout NeighbourCounts, UInt32, UInt32) -> Void
    ) {
        if category > 0 {
            let category = categories.category(ofSpelling: category - 1)
            for concept in concepts { change(&categoriesOfConcepts, category, concept) }
        }
        let related = concepts.prefix(Limit.coOccurringConcepts)
        for concept in related {
            for other in related where other != concept { change(&coOccurrences, other, concept) }
        }
    }

    private func concepts(of spellings: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(spellings.count)
        for spelling in spellings {
            let concept = vocabulary.concept(ofSpelling: spelling)
            if !result.contains(concept) { result.append(concept) }
        }
        return result
    }

    private static func change(_ counts: inout [UInt32], _ concept: UInt32, by change: Int) {
        while counts.count <= Int(concept) { counts.append(0) }
        counts[Int(concept)] = UInt32(clamping: Int(counts[Int(concept)]) + change)
    }

    // MARK: Snapshot

    func encode(to writer: inout SnapshotWriter) {
        vocabulary.encode(to: &writer)
        categories.encode(to: &writer)
        freelancers.encode(to: &writer)
        jobs.encode(to: &writer)
        writer.numbers(categoryOfJob)
        coOccurrences.encode(to: &writer)
        categoriesOfConcepts.encode(to: &writer)
    }

    /// Reads the statements and counts them again; what no statement can tell was written down beside them.
    init(from reader: inout SnapshotReader) throws(SnapshotError) {
        vocabulary = try Vocabulary(from: &reader)
        categories = try CategoryNames(from: &reader)
        freelancers = try Statements(from: &reader)
        jobs = try Statements(from: &reader)
        categoryOfJob = try reader.numbers(UInt32.self)
        let concepts = vocabulary.conceptCount
        coOccurrences = try NeighbourCounts(
            capacity: Limit.coOccurrences, things: concepts, neighbours: concepts, from: &reader)
        categoriesOfConcepts = try NeighbourCounts(
            capacity: Limit.categoriesOfConcept, things: concepts, neighbours: categories.count, from: &reader)
        guard categoryOfJob.count == jobs.count, categoryOfJob.allSatisfy({ $0 <= categories.spellingCount }) else {
            throw .invalid(offset: 0, reason: "categories that don't fit its jobs")
        }
        for category in 0..<UInt32(categories.count) { nameAfter(categories.name(of: category), category) }
        for statements in [freelancers, jobs] {
            guard statements.isBelow(UInt32(vocabulary.spellingCount)) else {
                throw .invalid(offset: 0, reason: "a skill whose spelling is not in it")
            }
        }
        for number in 0..<freelancers.count { count(freelancerStating: Array(freelancers[number]), by: 1) }
        for number in 0..<jobs.count { count(jobStating: Array(jobs[number]), category: categoryOfJob[number], by: 1) }
    }
}
