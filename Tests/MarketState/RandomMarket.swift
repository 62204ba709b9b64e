import Contracts
import Learning

/// Facts of a small market drawn by seed: every kind that the state reads, unknown ids among them.
enum RandomMarket {
    static func facts(count: Int, seed: UInt64) -> [Fact] {
        var generator = SeededGenerator(seed: seed)
        var time: Int64 = 1_700_000_000_000_000
        return (0..<count).map { index in
            time += Int64(generator.integer(below: 7_200_000_000))
            return Fact(
                sequence: UInt64(index + 1), id: "fact\(index)", time: time, body: body(&generator, index, time))
        }
    }

    private static let skills = ["Swift", "SQLite", "React.js", "Bookkeeping", "Logo Design", "swift"]
    private static let words = ["bakery", "mobile", "app", "landing", "page", "ledger", "logo", "fast", "cheap"]

    private static func body(_ generator: inout SeededGenerator, _ index: Int, _ time: Int64) -> Fact.Body {
        let freelancer = "f\(generator.integer(below: 25))"
        let client = "c\(generator.integer(below: 6))"
        let job = "j\(generator.integer(below: 40))"
        func some(_ list: [String], _ generator: inout SeededGenerator) -> [String] {
            (0..<generator.integer(in: 1...3)).map { _ in list[generator.integer(below: list.count)] }
        }
        switch generator.integer(below: 14) {
        case 0:
            return .freelancer(
                Freelancer(
                    id: freelancer, joinedAt: time - 1_000_000, title: "Developer", skills: some(skills, &generator),
                    category: "web", level: .expert, hourlyRate: Int64(generator.integer(in: 1000...9000)),
                    country: "PT"))
        case 1: return .client(Client(id: client, name: "Client", country: "DE", utcOffset: 60))
        case 2, 3:
            return .job(
                Job(
                    id: job, clientID: client, title: some(words, &generator).joined(separator: " "),
                    description: some(words, &generator).joined(separator: " "), skills: some(skills, &generator),
                    category: "web", level: .intermediate, pay: .hourly, hourlyMinimum: 2000, hourlyMaximum: 6000,
                    postedAt: time))
        case 4, 5, 6:
            return .application(
                Application(
                    applicationID: "a\(index)", jobID: job, freelancerID: freelancer, bid: 4000,
                    coverLetterLength: generator.bernoulli(0.5) ? UInt32(generator.integer(below: 3000)) : nil))
        case 7: return .hire(Hire(jobID: job, freelancerID: freelancer, clientID: client))
        case 8:
            return .feedback(
                Feedback(
                    jobID: job, freelancerID: freelancer, from: .client,
                    rating: Double(generator.integer(in: 1...5))))
        case 9: return .endorsement(Endorsement(jobID: job, freelancerID: freelancer, value: 1))
        case 10: return .invitation(Invitation(jobID: job, clientID: client, freelancerID: freelancer))
        case 11: return .invitationResponse(InvitationResponse(jobID: job, freelancerID: freelancer, accepted: true))
        case 12:
            return .freelancerUpdated(FreelancerUpdated(freelancerID: freelancer, skills: some(skills, &generator)))
        default: return .jobClosed(JobClosed(jobID: job))
        }
    }
}
