import Contracts
import Foundation
import Learning

// Clients look around too: searches for freelancers, invitations, and what becomes of them.
extension Market {
    /// Right after a post: known freelancers are asked again, and a search may follow.
    func scheduleInvitations(_ reference: JobReference, at time: Int64) {
        let job = jobs[reference]
        let client = clients[job.client]
        if random.bernoulli(client.loyalty) {
            // The one most recently hired in this trade.
            let known = client.favourites.last { freelancers[Int($0)].practice(in: job.trade) != nil }
            if let known { invite(known, to: reference, at: time + minutes(mean: 30)) }
        }
        if random.bernoulli(0.55) {
            queue.schedule(Action(time: time + 1_000 + hours(mean: 3), kind: .clientSearch, job: reference))
        }
    }

    private func invite(_ freelancer: Int32, to reference: JobReference, at time: Int64) {
        guard !jobs[reference].interested.contains(freelancer) else { return }
        jobs[reference].interested.append(freelancer)
        queue.schedule(Action(time: time, kind: .invitation, job: reference, person: freelancer))
    }

    func clientSearch(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen else { return }
        let job = jobs[action.job]
        let client = clients[job.client]
        let trade = Trade.all[job.trade]
        let occupation = random.bernoulli(0.4) ? word(of: trade.occupations, near: job.tags, in: trade) : nil
        let (query, _) = drawQuery(job.tags, occupation: occupation, trade: job.trade)
        let proposes = random.bernoulli(0.15)
        let shown = try freelancerList(for: action.job, at: action.time)
        numbers.search += 1
        let searchID = Identifier.search.text(numbers.search)
        let sessionID = Identifier.session.text(numbers.search)
        if tracksOutcomes { for index in shown { outcomes.exposures[index] += 1 } }
        if proposes, rankings == nil {
            try writeRanking(shown, for: job, at: action.time)
        } else {
            try emit(
                .search(
                    Search(searchID: searchID, userID: client.id, sessionID: sessionID, query: query, party: .client)),
                at: action.time)
            for (place, index) in shown.enumerated() {
                try emit(
                    .impression(
                        Impression(
                            searchID: searchID, userID: client.id, sessionID: sessionID,
                            freelancerID: freelancers[index].id, position: UInt32(place + 1))), at: action.time)
            }
        }
        scheduleFollowUps(of: action, search: numbers.search, shown: shown)
    }

    private func scheduleFollowUps(of action: Action, search: Int, shown: [Int]) {
        var time = action.time
        let number = jobs[action.job].number
        for (place, index) in shown.enumerated() {
            var own = draws.generator(.attention, number, index)
            guard random.bernoulli(pow(Double(place + 1), -0.5)) else { continue }
            let appeal = listAppeal(of: index, in: jobs[action.job])
            guard own.bernoulli(Logistic.probability(logOdds: appeal + 0.2)) else { continue }
            time += 5_000 + Int64(random.exponential(mean: 40_000))
            let person = Int32(index)
            queue.schedule(
                Action(
                    time: time, kind: .clientClick, job: action.job, person: person, detail: Int32(place + 1),
                    number: search))
            if own.bernoulli(0.12) {
                queue.schedule(Action(time: time + 20_000, kind: .clientSave, job: action.job, person: person))
            }
            if own.bernoulli(0.6) { invite(person, to: action.job, at: time + 30_000 + minutes(mean: 5)) }
        }
    }

    /// Now and then the marketplace proposes freelancers by itself.
    private func writeRanking(_ shown: [Int], for job: OpenJob, at time: Int64) throws(SimulationError) {
        numbers.ranking += 1
        var items: [RankedItem] = []
        for index in shown {
            let score = (listAppeal(of: index, in: job) * 1_000).rounded() / 1_000
            items.append(RankedItem(id: freelancers[index].id, score: score))
        }
        try emit(
            .rankingServed(
                RankingServed(
                    rankingID: Identifier.ranking.text(numbers.ranking), method: "MatchFreelancers", jobID: job.id,
                    items: items, models: ["simulated-ranking@1"])), at: time)
    }

    func clientClick(_ action: Action) throws(SimulationError) {
        let dwell = min(random.logNormal(logMean: log(30_000), logDeviation: 0.7), 1_800_000)
        let fact = Click(
            searchID: Identifier.search.text(action.number), userID: clients[jobs[action.job].client].id,
            sessionID: Identifier.session.text(action.number), freelancerID: freelancers[Int(action.person)].id,
            position: UInt32(action.detail), dwellMilliseconds: UInt32(dwell))
        try emit(.click(fact), at: action.time)
    }

    func clientView(_ action: Action) throws(SimulationError) {
        let client = clients[jobs[action.job].client].id
        try emit(
            .view(View(userID: client, freelancerID: freelancers[Int(action.person)].id)), at: action.time)
    }

    func clientSave(_ action: Action) throws(SimulationError) {
        let client = clients[jobs[action.job].client].id
        try emit(
            .save(Save(userID: client, freelancerID: freelancers[Int(action.person)].id)), at: action.time)
    }

    func invitation(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen else { return }
        let index = Int(action.person)
        let job = jobs[action.job]
        numbers.invitation += 1
        let number = numbers.invitation
        let fact = Invitation(
            invitationID: Identifier.invitation.text(number), jobID: job.id, clientID: clients[job.client].id,
            freelancerID: freelancers[index].id)
        try emit(.invitation(fact), at: action.time)
        if tracksOutcomes { outcomes.invited(job.number) }
        updateAvailability(of: index, at: action.time)
        freelancers[index].openInvitations += 1
        try truth?.write(invitation: number, of: index, to: job, in: self)
        var own = draws.generator(.acceptance, job.number, index)
        let answers = own.bernoulli(freelancers[index].hasLeft ? 0.02 : answerProbability(freelancers[index]))
        let mean = 14 * exp(-0.3 * freelancers[index].diligence)
        let time = awake(
            action.time + hours(mean: mean), utcOffset: Country.all[freelancers[index].country].utcOffset)
        // Unanswered ones are on the mind for a while too.
        queue.schedule(
            Action(
                time: answers ? time : time + 4 * SimulatedTime.day, kind: .invitationResponse, job: action.job,
                person: action.person, detail: answers ? 1 : 0, number: number))
    }

    func invitationResponse(_ action: Action) throws(SimulationError) {
        let index = Int(action.person)
        freelancers[index].openInvitations -= 1
        guard action.detail != 0, jobs[action.job].isOpen else { return }
        freelancers[index].lastActive = action.time
        let job = jobs[action.job]
        var own = draws.generator(.acceptance, job.number, ~index)
        let accepted = own.bernoulli(Logistic.probability(logOdds: acceptance(by: index, of: job)))
        let fact = InvitationResponse(
            invitationID: Identifier.invitation.text(action.number), jobID: job.id,
            freelancerID: freelancers[index].id, accepted: accepted)
        try emit(.invitationResponse(fact), at: action.time)
        guard accepted else { return }
        figures.acceptedInvitations += 1
        if tracksOutcomes { outcomes.accepted(job.number) }
        queue.schedule(
            Action(
                time: action.time + minutes(mean: 15), kind: .application, job: action.job, person: action.person,
                detail: 1))
    }
}
