import Contracts
import Foundation
import Learning

// Jobs come in: what is asked for, how it is written, what is paid.
extension Market {
    /// Schedules the next job; over the simulated days they follow the season.
    func scheduleArrival() {
        guard numbers.arrivals < options.jobs || options.facts != nil else { return }
        let place = numbers.arrivals
        numbers.arrivals += 1
        let quantile = (Double(place) + draws.uniform(.gap, place, -1)) / Double(options.jobs)
        queue.schedule(Action(time: season.time(atShare: quantile), kind: .jobArrives, number: place))
    }

    func jobArrives(_ action: Action) {
        scheduleArrival()
        guard let client = drawPoster() else { return }
        var time = awake(action.time, utcOffset: Country.all[clients[client].country].utcOffset)
        // Quiet weekends: two of three jobs wait for Monday. Day 0 of the epoch was a Thursday.
        let weekday = (time / SimulatedTime.day + 3) % 7
        if weekday >= 5, random.bernoulli(0.66) { time += (7 - weekday) * SimulatedTime.day }
        queue.schedule(
            Action(time: min(time, options.end - 1), kind: .jobPosted, person: Int32(client), number: action.number))
    }

    /// A client who is still there; whoever comes up last when most have left.
    private func drawPoster() -> Int? {
        var drawn: Int?
        for _ in 0..<16 {
            guard let member = posters.member(at: random.uniform()) else { return nil }
            drawn = Int(member)
            if !clients[Int(member)].hasLeft { break }
        }
        return drawn
    }

    func jobPosted(_ action: Action) throws(SimulationError) {
        let client = clients[Int(action.person)]
        var job = drawJob(of: client, at: action.time)
        job.client = Int(action.person)
        job.postedAt = action.time
        job.number = action.number + 1
        job.id = Identifier.job.text(job.number)
        job.isOpen = true
        job.isCareless = random.bernoulli(client.carelessness)
        job.isUrgent = random.bernoulli(client.hurry)
        try write(job, of: client)
        try truth?.write(job, client: client)
        figures.jobs += 1
        if tracksOutcomes { outcomes.posted(job.number, at: action.time) }

        let reference = jobs.insert(job)
        references[job.number] = reference
        listings[job.trade].append(
            Listing(reference: reference, number: job.number, tags: job.tags, postedAt: job.postedAt))
        let wait = random.logNormal(logMean: log(4.0 * client.patience * (job.isUrgent ? 0.4 : 1)), logDeviation: 0.4)
        let decision = action.time + Int64(min(max(wait, 0.7), 14) * Double(SimulatedTime.day))
        queue.schedule(
            Action(
                time: awake(decision, utcOffset: Country.all[client.country].utcOffset), kind: .decision,
                job: reference))
        scheduleInvitations(reference, at: action.time)
    }

    private func drawJob(of client: SimulatedClient, at time: Int64) -> OpenJob {
        var job = OpenJob()
        job.trade = drawTrade(of: client)
        let trade = Trade.all[job.trade]
        let count = trade.skills.count
        var centre = random.integer(below: count)
        // Drawn always, so that all else stays the same.
        let follows = random.uniform()
        if job.trade == demand.trade, follows < demand.share(at: time) {
            centre = demand.skill
            job.tags = demand.bit
        }
        for _ in 0..<random.integer(in: 2...5) {
            let offset = Int(random.normal(deviation: 2).rounded())
            job.tags |= 1 << UInt32(((centre + offset) % count + count) % count)
        }
        job.needed = job.tags
        for _ in 0..<random.poisson(mean: 0.7) {
            let offset = Int(random.normal(deviation: 2.5).rounded())
            job.needed |= 1 << UInt32(((centre + offset) % count + count) % count)
        }
        let draw = random.uniform()
        job.level = draw < 0.15 ? 1 : draw < 0.68 ? 2 : 3
        job.isHourly = random.bernoulli(0.55)
        let spread = job.isHourly ? 0.8 : 1.25
        let work =
            trade.hours * client.size * random.logNormal(logMean: job.isHourly ? 0.4 : -0.5, logDeviation: spread)
        job.hours = min(max(2, work), 2_000)
        job.days = max(1, Int(job.hours / 5 * random.logNormal(logMean: 0, logDeviation: 0.3)))
        let levelFactor = [0, 0.8, 1, 1.38][job.level]
        let place = 0.55 + 0.25 * Country.all[client.country].wage
        let dollars = trade.wage * place * levelFactor * exp(client.generosity + random.normal(deviation: 0.2))
        job.hourlyReference = dollars * 100 * 0.85
        if random.bernoulli(0.92) { job.hourlyOffer = job.hourlyReference }
        job.charm = random.normal(deviation: 0.8)
        if client.prefersNear || random.bernoulli(0.08) { job.countries = nearCountries(client.country) }
        return job
    }

