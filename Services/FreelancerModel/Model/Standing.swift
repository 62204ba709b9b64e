import Contracts
import Learning
import MarketState

extension MarketState {
    /// What is held of a freelancer, or nil for one that the log has never named.
    func standing(of id: String) -> FreelancerStanding? {
        guard let number = freelancerNumbers[id] else { return nil }
        let view = freelancers[number]
        var standing = FreelancerStanding(freelancerID: id)
        let mean = ratings > 0 ? ratingSum / Double(ratings) : 0
        standing.reputation = (view.ratingSum + 5 * mean) / Double(view.ratings + 5)
        standing.ratings = UInt64(view.ratings)
        standing.applications = UInt64(view.applications)
        standing.hires = UInt64(view.hires)
        standing.invitations = UInt64(view.invitations)
        standing.invitationsAccepted = UInt64(view.invitationsAccepted)
        standing.joinedAt = view.profile.joinedAt
        standing.lastActiveAt = view.lastActive
        standing.recentApplications = recentApplications(of: view)
        standing.skills = skillStandings(of: view)
        return standing
    }

    /// Strongest evidence first, then the higher rating.
    private func skillStandings(of view: FreelancerView) -> [SkillStanding] {
        let unproven = view.statedSkills.filter { view.record(of: $0) == nil }.map { SkillRecord(skill: $0) }
        let standings = (view.skills.records + unproven).map { record in
            let evidence: SkillEvidence =
                record.validation > 0 ? .validated : view.statedSkills.contains(record.skill) ? .asserted : .inferred
            return SkillStanding(
                skill: skillNames[Int(record.skill)], evidence: evidence, mean: record.rating.mu,
                deviation: record.rating.sigma, contests: UInt32(max(0, record.contests)),
                hires: UInt32(max(0, record.hires)), endorsements: record.endorsements)
        }
        return standings.sorted {
            ($0.evidence.rawValue, $0.mean, $1.skill) > ($1.evidence.rawValue, $1.mean, $0.skill)
        }
    }
}
