import Foundation
import Learning

// What draws a freelancer to a job and a client to a freelancer: the utilities that models have to find.
extension Market {
    /// Log-odds that a freelancer who has read a post wants the job.
    ///
    /// The sizes are what a logistic regression on the log can find back: skill fit and pay weigh most, then
    /// availability, level, country and taste.
    func interest(of freelancer: SimulatedFreelancer, in job: OpenJob) -> Double {
        guard let practice = freelancer.practice(in: job.trade) else { return -6 }
        let fit = Double((practice.known & job.tags).nonzeroBitCount) / Double(max(job.tags.nonzeroBitCount, 1))
        var logOdds = 3.4 * (fit - 0.55) + 0.25 * practice.mean(over: job.needed & practice.known)
        if job.hourlyOffer > 0 {
            let pay = log(job.hourlyOffer / Double(max(freelancer.rate, 1)))
            logOdds += 1.1 * min(max(pay, -1.5), 1)
            // Below what it would have to pay, hardly anything helps.
            if job.hourlyOffer < freelancer.reservation * Double(freelancer.rate) { logOdds -= 1.2 }
        } else {
            logOdds -= 0.3
        }
        logOdds -= 0.7 * Double(abs(freelancer.level - job.level))
        logOdds += freelancer.industries & (1 << UInt16(clients[job.client].industry)) != 0 ? 0.8 : -0.2
        logOdds += job.isHourly ? freelancer.hourlyTaste : -freelancer.hourlyTaste
        logOdds += freelancer.lengthTaste * min(max(log(Double(job.days) / 10), -2), 2)
        if job.countries != 0, job.countries & (1 << UInt32(freelancer.country)) == 0 { logOdds -= 1.8 }
        logOdds += 1.2 * (clients[job.client].reputation - 4.6)
        logOdds -= 0.3 * log(1 + Double(job.applicants.count))
        logOdds += job.charm - (job.isCareless ? 0.5 : 0)
        logOdds -= 0.8 * Double(freelancer.contracts)
        if !freelancer.isAvailable { logOdds -= 2 }
        return logOdds - freelancer.pickiness
    }

    /// Log-odds that a freelancer accepts an invitation which they have read.
    ///
    /// Whoever has many invitations to answer is the pickier.
    func acceptance(by freelancer: Int, of job: OpenJob) -> Double {
        var logOdds = interest(of: freelancers[freelancer], in: job) + 0.9
        if clients[job.client].favourites.contains(Int32(freelancer)) { logOdds += 0.8 }
        return logOdds - 0.5 * log(1 + Double(max(freelancers[freelancer].openInvitations - 1, 0)))
    }

    /// Probability that an invited freelancer says yes: that they answer, and that they accept.
    func acceptanceProbability(by freelancer: Int, of job: OpenJob) -> Double {
        answerProbability(freelancers[freelancer])
            * Logistic.probability(logOdds: acceptance(by: freelancer, of: job))
    }

    /// Probability that an invitation is answered at all: silence is an answer too.
    func answerProbability(_ freelancer: SimulatedFreelancer) -> Double {
        let attention = 1 + 0.25 * Double(max(freelancer.openInvitations - 1, 0))
        return (freelancer.isAvailable ? 0.9 : 0.35) / attention
    }

    /// What a profile and the bid say to the client before anybody has talked.
    ///
    /// True skill shows only in part; the rest is reputation, price, history and taste.
    func appeal(of applicant: Applicant, in job: OpenJob) -> Double {
        var utility = profileAppeal(of: Int(applicant.freelancer), in: job)
        let price = log(max(job.perHour(applicant.bid), 1) / max(job.hourlyReference, 1))
        utility -= 1.6 * clients[job.client].priceTaste * min(max(price, -1.2), 1.5)
        utility += 0.25 * log(Double(max(applicant.letterLength, 20)) / 400)
        if applicant.invited { utility += 0.5 }
        if job.isUrgent { utility -= 0.25 * min(SimulatedTime.days(applicant.time - job.postedAt), 6) }
        return utility
    }

    /// The part of the appeal that a search result shows too.
    func profileAppeal(of index: Int, in job: OpenJob) -> Double {
        let freelancer = freelancers[index]
        guard let practice = freelancer.practice(in: job.trade) else { return -3 }
        let quality = clients[job.client].qualityTaste
        let stated = Double((practice.stated & job.tags).nonzeroBitCount) / Double(max(job.tags.nonzeroBitCount, 1))
        var utility = 2.2 * quality * (stated - 0.5)
        utility += 0.45 * quality * practice.mean(over: job.needed)
        utility += 2.4 * (freelancer.reputation - 4.6) + 0.3 * log(1 + Double(freelancer.hires))
        utility -= 0.5 * Double(max(job.level - freelancer.level, 0))
        if job.countries != 0 {
            utility += job.countries & (1 << UInt32(freelancer.country)) != 0 ? 0.5 : -0.7
        }
        if clients[job.client].favourites.contains(Int32(index)) { utility += 1.6 }
        return utility
    }

    /// What a client thinks of somebody in a list, before opening the profile: the appeal and the asking price.
    func listAppeal(of index: Int, in job: OpenJob) -> Double {
        let price = log(Double(freelancers[index].rate) / max(job.hourlyReference, 1))
        return profileAppeal(of: index, in: job) - 0.9 * clients[job.client].priceTaste * min(max(price, -1), 1.5)
    }

    /// How well the work is going to go, but for chance: mean about 0, deviation about 1 over those hired.
    func promise(of freelancer: SimulatedFreelancer, in job: OpenJob) -> Double {
        0.8 * freelancer.skill(for: job.needed, in: job.trade) + 0.25 * freelancer.diligence
            + 0.3 * freelancer.reliability - 0.15 * Double(max(freelancer.contracts - 1, 0))
    }

    /// Gumbel noise of a pair: with it the best of several utilities is chosen with logistic probabilities.
    func noise(_ matter: Draws.Matter, _ first: Int, _ second: Int) -> Double {
        let uniform = draws.uniform(matter, first, second)
        return -log(-log(max(uniform, 1e-12)) + 1e-12) - 0.577
    }
}
