import Contracts
import Learning
public import Marketplace
import ProtobufWire

/// Identifiers are written in the order of their numbers.
extension Identifiers: SnapshotCodable {
    /// Appends the names.
    public func encode(to writer: inout SnapshotWriter) { writer.strings(names) }

    /// Reads the names.
    public init(from reader: inout SnapshotReader) throws(SnapshotError) {
        self.init()
        for name in try reader.strings() { _ = number(for: name) }
    }
}

extension MarketState: SnapshotCodable {
    /// All bytes of a snapshot: equal for equal states.
    func snapshotBytes() -> [UInt8] {
        var writer = SnapshotWriter()
        encode(to: &writer)
        return writer.bytes
    }

    /// Appends the whole state.
    public func encode(to writer: inout SnapshotWriter) {
        for table in [freelancerNumbers, clientNumbers, jobNumbers, skillNumbers, wordNumbers] {
            table.encode(to: &writer)
        }
        writer.strings(skillNames)
        writer.array(freelancers) { $0.freelancer($1) }
        writer.array(clients) { writer, client in
            writer.data(client.record.serializedBytes())
            writer.integer(client.jobs)
            writer.integer(client.jobsFilled)
        }
        writer.array(jobs) { $0.job($1) }
        writer.integer(now)
        for counts in [skillRarity, wordRarity] {
            writer.integer(counts.documents)
            writer.numbers(counts.frequencies)
        }
        writer.integer(landmark)
        writer.counts(applicationTotals)
        writer.double(activityTotal)
        writer.double(jobTotal)
        for totals in [skillTotals, wordTotals] { writer.numbers(totals.values) }
        writer.double(ratingSum)
        writer.integer(ratings)
        writer.double(endorsements)
        writer.integer(applications)
        writer.integer(withdrawals)
        writer.integer(jobsFilled)
        writer.integer(decided)
        writer.array(relations.sorted { $0.key < $1.key }) { writer, entry in
            writer.unsigned(entry.key)
            writer.integer(Int(entry.value.applications))
            writer.integer(Int(entry.value.hires))
        }
        for prices in [hourlyPrices, fixedPrices] {
            writer.array(prices) { writer, price in
                writer.double(price.sum)
                writer.integer(price.count)
            }
        }
    }

    /// Reads the whole state.
    public init(from reader: inout SnapshotReader) throws(SnapshotError) {
        self.init()
        freelancerNumbers = try Identifiers(from: &reader)
        clientNumbers = try Identifiers(from: &reader)
        jobNumbers = try Identifiers(from: &reader)
        skillNumbers = try Identifiers(from: &reader)
        wordNumbers = try Identifiers(from: &reader)
        skillNames = try reader.strings()
        freelancers = try reader.array { reader throws(SnapshotError) in try reader.freelancer() }
        clients = try reader.array { reader throws(SnapshotError) in
            var client = ClientView(id: "")
            client.record = try reader.message(Client.self)
            client.jobs = try reader.integer()
            client.jobsFilled = try reader.integer()
            return client
        }
        jobs = try reader.array { reader throws(SnapshotError) in try reader.job() }
        now = try reader.int64()
        skillRarity = RarityCounts(documents: try reader.integer(), frequencies: try reader.numbers(Int32.self))
        wordRarity = RarityCounts(documents: try reader.integer(), frequencies: try reader.numbers(Int32.self))
        landmark = try reader.int64()
        applicationTotals = try reader.counts()
        activityTotal = try reader.double()
        jobTotal = try reader.double()
        skillTotals = try reader.totals(width: skillTotals.width)
        wordTotals = try reader.totals(width: wordTotals.width)
        ratingSum = try reader.double()
        ratings = try reader.integer()
        endorsements = try reader.double()
        applications = try reader.integer()
        withdrawals = try reader.integer()
        jobsFilled = try reader.integer()
        decided = try reader.integer()
        let entries = try reader.array { reader throws(SnapshotError) in
            (
                key: try reader.unsigned(),
                value: Relation(applications: try reader.int32(), hires: try reader.int32())
            )
        }
        for entry in entries { relations[entry.key] = entry.value }
        hourlyPrices = try reader.prices()
        fixedPrices = try reader.prices()
        knownFreelancers = freelancers.count { $0.isKnown }
        try checkReferences()
    }

    /// A snapshot whose parts don't fit each other must not lead to a trap later.
    private func checkReferences() throws(SnapshotError) {
        let isWhole =
            freelancers.count == freelancerNumbers.count && clients.count == clientNumbers.count
            && jobs.count == jobNumbers.count && skillNames.count == skillNumbers.count
            && hourlyPrices.count == skillNames.count && fixedPrices.count == skillNames.count
            && jobs.allSatisfy { job in
                job.client < Int32(clients.count)
                    && job.applications.allSatisfy { freelancers.indices.contains(Int($0.freelancer)) }
                    && (job.hired + job.invited).allSatisfy { freelancers.indices.contains(Int($0)) }
                    && job.skills.keys.allSatisfy { skillNames.indices.contains(Int($0)) }
            }
        guard isWhole else { throw .invalid(offset: 0, reason: "parts that don't fit each other") }
    }
}
