import Contracts
import JSON
import Testing

@testable import Simulation

/// What every simulated log has to be: in order, whole, and of plausible size.
@Suite struct FactTests {
    private func log() throws -> SimulatedLog { try SimulatedLog.shared.get() }

    @Test func everyFileIsInOrderOfTime() throws {
        let log = try log()
        func check(_ objects: [JSONObject], _ key: String) {
            let times = objects.map { $0.text(key) }
            #expect(times.allSatisfy { $0.utf8.count == 24 && $0.hasSuffix("Z") })
            #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
        }
        check(log.freelancers, "joined_at")
        check(log.clients, "joined_at")
        check(log.jobs, "posted_at")
        check(log.events, "time")
    }

    @Test func sizesAreThoseAskedFor() throws {
        let log = try log()
        #expect(log.freelancers.count == 350)
        #expect(log.clients.count == 90)
        #expect(log.jobs.count == 450)
        #expect(log.summary.facts == 350 + 90 + 450 + log.events.count)
    }

    @Test func idsOccurOnce() throws {
        let log = try log()
        for objects in [log.freelancers, log.clients, log.jobs, log.events] {
            #expect(Set(objects.map { $0.text("id") }).count == objects.count)
        }
        let applications = log.events(.application).map { $0.text("application_id") }
        #expect(Set(applications).count == applications.count)
    }

    @Test func everyTypeOfEventAppears() throws {
        let log = try log()
        let types = Set(log.events.map { $0.text("type") })
        let kinds = FactKind.allCases.filter { ![.freelancer, .client, .job].contains($0) }
        #expect(types == Set(kinds.map(\.name)))
        for kind in kinds { #expect(log.summary.figures[kind] == log.events(kind).count) }
    }

    /// Whatever an event names was there before it.
    @Test func eventsNameWhatWasThere() throws {
        let log = try log()
        var joined: [String: String] = [:]
        for person in log.freelancers + log.clients { joined[person.text("id")] = person.text("joined_at") }
        var posted: [String: String] = [:]
        for job in log.jobs {
            posted[job.text("id")] = job.text("posted_at")
            #expect(joined[job.text("client_id")].map { $0 <= job.text("posted_at") } == true)
        }
        for event in log.events {
            let time = event.text("time")
            for key in ["freelancer_id", "client_id", "user_id"] where event[key] != nil {
                #expect(joined[event.text(key)].map { $0 <= time } == true, "\(event.text("id")) \(key)")
            }
            if event["job_id"] != nil { #expect(posted[event.text("job_id")].map { $0 <= time } == true) }
        }
    }

    /// Hires, offers and the rest follow an application of that freelancer to that job; contracts follow hires.
    @Test func theWayToAHireIsWhole() throws {
        let log = try log()
        var applications: [String: (job: String, freelancer: String)] = [:]
        var pairs = Set<String>()
        var hired = Set<String>()
        var started = Set<String>()
        var closed = Set<String>()
        var invited = Set<String>()
        for event in log.events {
            let job = event.text("job_id")
            let freelancer = event.text("freelancer_id")
            switch event.text("type") {
            case "application":
                applications[event.text("application_id")] = (job, freelancer)
                #expect(pairs.insert("\(job) \(freelancer)").inserted, "one application a freelancer and job")
                #expect(!closed.contains(job))
            case "hire", "offer", "rejection", "interview", "application_withdrawn", "feedback", "endorsement":
                let application = applications[event.text("application_id")]
                #expect(application?.job == job && application?.freelancer == freelancer)
                if event.text("type") == "hire" { #expect(hired.insert(job).inserted, "one hire a job") }
                if event.text("type") == "rejection" { #expect(closed.contains(job) || hired.contains(job)) }
            case "contract_start":
                #expect(hired.contains(job))
                started.insert(event.text("contract_id"))
            case "payment", "contract_end":
                #expect(started.contains(event.text("contract_id")))
            case "invitation": invited.insert(event.text("invitation_id"))
            case "invitation_response": #expect(invited.contains(event.text("invitation_id")))
            case "job_closed": #expect(closed.insert(job).inserted, "closed once")
            default: break
            }
        }
    }

    @Test func fieldsAreInTheirRanges() throws {
        let log = try log()
        let levels = ["entry", "intermediate", "expert", ""]
        for freelancer in log.freelancers {
            #expect(!freelancer.texts("skills").isEmpty && levels.contains(freelancer.text("level")))
            #expect(freelancer.text("country").utf8.count == 2)
            if let rate = freelancer.number("hourly_rate") { #expect((3...400).contains(rate)) }
        }
        for job in log.jobs {
            #expect((1...6).contains(job.texts("skills").count) && levels.contains(job.text("level")))
            #expect(["fixed", "hourly"].contains(job.text("pay")))
            #expect(!job.text("title").isEmpty && !job.text("description").isEmpty)
            #expect(!job.text("description").contains("{"), "a slot was not filled")
            if let low = job.number("hourly_minimum"), let high = job.number("hourly_maximum") {
                #expect(low > 0 && low <= high && job["budget"] == nil)
            }
        }
        for feedback in log.events(.feedback) {
            #expect((1...5).contains(feedback.number("rating") ?? 0))
            #expect(["client", "freelancer"].contains(feedback.text("from")))
        }
        #expect(log.events(.impression).allSatisfy { (1...8).contains($0.number("position") ?? 0) })
        #expect(log.events(.payment).allSatisfy { ($0.number("amount") ?? 0) > 0 })
    }

    /// What is paid for a fixed price is the agreed price, to the cent.
    @Test func fixedPricesArePaidInFull() throws {
        let log = try log()
        let fixed = Set(log.jobs.filter { $0.text("pay") == "fixed" }.map { $0.text("id") })
        var agreed: [String: Double] = [:]
        for hire in log.events(.hire) { agreed[hire.text("job_id")] = hire.number("amount") }
        var paid: [String: Double] = [:]
        for payment in log.events(.payment) {
            paid[payment.text("job_id"), default: 0] += payment.number("amount") ?? 0
        }
        var checked = 0
        for end in log.events(.contractEnd) where fixed.contains(end.text("job_id")) {
            let job = end.text("job_id")
            #expect(abs((agreed[job] ?? 0) - (paid[job] ?? -1)) < 0.005)
            checked += 1
        }
        #expect(checked > 30)
    }
}
