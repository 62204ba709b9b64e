/// Somebody who applied.
struct Applicant {
    let freelancer: Int32
    let application: Int
    /// Whole or an hour, in cents.
    let bid: Int
    let letterLength: Int
    let invited: Bool
    let time: Int64
    var withdrawn = false
    /// What the client thinks, once the application was read.
    var utility: Double?
    var interviewed = false
}

/// A job from its post to the end of its contract.
struct OpenJob {
    var serial: UInt32 = 0
    var number = 0
    var id = ""
    var client = 0
    var trade = 0
    /// Skills the post lists, as bits by place in `Trade.skills`.
    var tags: UInt32 = 0
    /// Skills the work takes: the tags and what the client forgot to list.
    var needed: UInt32 = 0
    /// 1 entry, 2 intermediate, 3 expert.
    var level = 2
    var isHourly = false
    /// Pay per hour of work that the post promises, in cents; 0 when it states no pay.
    var hourlyOffer = 0.0
    /// What the client has in mind for an hour, stated or not, in cents.
    var hourlyReference = 0.0
    /// Work in it.
    var hours = 0.0
    var days = 0
    /// Preferred countries, as bits by place in `Country.all`; 0 for any.
    var countries: UInt32 = 0
    var postedAt: Int64 = 0
    var isOpen = false
    var isUrgent = false
    var isCareless = false
    /// What makes the work attractive beyond all that a post has fields for; mean 0.
    var charm = 0.0

    /// Those who applied, are writing their application, or were asked to.
    var interested: [Int32] = []
    var applicants: [Applicant] = []
    var decisions = 0
    /// Offers and their refusals.
    var offers = 0

    /// Number of the one hired, -1 before.
    var hired: Int32 = -1
    var hiredApplication = 0
    /// Agreed price, whole or an hour, in cents.
    var amount = 0
    var payments = 0
    /// How well the work went: mean 0, deviation about 1.
    var performance = 0.0

    /// What a price for this job comes to an hour.
    func perHour(_ price: Int) -> Double { isHourly ? Double(price) : Double(price) / max(hours, 1) }
}

/// Points to a job in the pool; stale once the job has been released.
struct JobReference: Equatable {
    let slot: Int32
    let serial: UInt32

    static let none = JobReference(slot: -1, serial: 0)
}

/// Jobs between post and end of contract, in slots that are used again.
struct JobPool {
    private var slots: [OpenJob] = []
    private var free: [Int32] = []
    private var serial: UInt32 = 0

    /// Jobs held.
    var count: Int { slots.count - free.count }

    /// Puts a job into a slot.
    mutating func insert(_ job: OpenJob) -> JobReference {
        serial &+= 1
        var job = job
        job.serial = serial
        if let slot = free.popLast() {
            slots[Int(slot)] = job
            return JobReference(slot: slot, serial: serial)
        }
        slots.append(job)
        return JobReference(slot: Int32(slots.count - 1), serial: serial)
    }

    /// Whether the job is still there.
    func holds(_ reference: JobReference) -> Bool {
        reference.slot >= 0 && slots[Int(reference.slot)].serial == reference.serial
    }

    /// Gives the slot back.
    mutating func release(_ reference: JobReference) {
        guard holds(reference) else { return }
        slots[Int(reference.slot)] = OpenJob()
        free.append(reference.slot)
    }

    /// The job.
    ///
    /// - Precondition: `holds(reference)`.
    subscript(reference: JobReference) -> OpenJob {
        _read {
            precondition(slots[Int(reference.slot)].serial == reference.serial, "the job has been released")
            yield slots[Int(reference.slot)]
        }
        _modify {
            precondition(slots[Int(reference.slot)].serial == reference.serial, "the job has been released")
            yield &slots[Int(reference.slot)]
        }
    }
}