    /// Needs follow the client's trade: mostly it, then what goes with it, now and then anything.
    private func drawTrade(of client: SimulatedClient) -> Int {
        let draw = random.uniform()
        let other = Int(shares.trades.member(at: random.uniform()) ?? 0)
        if draw < 0.7 { return client.trade }
        if draw < 0.85, let next = Trade.all.firstIndex(where: { $0.name == Trade.all[client.trade].neighbour }) {
            return next
        }
        return other
    }

    /// The client's own country and those within three hours of it that cost at least half as much.
    private func nearCountries(_ home: Int) -> UInt32 {
        let here = Country.all[home]
        var set: UInt32 = 1 << UInt32(home)
        for (place, country) in Country.all.enumerated()
        where abs(country.utcOffset - here.utcOffset) <= 180 && country.wage >= here.wage * 0.5 {
            set |= 1 << UInt32(place)
        }
        return set
    }

    private func write(_ job: OpenJob, of client: SimulatedClient) throws(SimulationError) {
        let trade = Trade.all[job.trade]
        let text = post(job, of: client)
        var fact = Job(
            id: job.id, clientID: client.id, title: text.title, description: text.description,
            skills: trade.names(of: job.tags), pay: job.isHourly ? .hourly : .fixed, postedAt: job.postedAt * 1_000)
        if random.bernoulli(0.96) { fact.category = trade.name }
        if random.bernoulli(0.95) { fact.level = Level(rawValue: Int32(job.level)) }
        if job.hourlyOffer > 0 {
            if job.isHourly {
                fact.hourlyMinimum = Int64(Self.roundedRate(job.hourlyOffer / 100 * 0.8))
                fact.hourlyMaximum = Int64(Self.roundedRate(job.hourlyOffer / 100 * 1.2))
            } else {
                fact.budget = Int64(Self.roundedBudget(job.hourlyOffer / 100 * job.hours))
            }
            figures.offer(fact)
        }
        for (place, country) in Country.all.enumerated() where job.countries & (1 << UInt32(place)) != 0 {
            fact.countries.append(country.code)
        }
        if random.bernoulli(0.85) { fact.durationDays = UInt32(job.days) }
        try emit(entity: .job(fact), at: job.postedAt)
    }

    private func post(_ job: OpenJob, of client: SimulatedClient) -> (title: String, description: String) {
        let trade = Trade.all[job.trade]
        var words = words(of: client)
        words.occupation = word(of: trade.occupations, near: job.tags, in: trade)
        words.deliverable = word(of: trade.deliverables, near: job.tags, in: trade)
        words.hours = Int(job.hours.rounded())
        words.days = job.days
        words.skills = spellings(of: job.tags, in: trade)
        let title = phrase(job.isCareless ? JobPhrases.carelessTitles : JobPhrases.titles, &words)
        words.nextSkill = 0
        var text: [UInt8] = []
        if job.isCareless {
            fill(1, of: JobPhrases.carelessTexts, &words, into: &text)
        } else {
            fill(1, of: JobPhrases.openings, &words, into: &text)
            fill(random.integer(in: 1...3), of: trade.tasks, &words, into: &text)
            // What the tags forgot, the text mentions more often than not.
            let tagged = min(random.integer(in: 1...2), words.skills.count)
            let forgotten = spellings(of: job.needed & ~job.tags, in: trade).filter { _ in random.bernoulli(0.75) }
            words.skills = words.skills.prefix(tagged) + forgotten
            fill(words.skills.count, of: JobPhrases.skillMentions, &words, into: &text)
            fill(random.bernoulli(0.5) ? 1 : 0, of: JobPhrases.levels[job.level], &words, into: &text)
            fill(random.bernoulli(0.7) ? 1 : 0, of: JobPhrases.terms, &words, into: &text)
            fill(job.isUrgent ? 1 : 0, of: JobPhrases.urgency, &words, into: &text)
            fill(random.bernoulli(0.6) ? 1 : 0, of: JobPhrases.closings, &words, into: &text)
        }
        addSlips(to: &text, every: job.isCareless ? 60 : 900)
        return (title, String(decoding: text, as: UTF8.self))
    }

    /// Currency units to cents, rounded as people round a budget: to 5 below 200, 25 below 1,000, else to 100.
    static func roundedBudget(_ dollars: Double) -> Int {
        let step = dollars < 200 ? 5.0 : dollars < 1_000 ? 25.0 : 100.0
        return max(Int((dollars / step).rounded() * step), 5) * 100
    }
}
