import Foundation
import Learning

// Clients look around too: searches for freelancers, invitations, and what becomes of them.
extension Simulation {
    /// Right after a post: known freelancers are asked again, and a search may follow.
    func scheduleInvitations(_ reference: JobReference, at time: Int64) {
        let job = jobs[reference]
        let client = clients[job.client]
        if random.bernoulli(client.loyalty) {
            // The one most recently hired in this trade.
            let known = client.favourites.last { freelancers[Int($0)].practice(in: job.trade) != nil }
            if let known { invite(known, to: reference, at: time + minutes(mean: 30)) }
        }
        if random.bernoulli(0.5) {
            queue.schedule(Action(time: time + hours(mean: 3), kind: .clientSearch, job: reference))
        }
    }

    private func invite(_ freelancer: Int32, to reference: JobReference, at time: Int64) {
        guard !jobs[reference].interested.contains(freelancer) else { return }
        jobs[reference].interested.append(freelancer)
        queue.schedule(Action(time: time, kind: .invitation, job: reference, person: freelancer))
    }

    func clientSearch(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        guard job.isOpen else { return }
        let client = clients[job.client]
        let shown = candidates(for: job, at: action.time)
        numbers.search += 1
        let search = numbers.search
        let trade = Trade.all[job.trade]
        let occupation = random.bernoulli(0.4) ? word(of: trade.occupations, near: job.tags, in: trade) : nil
        let (query, _) = drawQuery(job.tags, occupation: occupation, trade: job.trade)
        if random.bernoulli(0.15) {
            try writeRanking(shown, for: job, at: action.time)
        } else {
            try event(.search, at: action.time) { line in
                line.id("search_id", .search, search)
                line.id("user_id", .client, client.number)
                line.id("session_id", .session, search)
                line.text("query", query)
                line.text("party", "client")
            }
            for (index, candidate) in shown.enumerated() {
                try event(.impression, at: action.time) { line in
                    line.id("search_id", .search, search)
                    line.id("user_id", .client, client.number)
                    line.id("session_id", .session, search)
                    line.id("freelancer_id", .freelancer, freelancers[candidate.freelancer].number)
                    line.number("position", index + 1)
                }
            }
        }
        scheduleFollowUps(of: action, search: search, shown: shown)
    }

    private func scheduleFollowUps(of action: Action, search: Int, shown: [(freelancer: Int, score: Double)]) {
        var time = action.time
        for (index, candidate) in shown.enumerated() where random.bernoulli(pow(Double(index + 1), -0.5)) {
            guard random.bernoulli(Logistic.probability(logOdds: candidate.score)) else { continue }
            time += 5_000 + Int64(random.exponential(mean: 40_000))
            let person = Int32(candidate.freelancer)
            queue.schedule(
                Action(
                    time: time, kind: .clientClick, job: action.job, person: person, detail: Int32(index + 1),
                    number: search))
            if random.bernoulli(0.12) {
                queue.schedule(Action(time: time + 20_000, kind: .clientSave, job: action.job, person: person))
            }
            if random.bernoulli(0.6) { invite(person, to: action.job, at: time + 30_000 + minutes(mean: 5)) }
        }
    }

    /// The best six of forty freelancers drawn from the trade, by what profiles show and by recent activity.
    private func candidates(for job: OpenJob, at time: Int64) -> [(freelancer: Int, score: Double)] {
        var drawn: [Int32] = []
        for _ in 0..<40 {
            guard let member = tradeMembers[job.trade].member(at: random.uniform()) else { break }
            if !drawn.contains(member) { drawn.append(member) }
        }
        var scored: [(freelancer: Int, score: Double)] = []
        for member in drawn {
            let index = Int(member)
            let idle = Double(time - freelancers[index].lastActive) / Double(SimulatedTime.day)
            let price = log(Double(freelancers[index].rate) / max(job.hourlyReference, 1))
            let score =
                profileAppeal(of: freelancers[index], in: job) - 0.03 * min(idle, 60)
                - 0.9 * clients[job.client].priceTaste * min(max(price, -1), 1.5) + 0.3 * random.normal()
            scored.append((index, score))
        }
        scored.sort { ($0.score, $1.freelancer) > ($1.score, $0.freelancer) }
        return Array(scored.prefix(6))
    }

