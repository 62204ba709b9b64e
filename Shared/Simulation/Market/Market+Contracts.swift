import Contracts
import Foundation
import Learning

// The work: payments and how it ended.
extension Market {
    func contractStart(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        let names = contractParties(action)
        try emit(
            .contractStart(
                ContractStart(
                    contractID: names.contract, jobID: job.id, freelancerID: names.freelancer, clientID: names.client)),
            at: action.time)
        let days = min(max(Double(job.days) * random.logNormal(logMean: 0.05, logDeviation: 0.3), 0.5), 120)
        // By the week when paid by the hour, else in up to three parts.
        let payments = job.isHourly ? min(max(Int(days / 7), 1), 12) : random.integer(in: 1...3)
        let freelancer = freelancers[Int(action.person)]
        var own = draws.generator(.performance, job.number, Int(action.person))
        jobs[action.job].performance = promise(of: freelancer, in: job) + own.normal(deviation: 0.5)
        jobs[action.job].payments = payments
        try truth?.write(contract: names.contract, of: Int(action.person), for: jobs[action.job], in: self)
        // Who is not reliable is late.
        let delay = exp(0.15 * max(-freelancer.reliability, 0))
        let length = Int64(days * delay * Double(SimulatedTime.day))
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
        figures.paid(amount, by: job.client)
        let names = contractParties(action)
        try emit(
            .payment(
                Payment(
                    contractID: names.contract, jobID: job.id, freelancerID: names.freelancer, clientID: names.client,
                    amount: Int64(amount))), at: action.time)
    }

    func contractEnd(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        let index = Int(action.person)
        freelancers[index].contracts -= 1
        freelancers[index].lastActive = action.time
        let isCancelled = job.performance < -1 && random.bernoulli(0.5) || random.bernoulli(0.02)
        let names = contractParties(action)
        try emit(
            .contractEnd(
                ContractEnd(
                    contractID: names.contract, jobID: job.id, freelancerID: names.freelancer, clientID: names.client,
                    reason: isCancelled ? "cancelled" : "completed")), at: action.time)
        learn(index, from: job)
        if job.performance > -0.3, !isCancelled {
            clients[job.client].favourites.removeAll { $0 == action.person }
            clients[job.client].favourites.append(action.person)
            if clients[job.client].favourites.count > 8 { clients[job.client].favourites.removeFirst() }
        }
        // Whoever was let down may not come back.
        if random.bernoulli(job.performance < -0.6 ? 0.12 : 0.01) { clients[job.client].hasLeft = true }
        scheduleAftermath(action)
    }

    private func scheduleAftermath(_ action: Action) {
        if random.bernoulli(0.85) { scheduleFeedback(action, from: 0, mean: 20) }
        if random.bernoulli(0.7) { scheduleFeedback(action, from: 1, mean: 28) }
        if jobs[action.job].performance > 0.2, random.bernoulli(0.35) {
            queue.schedule(
                Action(
                    time: action.time + hours(mean: 30), kind: .endorsement, job: action.job, person: action.person,
                    number: jobs[action.job].hiredApplication))
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
        freelancers[index].update(trade: job.trade) { practice in
            for skill in 0..<Trade.all[job.trade].skills.count where job.needed & (1 << UInt32(skill)) != 0 {
                let level = practice[skill]
                practice[skill] = min(level + (level < 0 ? 0.15 : 0.05), 3)
                if level > -0.8 { practice.known |= 1 << UInt32(skill) }
            }
        }
    }

    private func scheduleFeedback(_ action: Action, from side: Int32, mean: Double) {
        queue.schedule(
            Action(
                time: action.time + min(hours(mean: mean), 13 * SimulatedTime.day), kind: .feedback, job: action.job,
                person: action.person, detail: side, number: jobs[action.job].hiredApplication))
    }

    /// Ids of those whom a contract concerns; it bears the number of its application.
    private func contractParties(_ action: Action) -> (contract: String, freelancer: String, client: String) {
        let job = jobs[action.job]
        return (
            Identifier.contract.text(job.hiredApplication), freelancers[Int(action.person)].id, clients[job.client].id
        )
    }
}
