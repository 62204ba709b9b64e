public import Contracts
import Foundation

extension MarketState {
    /// What is known of an application before it is applied to the state: what training learns from.
    ///
    /// The letter is compared with those of earlier applicants, since later ones would tell how long the job stayed open.
    public func signals(_ context: JobContext, freelancer: Int?, arriving event: Application, at time: Int64)
        -> PairSignals
    {
        var signals = signals(context, freelancer: freelancer)
        let job = context.job
        signals.isLate = job.hired.isEmpty ? 0 : 1
        signals.logarithmicOrder = log1p(Double(job.applications.count))
        signals.logarithmicDelay = log(max(0, Days.between(job.post.postedAt, time)) + 0.02)
        let length =
            event.coverLetterLength.map { Double($0) }
            ?? (event.coverLetter.isEmpty ? nil : Double(event.coverLetter.count))
        addLetter(length, rivals: job.applications.filter { Int($0.freelancer) != freelancer }, to: &signals)
        addBid(event.bid, job.post, to: &signals)
        return signals
    }

    /// What is known of an applicant when the proposals of a job are ranked.
    ///
    /// Order and delay are left out: they tell how soon a hire came after the application, not whom the client prefers.
    /// The letter is compared with those of all who applied. A freelancer who hasn't applied has the plain signals.
    public func signals(_ context: JobContext, applicant freelancer: Int?) -> PairSignals {
        var signals = signals(context, freelancer: freelancer)
        guard let application = context.job.applications.last(where: { Int($0.freelancer) == freelancer }) else {
            return signals
        }
        let rivals = context.job.applications.filter { Int($0.freelancer) != freelancer && !$0.isWithdrawn }
        addLetter(application.letterLength.map { Double($0) }, rivals: rivals, to: &signals)
        addBid(application.bid, context.job.post, to: &signals)
        return signals
    }

    private func addLetter(_ length: Double?, rivals: [ApplicationView], to signals: inout PairSignals) {
        guard let length else { return }
        signals.logarithmicLetter = log1p(length)
        let known = rivals.compactMap { $0.letterLength.map { log1p(Double($0)) } }
        signals.letterAgainstRivals =
            known.isEmpty ? 0 : signals.logarithmicLetter - known.reduce(0, +) / Double(known.count)
    }

    private func addBid(_ bid: Int64, _ post: Job, to signals: inout PairSignals) {
        if bid > 0, post.offeredPay > 0 { signals.bidAgainstOffer = log(Double(bid) / post.offeredPay) }
    }
}
