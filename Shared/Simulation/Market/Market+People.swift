import Contracts
import Foundation
import Learning

// People join: who they are, and what their profiles say.
extension Market {
    /// Schedules the joining of the person at a place of the row of all who will.
    func scheduleJoining(_ kind: Action.Kind, place: Int) {
        let total = kind == .freelancerJoins ? options.freelancers : options.clients
        guard place < total else { return }
        var own = draws.generator(.gap, place, Int(kind.rawValue))
        // The first joins early, so that there is somebody when the first job comes.
        let spread = place == 0 ? 0.1 * own.uniform() : own.uniform()
        let quantile = (Double(place) + spread) / Double(total)
        let time: Int64
        if quantile < 0.6 || place == 0 {
            let share = min(quantile / 0.6, 0.9)
            time = options.start - Int64((1 - share) * Double(SimulationOptions.founding))
        } else {
            time = options.start + Int64((quantile - 0.6) / 0.4 * 0.95 * Double(options.span))
        }
        queue.schedule(Action(time: time, kind: kind, number: place))
    }

    func freelancerJoins(_ action: Action) throws(SimulationError) {
        let freelancer = drawFreelancer(at: action.time)
        let member = Int32(freelancers.count)
        tradeMembers[freelancer.practice.trade].append(member, weight: freelancer.activity)
        if let other = freelancer.sideline {
            tradeMembers[other.trade].append(member, weight: freelancer.activity * 0.2)
        }
        freelancers.append(freelancer)
        outcomes.exposures.append(0)
        try writeFreelancer(freelancer, at: action.time)
        try emit(.signup(Signup(userID: freelancer.id, party: .freelancer)), at: action.time)
        try truth?.write(freelancer)
        scheduleSession(of: Int(member), after: action.time)
        scheduleJoining(.freelancerJoins, place: action.number + 1)
    }

    func clientJoins(_ action: Action) throws(SimulationError) {
        let client = drawClient()
        posters.append(Int32(clients.count), weight: client.activity)
        clients.append(client)
        figures.clientJoins()
        let country = Country.all[client.country]
        let fact = Client(
            id: client.id, joinedAt: action.time * 1_000, name: client.company, about: about(client),
            country: country.code, utcOffset: Int32(country.utcOffset), industry: Industry.all[client.industry].name)
        try emit(entity: .client(fact), at: action.time)
        try emit(.signup(Signup(userID: client.id, party: .client)), at: action.time)
        try truth?.write(client)
        scheduleJoining(.clientJoins, place: action.number + 1)
    }

    private func drawFreelancer(at time: Int64) -> SimulatedFreelancer {
        let trade = Int(shares.trades.member(at: random.uniform()) ?? 0)
        let country = Int(shares.freelancerCountries.member(at: random.uniform()) ?? 0)
        let ability = random.normal()
        let practice = drawPractice(trade: trade, ability: ability, breadth: 1)
        var sideline: Practice?
        let neighbour = Trade.all.firstIndex { $0.name == Trade.all[trade].neighbour }
        if let neighbour, random.bernoulli(0.2) {
            sideline = drawPractice(trade: neighbour, ability: ability - 0.4, breadth: 0.5)
        }
        let shown = ability + random.normal(deviation: 0.4)
        let wage = Trade.all[trade].wage * Country.all[country].wage
        let dollars = wage * exp(0.32 * ability + random.normal(deviation: 0.18))
        var industries: UInt16 = 0
        for _ in 0..<3 { industries |= 1 << UInt16(random.integer(below: Industry.all.count)) }
        return SimulatedFreelancer(
            id: Identifier.freelancer.text(freelancers.count + 1), country: country, ability: ability,
            practice: practice, sideline: sideline, level: shown < -0.5 ? 1 : shown < 0.7 ? 2 : 3,
            rate: Self.roundedRate(dollars), reservation: 0.5 + 0.4 * random.beta(3, 2),
            weeklyHours: [10, 20, 30, 40, 40][random.integer(below: 5)],
            years: max(1, Int(4 + 2.5 * ability + random.exponential(mean: 3))),
            industries: industries, hourlyTaste: random.normal(deviation: 0.4),
            lengthTaste: random.normal(deviation: 0.3),
            pickiness: random.normal(mean: 0.2 * ability, deviation: 0.5), diligence: random.normal(),
            reliability: random.normal(), activity: random.logNormal(logMean: 0, logDeviation: 1.1),
            isAvailable: random.bernoulli(0.75),
            availabilityChanges: time + Int64(random.exponential(mean: 30) * Double(SimulatedTime.day)),
            joined: time, lastActive: time)
    }

