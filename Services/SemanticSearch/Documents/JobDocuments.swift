import Contracts
import Marketplace
import ProtobufWire
import Retrieval

/// What is kept of jobs: records, terms, who applied and who was hired; and the index over them.
struct JobDocuments {
    private(set) var numbers = DocumentNumbers()
    private(set) var index = DocumentField.makeIndex()
    private(set) var records: [Job] = []
    private var terms: [DocumentTerms] = []
    /// Who applied and didn't withdraw, in order of application.
    private(set) var applicants: [[UInt32]] = []
    /// Who was engaged, in order.
    private(set) var hired: [[UInt32]] = []

    /// Those of which the log has the post, not just a mention.
    private(set) var known = Bitmap()
    private(set) var knownCount = 0
    /// Closed or filled, posted or not.
    private var closed = Bitmap()
    /// Posted, and neither closed nor filled.
    private(set) var open = Bitmap()
    /// Without a preferred country.
    private(set) var anywhere = Bitmap()
    private(set) var levels = NumericColumn()
    private(set) var pays = NumericColumn()
    private(set) var budgets = NumericColumn()
    /// Least and greatest pay an hour; a bound that is not stated is as far off as can be.
    private(set) var hourlyMinima = NumericColumn()
    private(set) var hourlyMaxima = NumericColumn()
    /// When posted; when first seen, where the record doesn't say.
    private(set) var postedAt = NumericColumn()

    /// Applicants, and engaged freelancers, that are kept of one job; those beyond are not listed.
    static let maximumApplicants = 10_000
    /// Jobs that may wait to be indexed.
    ///
    /// A job changes seldom, so that waiting longer would save nothing.
    private static let maximumWaiting = 8_192

    // MARK: Facts

    /// The number of an id, a new one if the log has not named it before.
    mutating func number(of id: String) -> UInt32 {
        let number = numbers.number(of: id)
        if Int(number) == records.count {
            records.append(Job(id: id))
            terms.append(DocumentTerms())
            applicants.append([])
            hired.append([])
        }
        return number
    }

    /// Takes in a post.
    ///
    /// - Returns: Those whose work reads differently because of it.
    mutating func upsert(_ record: Job, at time: Int64, _ vocabulary: inout Vocabulary) -> [UInt32] {
        let number = number(of: record.id)
        let position = Int(number)
        guard !known.contains(number) || records[position] != record else { return [] }
        if !known.contains(number) {
            known.insert(number)
            knownCount += 1
            if !closed.contains(number) { open.insert(number) }
        }
        let before = terms[position]
        records[position] = record
        terms[position].set(.title, vocabulary.words(record.title, limit: IndexLimit.titleWords))
        terms[position].set(.text, vocabulary.words(record.description, limit: IndexLimit.textWords))
        terms[position].set(.skills, vocabulary.keysAndWords(record.skills, limit: IndexLimit.skills))
        terms[position].set(.category, vocabulary.keysAndWords([record.category], limit: 1))
        terms[position].set(
            .country, record.countries.prefix(IndexLimit.countries).compactMap { vocabulary.key($0) })
        setColumns(number, firstSeen: postedAt.value(of: number) ?? time)
        if terms[position] != before || !index.contains(number) { numbers.wait(number) }
        if numbers.waitingCount >= Self.maximumWaiting { settle(vocabulary) }
        let isSameWork = terms[position][.title] == before[.title] && terms[position][.skills] == before[.skills]
        return isSameWork ? [] : applicants[position] + hired[position]
    }

    private mutating func setColumns(_ number: UInt32, firstSeen: Int64) {
        let record = records[Int(number)]
        levels.set(Int64(record.level.rawValue), for: number)
        pays.set(Int64(record.pay.rawValue), for: number)
        budgets.set(record.pay != .hourly && record.budget > 0 ? record.budget : nil, for: number)
        let minimum = max(0, record.hourlyMinimum)
        let maximum = record.hourlyMaximum > 0 ? record.hourlyMaximum : Int64.max
        let isStated = record.pay != .fixed && (minimum > 0 || maximum < .max)
        hourlyMinima.set(isStated ? min(minimum, maximum) : nil, for: number)
        hourlyMaxima.set(isStated ? max(minimum, maximum) : nil, for: number)
        postedAt.set(record.postedAt != 0 ? record.postedAt : firstSeen, for: number)
        if record.countries.isEmpty { anywhere.insert(number) } else { anywhere.remove(number) }
    }

