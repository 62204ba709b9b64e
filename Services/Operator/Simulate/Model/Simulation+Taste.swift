import Foundation
import Learning

// What draws a freelancer to a job: the utilities that a model of acceptance has to find.
extension Simulation {
    /// Log-odds that a freelancer who has read a post wants the job.
    ///
    /// The sizes are what a logistic regression on the log can find back: skill fit and pay weigh most, then
    /// availability, level, country and taste.
    func interest(of freelancer: SimulatedFreelancer, in job: OpenJob) -> Double {
        guard let index = freelancer.practice(in: job.trade) else { return -6 }
        let practice = freelancer.practices[index]
        let fit = Double((practice.known & job.tags).nonzeroBitCount) / Double(max(job.tags.nonzeroBitCount, 1))
        var logOdds = 3.4 * (fit - 0.55) + 0.25 * practice.mean(over: job.needed & practice.known)
        if job.hourlyOffer > 0 {
            let pay = log(job.hourlyOffer / Double(max(freelancer.rate, 1)))
            logOdds += 1.1 * min(max(pay, -1.5), 1)
        } else {
            logOdds -= 0.3
        }
        logOdds -= 0.7 * Double(abs(freelancer.level - job.level))
        let client = clients[job.client]
        logOdds += freelancer.industries & (1 << UInt16(client.industry)) != 0 ? 0.8 : -0.2
        logOdds += job.isHourly ? freelancer.hourlyTaste : -freelancer.hourlyTaste
        logOdds += freelancer.lengthTaste * min(max(log(Double(job.days) / 10), -2), 2)
        if job.countries != 0, job.countries & (1 << UInt32(freelancer.country)) == 0 { logOdds -= 1.8 }
        logOdds += 1.2 * (client.reputation - 4.6)
        logOdds -= 0.3 * log(1 + Double(job.applicants.count))
        logOdds -= 0.8 * Double(freelancer.contracts)
        if !freelancer.isAvailable { logOdds -= 2 }
        return logOdds - freelancer.pickiness
    }

    /// What a profile and the bid say to the client before anybody has talked.
    ///
    /// True skill shows only in part; the rest is reputation, price, history and taste.
    func appeal(of applicant: Applicant, in job: OpenJob) -> Double {
        let freelancer = freelancers[Int(applicant.freelancer)]
        var utility = profileAppeal(of: freelancer, in: job)
        let price = log(max(job.perHour(applicant.bid), 1) / max(job.hourlyReference, 1))
        utility -= 1.6 * clients[job.client].priceTaste * min(max(price, -1.2), 1.5)
        utility += 0.25 * log(Double(max(applicant.letterLength, 20)) / 400)
        if applicant.invited { utility += 0.5 }
        return utility
    }

    /// The part of the appeal that a search result shows too.
    func profileAppeal(of freelancer: SimulatedFreelancer, in job: OpenJob) -> Double {
        guard let index = freelancer.practice(in: job.trade) else { return -3 }
        let practice = freelancer.practices[index]
        let client = clients[job.client]
        let stated = Double((practice.stated & job.tags).nonzeroBitCount) / Double(max(job.tags.nonzeroBitCount, 1))
        var utility = 2.2 * client.qualityTaste * (stated - 0.5)
        utility += 0.45 * client.qualityTaste * practice.mean(over: job.needed)
        utility += 2.4 * (freelancer.reputation - 4.6) + 0.3 * log(1 + Double(freelancer.hires))
        utility -= 0.5 * Double(max(job.level - freelancer.level, 0))
        if job.countries != 0 {
            utility += job.countries & (1 << UInt32(freelancer.country)) != 0 ? 0.5 : -0.7
        }
        if client.favourites.contains(Int32(freelancer.number - 1)) { utility += 1.6 }
        return utility
    }

    /// Gumbel noise: with it the best of several utilities is chosen with logistic probabilities.
    func noise() -> Double { -log(random.exponential() + 1e-12) - 0.577 }
}
