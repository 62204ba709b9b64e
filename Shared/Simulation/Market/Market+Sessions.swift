import Contracts
import Foundation
import Learning

// Freelancers look around: sessions, what was shown, what was opened.
extension Market {
    /// Schedules the next time that a freelancer looks for work.
    func scheduleSession(of index: Int, after time: Int64) {
        guard options.jobs > 0 else { return }
        let freelancer = freelancers[index]
        var own = draws.generator(.gap, index, freelancer.sessions)
        let gap: Int64
        if freelancer.sessions == 0 {
            gap = Int64(own.exponential(mean: 40) * Double(SimulatedTime.minute))
        } else {
            // As many as the market's jobs ask for, over all who are there; see `Self.present`.
            let daily = SimulationOptions.sessionsPerJob * Double(options.jobs) / Double(options.days)
            let everybody = Double(max(freelancers.count, 20)) * Self.present
            let rate = daily * freelancer.activity / everybody * season.activity(at: time)
            gap = Int64(own.exponential(mean: 1 / max(rate, 1e-6)) * Double(SimulatedTime.day))
        }
        let day = SimulatedTime.day
        let earliest = max(time, options.start - day)
        let first = freelancer.sessions == 0 && earliest > time
        let wait = first ? Int64(own.uniform() * Double(day)) : min(gap, 3_000 * day)
        let next = earliest + 1 + wait
        guard next < options.end else { return }
        queue.schedule(Action(time: next, kind: .session, person: Int32(index), number: freelancer.sessions))
    }

    /// Mean of activity times the share of sessions that come to something: people are asleep, busy, or not looking; measured.
    private static let present = 0.42

    /// Somebody looks for work: searches, or goes through the feed.
    func session(_ action: Action) throws(SimulationError) {
        let index = Int(action.person)
        freelancers[index].sessions += 1
        updateAvailability(of: index, at: action.time)
        guard !leaves(index, at: action.time) else { return }
        scheduleSession(of: index, after: action.time)
        let freelancer = freelancers[index]
        let utcOffset = Country.all[freelancer.country].utcOffset
        let hour = SimulatedTime.timeOfDay(action.time, utcOffset: utcOffset) / SimulatedTime.hour
        var chance = freelancer.isAvailable ? 1.0 : 0.05
        if hour < 7 { chance *= 0.12 }
        chance /= Double(1 + freelancer.contracts)
        guard random.bernoulli(chance) else { return }

        freelancers[index].lastActive = action.time
        try retrain(index, at: action.time)
        var trade = freelancer.practice.trade
        if let other = freelancer.sideline, random.bernoulli(0.2) { trade = other.trade }
        numbers.search += 1
        if random.bernoulli(0.2) {
            try search(by: index, trade: trade, at: action.time)
        } else {
            try browse(by: index, trade: trade, at: action.time)
        }
    }

    /// Whoever finds nothing for long enough gives up.
    private func leaves(_ index: Int, at time: Int64) -> Bool {
        let freelancer = freelancers[index]
        guard freelancer.contracts == 0, freelancer.sessions > 12,
            time - max(freelancer.lastHired, freelancer.joined) > 60 * SimulatedTime.day
        else { return freelancer.hasLeft }
        freelancers[index].hasLeft = random.bernoulli(0.004)
        return freelancers[index].hasLeft
    }

    /// Supply follows demand: some learn the skill that everybody asks for, and say so.
    private func retrain(_ index: Int, at time: Int64) throws(SimulationError) {
        let learns = random.uniform() < 0.02 * min(demand.share(at: time) / 0.3, 1)
        guard learns, let practice = freelancers[index].practice(in: demand.trade), practice.known & demand.bit == 0
        else { return }
        let level = 0.6 * freelancers[index].ability - 0.4
        freelancers[index].update(trade: demand.trade) { practice in
            practice.known |= demand.bit
            practice.stated |= demand.bit
            practice[demand.skill] = level
        }
        let fact = FreelancerUpdated(
            freelancerID: freelancers[index].id, skills: statedSkills(freelancers[index]))
        try emit(.freelancerUpdated(fact), at: time)
    }

    /// Times of looking for work and times of not: those active lately are those who will be active soon.
    func updateAvailability(of index: Int, at time: Int64) {
        while freelancers[index].availabilityChanges <= time {
            freelancers[index].isAvailable.toggle()
            freelancers[index].phases += 1
            let mean = freelancers[index].isAvailable ? 26.0 : 34.0
            var own = draws.generator(.availability, index, freelancers[index].phases)
            let wait = SimulatedTime.hour + Int64(own.exponential(mean: mean) * Double(SimulatedTime.day))
            freelancers[index].availabilityChanges += wait
        }
    }

