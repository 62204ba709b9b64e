import Contracts
import Foundation

/// What the simple rankers know of a freelancer.
private struct KnownFreelancer {
    let id: String
    var lastApplication: Int64
    var applications: Int = 0
}

/// Rankings that need no model, computed from the log as it goes by: what a marketplace has before it has Tandem.
///
/// With `cnt[f, s]` the applications of freelancer f to jobs with skill s, and N jobs posted before this one, `df[s]` of
/// them with skill s:
/// - recency: the later f's last application, the better;
/// - skill overlap: sum over the job's skills of ln((N + 1) / (df + 1)) · cnt, ties by more applications;
/// - overlap + recency: O / max O + exp(-d / 90) / 2, d days since the last application, where
///   O = sum of ln(1 + (N + 1) / (df + 0.5)) · ln(1 + cnt);
/// - overlap + fast recency: O / max O + exp(-d / 30).
/// Further ties are by order of first application.
struct SimpleRankers {
    /// Their names, in the order of reports.
    enum Ranker: String, CaseIterable, Sendable {
        case recency = "recency"
        case overlap = "skill overlap"
        case overlapAndRecency = "overlap + recency"
        case overlapAndFastRecency = "overlap + fast recency"
    }

    private var applicants: [KnownFreelancer] = []
    private var places: [String: Int] = [:]
    private var jobSkills: [String: [String]] = [:]
    /// By skill, then by place of the applicant.
    private var applicationsBySkill: [String: [Int: Int]] = [:]
    private var jobs = 0
    private var jobsBySkill: [String: Int] = [:]

    /// Those who have applied to some job, in order of their first application.
    var known: [String] { applicants.map(\.id) }

    /// Whether somebody has applied to some job.
    func isKnown(_ id: String) -> Bool { places[id] != nil }

    /// Takes in one fact.
    mutating func apply(_ fact: Fact) {
        switch fact.body {
        case .job(let job):
            guard jobSkills[job.id] == nil else { return }
            let skills = Self.distinct(job.skills)
            jobSkills[job.id] = skills
            jobs += 1
            for skill in skills { jobsBySkill[skill, default: 0] += 1 }
        case .application(let application):
            let place = places[application.freelancerID] ?? applicants.count
            if place == applicants.count {
                places[application.freelancerID] = place
                applicants.append(KnownFreelancer(id: application.freelancerID, lastApplication: fact.time))
            }
            applicants[place].lastApplication = fact.time
            applicants[place].applications += 1
            for skill in jobSkills[application.jobID] ?? [] {
                applicationsBySkill[skill, default: [:]][place, default: 0] += 1
            }
        default: break
        }
    }

    /// Freelancers for a job, best first, by each ranker.
    ///
    /// - Parameters:
    ///   - skills: of the job.
    ///   - time: now, in microseconds.
    ///   - isCandidate: whom to rank, of those known; all unless it says otherwise.
    func rank(
        skills: [String], time: Int64, isCandidate: (String) -> Bool = { _ in true }
    ) -> [Ranker: [String]] {
        let places = applicants.indices.filter { isCandidate(applicants[$0].id) }
        var (plain, damped) = ([Int: Double](), [Int: Double]())
        for skill in Self.distinct(skills) {
            let frequency = Double(jobsBySkill[skill] ?? 0)
            let plainWeight = log(Double(jobs + 1) / (frequency + 1))
            let dampedWeight = log(1 + Double(jobs + 1) / (frequency + 0.5))
            // Each sum has its own place, so the dictionary's order doesn't matter.
            for (place, count) in applicationsBySkill[skill] ?? [:] {
                plain[place, default: 0] += plainWeight * Double(count)
                damped[place, default: 0] += dampedWeight * log(1 + Double(count))
            }
        }
        let largest: Double = places.reduce(1e-9) { max($0, damped[$1] ?? 0) }
        func share(_ place: Int) -> Double { (damped[place] ?? 0) / largest }
        func days(_ place: Int) -> Double { Double(time - applicants[place].lastApplication) / 86_400_000_000 }
        func ranked(_ score: (Int) -> (Double, Double)) -> [String] {
            let scores = places.map { (place: $0, score: score($0)) }
            return scores.sorted { $0.score != $1.score ? $0.score > $1.score : $0.place < $1.place }
                .map { applicants[$0.place].id }
        }
        return [
            .recency: ranked { (-days($0), 0) },
            .overlap: ranked { (plain[$0] ?? 0, Double(applicants[$0].applications)) },
            .overlapAndRecency: ranked { (share($0) + 0.5 * exp(-days($0) / 90), 0) },
            .overlapAndFastRecency: ranked { (share($0) + exp(-days($0) / 30), 0) },
        ]
    }

    private static func distinct(_ skills: [String]) -> [String] {
        var seen: Set<String> = []
        return skills.filter { seen.insert($0).inserted }
    }
}
