public import Contracts
import Foundation
import Text

extension MarketState {
    mutating func upsert(_ record: Freelancer, at time: Int64) {
        let number = freelancer(record.id, at: time)
        var profile = record
        profile.overview = ""
        freelancers[number].profile = profile
        freelancers[number].statedSkills = skills(record.skills)
    }

    mutating func upsert(_ record: Client) {
        let number = client(record.id)
        clients[number].record = record
        clients[number].record.about = ""
    }

    mutating func update(_ change: FreelancerUpdated, at time: Int64) {
        let number = freelancer(change.freelancerID, at: time)
        if !change.title.isEmpty { freelancers[number].profile.title = change.title }
        if !change.category.isEmpty { freelancers[number].profile.category = change.category }
        if change.level != .unspecified { freelancers[number].profile.level = change.level }
        if change.hourlyRate > 0 { freelancers[number].profile.hourlyRate = change.hourlyRate }
        if !change.country.isEmpty { freelancers[number].profile.country = change.country }
        if change.weeklyHours > 0 { freelancers[number].profile.weeklyHours = change.weeklyHours }
        if !change.skills.isEmpty {
            freelancers[number].profile.skills = change.skills
            freelancers[number].statedSkills = skills(change.skills)
        }
    }

    mutating func upsert(_ record: Job, at time: Int64) {
        let number = jobNumbers.number(for: record.id)
        let isNew = number == jobs.count
        var view = makeView(of: record)
        if isNew {
            jobs.append(view)
            countPost(view, client: record.clientID, at: time)
        } else {
            view.isClosed = jobs[number].isClosed
            view.applications = jobs[number].applications
            view.hired = jobs[number].hired
            view.invited = jobs[number].invited
            jobs[number] = view
        }
    }

    /// A job that is not in the log, seen as if it were posted now.
    ///
    /// The market learns nothing from it; skills and words that it has never seen are left out, since nobody has them.
    public func view(ofUnposted record: Job) -> JobView {
        let keys = Set(record.skills.compactMap { skillNumbers[TermKey.make($0)].map { Int32($0) } }).sorted()
        let words = Self.countWords(of: record, terms) { wordNumbers[$0].map { Int32($0) } }
        let client = clientNumbers[record.clientID].map { Int32($0) } ?? -1
        var view = makeView(of: record, client: client, skills: keys, wordCounts: words)
        if view.post.postedAt == 0 { view.post.postedAt = now }
        return view
    }

    private mutating func makeView(of record: Job) -> JobView {
        let client = record.clientID.isEmpty ? -1 : Int32(client(record.clientID))
        let keys = skills(record.skills)
        let words = Self.countWords(of: record, terms) { Int32(wordNumbers.number(for: $0)) }
        return makeView(of: record, client: client, skills: keys, wordCounts: words)
    }

    private func makeView(of record: Job, client: Int32, skills: [Int32], wordCounts: [Int32: Int]) -> JobView {
        var view = JobView(post: record)
        view.post.description = ""
        view.client = client
        view.skills = WeightedKeys(skills.map { ($0, Float(skillRarity.rarity($0))) })
        view.skillDirection = view.skills.normalized()
        view.words = direction(of: wordCounts)
        view.payAgainstMarket = payAgainstMarket(record, skills: skills)
        return view
    }

    /// Counts a new post in everything that is kept of the market.
    private mutating func countPost(_ view: JobView, client id: String, at time: Int64) {
        skillRarity.add(view.skills.keys)
        wordRarity.add(view.words.keys)
        jobTotal += growth(at: time).month
        if view.client >= 0 { clients[Int(view.client)].jobs += 1 }
        // The same id is the same person: a freelancer who posts a job is alive.
        if let poster = freelancerNumbers[id] { noteActivity(of: poster, at: time) }
        guard let pay = Self.logarithmicPay(view.post) else { return }
        for skill in view.skills.keys {
            if view.post.pay == .hourly {
                hourlyPrices[Int(skill)].add(pay)
            } else {
                fixedPrices[Int(skill)].add(pay)
            }
        }
    }

    /// How often each word stands in a post, the title counted twice; `number` gives a word's number or leaves it out.
    private static func countWords(
        of record: Job, _ terms: TermExtractor, number: (String) -> Int32?
    ) -> [Int32: Int] {
        var counts: [Int32: Int] = [:]
        for term in terms.terms(record.title) {
            if let word = number(term) { counts[word, default: 0] += 2 }
        }
        for term in terms.terms(String(record.description.prefix(maximumDescription))) {
            if let word = number(term) { counts[word, default: 0] += 1 }
        }
        return counts
    }

    /// The most telling words: weight (1 + ln count) x rarity, the heaviest 32 kept, length 1.
    private func direction(of counts: [Int32: Int]) -> WeightedKeys {
        let weighted = counts.map { count in
            (key: count.key, weight: Float((1 + log(Double(count.value))) * wordRarity.rarity(count.key)))
        }
        let heaviest = weighted.sorted { ($0.weight, $1.key) > ($1.weight, $0.key) }.prefix(Self.maximumWords)
        return WeightedKeys(Array(heaviest)).normalized()
    }

    private static let maximumWords = 32
    private static let maximumDescription = 4000

    private func payAgainstMarket(_ record: Job, skills: [Int32]) -> Double? {
        guard let pay = Self.logarithmicPay(record) else { return nil }
        let levels = skills.compactMap {
            record.pay == .hourly ? hourlyPrices[Int($0)].mean : fixedPrices[Int($0)].mean
        }
        guard !levels.isEmpty else { return nil }
        return pay - levels.reduce(0, +) / Double(levels.count)
    }

    /// Logarithm of what a job pays, in cents: an hour or for the whole; nil when it doesn't say.
    static func logarithmicPay(_ job: Job) -> Double? {
        let amount = job.offeredPay
        return amount > 0 ? log(amount) : nil
    }
}

extension Job {
    /// What the job pays, in cents: the middle of its hourly range, or its budget; 0 when it doesn't say.
    public var offeredPay: Double {
        guard pay == .hourly else { return Double(budget) }
        let bounds = [hourlyMinimum, hourlyMaximum].filter { $0 > 0 }
        return bounds.isEmpty ? 0 : Double(bounds.reduce(0, +)) / Double(bounds.count)
    }
}
