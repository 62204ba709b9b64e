import Foundation
import Learning

// Clients decide: who is read, who is talked to, who gets the offer, and who does not.
extension Simulation {
    /// The client reads the applications, makes a short list and talks to some.
    func decision(_ action: Action) {
        guard jobs[action.job].isOpen, jobs[action.job].hired < 0 else { return }
        jobs[action.job].decisions += 1
        let job = jobs[action.job]
        // Some never come back to their post.
        if job.decisions == 1, random.bernoulli(0.13) {
            queue.schedule(
                Action(time: action.time + hours(mean: 120), kind: .close, job: action.job, detail: CloseReason.expired)
            )
            return
        }
        var ranked: [(utility: Double, place: Int)] = []
        for (place, applicant) in job.applicants.enumerated() where !applicant.withdrawn {
            let utility = appeal(of: applicant, in: job) + 0.8 * noise()
            jobs[action.job].applicants[place].utility = utility
            ranked.append((utility, place))
        }
        guard !ranked.isEmpty else { return postpone(action) }
        ranked.sort { ($0.utility, $1.place) > ($1.utility, $0.place) }

        var time = action.time
        let talks = random.bernoulli(0.25) ? 0 : random.integer(in: 1...3)
        for (rank, candidate) in ranked.prefix(5).enumerated() {
            let applicant = job.applicants[candidate.place]
            time += minutes(mean: 4)
            queue.schedule(Action(time: time, kind: .clientView, job: action.job, person: applicant.freelancer))
            guard rank < talks, !applicant.interviewed else { continue }
            queue.schedule(
                Action(
                    time: action.time + hours(mean: 20), kind: .interview, job: action.job,
                    person: applicant.freelancer, number: applicant.application))
        }
        let wait = talks == 0 ? hours(mean: 6) : 12 * SimulatedTime.hour + hours(mean: 24)
        queue.schedule(Action(time: max(time, action.time + wait), kind: .choice, job: action.job))
    }

    /// Waits for more applications once, then gives up.
    private func postpone(_ action: Action) {
        if jobs[action.job].decisions < 2 {
            queue.schedule(
                Action(time: action.time + 2 * SimulatedTime.day + hours(mean: 36), kind: .decision, job: action.job))
        } else {
            let reason = random.bernoulli(0.5) ? CloseReason.expired : CloseReason.cancelled
            queue.schedule(Action(time: action.time + hours(mean: 24), kind: .close, job: action.job, detail: reason))
        }
    }

    /// Talking shows what somebody can do.
    func interview(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen, jobs[action.job].hired < 0,
            let place = jobs[action.job].applicants.firstIndex(where: { $0.application == action.number }),
            !jobs[action.job].applicants[place].withdrawn
        else { return }
        let job = jobs[action.job]
        let freelancer = freelancers[Int(action.person)]
        let skill = freelancer.practice(in: job.trade).map { freelancer.practices[$0].mean(over: job.needed) } ?? -1
        jobs[action.job].applicants[place].interviewed = true
        jobs[action.job].applicants[place].utility += 0.5 + 0.7 * skill
        try applicationEvent(.interview, action, byClient: true)
    }

    /// The best one gets an offer, if good enough.
    func choice(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        guard job.isOpen, job.hired < 0 else { return }
        var best = -1
        for (place, applicant) in job.applicants.enumerated() where !applicant.withdrawn {
            // Nobody is hired whose application was not read.
            guard applicant.utility != 0 else { continue }
            if best < 0 || applicant.utility > job.applicants[best].utility { best = place }
        }
        guard best >= 0, job.offers < 3, job.applicants[best].utility > 1.7 else { return postpone(action) }
        let chosen = job.applicants[best]
        let index = Int(chosen.freelancer)
        updateAvailability(of: index, at: action.time)
        let offer = Action(
            time: action.time, kind: .hire, job: action.job, person: chosen.freelancer, number: chosen.application)
        try applicationEvent(.offer, offer, byClient: true, amount: chosen.bid)
        jobs[action.job].offers += 1
        let accepts = freelancers[index].isAvailable ? 0.95 : 0.75
        if random.bernoulli(accepts) {
            jobs[action.job].hired = chosen.freelancer
            jobs[action.job].hiredApplication = chosen.application
            jobs[action.job].amount = chosen.bid
            var hire = offer
            hire.time += hours(mean: 8)
            queue.schedule(hire)
        } else {
            // Who declines is out of it.
            jobs[action.job].applicants[best].withdrawn = true
            queue.schedule(Action(time: action.time + hours(mean: 24), kind: .choice, job: action.job))
        }
    }

    func hire(_ action: Action) throws(SimulationError) {
        let index = Int(action.person)
        let job = jobs[action.job]
        freelancers[index].hires += 1
        freelancers[index].contracts += 1
        freelancers[index].lastActive = action.time
        counts.filled += 1
        try applicationEvent(.hire, action, byClient: true, amount: job.amount)
        for applicant in job.applicants
        where applicant.application != action.number && !applicant.withdrawn && random.bernoulli(0.4) {
            queue.schedule(
                Action(
                    time: action.time + hours(mean: 5), kind: .rejection, job: action.job,
                    person: applicant.freelancer, number: applicant.application))
        }
        queue.schedule(
            Action(time: action.time + minutes(mean: 50), kind: .close, job: action.job, detail: CloseReason.filled))
        queue.schedule(
            Action(
                time: action.time + hours(mean: 16), kind: .contractStart, job: action.job, person: action.person))
    }

    func rejection(_ action: Action) throws(SimulationError) {
        try applicationEvent(.rejection, action, byClient: true)
    }

    /// Why a job is closed, as a detail of the action.
    enum CloseReason {
        static let filled: Int32 = 0
        static let expired: Int32 = 1
        static let cancelled: Int32 = 2

        static func text(_ reason: Int32) -> String { ["filled", "expired", "cancelled"][Int(reason)] }
    }

    func close(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen else { return }
        jobs[action.job].isOpen = false
        openJobs[jobs[action.job].trade].removeAll { $0 == action.job }
        let number = jobs[action.job].number
        try event(.jobClosed, at: action.time) { line in
            line.id("job_id", .job, number)
            line.text("reason", CloseReason.text(action.detail))
        }
        if action.detail != CloseReason.filled {
            for applicant in jobs[action.job].applicants where !applicant.withdrawn && random.bernoulli(0.15) {
                queue.schedule(
                    Action(
                        time: action.time + hours(mean: 5), kind: .rejection, job: action.job,
                        person: applicant.freelancer, number: applicant.application))
            }
            queue.schedule(Action(time: action.time + 10 * SimulatedTime.day, kind: .release, job: action.job))
        }
    }
}
