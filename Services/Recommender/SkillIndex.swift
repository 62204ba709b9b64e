import Foundation
import Text

/// Every skill of the market: its number, how many jobs ask for it, and who has it most.
struct SkillIndex {
    /// Keys of skills by number: see `TermKey`.
    private(set) var names = StringInterner()
    private(set) var jobCounts: [Int32] = []
    private(set) var holders: [SkillHolders] = []
    /// log(jobs that ask for it + 1/2), so that a rarity is one subtraction.
    private var logarithms: [Double] = []
    /// Skills as sources write them, so that a key is made once for each spelling; -1 for those without letters.
    private var spellings = StringInterner()
    private var numbersOfSpellings: [Int32] = []

    /// Skills of one job or profile that are looked at, and bytes of each.
    static let maximumSkills = 64
    static let maximumBytes = 128

    init() {}

    init(names: [String], jobCounts: [Int32], holders: [SkillHolders]) {
        for name in names { _ = self.names.intern(name) }
        self.jobCounts = jobCounts
        self.holders = holders
        logarithms = jobCounts.map(Self.logarithm)
    }

    var count: Int { jobCounts.count }

    /// The numbers of skills as written, ascending, each once; new skills get new numbers.
    mutating func numbers(of skills: [String]) -> [Int32] {
        var numbers: [Int32] = []
        numbers.reserveCapacity(min(skills.count, Self.maximumSkills))
        for skill in skills.prefix(Self.maximumSkills) where skill.utf8.count <= Self.maximumBytes {
            let number = number(of: skill)
            if number >= 0, !numbers.contains(number) { numbers.append(number) }
        }
        numbers.sort()
        return numbers
    }

    /// The numbers of those skills that the market knows, ascending, each once.
    func known(_ skills: [String]) -> [Int32] {
        var numbers: [Int32] = []
        for skill in skills.prefix(Self.maximumSkills) where skill.utf8.count <= Self.maximumBytes {
            guard let number = names.find(TermKey.make(skill)).map({ Int32($0) }), !numbers.contains(number)
            else { continue }
            numbers.append(number)
        }
        return numbers.sorted()
    }

    /// Counts a job that asks for skills, or takes it out again.
    mutating func count(_ skills: [Int32], by amount: Int32) {
        for skill in skills {
            jobCounts[Int(skill)] += amount
            logarithms[Int(skill)] = Self.logarithm(jobCounts[Int(skill)])
        }
    }

    /// Notes that somebody has a skill.
    mutating func raise(_ skill: Int32, holder: Int32, strength: Double) {
        holders[Int(skill)].raise(holder, to: strength)
    }

    /// Inverse document frequency, log((2 jobs + 2) / (jobs that ask for it + 1/2)): above 0 even when all do.
    @inline(__always)
    func rarity(_ skill: Int32, logarithmOfJobs: Double) -> Double { logarithmOfJobs - logarithms[Int(skill)] }

    /// The first part of `rarity`, for a market with so many jobs.
    static func logarithmOfJobs(_ jobs: Int) -> Double { log(2 * Double(jobs) + 2) }

    func name(_ skill: Int32) -> String { names.string(UInt32(skill)) }

    private static func logarithm(_ count: Int32) -> Double { log(Double(count) + 0.5) }

    private mutating func number(of skill: String) -> Int32 {
        let spelling = Int(spellings.intern(skill))
        if spelling < numbersOfSpellings.count { return numbersOfSpellings[spelling] }
        let key = TermKey.make(skill)
        var number: Int32 = -1
        if !key.isEmpty {
            number = Int32(names.intern(key))
            if Int(number) == jobCounts.count {
                jobCounts.append(0)
                logarithms.append(Self.logarithm(0))
                holders.append(SkillHolders())
            }
        }
        numbersOfSpellings.append(number)
        return number
    }
}

/// The freelancers who have a skill most, at most `capacity` of them.
///
/// Strengths are kept at their landmark, so that their order does not change as time goes by.
struct SkillHolders: Equatable {
    private(set) var freelancers: [Int32] = []
    private(set) var strengths: [Double] = []

    static let capacity = 256

    init() {}

    init(freelancers: [Int32], strengths: [Double]) {
        self.freelancers = freelancers
        self.strengths = strengths
    }

    /// Raises a freelancer's strength; when all places are taken the weakest goes, if it is weaker.
    mutating func raise(_ freelancer: Int32, to strength: Double) {
        if let index = freelancers.firstIndex(of: freelancer) {
            strengths[index] = max(strengths[index], strength)
        } else if freelancers.count < Self.capacity {
            freelancers.append(freelancer)
            strengths.append(strength)
        } else {
            var weakest = 0
            for index in 1..<strengths.count where strengths[index] < strengths[weakest] { weakest = index }
            guard strengths[weakest] < strength else { return }
            freelancers[weakest] = freelancer
            strengths[weakest] = strength
        }
    }
}
