/// How near a freelancer is to a job, in [0, 1].
///
///     affinity = 0.8 x skills + 0.2 x company
///     skills   = cosine of the freelancer's skills and those the job asks for
///     company  = s / (s + 1/2),  s = sum over the job's other applicants of their cosine over jobs with the freelancer
///
/// `company` is what an applicant like the freelancer says: somebody who applied to the same jobs before applied to
/// this one. The job itself is left out of those cosines. To a job of their own nobody has any affinity.
enum Affinity {
    static let skillWeight = 0.8
    static let companyWeight = 0.2
    static let halfCompany = 0.5

    static func blend(skills: Double, company: Double) -> Double {
        skillWeight * skills + companyWeight * saturated(company)
    }

    static func saturated(_ company: Double) -> Double { company > 0 ? company / (company + halfCompany) : 0 }
}

/// The affinity of many freelancers to one job.
///
/// Makes the sum of the applicants' unit vectors over jobs once; each freelancer then takes time linear in their own
/// vector.
struct JobSide {
    private let likeness: Likeness
    private let job: Int32
    private let client: Int32
    private let asked: [Int32]
    private let askedNorm: Double
    private var company = SparseSums(capacity: 0)
    private var applicants: Set<Int32> = []

    /// A job of the log.
    init(job: Int32, _ likeness: Likeness) {
        let record = likeness.jobs[Int(job)]
        self.init(job: job, client: record.client, asked: record.skills, likeness)
        let applied = record.participants.filter { $0.role >= .applied }.map(\.freelancer)
        applicants = Set(applied)
        company = SparseSums(capacity: applied.count * JobLinks.capacity)
        for applicant in applied {
            let norm = likeness.jobNorm(applicant)
            guard norm > 0 else { continue }
            for link in likeness.freelancers[Int(applicant)].jobs.entries where link.job != job {
                company.add(link.job, likeness.strength(link) / norm)
            }
        }
    }

    /// A job that is not in the log: known by its skills.
    init(asked: [Int32], client: Int32?, _ likeness: Likeness) {
        self.init(job: -1, client: client ?? -1, asked: asked, likeness)
    }

    private init(job: Int32, client: Int32, asked: [Int32], _ likeness: Likeness) {
        self.job = job
        self.client = client
        self.asked = asked
        self.likeness = likeness
        askedNorm = likeness.skillNorm(asked: asked)
    }

    func affinity(_ freelancer: Int32) -> Double {
        guard freelancer != client else { return 0 }
        let product = likeness.skillProduct(freelancer, asked: asked)
        let skills = product > 0 ? Likeness.cosine(product, likeness.skillNorm(freelancer), askedNorm) : 0
        return Affinity.blend(skills: skills, company: applicants.isEmpty ? 0 : companySum(freelancer))
    }

    private func companySum(_ freelancer: Int32) -> Double {
        var (sum, own, squares) = (0.0, 0.0, 0.0)
        for link in likeness.freelancers[Int(freelancer)].jobs.entries {
            let strength = likeness.strength(link)
            squares += strength * strength
            guard link.job != job else { continue }
            sum += strength * company[link.job]
            own += strength * strength
        }
        guard squares > 0 else { return 0 }
        // The freelancer's own vector is in the sum when they applied themselves.
        let mine = applicants.contains(freelancer) ? own / squares : 0
        return max(0, sum / squares.squareRoot() - mine)
    }
}

/// The affinity of one freelancer to many jobs.
///
/// Remembers the cosine with each applicant it meets.
struct FreelancerSide {
    let likeness: Likeness
    private let freelancer: Int32
    private let skillNorm: Double
    private let jobNorm: Double
    private var neighbours: [Int32: Neighbour] = [:]

    private struct Neighbour {
        let product: Double
        let norm: Double
    }

    /// What speaks for one job.
    struct Evidence {
        /// Cosine of skills.
        var skills = 0.0
        /// Sum of cosines with the other applicants.
        var company = 0.0
        /// Applicants with whom the freelancer shares a job.
        var alike = 0

        var affinity: Double { Affinity.blend(skills: skills, company: company) }
    }

    init(freelancer: Int32, _ likeness: Likeness) {
        self.likeness = likeness
        self.freelancer = freelancer
        skillNorm = likeness.skillNorm(freelancer)
        jobNorm = likeness.jobNorm(freelancer)
    }

    mutating func affinity(_ job: Int32) -> Double {
        likeness.jobs[Int(job)].client == freelancer ? 0 : evidence(job).affinity
    }

    mutating func evidence(_ job: Int32) -> Evidence {
        let record = likeness.jobs[Int(job)]
        var evidence = Evidence()
        let product = likeness.skillProduct(freelancer, asked: record.skills)
        if product > 0 {
            evidence.skills = Likeness.cosine(product, skillNorm, likeness.skillNorm(asked: record.skills))
        }
        guard jobNorm > 0 else { return evidence }
        let own = likeness.freelancers[Int(freelancer)].jobs[job]
        for participant in record.participants where participant.role >= .applied {
            guard participant.freelancer != freelancer else { continue }
            let neighbour = neighbour(participant.freelancer)
            guard neighbour.product > 0 else { continue }
            // What the two share by this very job says nothing new.
            let product =
                own == nil
                ? neighbour.product
                : likeness.shared(freelancer, participant.freelancer, except: job).product
            guard product > 0 else { continue }
            evidence.company += Likeness.cosine(product, jobNorm, neighbour.norm)
            evidence.alike += 1
        }
        return evidence
    }

    private mutating func neighbour(_ other: Int32) -> Neighbour {
        if let known = neighbours[other] { return known }
        let made = Neighbour(
            product: likeness.shared(freelancer, other).product, norm: likeness.jobNorm(other))
        neighbours[other] = made
        return made
    }
}
