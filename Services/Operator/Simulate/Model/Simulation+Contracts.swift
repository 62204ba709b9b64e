import Foundation
import Learning

// The work: payments, how it ended, and what both sides say.
extension Simulation {
    func contractStart(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        try contractEvent(.contractStart, action)
        let days = min(max(Double(job.days) * random.logNormal(logMean: 0.05, logDeviation: 0.3), 0.5), 120)
        // By the week when paid by the hour, else in up to three parts.
        let payments = job.isHourly ? min(max(Int(days / 7), 1), 12) : random.integer(in: 1...3)
        let freelancer = freelancers[Int(action.person)]
        let skill = freelancer.practice(in: job.trade).map { freelancer.practices[$0].mean(over: job.needed) } ?? -1
        jobs[action.job].performance = 0.8 * skill + 0.25 * freelancer.diligence + random.normal(deviation: 0.6)
        jobs[action.job].payments = payments
        let length = Int64(days * Double(SimulatedTime.day))
        for payment in 1...payments {
            queue.schedule(
                Action(
                    time: action.time + length * Int64(payment) / Int64(payments), kind: .payment, job: action.job,
                    person: action.person, detail: Int32(payment)))
        }
        queue.schedule(
            Action(
                time: action.time + length + hours(mean: 6), kind: .contractEnd, job: action.job, person: action.person)
        )
    }

    func payment(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        let amount: Int
        if job.isHourly {
            let hours = job.hours / Double(job.payments) * random.logNormal(logMean: 0, logDeviation: 0.2)
            amount = max(Int(hours * Double(job.amount)), 100)
        } else {
            let part = job.amount / job.payments
            amount = Int(action.detail) == job.payments ? job.amount - part * (job.payments - 1) : part
        }
        counts.paid += amount
        try contractEvent(.payment, action, amount: amount)
    }

    func contractEnd(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        let index = Int(action.person)
        freelancers[index].contracts -= 1
        freelancers[index].lastActive = action.time
        let isCancelled = job.performance < -1 && random.bernoulli(0.5) || random.bernoulli(0.02)
        try contractEvent(.contractEnd, action, reason: isCancelled ? "cancelled" : "completed")
        learn(index, from: job)
        if job.performance > -0.3, !isCancelled {
            clients[job.client].favourites.removeAll { $0 == action.person }
            clients[job.client].favourites.append(action.person)
            if clients[job.client].favourites.count > 8 { clients[job.client].favourites.removeFirst() }
        }
        if random.bernoulli(0.85) { scheduleFeedback(action, from: 0, mean: 20) }
        if random.bernoulli(0.7) { scheduleFeedback(action, from: 1, mean: 28) }
        if job.performance > 0.2, random.bernoulli(0.35) {
            queue.schedule(
                Action(
                    time: action.time + hours(mean: 30), kind: .endorsement, job: action.job, person: action.person,
                    number: job.hiredApplication))
        }
        if random.bernoulli(0.35) {
            queue.schedule(
                Action(
                    time: action.time + hours(mean: 48), kind: .profileUpdate, job: action.job, person: action.person))
        }
        // What is later than this is not worth keeping the job for.
        queue.schedule(Action(time: action.time + 15 * SimulatedTime.day, kind: .release, job: action.job))
    }

    /// Work teaches: what was used grows, and what was new becomes known.
    private func learn(_ index: Int, from job: OpenJob) {
        guard let practice = freelancers[index].practice(in: job.trade) else { return }
        for skill in 0..<Trade.all[job.trade].skills.count where job.needed & (1 << UInt32(skill)) != 0 {
            let level = freelancers[index].practices[practice].levels[skill]
            freelancers[index].practices[practice].levels[skill] = min(level + (level < 0 ? 0.15 : 0.05), 3)
            if level > -0.8 { freelancers[index].practices[practice].known |= 1 << UInt32(skill) }
        }
    }

    private func scheduleFeedback(_ action: Action, from side: Int32, mean: Double) {
        queue.schedule(
            Action(
                time: action.time + min(hours(mean: mean), 13 * SimulatedTime.day), kind: .feedback, job: action.job,
                person: action.person, detail: side, number: jobs[action.job].hiredApplication))
    }

