import Learning

/// A marketplace in motion: people, open jobs, and what is about to happen.
///
/// Each action is handled at its time, writes the facts of that moment and schedules what follows, so that every file
/// comes out in order of time. In memory are people, jobs not yet over, and the queue; never the history.
final class Simulation {
    let options: SimulationOptions
    let files: MarketplaceFiles
    var random: SeededGenerator
    var queue = ActionQueue()
    var line = RecordLine()

    var freelancers: [SimulatedFreelancer] = []
    var clients: [SimulatedClient] = []
    var jobs = JobPool()
    /// Freelancers by trade, weighted by how active they are.
    var tradeMembers = [WeightedList](repeating: WeightedList(), count: Trade.all.count)
    /// Clients weighted by how often they post.
    var posters = WeightedList()
    /// Jobs on offer by trade, in order of posting.
    var openJobs = [[JobReference]](repeating: [], count: Trade.all.count)
    let shares: Shares

    /// The numbers last given out, by kind.
    var numbers = Numbers()
    var counts = SimulationCounts()
    private(set) var isFull = false

    /// Numbers of ids.
    struct Numbers {
        var event = 0
        var job = 0
        var application = 0
        var invitation = 0
        var search = 0
        var ranking = 0
        var arrivals = 0
    }

    init(options: SimulationOptions, files: MarketplaceFiles) {
        self.options = options
        self.files = files
        random = SeededGenerator(seed: options.seed)
        shares = Shares()
    }

    /// Runs until the end of the simulated time, or the wanted number of facts.
    ///
    /// - Parameter progress: Called every 65,536 actions with the facts so far and the simulated time.
    /// - Throws: `.output`.
    func run(progress: (Int, Int64) -> Void) throws(SimulationError) {
        if options.freelancers > 0 { scheduleJoining(.freelancerJoins, place: 0) }
        if options.clients > 0 { scheduleJoining(.clientJoins, place: 0) }
        if options.jobs > 0 { scheduleArrival() }
        var handled = 0
        while !isFull, let action = queue.next(), action.time < options.end {
            try handle(action)
            handled += 1
            if handled & 0xFFFF == 0 { progress(counts.facts, action.time) }
        }
    }

    private func handle(_ action: Action) throws(SimulationError) {
        switch action.kind {
        case .freelancerJoins: try freelancerJoins(action)
        case .clientJoins: try clientJoins(action)
        case .jobArrives: jobArrives(action)
        case .jobPosted: try jobPosted(action)
        default: if jobs.holds(action.job) { try handleJob(action) }
        }
    }

    private func handleJob(_ action: Action) throws(SimulationError) {
        switch action.kind {
        case .freelancerJoins, .clientJoins, .jobArrives, .jobPosted: break
        case .visit: try visit(action)
        case .click: try click(action)
        case .save: try save(action)
        case .application: try application(action)
        case .withdrawal: try withdrawal(action)
        case .clientSearch: try clientSearch(action)
        case .clientClick: try clientClick(action)
        case .clientView: try clientView(action)
        case .clientSave: try clientSave(action)
        case .invitation: try invitation(action)
        case .invitationResponse: try invitationResponse(action)
        case .decision: decision(action)
        case .interview: try interview(action)
        case .choice: try choice(action)
        case .hire: try hire(action)
        case .rejection: try rejection(action)
        case .close: try close(action)
        case .contractStart: try contractStart(action)
        case .payment: try payment(action)
        case .contractEnd: try contractEnd(action)
        case .feedback: try feedback(action)
        case .endorsement: try endorsement(action)
        case .profileUpdate: try profileUpdate(action)
        case .release: jobs.release(action.job)
        }
    }

    // MARK: - Writing

    /// Writes an event.
    ///
    /// - Parameter fields: Adds what the type has beyond id, type and time.
    func event(
        _ type: SimulatedEvent, at time: Int64, _ fields: (inout RecordLine) -> Void
    ) throws(SimulationError) {
        numbers.event += 1
        line.begin()
        line.id("id", .event, numbers.event)
        line.text("type", type.name)
        line.time("time", time)
        fields(&line)
        counts.events[type.rawValue] += 1
        try finishLine(.events)
    }

    /// Ends the line under way and writes it.
    func finishLine(_ kind: MarketplaceFiles.Kind) throws(SimulationError) {
        guard !isFull else { return }
        line.end()
        try files.write(line.bytes, to: kind)
        counts.facts += 1
        isFull = options.facts.map { counts.facts >= $0 } ?? false
    }

    // MARK: - Time

    /// The same moment, or the next morning when people at the place are asleep.
    func awake(_ time: Int64, utcOffset: Int) -> Int64 {
        let local = SimulatedTime.timeOfDay(time, utcOffset: utcOffset)
        guard local < 7 * SimulatedTime.hour else { return time }
        let delay = Int64(random.exponential(mean: 70) * Double(SimulatedTime.minute))
        return time + (7 * SimulatedTime.hour - local) + delay
    }

    /// A waiting time with a mean in minutes.
    func minutes(mean: Double) -> Int64 { 1 + Int64(random.exponential(mean: mean) * Double(SimulatedTime.minute)) }

    /// A waiting time with a mean in hours.
    func hours(mean: Double) -> Int64 { minutes(mean: mean * 60) }
}

/// Cumulative shares of trades and countries, for drawing.
struct Shares {
    let trades: WeightedList
    let freelancerCountries: WeightedList
    let clientCountries: WeightedList

    init() {
        trades = Self.list(Trade.all.map(\.share))
        freelancerCountries = Self.list(Country.all.map(\.freelancers))
        clientCountries = Self.list(Country.all.map(\.clients))
    }

    private static func list(_ weights: [Double]) -> WeightedList {
        var list = WeightedList()
        for (place, weight) in weights.enumerated() { list.append(Int32(place), weight: weight) }
        return list
    }
}
