/// How a freelancer came to a skill.
struct SkillSources: OptionSet, Equatable {
    let rawValue: UInt8

    static let stated = SkillSources(rawValue: 1)
    static let applied = SkillSources(rawValue: 2)
    static let hired = SkillSources(rawValue: 4)
    static let all: SkillSources = [.stated, .applied, .hired]
}

/// One skill of a freelancer.
struct SkillEntry: Equatable {
    let skill: Int32
    var sources: SkillSources
    /// Sum of what applications and hires earned, each at its landmark: see `ForwardDecay`.
    var earned: Double
}

/// A freelancer's skills: a sparse vector sorted by skill.
///
/// An application to a job adds 1 to each skill the job asks for, being hired 2 more; both fade. A stated skill is worth
/// half an application and does not fade. At most `capacity` skills are kept; of those not stated, what was earned
/// least goes first.
struct SkillProfile: Equatable {
    private(set) var entries: [SkillEntry] = []

    static let capacity = 64
    static let maximumStated = 32
    static let statedWeight = 0.5

    init() {}

    init(entries: [SkillEntry]) { self.entries = entries }

    /// What a skill weighs, given what is left of an earned 1 (2^(-now / half-life)).
    @inline(__always)
    static func weight(_ entry: SkillEntry, fade: Double) -> Double {
        entry.earned * fade + (entry.sources.contains(.stated) ? statedWeight : 0)
    }

    /// Replaces what the profile states.
    mutating func state(_ skills: [Int32]) {
        for index in entries.indices { entries[index].sources.remove(.stated) }
        entries.removeAll { $0.sources.isEmpty }
        for skill in skills.prefix(Self.maximumStated) { change(skill) { $0.sources.insert(.stated) } }
    }

    /// Adds to a skill what an application or a hire earned; gives the skill's new sum.
    mutating func earn(_ skill: Int32, _ amount: Double, source: SkillSources) -> Double {
        var sum = 0.0
        change(skill) { entry in
            entry.sources.insert(source)
            entry.earned += amount
            sum = entry.earned
        }
        return sum
    }

    /// What is known of one skill.
    subscript(skill: Int32) -> SkillEntry? {
        let place = place(of: skill)
        return place < entries.count && entries[place].skill == skill ? entries[place] : nil
    }

    private mutating func change(_ skill: Int32, _ body: (inout SkillEntry) -> Void) {
        var place = place(of: skill)
        if place == entries.count || entries[place].skill != skill {
            if entries.count == Self.capacity {
                let removed = leastEarned()
                entries.remove(at: removed)
                if removed < place { place -= 1 }
            }
            entries.insert(SkillEntry(skill: skill, sources: [], earned: 0), at: place)
        }
        body(&entries[place])
    }

    /// Never a stated one: there are at most half as many as places.
    private func leastEarned() -> Int {
        var least = -1
        for index in entries.indices where !entries[index].sources.contains(.stated) {
            if least < 0 || entries[index].earned < entries[least].earned { least = index }
        }
        return max(least, 0)
    }

    private func place(of skill: Int32) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) >> 1
            if entries[middle].skill < skill { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
