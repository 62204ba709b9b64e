import Foundation
import Learning

// Jobs come in: what is asked for, how it is written, what is paid.
extension Simulation {
    /// Schedules the next job, evenly over the simulated days.
    func scheduleArrival() {
        guard numbers.arrivals < options.jobs || options.facts != nil else { return }
        let quantile = (Double(numbers.arrivals) + random.uniform()) / Double(options.jobs)
        numbers.arrivals += 1
        let time = options.start + Int64(quantile * Double(options.span))
        queue.schedule(Action(time: time, kind: .jobArrives))
    }

    func jobArrives(_ action: Action) {
        scheduleArrival()
        guard let client = posters.member(at: random.uniform()) else { return }
        var time = awake(action.time, utcOffset: Country.all[clients[Int(client)].country].utcOffset)
        // Quiet weekends: two of three jobs wait for Monday. Day 0 of the epoch was a Thursday.
        let weekday = (time / SimulatedTime.day + 3) % 7
        if weekday >= 5, random.bernoulli(0.66) { time += (7 - weekday) * SimulatedTime.day }
        queue.schedule(Action(time: min(time, options.end - 1), kind: .jobPosted, person: client))
    }

    func jobPosted(_ action: Action) throws(SimulationError) {
        let client = clients[Int(action.person)]
        var job = drawJob(of: client)
        job.client = Int(action.person)
        job.postedAt = action.time
        numbers.job += 1
        job.number = numbers.job
        let isCareless = random.bernoulli(client.carelessness)
        try write(job, of: client, isCareless: isCareless)
        drawAttention(for: &job, of: client, isCareless: isCareless)

        let reference = jobs.insert(job)
        openJobs[job.trade].append(reference)
        scheduleVisit(reference, after: action.time)
        let wait = random.logNormal(logMean: log(4.0 * client.patience), logDeviation: 0.4)
        let decision = action.time + Int64(min(max(wait, 0.7), 14) * Double(SimulatedTime.day))
        queue.schedule(
            Action(
                time: awake(decision, utcOffset: Country.all[client.country].utcOffset), kind: .decision,
                job: reference))
        scheduleInvitations(reference, at: action.time)
    }

    private func drawJob(of client: SimulatedClient) -> OpenJob {
        var job = OpenJob()
        job.trade = random.bernoulli(0.75) ? client.trade : Int(shares.trades.member(at: random.uniform()) ?? 0)
        let trade = Trade.all[job.trade]
        let count = trade.skills.count
        let centre = random.integer(below: count)
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
        job.level = draw < 0.22 ? 1 : draw < 0.72 ? 2 : 3
        job.isHourly = random.bernoulli(0.45)
        job.hours = max(2, trade.hours * random.logNormal(logMean: job.isHourly ? 0.4 : 0, logDeviation: 0.8))
        job.days = max(1, Int(job.hours / 5 * random.logNormal(logMean: 0, logDeviation: 0.3)))
        let levelFactor = [0, 0.62, 1, 1.5][job.level]
        let place = 0.55 + 0.25 * Country.all[client.country].wage
        let dollars = trade.wage * place * levelFactor * exp(client.generosity + random.normal(deviation: 0.2))
        job.hourlyReference = dollars * 100 * 0.85
        if random.bernoulli(0.92) { job.hourlyOffer = job.hourlyReference }
        if client.prefersNear || random.bernoulli(0.08) { job.countries = nearCountries(client.country) }
        return job
    }

    /// The client's own country and those within three hours of it that cost at least two thirds as much.
    private func nearCountries(_ home: Int) -> UInt32 {
        let here = Country.all[home]
        var set: UInt32 = 1 << UInt32(home)
        for (place, country) in Country.all.enumerated()
        where abs(country.utcOffset - here.utcOffset) <= 180 && country.wage >= here.wage * 0.5 {
            set |= 1 << UInt32(place)
        }
        return set
    }