    /// Public words are kinder than private ones.
    func feedback(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        let isClient = action.detail == 0
        let client = clients[job.client].number
        let freelancer = freelancers[Int(action.person)].number
        let opinion = isClient ? job.performance : 0.5 * clients[job.client].generosity / 0.25 + random.normal()
        let honest = min(max(4.1 + 0.75 * opinion + random.normal(deviation: 0.3), 1), 5)
        let inflated = honest > 2.3 ? 5 - (5 - honest) * 0.42 : honest
        // Stars in halves; of both opinions, in tenths of a star.
        let rating = Int((inflated * 2).rounded()) * 5
        let privateRating = Int((honest * 2).rounded()) * 5
        if isClient {
            freelancers[Int(action.person)].ratingSum += rating
            freelancers[Int(action.person)].ratingCount += 1
            counts.ratingSum += rating
            counts.ratings += 1
        } else {
            clients[job.client].ratingSum += rating
            clients[job.client].ratingCount += 1
        }
        let comment = random.bernoulli(0.6) ? drawComment(rating: rating, isClient: isClient) : ""
        let givesPrivate = random.bernoulli(0.6)
        let votes = random.bernoulli(0.08) ? random.poisson(mean: 1.5) - (rating < 40 ? 2 : 0) : nil
        try event(.feedback, at: action.time) { line in
            line.id("application_id", .application, action.number)
            line.id("job_id", .job, job.number)
            line.id("freelancer_id", .freelancer, freelancer)
            line.id("client_id", .client, client)
            line.text("from", isClient ? "client" : "freelancer")
            line.fraction("rating", rating, digits: 1)
            if givesPrivate { line.fraction("private_rating", privateRating, digits: 1) }
            if let votes { line.number("votes", votes) }
            line.text("comment", comment)
        }
    }

    private func drawComment(rating: Int, isClient: Bool) -> String {
        let comments =
            if !isClient {
                FeedbackComments.ofClients
            } else if rating >= 45 {
                FeedbackComments.good
            } else if rating >= 35 {
                FeedbackComments.fair
            } else {
                FeedbackComments.poor
            }
        return comments[random.integer(below: comments.count)]
    }

    func endorsement(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        let client = clients[job.client].number
        let freelancer = freelancers[Int(action.person)].number
        let skills = Trade.all[job.trade].skills
        let places = skills.indices.filter { job.tags & (1 << UInt32($0)) != 0 }
        let skill = random.bernoulli(0.8) ? random.choice(places).map { skills[$0].name } : nil
        try event(.endorsement, at: action.time) { line in
            line.id("application_id", .application, action.number)
            line.id("job_id", .job, job.number)
            line.id("freelancer_id", .freelancer, freelancer)
            line.id("user_id", .client, client)
            line.text("skill", skill ?? "")
            line.number("value", 1)
        }
    }

    /// After a contract: list what was learnt, ask for more, or change the hours.
    func profileUpdate(_ action: Action) throws(SimulationError) {
        let index = Int(action.person)
        let job = jobs[action.job]
        var listsSkills = false
        if let practice = freelancers[index].practice(in: job.trade) {
            let before = freelancers[index].practices[practice].stated
            freelancers[index].practices[practice].stated |= freelancers[index].practices[practice].known & job.needed
            listsSkills = freelancers[index].practices[practice].stated != before
        }
        let raises = freelancers[index].reputation > 4.5 && random.bernoulli(0.6)
        if raises {
            let raised = Double(freelancers[index].rate) / 100 * (1.03 + 0.07 * random.uniform())
            freelancers[index].rate = max(Self.roundedRate(raised), freelancers[index].rate + 50)
        }
        let promoted = freelancers[index].level < 3 && freelancers[index].hires > 4 && random.bernoulli(0.15)
        if promoted { freelancers[index].level += 1 }
        let changesHours = !listsSkills && !raises && !promoted
        if changesHours { freelancers[index].weeklyHours = random.choice([10, 20, 30, 40]) ?? 40 }
        let freelancer = freelancers[index]
        let skills = listsSkills ? statedSkills(freelancer) : []
        try event(.freelancerUpdated, at: action.time) { line in
            line.id("freelancer_id", .freelancer, freelancer.number)
            line.texts("skills", skills)
            if promoted { line.text("level", Self.levelName(freelancer.level)) }
            if raises { line.money("hourly_rate", freelancer.rate) }
            if changesHours { line.number("weekly_hours", freelancer.weeklyHours) }
        }
    }

    /// Writes an event about the contract; it bears the number of its application.
    private func contractEvent(
        _ type: SimulatedEvent, _ action: Action, amount: Int = 0, reason: String = ""
    ) throws(SimulationError) {
        let job = jobs[action.job]
        let client = clients[job.client].number
        let freelancer = freelancers[Int(action.person)].number
        try event(type, at: action.time) { line in
            line.id("contract_id", .contract, job.hiredApplication)
            line.id("job_id", .job, job.number)
            line.id("freelancer_id", .freelancer, freelancer)
            line.id("client_id", .client, client)
            line.money("amount", amount)
            line.text("reason", reason)
        }
    }
}
