import Foundation
import Learning

// The market's own ranking, when nobody else ranks: words and freshness, with noise.
extension Market {
    /// How many jobs a freelancer is shown at a time, and freelancers a client.
    static let listLength = 8
    /// Jobs that the market's own ranking chooses from: the latest, and some of the others.
    private static let latest = 24
    private static let others = 40

    /// Jobs to look at, best first: open, in a trade of theirs, and not looked at before.
    func jobList(for index: Int, trade: Int, query: UInt32, at time: Int64) throws(SimulationError) -> [JobReference] {
        guard let rankings else { return ownJobList(for: index, trade: trade, query: query, at: time) }
        let subject = RankingRequest.Subject.jobs(freelancer: freelancers[index].id)
        var list: [JobReference] = []
        var request = RankingRequest(subject: subject, time: time, limit: Self.listLength)
        request.seen = freelancers[index].seen.jobs.map(Identifier.job.text)
        for id in try rankings.ranking(request) {
            guard list.count < Self.listLength else { break }
            guard let number = Identifier.job.number(id), let reference = references[number],
                jobs.holds(reference), jobs[reference].isOpen, !freelancers[index].seen.contains(number)
            else { continue }
            list.append(reference)
        }
        return list
    }

    /// Freelancers to invite, best first.
    func freelancerList(for reference: JobReference, at time: Int64) throws(SimulationError) -> [Int] {
        guard let rankings else { return ownFreelancerList(for: reference, at: time) }
        let subject = RankingRequest.Subject.freelancers(job: jobs[reference].id)
        var list: [Int] = []
        for id in try rankings.ranking(RankingRequest(subject: subject, time: time, limit: Self.listLength)) {
            guard list.count < Self.listLength else { break }
            guard let number = Identifier.freelancer.number(id), freelancers.indices.contains(number - 1) else {
                continue
            }
            list.append(number - 1)
        }
        return list
    }

    /// Places in `applicants` of a job in the order in which the client finds them.
    func proposalList(for reference: JobReference, at time: Int64) throws(SimulationError) -> [Int] {
        let applicants = jobs[reference].applicants
        let present = applicants.indices.filter { !applicants[$0].withdrawn }
        guard let rankings, present.count > 1 else { return ownProposalList(present, for: reference) }
        let subject = RankingRequest.Subject.proposals(job: jobs[reference].id)
        let request = RankingRequest(subject: subject, time: time, limit: present.count)
        var rest = present
        var list: [Int] = []
        for id in try rankings.ranking(request) {
            guard let place = rest.firstIndex(where: { freelancers[Int(applicants[$0].freelancer)].id == id }) else {
                continue
            }
            list.append(rest.remove(at: place))
        }
        return list + rest
    }

    /// By matching tags and freshness.
    private func ownJobList(for index: Int, trade: Int, query: UInt32, at time: Int64) -> [JobReference] {
        guard let practice = freelancers[index].practice(in: trade) else { return [] }
        let seen = freelancers[index].seen
        let listings = listings[trade]
        var best: [(score: Double, listing: Listing)] = []
        func consider(_ listing: Listing) {
            let matches = 1.2 * Double((listing.tags & query).nonzeroBitCount)
            let others = 0.35 * Double((listing.tags & practice.stated).nonzeroBitCount)
            let age = SimulatedTime.days(time - listing.postedAt)
            let score = matches + others - 0.25 * age + 0.8 * random.uniform()
            if best.count == Self.listLength {
                guard let last = best.last, score > last.score else { return }
            }
            guard !seen.contains(listing.number) else { return }
            if best.count == Self.listLength { best.removeLast() }
            var place = best.count
            while place > 0, best[place - 1].score < score { place -= 1 }
            best.insert((score, listing), at: place)
        }
        for listing in listings.suffix(Self.latest) { consider(listing) }
        let earlier = listings.count - Self.latest
        if earlier > 0 {
            let stride = max(earlier / Self.others, 1)
            var place = random.integer(below: stride)
            while place < earlier {
                consider(listings[place])
                place += stride
            }
        }
        var list: [JobReference] = []
        for entry in best where !jobs[entry.listing.reference].interested.contains(Int32(index)) {
            list.append(entry.listing.reference)
        }
        return list
    }

    /// The best of forty drawn from the trade, by what profiles show and by recent activity.
    private func ownFreelancerList(for reference: JobReference, at time: Int64) -> [Int] {
        let job = jobs[reference]
        var drawn: [Int32] = []
        for _ in 0..<40 {
            guard let member = tradeMembers[job.trade].member(at: random.uniform()) else { break }
            if !drawn.contains(member), !freelancers[Int(member)].hasLeft { drawn.append(member) }
        }
        var scored: [(score: Double, freelancer: Int)] = []
        for member in drawn {
            let index = Int(member)
            let idle = SimulatedTime.days(time - freelancers[index].lastActive)
            let score = listAppeal(of: index, in: job) - 0.03 * min(idle, 60) + 0.3 * random.normal()
            scored.append((score, index))
        }
        scored.sort { ($0.score, $1.freelancer) > ($1.score, $0.freelancer) }
        return scored.prefix(Self.listLength).map(\.freelancer)
    }

    /// By matching tags, reputation and who came first.
    private func ownProposalList(_ places: [Int], for reference: JobReference) -> [Int] {
        let job = jobs[reference]
        let scored = places.map { place -> (score: Double, place: Int) in
            let freelancer = freelancers[Int(job.applicants[place].freelancer)]
            let stated = freelancer.practice(in: job.trade)?.stated ?? 0
            let fit = Double((stated & job.tags).nonzeroBitCount) / Double(max(job.tags.nonzeroBitCount, 1))
            return (fit + freelancer.reputation - 4.6 - 0.03 * Double(place) + 0.3 * random.uniform(), place)
        }
        return scored.sorted { ($0.score, $1.place) > ($1.score, $0.place) }.map(\.place)
    }
}