    /// How many visits the post gets: more for good pay and for clear words.
    private func drawAttention(for job: inout OpenJob, of client: SimulatedClient, isCareless: Bool) {
        let pull = 0.35 * client.generosity - (isCareless ? 0.35 : 0) - (job.hourlyOffer == 0 ? 0.25 : 0)
        let visits = random.logNormal(logMean: log(34) + pull, logDeviation: 0.7)
        let people = tradeMembers[job.trade].members.count
        job.visitsLeft = min(max(Int(visits), 2), 90, people * 3)
        job.visitGap = 5 * Double(SimulatedTime.day) / Double(max(job.visitsLeft, 1))
        job.isOpen = true
    }

    private func write(_ job: OpenJob, of client: SimulatedClient, isCareless: Bool) throws(SimulationError) {
        let trade = Trade.all[job.trade]
        let countries = job.countries
        let text = post(job, of: client, isCareless: isCareless)
        line.begin()
        line.id("id", .job, job.number)
        line.id("client_id", .client, client.number)
        line.text("title", text.title)
        line.text("description", text.description)
        line.texts("skills", names(of: job.tags, in: trade))
        if random.bernoulli(0.96) { line.text("category", trade.name) }
        if random.bernoulli(0.95) { line.text("level", Self.levelName(job.level)) }
        line.text("pay", job.isHourly ? "hourly" : "fixed")
        if job.hourlyOffer > 0 {
            if job.isHourly {
                line.money("hourly_minimum", Self.roundedRate(job.hourlyOffer / 100 * 0.8))
                line.money("hourly_maximum", Self.roundedRate(job.hourlyOffer / 100 * 1.2))
            } else {
                line.money("budget", Self.roundedBudget(job.hourlyOffer / 100 * job.hours))
            }
        }
        var codes: [String] = []
        for (place, country) in Country.all.enumerated() where countries & (1 << UInt32(place)) != 0 {
            codes.append(country.code)
        }
        line.texts("countries", codes)
        if random.bernoulli(0.85) { line.number("duration_days", job.days) }
        line.time("posted_at", job.postedAt)
        try finishLine(.jobs)
    }

    private func post(
        _ job: OpenJob, of client: SimulatedClient, isCareless: Bool
    ) -> (title: String, description: String) {
        let trade = Trade.all[job.trade]
        var words = words(of: client)
        words.occupation = word(of: trade.occupations, near: job.tags, in: trade)
        words.deliverable = word(of: trade.deliverables, near: job.tags, in: trade)
        words.hours = Int(job.hours.rounded())
        words.days = job.days
        words.skills = spellings(of: job.tags, in: trade)
        let title = phrase(isCareless ? JobPhrases.carelessTitles : JobPhrases.titles, &words)
        words.nextSkill = 0
        var text: [UInt8] = []
        if isCareless {
            fill(1, of: JobPhrases.carelessTexts, &words, into: &text)
        } else {
            fill(1, of: JobPhrases.openings, &words, into: &text)
            fill(random.integer(in: 1...3), of: trade.tasks, &words, into: &text)
            // What the tags forgot, the text mentions more often than not.
            let tagged = min(random.integer(in: 1...2), words.skills.count)
            let forgotten = spellings(of: job.needed & ~job.tags, in: trade).filter { _ in random.bernoulli(0.75) }
            words.skills = words.skills.prefix(tagged) + forgotten
            fill(words.skills.count, of: JobPhrases.skillMentions, &words, into: &text)
            fill(random.bernoulli(0.7) ? 1 : 0, of: JobPhrases.terms, &words, into: &text)
            fill(random.bernoulli(0.6) ? 1 : 0, of: JobPhrases.closings, &words, into: &text)
        }
        addSlips(to: &text, every: isCareless ? 60 : 900)
        return (title, String(decoding: text, as: UTF8.self))
    }

    private func names(of skills: UInt32, in trade: Trade) -> [String] {
        var names: [String] = []
        for (place, skill) in trade.skills.enumerated() where skills & (1 << UInt32(place)) != 0 {
            names.append(skill.name)
        }
        return names
    }

    /// Currency units to cents, rounded as people round a budget: to 5 below 200, 25 below 1,000, else to 100.
    static func roundedBudget(_ dollars: Double) -> Int {
        let step = dollars < 200 ? 5.0 : dollars < 1_000 ? 25.0 : 100.0
        return max(Int((dollars / step).rounded() * step), 5) * 100
    }
}