    /// Now and then the marketplace proposes freelancers by itself.
    private func writeRanking(
        _ shown: [(freelancer: Int, score: Double)], for job: OpenJob, at time: Int64
    ) throws(SimulationError) {
        numbers.ranking += 1
        let items = shown.map { (freelancers[$0.freelancer].number, Int(($0.score * 1_000).rounded())) }
        try event(.rankingServed, at: time) { line in
            line.id("ranking_id", .ranking, numbers.ranking)
            line.text("method", "MatchFreelancers")
            line.id("job_id", .job, job.number)
            line.items(items)
            line.texts("models", ["simulated-ranking@1"])
        }
    }

    func clientClick(_ action: Action) throws(SimulationError) {
        let client = clients[jobs[action.job].client].number
        let freelancer = freelancers[Int(action.person)].number
        let dwell = min(Int(random.logNormal(logMean: log(30_000), logDeviation: 0.7)), 1_800_000)
        try event(.click, at: action.time) { line in
            line.id("search_id", .search, action.number)
            line.id("user_id", .client, client)
            line.id("session_id", .session, action.number)
            line.id("freelancer_id", .freelancer, freelancer)
            line.number("position", Int(action.detail))
            line.number("dwell_milliseconds", dwell)
        }
    }

    func clientView(_ action: Action) throws(SimulationError) { try clientAttention(.view, action) }
    func clientSave(_ action: Action) throws(SimulationError) { try clientAttention(.save, action) }

    private func clientAttention(_ type: SimulatedEvent, _ action: Action) throws(SimulationError) {
        let client = clients[jobs[action.job].client].number
        let freelancer = freelancers[Int(action.person)].number
        try event(type, at: action.time) { line in
            line.id("user_id", .client, client)
            line.id("freelancer_id", .freelancer, freelancer)
        }
    }

    func invitation(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen else { return }
        let index = Int(action.person)
        let job = jobs[action.job]
        let client = clients[job.client].number
        let freelancer = freelancers[index]
        numbers.invitation += 1
        let number = numbers.invitation
        try event(.invitation, at: action.time) { line in
            line.id("invitation_id", .invitation, number)
            line.id("job_id", .job, job.number)
            line.id("client_id", .client, client)
            line.id("freelancer_id", .freelancer, freelancer.number)
        }
        updateAvailability(of: index, at: action.time)
        // Silence is an answer too.
        let answers = freelancers[index].isAvailable ? 0.9 : 0.35
        guard random.bernoulli(answers) else { return }
        let mean = 14 * exp(-0.3 * freelancer.diligence)
        let time = awake(
            action.time + hours(mean: mean), utcOffset: Country.all[freelancer.country].utcOffset)
        queue.schedule(
            Action(
                time: time, kind: .invitationResponse, job: action.job, person: action.person, number: number))
    }

    func invitationResponse(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen else { return }
        let index = Int(action.person)
        let job = jobs[action.job]
        let freelancer = freelancers[index]
        freelancers[index].lastActive = action.time
        var logOdds = interest(of: freelancer, in: job) + 0.9
        if clients[job.client].favourites.contains(action.person) { logOdds += 0.8 }
        let accepted = random.bernoulli(Logistic.probability(logOdds: logOdds))
        try event(.invitationResponse, at: action.time) { line in
            line.id("invitation_id", .invitation, action.number)
            line.id("job_id", .job, job.number)
            line.id("freelancer_id", .freelancer, freelancer.number)
            line.flag("accepted", accepted)
        }
        guard accepted else { return }
        queue.schedule(
            Action(
                time: action.time + minutes(mean: 15), kind: .application, job: action.job, person: action.person,
                detail: 1))
    }
}