    mutating func close(_ number: UInt32) {
        closed.insert(number)
        open.remove(number)
    }

    /// Somebody applied; false when the list of applicants is full.
    mutating func applied(_ freelancer: UInt32, to number: UInt32) -> Bool {
        Self.add(freelancer, to: &applicants[Int(number)])
    }

    mutating func withdrew(_ freelancer: UInt32, from number: UInt32) {
        applicants[Int(number)].removeAll { $0 == freelancer }
    }

    /// Somebody was engaged, which fills the job; false when the list of the engaged is full.
    mutating func engaged(_ freelancer: UInt32, for number: UInt32) -> Bool {
        close(number)
        return Self.add(freelancer, to: &hired[Int(number)])
    }

    /// Appends a number that isn't there yet; false when there is no room.
    private static func add(_ number: UInt32, to list: inout [UInt32]) -> Bool {
        if list.contains(number) { return true }
        guard list.count < maximumApplicants else { return false }
        list.append(number)
        return true
    }

    /// Whether a job is nothing new to a freelancer, who posted it, applied and didn't withdraw, or was engaged.
    ///
    /// O(applicants).
    /// - Parameter freelancer: the number of the id; nil when the log names no such freelancer.
    func concerns(_ number: UInt32, freelancer: UInt32?, id: String) -> Bool {
        let position = Int(number)
        if records[position].clientID == id { return true }
        guard let freelancer else { return false }
        return applicants[position].contains(freelancer) || hired[position].contains(freelancer)
    }

    // MARK: The index

    /// What a job tells about somebody who works on it: terms of title and skills.
    func workTerms(_ number: UInt32) -> [UInt32] {
        let terms = terms[Int(number)]
        return Array(terms[.title].prefix(IndexLimit.workTerms)) + terms[.skills].prefix(IndexLimit.workTerms)
    }

    /// Whether the index is up to date.
    var isSettled: Bool { numbers.waitingCount == 0 }

    /// Brings the index up to date.
    mutating func settle(_ vocabulary: Vocabulary) {
        guard !isSettled else { return }
        vocabulary.teach(&index)
        for number in numbers.takeWaiting() { index.update(number, numbered: terms[Int(number)].contents) }
    }
}

extension JobDocuments: SnapshotCodable {
    func encode(to writer: inout SnapshotWriter) {
        writer.unsigned(UInt64(records.count))
        for number in records.indices {
            let isKnown = known.contains(UInt32(number))
            writer.string(numbers.id(UInt32(number)))
            writer.bool(isKnown)
            if isKnown {
                writer.data(records[number].serializedBytes())
                writer.integer(postedAt.value(of: UInt32(number)) ?? 0)
                terms[number].encode(to: &writer)
            }
            writer.bool(closed.contains(UInt32(number)))
            writer.numbers(applicants[number])
            writer.numbers(hired[number])
        }
    }

    init(from reader: inout SnapshotReader) throws(Marketplace.SnapshotError) {
        let entries = try reader.array { reader throws(Marketplace.SnapshotError) in
            let id = try reader.string()
            let isKnown = try reader.bool()
            return (
                id: id, record: isKnown ? try reader.message(Job.self) : nil,
                postedAt: isKnown ? try reader.int64() : 0, terms: isKnown ? try DocumentTerms(from: &reader) : nil,
                isClosed: try reader.bool(), applicants: try reader.numbers(UInt32.self),
                hired: try reader.numbers(UInt32.self)
            )
        }
        for (position, entry) in entries.enumerated() {
            let number = number(of: entry.id)
            guard Int(number) == position, entry.record?.id ?? entry.id == entry.id,
                max(entry.applicants.count, entry.hired.count) <= Self.maximumApplicants
            else { throw .invalid(offset: 0, reason: "an impossible job \"\(entry.id)\"") }
            applicants[position] = entry.applicants
            hired[position] = entry.hired
            if entry.isClosed { closed.insert(number) }
            guard let record = entry.record, let terms = entry.terms else { continue }
            records[position] = record
            self.terms[position] = terms
            known.insert(number)
            knownCount += 1
            if !entry.isClosed { open.insert(number) }
            setColumns(number, firstSeen: entry.postedAt)
            numbers.wait(number)
        }
    }

    /// Whether all numbers point to something.
    func fits(freelancers: Int, terms bound: Int) -> Bool {
        terms.allSatisfy { $0.isBelow(bound) }
            && zip(applicants, hired).allSatisfy { ($0 + $1).allSatisfy { Int($0) < freelancers } }
    }
}
