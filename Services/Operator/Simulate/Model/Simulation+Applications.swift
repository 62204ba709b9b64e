import Foundation
import Learning

// Applications: bids and letters.
extension Simulation {
    func application(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen else { return }
        let index = Int(action.person)
        let freelancer = freelancers[index]
        let job = jobs[action.job]
        freelancers[index].lastActive = action.time
        numbers.application += 1
        let number = numbers.application
        let bid = drawBid(of: freelancer, for: job)
        var letter = ""
        var length = Int(random.logNormal(logMean: log(420) + 0.45 * freelancer.diligence, logDeviation: 0.5))
        length = min(max(length, 20), 5_000)
        // Most marketplaces keep letters to themselves and tell their length only.
        if random.bernoulli(0.12) {
            letter = drawLetter(of: freelancer, for: job, sentences: min(max(length / 80, 1), 7))
            length = letter.unicodeScalars.count
        }
        let isInvited = action.detail != 0
        jobs[action.job].applicants.append(
            Applicant(
                freelancer: action.person, application: number, bid: bid, letterLength: length, invited: isInvited))
        try event(.application, at: action.time) { line in
            line.id("application_id", .application, number)
            line.id("job_id", .job, job.number)
            line.id("freelancer_id", .freelancer, freelancer.number)
            line.money("bid", bid)
            line.number("cover_letter_length", length)
            line.text("cover_letter", letter)
        }
        if random.bernoulli(0.035) {
            queue.schedule(
                Action(
                    time: action.time + hours(mean: 30), kind: .withdrawal, job: action.job, person: action.person,
                    number: number))
        }
    }

    func withdrawal(_ action: Action) throws(SimulationError) {
        guard jobs[action.job].isOpen, jobs[action.job].hired < 0,
            let index = jobs[action.job].applicants.firstIndex(where: { $0.application == action.number })
        else { return }
        jobs[action.job].applicants[index].withdrawn = true
        try applicationEvent(.applicationWithdrawn, action)
    }

    /// Between what the freelancer asks and what the client seems to pay.
    private func drawBid(of freelancer: SimulatedFreelancer, for job: OpenJob) -> Int {
        let own = Double(freelancer.rate) * random.logNormal(logMean: 0, logDeviation: 0.12)
        let anchor = job.hourlyOffer > 0 ? job.hourlyOffer : own
        let hourly = exp(0.6 * log(own) + 0.4 * log(anchor))
        if job.isHourly { return Self.roundedRate(hourly / 100) }
        let hours = job.hours * random.logNormal(logMean: 0, logDeviation: 0.15)
        return Self.roundedBudget(hourly * hours / 100)
    }

    private func drawLetter(of freelancer: SimulatedFreelancer, for job: OpenJob, sentences: Int) -> String {
        let trade = Trade.all[job.trade]
        var words = words(of: freelancer)
        words.deliverable = word(of: trade.deliverables, near: job.tags, in: trade)
        if let practice = freelancer.practice(in: job.trade).map({ freelancer.practices[$0] }) {
            let shared = practice.known & job.tags
            words.skills = spellings(of: shared == 0 ? practice.stated : shared, in: trade)
        }
        words.days = job.days
        var text: [UInt8] = []
        fill(sentences, of: ProfilePhrases.letters, &words, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes an event about an application: its number, the job and the freelancer, and the client where one acts.
    func applicationEvent(
        _ type: SimulatedEvent, _ action: Action, byClient: Bool = false, amount: Int = 0
    ) throws(SimulationError) {
        let job = jobs[action.job].number
        let client = clients[jobs[action.job].client].number
        let freelancer = freelancers[Int(action.person)].number
        try event(type, at: action.time) { line in
            line.id("application_id", .application, action.number)
            line.id("job_id", .job, job)
            line.id("freelancer_id", .freelancer, freelancer)
            if byClient { line.id("client_id", .client, client) }
            line.money("amount", amount)
        }
    }
}
