import Contracts
import Foundation
import Learning

// What is said after a contract, and what it changes.
extension Market {
    /// Public words are kinder than private ones.
    func feedback(_ action: Action) throws(SimulationError) {
        let job = jobs[action.job]
        let isClient = action.detail == 0
        let opinion = isClient ? job.performance : 0.5 * clients[job.client].generosity / 0.25 + random.normal()
        let honest = min(max(4 + 0.75 * opinion + random.normal(deviation: 0.3), 1), 5)
        let inflated = honest > 2.3 ? 5 - (5 - honest) * 0.45 : honest
        // Stars in halves; of both opinions, in tenths of a star.
        let rating = Int((inflated * 2).rounded()) * 5
        let privateRating = Int((honest * 2).rounded()) * 5
        if isClient {
            freelancers[Int(action.person)].ratingSum += rating
            freelancers[Int(action.person)].ratingCount += 1
        } else {
            clients[job.client].ratingSum += rating
            clients[job.client].ratingCount += 1
        }
        let comment = random.bernoulli(0.6) ? drawComment(rating: rating, isClient: isClient) : ""
        let givesPrivate = random.bernoulli(0.6)
        let votes = random.bernoulli(0.08) ? random.poisson(mean: 1.5) - (rating < 40 ? 2 : 0) : nil
        if isClient { figures.rated(rating, honest: givesPrivate ? privateRating : nil) }
        let names = parties(action)
        try emit(
            .feedback(
                Feedback(
                    applicationID: names.application, jobID: names.job, freelancerID: names.freelancer,
                    clientID: names.client, from: isClient ? .client : .freelancer, rating: Double(rating) / 10,
                    privateRating: givesPrivate ? Double(privateRating) / 10 : 0, votes: votes.map(Int32.init),
                    comment: comment)), at: action.time)
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
        let skill = random.bernoulli(0.8) ? random.choice(Trade.all[job.trade].names(of: job.tags)) : nil
        let names = parties(action)
        try emit(
            .endorsement(
                Endorsement(
                    applicationID: names.application, jobID: names.job, freelancerID: names.freelancer,
                    userID: names.client, skill: skill ?? "", value: 1)), at: action.time)
    }

    /// After a contract: list what was learnt, ask for more, or change the hours.
    func profileUpdate(_ action: Action) throws(SimulationError) {
        let index = Int(action.person)
        let job = jobs[action.job]
        let before = freelancers[index].practice(in: job.trade)?.stated
        freelancers[index].update(trade: job.trade) { $0.stated |= $0.known & job.needed }
        let listsSkills = freelancers[index].practice(in: job.trade)?.stated != before
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
        try emit(
            .freelancerUpdated(
                FreelancerUpdated(
                    freelancerID: freelancer.id, skills: listsSkills ? statedSkills(freelancer) : [],
                    level: promoted ? Level(rawValue: Int32(freelancer.level)) : .unspecified,
                    hourlyRate: raises ? Int64(freelancer.rate) : 0,
                    weeklyHours: changesHours ? UInt32(freelancer.weeklyHours) : 0)), at: action.time)
    }
}
