public import Learning

/// Ratings of skills from contests: each job is a competition for each skill it asks for, and the client is the judge.
///
/// TrueSkill 2's reading of a services market (Minka, Cleven, Zaykov 2018): players are the applicants, the order is
/// hired, then interviewed, then the others, then rejected. Within a tier nobody knows who was better; the draw margin is
/// wide, so that such ties say little.
public enum SkillContests {
    /// Mean 0 and deviation 1 for a newcomer; one deviation between performances of the same freelancer.
    public static let environment = TrueSkill(mu: 0, sigma: 1, beta: 1, tau: 0.02, drawProbability: 0.5)
    /// Contestants beyond this many (the earliest) are left out of a contest.
    static let maximumContestants = 40
    /// Skills of a job beyond this many have no contest.
    static let maximumSkills = 10
}

extension MarketState {
    /// Rates everyone who was in the contest for a job that was just filled.
    mutating func rateContest(of job: Int) {
        let view = jobs[job]
        var contestants: [Int32] = []
        var ranks: [Int] = []
        for application in view.applications.suffix(SkillContests.maximumContestants) {
            guard !application.isWithdrawn, !contestants.contains(application.freelancer) else { continue }
            contestants.append(application.freelancer)
            let isHired = view.hired.contains(application.freelancer)
            ranks.append(isHired ? 0 : application.isInterviewed ? 1 : application.isRejected ? 3 : 2)
        }
        guard contestants.count > 1, Set(ranks).count > 1 else { return }
        for skill in view.skills.keys.prefix(SkillContests.maximumSkills) {
            var ratings = contestants.map {
                freelancers[Int($0)].record(of: skill)?.rating ?? SkillContests.environment.initialRating
            }
            SkillContests.environment.rate(&ratings, ranks: ranks)
            for (contestant, rating) in zip(contestants, ratings) {
                freelancers[Int(contestant)].updateSkill(skill) {
                    $0.rating = rating
                    $0.contests += 1
                }
            }
        }
    }
}
