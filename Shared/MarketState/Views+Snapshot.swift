import Contracts
import Learning
import Marketplace
import ProtobufWire

extension SnapshotWriter {
    mutating func counts(_ counts: SIMD8<Double>) {
        for index in 0..<5 { double(counts[index]) }
    }

    mutating func vector(_ vector: DecayedVector) {
        numbers(vector.keys)
        numbers(vector.values)
    }

    mutating func keys(_ keys: WeightedKeys) {
        numbers(keys.keys)
        numbers(keys.weights)
    }

    mutating func freelancer(_ view: FreelancerView) {
        data(view.profile.serializedBytes())
        numbers(view.statedSkills)
        for value in [view.firstSeen, view.firstApplied, view.lastApplied, view.lastActive] { integer(value) }
        for value in [view.applications, view.hires, view.decided, view.ratings, view.invitations] { integer(value) }
        integer(view.invitationsAccepted)
        for value in [view.logarithmicGap, view.ratingSum, view.endorsements] { double(value) }
        counts(view.applicationCounts)
        double(view.activityCount)
        for part in [view.hours, view.words] { vector(part) }
        array(view.skills.records) { writer, skill in
            for value in [skill.skill, skill.applications, skill.hires, skill.endorsements, skill.contests] {
                writer.integer(Int64(value))
            }
            for value in [skill.validation, skill.rating.mu, skill.rating.sigma] { writer.double(value) }
            writer.numbers([skill.weightedApplications, skill.monthlyApplications, skill.halfYearlyApplications])
        }
    }

    mutating func job(_ view: JobView) {
        data(view.post.serializedBytes())
        integer(Int64(view.client))
        for part in [view.skills, view.skillDirection, view.words] { keys(part) }
        bool(view.payAgainstMarket != nil)
        double(view.payAgainstMarket ?? 0)
        bool(view.isClosed)
        array(view.applications) { writer, application in
            writer.integer(Int64(application.freelancer))
            writer.integer(application.time)
            writer.integer(application.bid)
            writer.integer(application.letterLength.map { Int64($0) } ?? -1)
            for flag in [application.isInterviewed, application.isRejected, application.isWithdrawn] {
                writer.bool(flag)
            }
        }
        numbers(view.hired)
        numbers(view.invited)
    }
}

extension SnapshotReader {
    mutating func message<Content: Message>(_: Content.Type) throws(SnapshotError) -> Content {
        let bytes = try data()
        do {
            return try Content(serializedBytes: bytes)
        } catch {
            throw .invalid(offset: 0, reason: "a \(Content.messageName) that can't be read (\(error))")
        }
    }

    mutating func counts() throws(SnapshotError) -> SIMD8<Double> {
        var counts = SIMD8<Double>.zero
        for index in 0..<5 { counts[index] = try double() }
        return counts
    }

    mutating func totals(width: Int) throws(SnapshotError) -> FadingTotals {
        let totals = FadingTotals(width: width, values: try numbers(Double.self))
        guard totals.values.count.isMultiple(of: width) else {
            throw .invalid(offset: 0, reason: "totals of another width")
        }
        return totals
    }

    mutating func vector(width: Int) throws(SnapshotError) -> DecayedVector {
        let vector = DecayedVector(width: width, keys: try numbers(Int32.self), values: try numbers(Float.self))
        guard vector.values.count == vector.keys.count * width else {
            throw .invalid(offset: 0, reason: "a vector of another width")
        }
        return vector
    }

    mutating func keys() throws(SnapshotError) -> WeightedKeys {
        let keys = WeightedKeys(keys: try numbers(Int32.self), weights: try numbers(Float.self))
        guard keys.keys.count == keys.weights.count else {
            throw .invalid(offset: 0, reason: "keys without weights")
        }
        return keys
    }

    mutating func prices() throws(SnapshotError) -> [PriceLevel] {
        try array { reader throws(SnapshotError) in
            PriceLevel(sum: try reader.double(), count: try reader.integer())
        }
    }

    mutating func freelancer() throws(SnapshotError) -> FreelancerView {
        var view = FreelancerView(id: "", firstSeen: 0)
        view.profile = try message(Freelancer.self)
        view.statedSkills = try numbers(Int32.self)
        view.firstSeen = try int64()
        view.firstApplied = try int64()
        view.lastApplied = try int64()
        view.lastActive = try int64()
        view.applications = try integer()
        view.hires = try integer()
        view.decided = try integer()
        view.ratings = try integer()
        view.invitations = try integer()
        view.invitationsAccepted = try integer()
        view.logarithmicGap = try double()
        view.ratingSum = try double()
        view.endorsements = try double()
        view.applicationCounts = try counts()
        view.activityCount = try double()
        view.hours = try vector(width: view.hours.width)
        view.words = try vector(width: view.words.width)
        let records = try array { reader throws(SnapshotError) in
            var record = SkillRecord(skill: try reader.int32())
            record.applications = try reader.int32()
            record.hires = try reader.int32()
            record.endorsements = try reader.int32()
            record.contests = try reader.int32()
            record.validation = try reader.double()
            record.rating.mu = try reader.double()
            record.rating.sigma = try reader.double()
            let sums = try reader.numbers(Float.self)
            guard sums.count == 3 else { throw .invalid(offset: 0, reason: "a skill's sums of another width") }
            (record.weightedApplications, record.monthlyApplications) = (sums[0], sums[1])
            record.halfYearlyApplications = sums[2]
            return record
        }
        guard let skills = SkillRecords(records) else { throw .invalid(offset: 0, reason: "skills out of order") }
        view.skills = skills
        return view
    }

    mutating func job() throws(SnapshotError) -> JobView {
        var view = JobView(post: try message(Job.self))
        view.client = try int32()
        view.skills = try keys()
        view.skillDirection = try keys()
        view.words = try keys()
        let hasPay = try bool()
        let pay = try double()
        view.payAgainstMarket = hasPay ? pay : nil
        view.isClosed = try bool()
        view.applications = try array { reader throws(SnapshotError) in
            let freelancer = try reader.int32()
            let time = try reader.int64()
            let bid = try reader.int64()
            let letter = try reader.int64()
            var application = ApplicationView(
                freelancer: freelancer, time: time, bid: bid, letterLength: letter < 0 ? nil : UInt32(clamping: letter))
            application.isInterviewed = try reader.bool()
            application.isRejected = try reader.bool()
            application.isWithdrawn = try reader.bool()
            return application
        }
        view.hired = try numbers(Int32.self)
        view.invited = try numbers(Int32.self)
        return view
    }
}
