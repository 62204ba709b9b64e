import Contracts
import Marketplace
import ProtobufWire
import Retrieval

/// What is kept of freelancers: records, terms, what they worked on, how active they are; and the index over them.
///
/// The index lags behind until ``settle(_:_:)``: one who applies ten times between two queries is indexed once.
struct FreelancerDocuments {
    private(set) var numbers = DocumentNumbers()
    private(set) var index = DocumentField.makeIndex()
    private(set) var records: [Freelancer] = []
    private var terms: [DocumentTerms] = []
    /// Latest jobs applied to or hired for: twice the job's number, plus 1 for a hire.
    private var work: [[UInt32]] = []
    private(set) var activity: [Activity] = []

    /// Those of whom the log has a profile, not just a mention.
    private(set) var known = Bitmap()
    private(set) var knownCount = 0
    /// Hourly rates, where stated.
    private(set) var rates = NumericColumn()
    private(set) var levels = NumericColumn()
    /// Time of the last sign of life.
    private(set) var lastActive = NumericColumn()

    // MARK: Facts

    /// The number of an id, a new one if the log has not named it before.
    mutating func number(of id: String) -> UInt32 {
        let number = numbers.number(of: id)
        if Int(number) == records.count {
            records.append(Freelancer(id: id))
            terms.append(DocumentTerms())
            work.append([])
            activity.append(Activity())
        }
        return number
    }

    mutating func upsert(_ record: Freelancer, at time: Int64, _ vocabulary: inout Vocabulary) {
        let number = number(of: record.id)
        sawAlive(number, at: time)
        let index = Int(number)
        guard !known.contains(number) || records[index] != record else { return }
        records[index] = record
        for field in DocumentField.allCases { analyze(field, of: index, &vocabulary) }
        profileChanged(number)
    }

    mutating func update(_ change: FreelancerUpdated, at time: Int64, _ vocabulary: inout Vocabulary) {
        let number = number(of: change.freelancerID)
        sawAlive(number, at: time)
        let index = Int(number)
        var changed: [DocumentField] = []
        if !change.title.isEmpty, records[index].title != change.title {
            records[index].title = change.title
            changed.append(.title)
        }
        if !change.overview.isEmpty, records[index].overview != change.overview {
            records[index].overview = change.overview
            changed.append(.text)
        }
        if !change.skills.isEmpty, records[index].skills != change.skills {
            records[index].skills = change.skills
            changed.append(.skills)
        }
        if !change.category.isEmpty, records[index].category != change.category {
            records[index].category = change.category
            changed.append(.category)
        }
        if !change.country.isEmpty, records[index].country != change.country {
            records[index].country = change.country
            changed.append(.country)
        }
        if change.level != .unspecified { records[index].level = change.level }
        if change.hourlyRate > 0 { records[index].hourlyRate = change.hourlyRate }
        if change.weeklyHours > 0 { records[index].weeklyHours = change.weeklyHours }
        records[index].updatedAt = max(records[index].updatedAt, time)
        for field in changed { analyze(field, of: index, &vocabulary) }
        if known.contains(number), changed.isEmpty { setColumns(number) } else { profileChanged(number) }
    }

    private mutating func analyze(_ field: DocumentField, of index: Int, _ vocabulary: inout Vocabulary) {
        let record = records[index]
        switch field {
        case .title: terms[index].set(field, vocabulary.words(record.title, limit: IndexLimit.titleWords))
        case .text: terms[index].set(field, vocabulary.words(record.overview, limit: IndexLimit.textWords))
        case .skills: terms[index].set(field, vocabulary.keysAndWords(record.skills, limit: IndexLimit.skills))
        case .category: terms[index].set(field, vocabulary.keysAndWords([record.category], limit: 1))
        case .country: terms[index].set(field, vocabulary.key(record.country).map { [$0] } ?? [])
        case .work: break
        }
    }

    private mutating func profileChanged(_ number: UInt32) {
        if !known.contains(number) {
            known.insert(number)
            knownCount += 1
        }
        setColumns(number)
        numbers.wait(number)
    }

    private mutating func setColumns(_ number: UInt32) {
        let record = records[Int(number)]
        rates.set(record.hourlyRate > 0 ? record.hourlyRate : nil, for: number)
        levels.set(Int64(record.level.rawValue), for: number)
    }

