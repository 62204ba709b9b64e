import Contracts
import JSON
import Marketplace
import Operations

/// What nobody in the market knows: written to a folder of its own, which only an evaluation reads.
///
/// The files are JSON Lines; docs/simulation.md describes them field by field. Probabilities and utilities are those of
/// the moment.
final class TruthFiles {
    private let freelancers: LineFile
    private let clients: LineFile
    private let jobs: LineFile
    private let applications: LineFile
    private let invitations: LineFile
    private let contracts: LineFile
    private let endings: LineFile
    private let market: LineFile
    private var line = JSONWriter()

    private var all: [LineFile] { [freelancers, clients, jobs, applications, invitations, contracts, endings, market] }

    /// Opens the files of a folder, which is made when it does not exist.
    ///
    /// - Throws: `.output`.
    init(directory: String) throws(SimulationError) {
        do throws(FolderError) { try Folder.make(directory) } catch {
            throw SimulationError(.output, error.description)
        }
        freelancers = try Self.file(directory, "freelancers.jsonl")
        clients = try Self.file(directory, "clients.jsonl")
        jobs = try Self.file(directory, "jobs.jsonl")
        applications = try Self.file(directory, "applications.jsonl")
        invitations = try Self.file(directory, "invitations.jsonl")
        contracts = try Self.file(directory, "contracts.jsonl")
        endings = try Self.file(directory, "freelancers_end.jsonl")
        market = try Self.file(directory, "market.json")
    }

    private static func file(_ directory: String, _ name: String) throws(SimulationError) -> LineFile {
        do throws(TransferError) { return try LineFile(path: "\(directory)/\(name)") } catch {
            throw SimulationError(.output, error.description)
        }
    }

    // MARK: - People

    func write(_ freelancer: SimulatedFreelancer) throws(SimulationError) {
        begin("id", freelancer.id)
        number("ability", freelancer.ability)
        number("reliability", freelancer.reliability)
        number("reservation_rate", freelancer.reservation * Double(freelancer.rate) / 100)
        number("activity", freelancer.activity)
        number("diligence", freelancer.diligence)
        number("pickiness", freelancer.pickiness)
        number("hourly_taste", freelancer.hourlyTaste)
        number("length_taste", freelancer.lengthTaste)
        texts(
            "industries",
            Industry.all.indices.filter { freelancer.industries & (1 << UInt16($0)) != 0 }
                .map { Industry.all[$0].name })
        skills(of: freelancer)
        try end(freelancers)
    }

    func write(_ client: SimulatedClient) throws(SimulationError) {
        begin("id", client.id)
        line.key("trade")
        line.write(Trade.all[client.trade].name)
        number("activity", client.activity)
        number("size", client.size)
        number("generosity", client.generosity)
        number("quality_taste", client.qualityTaste)
        number("price_taste", client.priceTaste)
        number("patience", client.patience)
        number("hurry", client.hurry)
        number("loyalty", client.loyalty)
        number("carelessness", client.carelessness)
        line.key("prefers_near")
        line.write(client.prefersNear)
        try end(clients)
    }

    func write(_ job: OpenJob, client: SimulatedClient) throws(SimulationError) {
        begin("id", job.id)
        line.key("trade")
        line.write(Trade.all[job.trade].name)
        texts("needed_skills", Trade.all[job.trade].names(of: job.needed))
        line.key("level")
        line.write(Int64(job.level))
        number("hours", job.hours)
        number("hourly_budget", job.hourlyReference / 100)
        number("charm", job.charm)
        line.key("urgent")
        line.write(job.isUrgent)
        line.key("careless")
        line.write(job.isCareless)
        try end(jobs)
    }

    // MARK: - Meetings

    func write(application: Int, of index: Int, to job: OpenJob, in market: Market) throws(SimulationError) {
        begin("application_id", Identifier.application.text(application))
        pair(index, job, market)
        if let applicant = job.applicants.last { number("appeal", market.appeal(of: applicant, in: job)) }
        try end(applications)
    }

    func write(invitation: Int, of index: Int, to job: OpenJob, in market: Market) throws(SimulationError) {
        begin("invitation_id", Identifier.invitation.text(invitation))
        pair(index, job, market)
        number("acceptance", market.acceptanceProbability(by: index, of: job))
        try end(invitations)
    }

    func write(contract: String, of index: Int, for job: OpenJob, in market: Market) throws(SimulationError) {
        begin("contract_id", contract)
        pair(index, job, market)
        number("performance", job.performance)
        try end(contracts)
    }

    private func pair(_ index: Int, _ job: OpenJob, _ market: Market) {
        let freelancer = market.freelancers[index]
        line.key("job_id")
        line.write(job.id)
        line.key("freelancer_id")
        line.write(freelancer.id)
        number("skill", freelancer.skill(for: job.needed, in: job.trade))
        number("interest", market.interest(of: freelancer, in: job))
        number("promise", market.promise(of: freelancer, in: job))
    }

    // MARK: - The end

    /// Writes what has become of people, closes the files and gives them their names.
    func finish(_ simulated: Market) throws(SimulationError) {
        for freelancer in simulated.freelancers {
            begin("id", freelancer.id)
            line.key("left")
            line.write(freelancer.hasLeft)
            skills(of: freelancer)
            try end(endings)
        }
        line.reset()
        line.beginObject()
        line.key("seed")
        line.write(simulated.options.seed)
        line.key("takeoff_skill")
        line.write(Takeoff.name)
        line.key("takeoff_time")
        line.write(SimulatedTime.text(simulated.demand.time))
        try end(market)
        do throws(TransferError) {
            for file in all { try file.finish() }
            for file in all { try file.publish() }
        } catch {
            throw SimulationError(.output, error.description)
        }
    }

    // MARK: - Lines

    private func begin(_ key: String, _ id: String) {
        line.reset()
        line.beginObject()
        line.key(key)
        line.write(id)
    }

    private func end(_ file: LineFile) throws(SimulationError) {
        line.endObject()
        line.endLine()
        do throws(TransferError) { try file.write(line.bytes) } catch {
            throw SimulationError(.output, error.description)
        }
    }

    /// A number to four digits, which is finer than anybody could measure.
    private func number(_ key: String, _ value: Double) {
        line.key(key)
        line.raw(String((value * 10_000).rounded() / 10_000))
    }

    private func texts(_ key: String, _ values: [String]) {
        line.key(key)
        line.beginArray()
        for value in values { line.write(value) }
        line.endArray()
    }

    /// Latent levels of the skills that somebody has, by name.
    private func skills(of freelancer: SimulatedFreelancer) {
        line.key("skills")
        line.beginObject()
        var names = Set<String>()
        for practice in [freelancer.practice] + (freelancer.sideline.map { [$0] } ?? []) {
            for (place, skill) in Trade.all[practice.trade].skills.enumerated()
            where practice.known & (1 << UInt32(place)) != 0 && names.insert(skill.name).inserted {
                number(skill.name, practice[place])
            }
        }
        line.endObject()
    }
}
