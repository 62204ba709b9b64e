import Contracts
import Foundation
import JSON
import Learning
import Testing

@testable import Simulation

/// The log tells what it was made of: the plain models that Tandem begins with find the causes again.
@Suite struct SignalTests {
    /// Who is hired out of the applicants: fit, reputation and history for, price against.
    @Test func aLogisticRegressionFindsWhyClientsHire() throws {
        let decisions = try Decisions(try SimulatedLog.shared.get())
        let rows = try DenseMatrix(rows: decisions.rows)
        let model = try LogisticRegression.fit(
            rows: rows, labels: decisions.labels, standardization: Standardization(measuring: rows))
        #expect(decisions.labels.reduce(0, +) > 120)
        #expect(model.weights[0] > 0.4, "skill fit")
        #expect(model.weights[1] > 0.05, "public rating")
        #expect(model.weights[2] < -0.1, "price against the budget")
        #expect(model.weights[3] > 0.05, "hires so far")
    }

    /// A post that was opened from a search is not in the next search of the same person, unless much was seen between.
    @Test func whatWasLookedAtIsHardlyShownAgain() throws {
        let log = try SimulatedLog.shared.get()
        var opened: [String: Set<String>] = [:]
        for click in log.events(.click) where !click.text("job_id").isEmpty {
            opened[click.text("search_id"), default: []].insert(click.text("job_id"))
        }
        var shown: [String: [(search: String, jobs: Set<String>)]] = [:]
        for impression in log.events(.impression) where !impression.text("job_id").isEmpty {
            let (person, search) = (impression.text("user_id"), impression.text("search_id"))
            if shown[person]?.last?.search != search { shown[person, default: []].append((search, [])) }
            shown[person, default: []][(shown[person]?.count ?? 1) - 1].jobs.insert(impression.text("job_id"))
        }
        var (looks, again) = (0, 0)
        for searches in shown.values {
            for (one, next) in zip(searches, searches.dropFirst()) {
                let jobs = opened[one.search] ?? []
                looks += jobs.count
                again += jobs.intersection(next.jobs).count
            }
        }
        #expect(looks > 250)
        #expect(Double(again) < 0.01 * Double(looks), "\(again) of \(looks)")
    }

    /// The freelancers who applied lately are those who will.
    @Test func recentActivityForetellsApplications() throws {
        let log = try SimulatedLog.shared.get()
        let applications = log.events(.application)
        func applicants(_ days: Range<Int64>) -> Set<String> {
            let start = SimulatedTime.text(SimulatedTime.defaultStart + days.lowerBound * SimulatedTime.day)
            let end = SimulatedTime.text(SimulatedTime.defaultStart + days.upperBound * SimulatedTime.day)
            return Set(
                applications.filter { start <= $0.text("time") && $0.text("time") < end }
                    .map { $0.text("freelancer_id") })
        }
        var recent = (applied: 0, all: 0)
        var earlier = (applied: 0, all: 0)
        for day in stride(from: Int64(35), through: 75, by: 10) {
            let lately = applicants(day - 10..<day)
            let before = applicants(0..<day - 10).subtracting(lately)
            let next = applicants(day..<day + 10)
            recent.applied += lately.intersection(next).count
            recent.all += lately.count
            earlier.applied += before.intersection(next).count
            earlier.all += before.count
        }
        let recentRate = Double(recent.applied) / Double(max(recent.all, 1))
        let earlierRate = Double(earlier.applied) / Double(max(earlier.all, 1))
        #expect(recentRate > 1.3 * earlierRate, "\(recentRate) against \(earlierRate)")
    }

    /// Work is shared unevenly, as in real markets.
    @Test func activityIsSkewed() throws {
        let log = try SimulatedLog.shared.get()
        var counts: [String: Int] = [:]
        for application in log.events(.application) { counts[application.text("freelancer_id"), default: 0] += 1 }
        let sorted = counts.values.sorted(by: >)
        let top = sorted.prefix(sorted.count / 10).reduce(0, +)
        #expect(Double(top) > 0.2 * Double(sorted.reduce(0, +)))
    }

    /// Those who see a result first click it more.
    @Test func clicksFollowThePosition() throws {
        let log = try SimulatedLog.shared.get()
        func count(_ type: FactKind, at position: Double) -> Double {
            Double(log.events(type).count { $0.number("position") == position })
        }
        let first = count(.click, at: 1) / count(.impression, at: 1)
        let fifth = count(.click, at: 5) / count(.impression, at: 5)
        #expect(first > 1.4 * fifth)
    }
}

/// Applicants of filled jobs, described as they stood when they applied.
private struct Decisions {
    var rows: [[Double]] = []
    var labels: [Double] = []

    init(_ log: SimulatedLog) throws {
        var skills: [String: [String]] = [:]
        for freelancer in log.freelancers { skills[freelancer.text("id")] = freelancer.texts("skills") }
        var jobs: [String: JSONObject] = [:]
        for job in log.jobs { jobs[job.text("id")] = job }
        var ratings: [String: [Double]] = [:]
        var hires: [String: Double] = [:]
        var applicants: [String: [(id: String, row: [Double])]] = [:]
        for event in log.events {
            let freelancer = event.text("freelancer_id")
            let id = event.text("job_id")
            switch event.text("type") {
            case "freelancer_updated" where event["skills"] != nil: skills[freelancer] = event.texts("skills")
            case "feedback" where event.text("from") == "client":
                ratings[freelancer, default: []].append(event.number("rating") ?? 0)
            case "application":
                let job = try #require(jobs[id])
                let tags = job.texts("skills")
                let known = Set(skills[freelancer] ?? [])
                let fit = Double(tags.count { known.contains($0) }) / Double(tags.count)
                let stars = ratings[freelancer] ?? []
                let rating = (stars.reduce(0, +) + 9.2) / Double(stars.count + 2)
                let hourly = ((job.number("hourly_minimum") ?? 0) + (job.number("hourly_maximum") ?? 0)) / 2
                let offered = job.number("budget") ?? hourly
                let price = offered > 0 ? log10((event.number("bid") ?? offered) / offered) : 0
                let row = [fit, rating, price, log1p(hires[freelancer] ?? 0)]
                applicants[id, default: []].append((event.text("application_id"), row))
            case "hire":
                hires[freelancer, default: 0] += 1
                for applicant in applicants[id] ?? [] {
                    rows.append(applicant.row)
                    labels.append(applicant.id == event.text("application_id") ? 1 : 0)
                }
            default: break
            }
        }
    }
}
