import Contracts
import Foundation

extension MarketState {
    mutating func applied(_ event: Application, at time: Int64) {
        let number = freelancer(event.freelancerID, at: time)
        let growth = growth(at: time)
        noteApplication(of: number, at: time, growth)
        guard let jobNumber = jobNumbers[event.jobID] else { return }
        foldJob(jobNumber, into: number, growth)
        let client = jobs[jobNumber].client
        if client >= 0 {
            relations[Self.relationKey(client: Int(client), freelancer: number), default: Relation()].applications += 1
        }
        if !jobs[jobNumber].hired.isEmpty {
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
    private mutating func noteApplication(of number: Int, at time: Int64, _ growth: FadingFactors) {
        if freelancers[number].applications > 0 {
            let days = max(Days.between(freelancers[number].lastApplied, time), 1.0 / 1440)
            let gap = log(days)
            freelancers[number].logarithmicGap =
                freelancers[number].applications == 1 ? gap : 0.8 * freelancers[number].logarithmicGap + 0.2 * gap
        } else {
            freelancers[number].firstApplied = time
            knownFreelancers += 1
        }
        freelancers[number].applications += 1
        freelancers[number].lastApplied = max(freelancers[number].lastApplied, time)
        freelancers[number].applicationCounts += growth.applications
        applicationTotals += growth.applications
        applications += 1
        let hour = Int32((time % Days.microseconds + Days.microseconds) % Days.microseconds / (Days.microseconds / 24))
        freelancers[number].hours.add([hour], nil, growth: growth.hours, capacity: 24)
        noteActivity(of: number, at: time, growth: growth.week)
    }

    /// Adds the job's words and skills to those the freelancer is near.
    private mutating func foldJob(_ job: Int, into number: Int, _ growth: FadingFactors) {
        let words = jobs[job].words
        let skills = jobs[job].skillDirection
        freelancers[number].words.add(words.keys, words.weights, growth: growth.words, capacity: Self.wordCapacity)
        for (key, weight) in zip(words.keys, words.weights) {
            wordTotals.add(Double(weight) * growth.sixWeeks, to: key)
        }
        for (skill, weight) in zip(skills.keys, skills.weights) {
            skillTotals.add(growth.month, to: skill, 0)
            skillTotals.add(growth.halfYear, to: skill, 1)
            freelancers[number].updateSkill(skill) {
                $0.applications += 1
                $0.weightedApplications += weight * Float(growth.year)
                $0.monthlyApplications += Float(growth.month)
                $0.halfYearlyApplications += Float(growth.halfYear)
            }
        }
    }

    private static let wordCapacity = 512

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
        let client = jobs[jobNumber].client
        if isFirst {
            jobsFilled += 1
            for application in jobs[jobNumber].applications {
                freelancers[Int(application.freelancer)].decided += 1
                decided += 1
            }
            if client >= 0 { clients[Int(client)].jobsFilled += 1 }
        }
        for skill in jobs[jobNumber].skills.keys {
            freelancers[number].updateSkill(skill) {
                $0.hires += 1
                $0.validation += 1
            }
        }
        if client >= 0 {
            relations[Self.relationKey(client: Int(client), freelancer: number), default: Relation()].hires += 1
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
