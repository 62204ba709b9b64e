import Foundation
import Learning

// Freelancers look around: visits, searches, what was shown, what was opened.
extension Simulation {
    /// Schedules the next visit to a job: many on the first day, then fewer.
    func scheduleVisit(_ reference: JobReference, after time: Int64) {
        let job = jobs[reference]
        guard job.visitsLeft > 0 else { return }
        let age = min(Double(time - job.postedAt) / (5 * Double(SimulatedTime.day)), 1.5)
        let gap = random.exponential(mean: job.visitGap * (0.35 + 1.3 * age))
        queue.schedule(Action(time: time + 1 + Int64(gap), kind: .visit, job: reference))
    }

    /// Somebody of the job's trade comes by: often searching, else from the feed.
    func visit(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen else { return }
        jobs[action.job].visitsLeft -= 1
        scheduleVisit(action.job, after: action.time)
        guard let visitor = drawVisitor(of: jobs[action.job].trade, at: action.time) else { return }
        freelancers[visitor].lastActive = action.time
        numbers.search += 1
        if random.bernoulli(0.25) {
            try search(by: visitor, finding: action.job, at: action.time)
        } else {
            let job = jobs[action.job]
            // A feed is read in passing: only what looks right is opened.
            guard random.bernoulli(Logistic.probability(logOdds: interest(of: freelancers[visitor], in: job) + 1.8))
            else {
                return
            }
            let session = numbers.search
            let number = freelancers[visitor].number
            try event(.view, at: action.time) { line in
                line.id("user_id", .freelancer, number)
                line.id("session_id", .session, session)
                line.id("job_id", .job, job.number)
            }
            consider(action.job, by: visitor, at: action.time, bonus: 0)
        }
    }

    /// A freelancer of the trade who is awake and looks for work; `nil` when none turns up in a few draws.
    private func drawVisitor(of trade: Int, at time: Int64) -> Int? {
        for _ in 0..<12 {
            guard let member = tradeMembers[trade].member(at: random.uniform()) else { return nil }
            let index = Int(member)
            updateAvailability(of: index, at: time)
            let freelancer = freelancers[index]
            let utcOffset = Country.all[freelancer.country].utcOffset
            let hour = SimulatedTime.timeOfDay(time, utcOffset: utcOffset) / SimulatedTime.hour
            var chance = freelancer.isAvailable ? 1.0 : 0.05
            if hour < 7 { chance *= 0.12 }
            chance /= Double(1 + freelancer.contracts)
            if random.bernoulli(chance) { return index }
        }
        return nil
    }

    /// Times of looking for work and times of not: those active lately are those who will be active soon.
    func updateAvailability(of index: Int, at time: Int64) {
        while freelancers[index].availabilityChanges <= time {
            freelancers[index].isAvailable.toggle()
            let mean = freelancers[index].isAvailable ? 26.0 : 34.0
            let wait = SimulatedTime.hour + Int64(random.exponential(mean: mean) * Double(SimulatedTime.day))
            freelancers[index].availabilityChanges += wait
        }
    }

    private func search(by visitor: Int, finding found: JobReference, at time: Int64) throws(SimulationError) {
        let freelancer = freelancers[visitor]
        let search = numbers.search
        let trade = jobs[found].trade
        guard let practice = freelancer.practice(in: trade).map({ freelancer.practices[$0] }) else { return }
        let (query, skills) = drawQuery(practice.stated, occupation: nil, trade: trade)
        try event(.search, at: time) { line in
            line.id("search_id", .search, search)
            line.id("user_id", .freelancer, freelancer.number)
            line.id("session_id", .session, search)
            line.text("query", query)
            line.text("party", "freelancer")
        }
        let shown = results(of: practice, query: skills, finding: found, at: time)
        for (index, reference) in shown.enumerated() {
            let number = jobs[reference].number
            try event(.impression, at: time) { line in
                line.id("search_id", .search, search)
                line.id("user_id", .freelancer, freelancer.number)
                line.id("session_id", .session, search)
                line.id("job_id", .job, number)
                line.number("position", index + 1)
            }
        }
        // Examination falls with the position; only what is examined can be clicked (Craswell et al., WSDM 2008).
        var clickTime = time
        for (index, reference) in shown.enumerated() where random.bernoulli(pow(Double(index + 1), -0.55)) {
            let attraction = interest(of: freelancer, in: jobs[reference])
            guard random.bernoulli(Logistic.probability(logOdds: 0.8 * attraction + 0.3)) else { continue }
            clickTime += 3_000 + Int64(random.exponential(mean: 25_000))
            queue.schedule(
                Action(
                    time: clickTime, kind: .click, job: reference, person: Int32(visitor), detail: Int32(index + 1),
                    number: search))
        }
    }