    /// Words, a list, and what catches the eye in it.
    private func search(by index: Int, trade: Int, at time: Int64) throws(SimulationError) {
        guard let practice = freelancers[index].practice(in: trade) else { return }
        let id = freelancers[index].id
        let searchID = Identifier.search.text(numbers.search)
        let sessionID = Identifier.session.text(numbers.search)
        let (query, skills) = drawQuery(practice.stated, occupation: nil, trade: trade)
        let shown = try jobList(for: index, trade: trade, query: skills, at: time)
        try emit(
            .search(Search(searchID: searchID, userID: id, sessionID: sessionID, query: query, party: .freelancer)),
            at: time)
        for (place, reference) in shown.enumerated() {
            try emit(
                .impression(
                    Impression(
                        searchID: searchID, userID: id, sessionID: sessionID, jobID: jobs[reference].id,
                        position: UInt32(place + 1))), at: time)
        }
        var clickTime = time
        for (place, reference) in shown.enumerated() where catchesEye(reference, of: index, at: place) {
            clickTime += 3_000 + Int64(random.exponential(mean: 25_000))
            queue.schedule(
                Action(
                    time: clickTime, kind: .click, job: reference, person: Int32(index), detail: Int32(place + 1),
                    number: numbers.search))
        }
    }

    /// A feed is read in passing: only what looks right is opened.
    private func browse(by index: Int, trade: Int, at time: Int64) throws(SimulationError) {
        let shown = try jobList(for: index, trade: trade, query: 0, at: time)
        let session = numbers.search
        var opened = 0
        for (place, reference) in shown.enumerated() where catchesEye(reference, of: index, at: place) {
            try emit(
                .view(
                    View(
                        userID: freelancers[index].id, sessionID: Identifier.session.text(session),
                        jobID: jobs[reference].id)), at: time)
            consider(reference, by: index, at: time, bonus: 0)
            opened += 1
            guard opened < 3 else { break }
        }
    }

    /// Probability of looking at a place of a list, from the first.
    private static let examination = (1...listLength).map { pow(Double($0), -0.6) }

    /// Whether a place of a list is looked at, and what stands there is opened.
    ///
    /// Examination falls with the position; only what is examined can be clicked (Craswell et al., WSDM 2008).
    private func catchesEye(_ reference: JobReference, of index: Int, at place: Int) -> Bool {
        guard random.bernoulli(Self.examination[min(place, Self.examination.count - 1)]) else { return false }
        freelancers[index].seen.insert(jobs[reference].number)
        let attraction = interest(of: freelancers[index], in: jobs[reference])
        let chance = Logistic.probability(logOdds: 0.9 * attraction + 0.9)
        return draws.uniform(.attraction, jobs[reference].number, index) < chance
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
        let index = Int(action.person)
        let attraction = interest(of: freelancers[index], in: jobs[action.job])
        let dwell = random.logNormal(logMean: log(18_000) + 0.3 * attraction, logDeviation: 0.7)
        let fact = Click(
            searchID: Identifier.search.text(action.number), userID: freelancers[index].id,
            sessionID: Identifier.session.text(action.number), jobID: jobs[action.job].id,
            position: UInt32(action.detail), dwellMilliseconds: UInt32(min(max(dwell, 400), 1_800_000)))
        try emit(.click(fact), at: action.time)
        consider(action.job, by: index, at: action.time, bonus: 0.2)
    }

    /// After reading a post: save it, apply, or leave.
    private func consider(_ reference: JobReference, by index: Int, at time: Int64, bonus: Double) {
        let number = jobs[reference].number
        guard jobs[reference].isOpen, jobs[reference].applicants.count < 80,
            !jobs[reference].interested.contains(Int32(index))
        else { return }
        let attraction = interest(of: freelancers[index], in: jobs[reference])
        var own = draws.generator(.application, number, index)
        if own.bernoulli(0.09 * Logistic.probability(logOdds: attraction)) {
            queue.schedule(
                Action(time: time + minutes(mean: 1), kind: .save, job: reference, person: Int32(index)))
        }
        guard own.bernoulli(Logistic.probability(logOdds: 1.1 * attraction + 2 + bonus)) else { return }
        jobs[reference].interested.append(Int32(index))
        queue.schedule(
            Action(time: time + minutes(mean: 25), kind: .application, job: reference, person: Int32(index)))
    }

    func save(_ action: Action) throws(SimulationError) {
        let fact = Save(userID: freelancers[Int(action.person)].id, jobID: jobs[action.job].id)
        try emit(.save(fact), at: action.time)
    }
}
