import Foundation

/// Cosines between freelancers, and between freelancers and jobs, as of one moment.
///
/// Over jobs, a freelancer is the vector of what they had to do with each (`Role.weight`, faded by half in 180 days),
/// each job damped by 1 / log(2 + applicants). Over skills, a freelancer is the vector of `SkillProfile.weight` and a
/// job that of a 1 for each skill asked for, each times the skill's rarity. No weight is below 0, so every cosine is in
/// [0, 1]; that of an empty vector is 0. A cosine takes time linear in the two vectors, of at most 64 places each.
struct Likeness {
    let freelancers: [FreelancerHistory]
    let jobs: [JobHistory]
    let skills: SkillIndex
    /// What is left now of a weight of 1 at the landmark.
    private let fade: Double
    private let logarithmOfJobs: Double

    init(_ state: State) {
        freelancers = state.freelancers
        jobs = state.jobs
        skills = state.skills
        fade = 1 / ForwardDecay.landmark(state.now)
        logarithmOfJobs = SkillIndex.logarithmOfJobs(state.postedJobs)
    }

    // MARK: Jobs

    /// A job's part in a freelancer's vector, faded to now so that products of two stay in a Double's middle.
    @inline(__always)
    func strength(_ link: JobLink) -> Double { link.strength * fade * jobs[Int(link.job)].damping }

    func jobNorm(_ freelancer: Int32) -> Double {
        var sum = 0.0
        for link in freelancers[Int(freelancer)].jobs.entries {
            let strength = strength(link)
            sum += strength * strength
        }
        return sum.squareRoot()
    }

    /// What two freelancers share over jobs.
    struct Shared {
        var product = 0.0
        /// Jobs both applied to.
        var contests = 0
        /// Jobs both had anything to do with.
        var jobs = 0
    }

    func shared(_ left: Int32, _ right: Int32, except excluded: Int32 = -1) -> Shared {
        var shared = Shared()
        let (left, right) = (freelancers[Int(left)].jobs.entries, freelancers[Int(right)].jobs.entries)
        var (first, second) = (0, 0)
        while first < left.count, second < right.count {
            let (one, other) = (left[first].job, right[second].job)
            if one == other, one != excluded {
                shared.product += strength(left[first]) * strength(right[second])
                shared.jobs += 1
                if min(left[first].role, right[second].role) >= .applied { shared.contests += 1 }
            }
            if one <= other { first += 1 }
            if other <= one { second += 1 }
        }
        return shared
    }

    static func cosine(_ product: Double, _ leftNorm: Double, _ rightNorm: Double) -> Double {
        let length = leftNorm * rightNorm
        return length > 0 ? min(1, product / length) : 0
    }

    // MARK: Skills

    func rarity(_ skill: Int32) -> Double { skills.rarity(skill, logarithmOfJobs: logarithmOfJobs) }

    @inline(__always)
    func weight(_ entry: SkillEntry) -> Double { SkillProfile.weight(entry, fade: fade) * rarity(entry.skill) }

    func skillNorm(_ freelancer: Int32) -> Double {
        var sum = 0.0
        for entry in freelancers[Int(freelancer)].skills.entries {
            let weight = weight(entry)
            sum += weight * weight
        }
        return sum.squareRoot()
    }

    func skillNorm(asked: [Int32]) -> Double {
        asked.reduce(0) { $0 + rarity($1) * rarity($1) }.squareRoot()
    }

    /// The product of two freelancers over skills; `note` is told each skill's part.
    func skillProduct(_ left: Int32, _ right: Int32, note: (Int32, Double) -> Void = { _, _ in }) -> Double {
        var sum = 0.0
        let (left, right) = (freelancers[Int(left)].skills.entries, freelancers[Int(right)].skills.entries)
        var (first, second) = (0, 0)
        while first < left.count, second < right.count {
            let (one, other) = (left[first].skill, right[second].skill)
            if one == other {
                let part = weight(left[first]) * weight(right[second])
                sum += part
                note(one, part)
            }
            if one <= other { first += 1 }
            if other <= one { second += 1 }
        }
        return sum
    }

    /// The product of a freelancer with the skills a job asks for.
    func skillProduct(_ freelancer: Int32, asked: [Int32]) -> Double {
        var sum = 0.0
        let entries = freelancers[Int(freelancer)].skills.entries
        var (first, second) = (0, 0)
        while first < entries.count, second < asked.count {
            let (one, other) = (entries[first].skill, asked[second])
            if one == other { sum += weight(entries[first]) * rarity(one) }
            if one <= other { first += 1 }
            if other <= one { second += 1 }
        }
        return sum
    }
}