    /// The best six of the trade's latest jobs by matching tags and freshness, the one found among them.
    private func results(
        of practice: Practice, query: UInt32, finding found: JobReference, at time: Int64
    ) -> [JobReference] {
        var scored: [(score: Double, reference: JobReference)] = []
        for reference in openJobs[practice.trade].suffix(36) {
            let job = jobs[reference]
            let matches = 1.2 * Double((job.tags & query).nonzeroBitCount)
            let others = 0.35 * Double((job.tags & practice.stated).nonzeroBitCount)
            let age = Double(time - job.postedAt) / Double(SimulatedTime.day)
            let bonus = reference == found ? 1.0 : 0
            scored.append((matches + others - 0.12 * age + bonus + 0.4 * random.uniform(), reference))
        }
        scored.sort { ($0.score, $1.reference.slot) > ($1.score, $0.reference.slot) }
        return scored.prefix(6).map(\.reference)
    }

    /// One to three words for what somebody knows or needs, and the skills they stand for.
    func drawQuery(_ skills: UInt32, occupation: String?, trade: Int) -> (text: String, skills: UInt32) {
        let table = Trade.all[trade].skills
        var places = table.indices.filter { skills & (1 << UInt32($0)) != 0 }
        random.shuffle(&places)
        var chosen: UInt32 = 0
        var words: [String] = []
        for place in places.prefix(random.integer(in: 1...2)) {
            chosen |= 1 << UInt32(place)
            let spellings = table[place].spellings
            words.append(spellings[random.bernoulli(0.7) ? 0 : random.integer(below: spellings.count)].lowercased())
        }
        if let occupation { words.append(occupation.lowercased()) }
        return (words.joined(separator: " "), chosen)
    }

    func click(_ action: Action) throws(SimulationError) {
        let visitor = Int(action.person)
        let job = jobs[action.job]
        let number = freelancers[visitor].number
        let attraction = interest(of: freelancers[visitor], in: job)
        let dwell = random.logNormal(logMean: log(18_000) + 0.3 * attraction, logDeviation: 0.7)
        try event(.click, at: action.time) { line in
            line.id("search_id", .search, action.number)
            line.id("user_id", .freelancer, number)
            line.id("session_id", .session, action.number)
            line.id("job_id", .job, job.number)
            line.number("position", Int(action.detail))
            line.number("dwell_milliseconds", min(max(Int(dwell), 400), 1_800_000))
        }
        consider(action.job, by: visitor, at: action.time, bonus: 0.2)
    }

    /// After reading a post: save it, apply, or leave.
    func consider(_ reference: JobReference, by visitor: Int, at time: Int64, bonus: Double) {
        let job = jobs[reference]
        guard job.isOpen, job.applicants.count < 80, !job.interested.contains(Int32(visitor)) else { return }
        let attraction = interest(of: freelancers[visitor], in: job)
        if random.bernoulli(0.09 * Logistic.probability(logOdds: attraction)) {
            queue.schedule(
                Action(
                    time: time + minutes(mean: 1), kind: .save, job: reference, person: Int32(visitor)))
        }
        guard random.bernoulli(Logistic.probability(logOdds: 1.1 * attraction + 2.1 + bonus)) else { return }
        jobs[reference].interested.append(Int32(visitor))
        queue.schedule(
            Action(
                time: time + minutes(mean: 25), kind: .application, job: reference, person: Int32(visitor)))
    }

    func save(_ action: Action) throws(SimulationError) {
        let number = freelancers[Int(action.person)].number
        let job = jobs[action.job].number
        try event(.save, at: action.time) { line in
            line.id("user_id", .freelancer, number)
            line.id("job_id", .job, job)
        }
    }
}
