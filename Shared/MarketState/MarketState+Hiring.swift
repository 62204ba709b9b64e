import Contracts
import Foundation
import Learning

extension MarketState {
    mutating func applied(_ event: Application, at time: Int64) {
        let number = freelancer(event.freelancerID, at: time)
        noteApplication(of: number, at: time)
        guard let jobNumber = jobNumbers[event.jobID] else { return }
        let job = jobs[jobNumber]
        foldJob(job, into: number, at: time)
        if job.client >= 0 {
            relations[Self.relationKey(client: Int(job.client), freelancer: number), default: Relation()]
                .applications += 1
        }
        if !job.hired.isEmpty {
            freelancers[number].decided += 1
            decided += 1
        }
        jobs[jobNumber].applications.append(
            ApplicationView(
                freelancer: Int32(number), time: time, bid: event.bid,
                letterLength: event.coverLetterLength
                    ?? (event.coverLetter.isEmpty ? nil : UInt32(clamping: event.coverLetter.count))))
    }

    /// Counts an application whatever the job.
    private mutating func noteApplication(of number: Int, at time: Int64) {
        if freelancers[number].applications > 0 {
            let days = max(Days.between(freelancers[number].lastApplied, time), 1.0 / 1440)
            let gap = log(days)
            freelancers[number].logarithmicGap =
                freelancers[number].applications == 1 ? gap : 0.8 * freelancers[number].logarithmicGap + 0.2 * gap
        } else {
            freelancers[number].firstApplied = time
        }
        freelancers[number].applications += 1
        freelancers[number].lastApplied = max(freelancers[number].lastApplied, time)
        freelancers[number].applicationCounts.add(at: time, halfLives: MarketHalfLives.applications)
        applicationTotals.add(at: time, halfLives: MarketHalfLives.applications)
        applications += 1
        let hour = Int32((time % Days.microseconds + Days.microseconds) % Days.microseconds / (Days.microseconds / 24))
        freelancers[number].hours.add(
            WeightedKeys([(hour, 1)]), at: time, halfLives: MarketHalfLives.hours, capacity: 24)
        noteActivity(of: number, at: time)
    }

    /// Adds the job's words and skills to those the freelancer is near.
    private mutating func foldJob(_ job: JobView, into number: Int, at time: Int64) {
        freelancers[number].words.add(
            job.words, at: time, halfLives: MarketHalfLives.words, capacity: Self.wordCapacity)
        freelancers[number].skillProfile.add(
            job.skillDirection, at: time, halfLives: MarketHalfLives.skillProfile, capacity: Self.skillCapacity)
        let ones = WeightedKeys(job.skills.keys.map { ($0, 1) })
        freelancers[number].skillApplications.add(
            ones, at: time, halfLives: MarketHalfLives.skillApplications, capacity: Self.skillCapacity)
        for (key, weight) in zip(job.words.keys, job.words.weights) {
            wordTotals.add(Double(weight), to: key, at: time, halfLives: MarketHalfLives.wordTotals)
        }
        for skill in job.skills.keys {
            skillTotals.add(1, to: skill, at: time, halfLives: MarketHalfLives.skillApplications)
            freelancers[number].updateSkill(skill) { $0.applications += 1 }
        }
    }

    private static let wordCapacity = 512
    private static let skillCapacity = 128

    mutating func changeApplication(
        _ jobID: String, _ freelancerID: String, _ change: (inout ApplicationView) -> Void
    ) {
        guard let job = jobNumbers[jobID], let number = freelancerNumbers[freelancerID],
            let index = jobs[job].applications.lastIndex(where: { $0.freelancer == Int32(number) })
        else { return }
        change(&jobs[job].applications[index])
    }

    mutating func invited(_ event: Invitation, at time: Int64) {
        let number = freelancer(event.freelancerID, at: time)
        freelancers[number].invitations += 1
        guard let job = jobNumbers[event.jobID], !jobs[job].invited.contains(Int32(number)) else { return }
        jobs[job].invited.append(Int32(number))
    }

    mutating func responded(_ event: InvitationResponse, at time: Int64) {
        let number = freelancer(event.freelancerID, at: time)
        if event.accepted { freelancers[number].invitationsAccepted += 1 }
        noteActivity(of: number, at: time)
    }

    mutating func hired(_ event: Hire, at time: Int64) {
        let number = freelancer(event.freelancerID, at: time)
        freelancers[number].hires += 1
        guard let jobNumber = jobNumbers[event.jobID] else { return }
        let isFirst = jobs[jobNumber].hired.isEmpty
        jobs[jobNumber].hired.append(Int32(number))
        let job = jobs[jobNumber]
        if isFirst {
            jobsFilled += 1
            for application in job.applications {
                freelancers[Int(application.freelancer)].decided += 1
                decided += 1
            }
            if job.client >= 0 { clients[Int(job.client)].jobsFilled += 1 }
        }
        for skill in job.skills.keys {
            freelancers[number].updateSkill(skill) {
                $0.hires += 1
                $0.validation += 1
            }
        }
        if job.client >= 0 {
            relations[Self.relationKey(client: Int(job.client), freelancer: number), default: Relation()].hires += 1
        }
        rateContest(of: jobNumber)
    }

    mutating func rated(_ event: Feedback, at time: Int64) {
        guard event.from != .freelancer, event.rating > 0 else { return }
        let number = freelancer(event.freelancerID, at: time)
        freelancers[number].ratingSum += event.rating
        freelancers[number].ratings += 1
        ratingSum += event.rating
        ratings += 1
    }

    mutating func endorsed(_ event: Endorsement, at time: Int64) {
        let number = freelancer(event.freelancerID, at: time)
        // A fact without a value is a plain word of praise.
        let value = event.value == 0 ? 1 : event.value
        freelancers[number].endorsements += Double(value)
        endorsements += Double(value)
        var vouchedFor: [Int32] = []
        if !event.skill.isEmpty {
            vouchedFor = skills([event.skill])
        } else if let job = jobNumbers[event.jobID] {
            vouchedFor = jobs[job].skills.keys
        }
        for skill in vouchedFor {
            freelancers[number].updateSkill(skill) {
                $0.endorsements += value
                $0.validation = max(0, $0.validation + 0.3 * Double(value))
            }
        }
    }
}