    /// A sign of life: whoever acts is there.
    mutating func sawAlive(_ number: UInt32, at time: Int64) {
        if let last = lastActive.value(of: number), last >= time { return }
        lastActive.set(time, for: number)
    }

    /// A sign of activity: the freelancer applied, or accepted an invitation.
    mutating func wasActive(_ number: UInt32, at time: Int64) {
        activity[Int(number)].add(at: time)
        sawAlive(number, at: time)
    }

    /// The freelancer applied to a job, or was hired for it.
    mutating func workedOn(_ job: UInt32, hired: Bool, _ number: UInt32) {
        let item = job << 1 | (hired ? 1 : 0)
        let index = Int(number)
        if let place = work[index].firstIndex(where: { $0 >> 1 == job }) {
            guard work[index][place] < item else { return }
            work[index][place] = item
        } else {
            if work[index].count == IndexLimit.workJobs { work[index].removeFirst() }
            work[index].append(item)
        }
        workChanged(number)
    }

    /// The freelancer took an application back.
    mutating func withdrewFrom(_ job: UInt32, _ number: UInt32) {
        guard let place = work[Int(number)].firstIndex(of: job << 1) else { return }
        work[Int(number)].remove(at: place)
        workChanged(number)
    }

    /// What the freelancer works on reads differently now.
    mutating func workChanged(_ number: UInt32) {
        if known.contains(number) { numbers.wait(number) }
    }

    // MARK: The index

    /// Whether the index lags behind.
    var isSettled: Bool { numbers.waitingCount == 0 }

    /// Brings the index up to date.
    mutating func settle(_ jobs: JobDocuments, _ vocabulary: Vocabulary) {
        guard !isSettled else { return }
        vocabulary.teach(&index)
        for number in numbers.takeWaiting() {
            var contents = terms[Int(number)].contents
            contents[DocumentField.work.rawValue] = work[Int(number)].flatMap { item in
                let terms = jobs.workTerms(item >> 1)
                return item & 1 == 1 ? terms + terms : terms
            }
            index.update(number, numbered: contents)
        }
    }
}

extension FreelancerDocuments: SnapshotCodable {
    func encode(to writer: inout SnapshotWriter) {
        writer.unsigned(UInt64(records.count))
        for number in records.indices {
            let isKnown = known.contains(UInt32(number))
            writer.string(numbers.id(UInt32(number)))
            writer.bool(isKnown)
            if isKnown {
                writer.data(records[number].serializedBytes())
                terms[number].encode(to: &writer)
            }
            writer.numbers(work[number])
            writer.double(activity[number].logarithm)
            writer.integer(lastActive.value(of: UInt32(number)) ?? .min)
        }
    }

    init(from reader: inout SnapshotReader) throws(Marketplace.SnapshotError) {
        let entries = try reader.array { reader throws(Marketplace.SnapshotError) in
            let id = try reader.string()
            let isKnown = try reader.bool()
            return (
                id: id, record: isKnown ? try reader.message(Freelancer.self) : nil,
                terms: isKnown ? try DocumentTerms(from: &reader) : nil, work: try reader.numbers(UInt32.self),
                activity: try reader.double(), lastActive: try reader.int64()
            )
        }
        for (position, entry) in entries.enumerated() {
            let number = number(of: entry.id)
            guard Int(number) == position, entry.work.count <= IndexLimit.workJobs, !entry.activity.isNaN,
                entry.record?.id ?? entry.id == entry.id
            else { throw .invalid(offset: 0, reason: "an impossible freelancer \"\(entry.id)\"") }
            work[position] = entry.work
            activity[position] = Activity(logarithm: entry.activity)
            if entry.lastActive != .min { lastActive.set(entry.lastActive, for: number) }
            guard let record = entry.record, let terms = entry.terms else { continue }
            records[position] = record
            self.terms[position] = terms
            profileChanged(number)
        }
    }

    /// Whether all numbers point to something.
    func fits(jobs: Int, terms bound: Int) -> Bool {
        work.allSatisfy { $0.allSatisfy { Int($0 >> 1) < jobs } } && terms.allSatisfy { $0.isBelow(bound) }
    }
}
