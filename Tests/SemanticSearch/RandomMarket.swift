import Contracts
import Learning

/// Facts of a small market drawn by seed: every kind that the service reads, unknown and empty ids among them.
struct RandomMarket {
    private var generator: SeededGenerator
    private var time: Int64 = 1_700_000_000_000_000
    private var count = 0

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    static let day: Int64 = 86_400_000_000
    static let skills = [
        "Swift", "Node.js", "C++", "Machine Learning", "logo-design", "Bookkeeping", "machine learning",
    ]
    static let categories = ["Web Development", "Design", "Accounting"]
    static let countries = ["PT", "de", "US", "DE"]
    static let levels: [Level] = [.unspecified, .entry, .intermediate, .expert, Level(rawValue: 9)]
    static let words = [
        "bakery", "mobile", "app", "apps", "landing", "designing", "design", "ledger", "the", "and", "node.js", "logo",
        "naïve", "c++", "machine", "learning", "Swift", "accounts",
    ]

    mutating func facts(_ amount: Int) -> [Fact] { (0..<amount).map { _ in fact() } }

    mutating func fact() -> Fact {
        count += 1
        // Now and then something is told late.
        time += Int64(generator.integer(below: Int(Self.day)))
        let told = generator.bernoulli(0.1) ? time - 20 * Self.day : time
        return Fact(sequence: UInt64(count), id: "fact\(count)", time: told, body: body(at: told))
    }

    private mutating func some(_ list: [String], _ range: ClosedRange<Int>) -> [String] {
        (0..<generator.integer(in: range)).map { _ in list[generator.integer(below: list.count)] }
    }

    private mutating func one<Value>(_ list: [Value]) -> Value { list[generator.integer(below: list.count)] }

    private mutating func text(_ range: ClosedRange<Int>) -> String { some(Self.words, range).joined(separator: " ") }

    private mutating func freelancer() -> Freelancer {
        Freelancer(
            id: freelancerID(), joinedAt: one([0, time, time - 100 * Self.day]), title: text(0...4),
            overview: text(0...12), skills: some(Self.skills, 0...4), category: one(Self.categories + [""]),
            level: one(Self.levels), hourlyRate: one([0, 1_000, 4_000, 9_000]), country: one(Self.countries + [""]))
    }

    private mutating func job() -> Job {
        Job(
            id: jobID(), clientID: "c1", title: text(0...5), description: text(0...15),
            skills: some(Self.skills, 0...3), category: one(Self.categories + [""]), level: one(Self.levels),
            pay: one([.unspecified, .fixed, .hourly]), budget: one([0, 50_000, 200_000]),
            hourlyMinimum: one([0, 2_000, 5_000]), hourlyMaximum: one([0, 4_000, 8_000]),
            countries: some(Self.countries, 0...2), postedAt: one([0, time, time - 5 * Self.day]))
    }

    private mutating func freelancerID() -> String {
        generator.bernoulli(0.02) ? "" : "f\(generator.integer(below: 30))"
    }

    private mutating func jobID() -> String { generator.bernoulli(0.02) ? "" : "j\(generator.integer(below: 40))" }

    private mutating func body(at time: Int64) -> Fact.Body {
        switch generator.integer(below: 20) {
        case 0, 1: return .freelancer(freelancer())
        case 2, 3:
            let change = freelancer()
            return .freelancerUpdated(
                FreelancerUpdated(
                    freelancerID: change.id, title: change.title, overview: change.overview, skills: change.skills,
                    category: change.category, level: change.level, hourlyRate: change.hourlyRate,
                    country: change.country, weeklyHours: 10))
        case 4, 5, 6: return .job(job())
        case 7, 8, 9, 10:
            return .application(Application(applicationID: "a", jobID: jobID(), freelancerID: freelancerID()))
        case 11:
            return .applicationWithdrawn(
                ApplicationWithdrawn(applicationID: "a", jobID: jobID(), freelancerID: freelancerID()))
        case 12: return .hire(Hire(jobID: jobID(), freelancerID: freelancerID()))
        case 13: return generator.bernoulli(0.5) ? .jobClosed(JobClosed(jobID: jobID())) : .client(Client(id: "c1"))
        case 14:
            return .invitationResponse(
                InvitationResponse(
                    jobID: jobID(), freelancerID: freelancerID(), accepted: generator.bernoulli(0.6)))
        case 15: return .search(Search(userID: freelancerID(), query: text(1...2)))
        case 16: return .click(Click(userID: freelancerID(), jobID: jobID()))
        case 17: return .view(View(userID: freelancerID(), jobID: jobID()))
        case 18:
            return .feedback(
                Feedback(jobID: jobID(), freelancerID: freelancerID(), from: one([.client, .freelancer]), rating: 4))
        default: return .impression(Impression(userID: freelancerID(), jobID: jobID()))
        }
    }

    // MARK: Questions

    mutating func request() -> SearchRequest {
        var request = SearchRequest(
            text: generator.bernoulli(0.7) ? text(0...6) : "",
            limit: UInt32(one([0, 1, 3, 15, 100])), fill: generator.bernoulli(0.5),
            excludedIDs: (0..<generator.integer(below: 3)).map { _ in one(["f1", "f2", "j1", "j2", "nobody"]) },
            explain: generator.bernoulli(0.3), newToFreelancerID: generator.bernoulli(0.3) ? freelancerID() : "")
        for _ in 0..<one([0, 0, 1, 2]) {
            request.concepts.append(
                ConceptQuery(id: "concept", keys: some(Self.skills + ["rust"], 0...3), weight: one([0, 0.5, 2])))
        }
        if generator.bernoulli(0.6) { request.filter = filter() }
        return request
    }

    private mutating func filter() -> Filter {
        var filter = Filter(includeClosed: generator.bernoulli(0.5))
        if generator.bernoulli(0.3) { filter.skills = some(Self.skills, 1...2) }
        if generator.bernoulli(0.3) { filter.categories = some(Self.categories + ["Law"], 1...2) }
        if generator.bernoulli(0.3) { filter.countries = some(Self.countries + ["FR"], 1...2) }
        if generator.bernoulli(0.3) { filter.levels = [one(Self.levels), one(Self.levels)] }
        if generator.bernoulli(0.3) { filter.rateMinimum = one([1, 3_000, 60_000]) }
        if generator.bernoulli(0.3) { filter.rateMaximum = filter.rateMinimum + one([500, 2_000, 100_000]) }
        if generator.bernoulli(0.3) { filter.pay = one([.fixed, .hourly]) }
        if generator.bernoulli(0.3) { filter.since = time - Int64(generator.integer(below: 60)) * Self.day }
        return filter
    }
}
