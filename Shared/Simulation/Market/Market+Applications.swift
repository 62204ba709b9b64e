import Contracts
import Foundation
import Learning

// Applications: bids and letters.
extension Market {
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
                freelancer: action.person, application: number, bid: bid, letterLength: length, invited: isInvited,
                time: action.time))
        figures.applied(index)
        let fact = Application(
            applicationID: Identifier.application.text(number), jobID: job.id, freelancerID: freelancer.id,
            bid: Int64(bid), coverLetterLength: UInt32(length), coverLetter: letter)
        try emit(.application(fact), at: action.time)
        try truth?.write(application: number, of: index, to: jobs[action.job], in: self)
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
        let fact = ApplicationWithdrawn(
            applicationID: Identifier.application.text(action.number), jobID: jobs[action.job].id,
            freelancerID: freelancers[Int(action.person)].id)
        try emit(.applicationWithdrawn(fact), at: action.time)
    }

    /// Between what the freelancer asks and what the client seems to pay, but never below what it has to be.
    private func drawBid(of freelancer: SimulatedFreelancer, for job: OpenJob) -> Int {
        let asked = Double(freelancer.rate)
        let own = asked * random.logNormal(logMean: 0, logDeviation: 0.12)
        let anchor = job.hourlyOffer > 0 ? job.hourlyOffer : own
        let hourly = max(exp(0.6 * log(own) + 0.4 * log(anchor)), freelancer.reservation * asked)
        if job.isHourly { return Self.roundedRate(hourly / 100) }
        let hours = job.hours * random.logNormal(logMean: 0, logDeviation: 0.15)
        return Self.roundedBudget(hourly * hours / 100)
    }

    private func drawLetter(of freelancer: SimulatedFreelancer, for job: OpenJob, sentences: Int) -> String {
        let trade = Trade.all[job.trade]
        var words = words(of: freelancer)
        words.deliverable = word(of: trade.deliverables, near: job.tags, in: trade)
        if let practice = freelancer.practice(in: job.trade) {
            let shared = practice.known & job.tags
            words.skills = spellings(of: shared == 0 ? practice.stated : shared, in: trade)
        }
        words.days = job.days
        var text: [UInt8] = []
        fill(sentences, of: ProfilePhrases.letters, &words, into: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
