import Contracts
import Foundation
import Learning

// Clients decide: who is read, who is talked to, who gets the offer, and who does not.
extension Market {
    /// The client reads the applications in the order in which they are shown, makes a short list and talks to some.
    func decision(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen, jobs[action.job].hired < 0 else { return }
        jobs[action.job].decisions += 1
        let job = jobs[action.job]
        // Some never come back to their post.
        if job.decisions == 1, random.bernoulli(0.18) {
            return schedule(close: action.job, at: action.time + hours(mean: 120), CloseReason.expired)
        }
        let talks = random.bernoulli(0.25) ? 0 : random.integer(in: 1...3)
        // Nobody reads forty letters: from the top of the list, until patience ends.
        let read = 3 + Int(random.exponential(mean: 9 * clients[job.client].patience))
        var ranked: [(utility: Double, place: Int)] = []
        for place in try proposalList(for: action.job, at: action.time).prefix(read) {
            let applicant = job.applicants[place]
            let utility =
                appeal(of: applicant, in: job) + 0.8 * noise(.appeal, job.number, Int(applicant.freelancer))
            jobs[action.job].applicants[place].utility = utility
            ranked.append((utility, place))
        }
        guard !ranked.isEmpty else { return postpone(action) }
        ranked.sort { ($0.utility, $1.place) > ($1.utility, $0.place) }

        var time = action.time
        for (rank, candidate) in ranked.prefix(5).enumerated() {
            let applicant = job.applicants[candidate.place]
            time += minutes(mean: 4)
            queue.schedule(Action(time: time, kind: .clientView, job: action.job, person: applicant.freelancer))
            guard rank < talks, !applicant.interviewed else { continue }
            queue.schedule(
                Action(
                    time: action.time + hours(mean: job.isUrgent ? 8 : 20), kind: .interview, job: action.job,
                    person: applicant.freelancer, number: applicant.application))
        }
        let pace = job.isUrgent ? 0.4 : 1
        let wait = talks == 0 ? hours(mean: 6) : Int64(12 * pace) * SimulatedTime.hour + hours(mean: 24 * pace)
        queue.schedule(
            Action(time: max(time, action.time + wait), kind: .choice, job: action.job, detail: Int32(job.decisions)))
    }

    /// Waits for more applications once, then gives up.
    private func postpone(_ action: Action) {
        let decisions = jobs[action.job].decisions
        if decisions < 2 {
            queue.schedule(
                Action(
                    time: action.time + 2 * SimulatedTime.day + hours(mean: 36), kind: .decision, job: action.job,
                    detail: Int32(decisions)))
        } else {
            let reason = random.bernoulli(0.5) ? CloseReason.expired : CloseReason.cancelled
            schedule(close: action.job, at: action.time + hours(mean: 24), reason)
        }
    }

    private func schedule(close job: JobReference, at time: Int64, _ reason: Int32) {
        queue.schedule(Action(time: time, kind: .close, job: job, detail: reason))
    }

    /// Talking shows what somebody can do.
    func interview(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen, jobs[action.job].hired < 0,
            let place = jobs[action.job].applicants.firstIndex(where: { $0.application == action.number }),
            !jobs[action.job].applicants[place].withdrawn, let utility = jobs[action.job].applicants[place].utility
        else { return }
        let skill = freelancers[Int(action.person)].skill(for: jobs[action.job].needed, in: jobs[action.job].trade)
        jobs[action.job].applicants[place].interviewed = true
        jobs[action.job].applicants[place].utility = utility + 0.5 + 0.7 * skill
        let names = parties(action)
        try emit(
            .interview(
                Interview(
                    applicationID: names.application, jobID: names.job, freelancerID: names.freelancer,
                    clientID: names.client)), at: action.time)
    }