    /// Skills around a centre of the trade's row, with levels about the ability.
    private func drawPractice(trade: Int, ability: Double, breadth: Double) -> Practice {
        let count = Trade.all[trade].skills.count
        let centre = random.uniform() * Double(count)
        let width = (2.2 + random.exponential(mean: 0.8)) * breadth
        var practice = Practice(trade: trade)
        for skill in 0..<count {
            let distance = abs(Double(skill) + 0.5 - centre)
            let around = min(distance, Double(count) - distance)
            let isKnown = random.bernoulli(0.06 + 0.9 * exp(-around * around / (2 * width * width)))
            let mean = isKnown ? 0.7 * ability : -1.6
            practice[skill] = random.normal(mean: mean, deviation: isKnown ? 0.7 : 0.3)
            let bit: UInt32 = 1 << UInt32(skill)
            if isKnown { practice.known |= bit }
            // Some are modest, and some claim what they have only heard of.
            if random.bernoulli(isKnown ? 0.86 : 0.035) { practice.stated |= bit }
        }
        if practice.known == 0 {
            let skill = min(Int(centre), count - 1)
            practice.known = 1 << UInt32(skill)
            practice[skill] = 0.7 * ability
        }
        if practice.stated == 0 { practice.stated = practice.known }
        return practice
    }

    private func drawClient() -> SimulatedClient {
        let industry = random.integer(below: Industry.all.count)
        let businesses = Industry.all[industry].businesses
        let first = ProfilePhrases.companyFirstWords
        let last = ProfilePhrases.companyLastWords
        return SimulatedClient(
            id: Identifier.client.text(clients.count + 1),
            country: Int(shares.clientCountries.member(at: random.uniform()) ?? 0), industry: industry,
            company: first[random.integer(below: first.count)] + " " + last[random.integer(below: last.count)],
            business: businesses[random.integer(below: businesses.count)],
            trade: Int(shares.trades.member(at: random.uniform()) ?? 0),
            size: random.logNormal(logMean: 0, logDeviation: 0.65),
            activity: random.logNormal(logMean: 0, logDeviation: 1.5),
            generosity: random.normal(deviation: 0.25),
            qualityTaste: random.logNormal(logMean: -0.06, logDeviation: 0.35),
            priceTaste: random.logNormal(logMean: -0.1, logDeviation: 0.45), prefersNear: random.bernoulli(0.3),
            patience: random.logNormal(logMean: 0, logDeviation: 0.4), hurry: random.beta(1.2, 4),
            loyalty: random.beta(2, 3), carelessness: random.bernoulli(0.2) ? 0.7 : 0.08)
    }

    private func writeFreelancer(_ freelancer: SimulatedFreelancer, at time: Int64) throws(SimulationError) {
        let country = Country.all[freelancer.country]
        var words = words(of: freelancer)
        // One in ten joins with a bare profile.
        let isBare = random.bernoulli(0.1)
        var overview: [UInt8] = []
        let title = phrase(ProfilePhrases.titles, &words)
        if !isBare {
            fill(random.integer(in: 2...6), of: ProfilePhrases.overviews, &words, into: &overview)
            if random.bernoulli(0.5) { fill(1, of: ProfilePhrases.levels[freelancer.level], &words, into: &overview) }
        }
        var fact = Freelancer(
            id: freelancer.id, joinedAt: time * 1_000, title: title,
            overview: String(decoding: overview, as: UTF8.self),
            skills: statedSkills(freelancer), category: Trade.all[freelancer.practice.trade].name,
            level: Level(rawValue: Int32(freelancer.level)), country: country.code,
            utcOffset: Int32(country.utcOffset))
        if !isBare {
            fact.hourlyRate = Int64(freelancer.rate)
            fact.weeklyHours = UInt32(freelancer.weeklyHours)
            figures.rate(freelancer)
        }
        try emit(entity: .freelancer(fact), at: time)
    }

    /// What the profile lists, main trade first; a skill that two trades share comes once.
    func statedSkills(_ freelancer: SimulatedFreelancer) -> [String] {
        var names = Trade.all[freelancer.practice.trade].names(of: freelancer.practice.stated)
        if let other = freelancer.sideline {
            for name in Trade.all[other.trade].names(of: other.stated) where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private func about(_ client: SimulatedClient) -> String {
        var words = words(of: client)
        words.years = random.integer(in: 1...9)
        var text: [UInt8] = []
        fill(random.integer(below: 4), of: ProfilePhrases.companies, &words, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Currency units to cents, rounded as people round: to a half below 20, else to a whole.
    static func roundedRate(_ dollars: Double) -> Int {
        dollars < 20 ? max(Int((dollars * 2).rounded()), 6) * 50 : Int(dollars.rounded()) * 100
    }
}