    /// The best one gets an offer, if good enough.
    func choice(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        guard job.isOpen, job.hired < 0 else { return }
        var best: (place: Int, utility: Double)?
        for (place, applicant) in job.applicants.enumerated() where !applicant.withdrawn {
            // Nobody is hired whose application was not read.
            guard let utility = applicant.utility, utility > best?.utility ?? -.infinity else { continue }
            best = (place, utility)
        }
        guard let best, job.offers < 3, best.utility > 2.2 - (job.isUrgent ? 0.4 : 0) else { return postpone(action) }
        let chosen = job.applicants[best.place]
        let index = Int(chosen.freelancer)
        updateAvailability(of: index, at: action.time)
        var hire = Action(
            time: action.time, kind: .hire, job: action.job, person: chosen.freelancer, number: chosen.application)
        let names = parties(hire)
        try emit(
            .offer(
                Offer(
                    applicationID: names.application, jobID: names.job, freelancerID: names.freelancer,
                    clientID: names.client, amount: Int64(chosen.bid))), at: action.time)
        jobs[action.job].offers += 1
        let accepts = (freelancers[index].isAvailable ? 0.96 : 0.75) - 0.08 * Double(freelancers[index].contracts)
        if random.bernoulli(accepts) {
            jobs[action.job].hired = chosen.freelancer
            jobs[action.job].hiredApplication = chosen.application
            jobs[action.job].amount = chosen.bid
            hire.time += hours(mean: 8)
            queue.schedule(hire)
        } else {
            // Who declines is out of it.
            jobs[action.job].applicants[best.place].withdrawn = true
            queue.schedule(
                Action(
                    time: action.time + hours(mean: 24), kind: .choice, job: action.job,
                    detail: Int32(16 + job.offers)))
        }
    }

    func hire(_ action: Action) throws(SimulationError) {
        let index = Int(action.person)
        let job = jobs[action.job]
        if tracksOutcomes {
            outcomes.hired(
                job.number, at: action.time, promise: promise(of: freelancers[index], in: job),
                isFirst: freelancers[index].hires == 0)
        }
        freelancers[index].hires += 1
        freelancers[index].contracts += 1
        freelancers[index].lastActive = action.time
        freelancers[index].lastHired = action.time
        clients[job.client].hires += 1
        figures.hires += 1
        let names = parties(action)
        try emit(
            .hire(
                Hire(
                    applicationID: names.application, jobID: names.job, freelancerID: names.freelancer,
                    clientID: names.client, amount: Int64(job.amount))), at: action.time)
        for applicant in job.applicants
        where applicant.application != action.number && !applicant.withdrawn && random.bernoulli(0.4) {
            scheduleRejection(of: applicant, for: action)
        }
        schedule(close: action.job, at: action.time + minutes(mean: 50), CloseReason.filled)
        queue.schedule(
            Action(
                time: action.time + hours(mean: 16), kind: .contractStart, job: action.job, person: action.person))
    }

    private func scheduleRejection(of applicant: Applicant, for action: Action) {
        queue.schedule(
            Action(
                time: action.time + hours(mean: 5), kind: .rejection, job: action.job, person: applicant.freelancer,
                number: applicant.application))
    }

    func rejection(_ action: Action) throws(SimulationError) {
        let names = parties(action)
        try emit(
            .rejection(
                Rejection(
                    applicationID: names.application, jobID: names.job, freelancerID: names.freelancer,
                    clientID: names.client)), at: action.time)
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
        let job = jobs[action.job]
        references[job.number] = nil
        if let place = listings[job.trade].firstIndex(where: { $0.reference == action.job }) {
            listings[job.trade].remove(at: place)
        }
        figures.closed(applications: job.applicants.count)
        try emit(.jobClosed(JobClosed(jobID: job.id, reason: CloseReason.text(action.detail))), at: action.time)
        guard action.detail != CloseReason.filled else { return }
        for applicant in job.applicants where !applicant.withdrawn && random.bernoulli(0.15) {
            scheduleRejection(of: applicant, for: action)
        }
        // A post that came to nothing costs some of those who posted it.
        if random.bernoulli(0.04) { clients[job.client].hasLeft = true }
        queue.schedule(Action(time: action.time + 10 * SimulatedTime.day, kind: .release, job: action.job))
    }

    /// Ids of those whom an application's action concerns.
    func parties(_ action: Action) -> (application: String, job: String, freelancer: String, client: String) {
        (
            Identifier.application.text(action.number), jobs[action.job].id, freelancers[Int(action.person)].id,
            clients[jobs[action.job].client].id
        )
    }
}
