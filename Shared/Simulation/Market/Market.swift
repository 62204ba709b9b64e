import Contracts
import Learning

/// A marketplace in motion: people, open jobs, and what is about to happen.
///
/// Each action is handled at its time, hands the facts of that moment to the sink and schedules what follows, so that
/// facts come in order of time. People have hidden skills and tastes; what they do follows from these, with noise, and
/// from what they are shown, which the market's own ranking or a `RankingSource` decides. In memory are people, jobs not
/// yet over, and the queue; never the history.
///
/// ```swift
/// let market = Market(options: SimulationOptions(), sink: NoFacts())
/// try market.run(until: start + 120 * SimulatedTime.day)
/// market.rankings = suite
/// try market.run()
/// ```
public final class Market {
    /// Sizes and seed.
    public let options: SimulationOptions
    /// Where facts go; may be changed between runs.
    public var sink: any FactSink
    /// Who puts lists in order, or `nil` for the market itself; may be changed between runs.
    public var rankings: (any RankingSource)?
    /// Where the hidden truth goes.
    var truth: TruthFiles?
    let draws: Draws
    /// The stream of the action at hand.
    var random: SeededGenerator
    var queue: ActionQueue
    let season: Season
    let demand: Takeoff

    var freelancers: [SimulatedFreelancer] = []
    var clients: [SimulatedClient] = []
    var jobs = JobPool()
    /// Jobs on offer, by id.
    var references: [Int: JobReference] = [:]
    /// Freelancers by trade, weighted by how active they are.
    var tradeMembers = [WeightedList](repeating: WeightedList(), count: Trade.all.count)
    /// Clients weighted by how often they post.
    var posters = WeightedList()
    /// Jobs on offer by trade, in order of posting.
    var listings = [[Listing]](repeating: [], count: Trade.all.count)
    let shares = Shares()

    /// The numbers last given out, by kind.
    var numbers = Numbers()
    /// What the market's facts add up to.
    public internal(set) var figures = MarketFigures()
    /// What became of each job, once `tracksOutcomes` is set.
    public internal(set) var outcomes = PeriodOutcomes()
    /// Whether `outcomes` are gathered from now on.
    public var tracksOutcomes = false
    /// Simulated time of the last action, in milliseconds since 1970.
    public private(set) var time: Int64
    private(set) var isFull = false

    /// Numbers of ids.
    struct Numbers {
        var event = 0
        var application = 0
        var invitation = 0
        var search = 0
        var ranking = 0
        var arrivals = 0
    }

    /// A market before its first day.
    public init(options: SimulationOptions, sink: any FactSink) {
        self.options = options
        self.sink = sink
        draws = Draws(seed: options.seed)
        random = SeededGenerator(seed: options.seed)
        time = options.start - SimulationOptions.founding
        queue = ActionQueue(origin: time)
        season = Season(start: options.start, days: options.days)
        demand = Takeoff(time: options.takeoff, ramp: max(options.span / 24, SimulatedTime.day))
        if options.freelancers > 0 { scheduleJoining(.freelancerJoins, place: 0) }
        if options.clients > 0 { scheduleJoining(.clientJoins, place: 0) }
        if options.jobs > 0 { scheduleArrival() }
    }

    /// Runs until a time, the end of the simulated time, or the wanted number of facts.
    ///
    /// - Parameters:
    ///   - limit: Milliseconds since 1970; the options' end when later or `nil`.
    ///   - progress: Called every 65,536 actions with the facts so far and the simulated time.
    /// - Throws: What the sink or the ranking throws.
    public func run(
        until limit: Int64? = nil, progress: (_ facts: Int, _ time: Int64) -> Void = { _, _ in }
    ) throws(SimulationError) {
        let end = min(limit ?? .max, options.end)
        var handled = 0
        while !isFull, let next = queue.nextTime(), next < end, let action = queue.next() {
            time = action.time
            try handle(action)
            handled += 1
            if handled & 0xFFFF == 0 { progress(figures.facts, action.time) }
        }
    }

    private func handle(_ action: Action) throws(SimulationError) {
        switch action.kind {
        case .freelancerJoins, .clientJoins, .jobArrives, .jobPosted, .session:
            random = draws.generator(action: action.kind.rawValue, action.number, Int(action.person))
        default:
            guard jobs.holds(action.job) else { return }
            let detail = action.kind.isRepeated ? Int(action.detail) : 0
            random = draws.generator(
                action: action.kind.rawValue, jobs[action.job].number, Int(action.person) << 8 | detail)
        }
        switch action.kind {
        case .freelancerJoins: try freelancerJoins(action)
        case .clientJoins: try clientJoins(action)
        case .jobArrives: jobArrives(action)
        case .jobPosted: try jobPosted(action)
        case .session: try session(action)
        default: try handleJob(action)
        }
    }

    private func handleJob(_ action: Action) throws(SimulationError) {
        switch action.kind {
        case .freelancerJoins, .clientJoins, .jobArrives, .jobPosted, .session: break
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
        case .decision: try decision(action)
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

    // MARK: - Facts

    /// Hands over an event.
    func emit(_ body: Fact.Body, at time: Int64) throws(SimulationError) {
        guard !isFull else { return }
        numbers.event += 1
        try hand(Fact(id: Identifier.event.text(numbers.event), time: time * 1_000, body: body))
    }

    /// Hands over an entity.
    func emit(entity body: Fact.Body, at time: Int64) throws(SimulationError) {
        guard !isFull else { return }
        try hand(Fact(time: time * 1_000, body: body))
    }

    private func hand(_ fact: Fact) throws(SimulationError) {
        figures.count(fact)
        try sink.append(fact)
        isFull = options.facts.map { figures.facts >= $0 } ?? false
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

/// What a list of open jobs needs to know of each.
struct Listing {
    let reference: JobReference
    let number: Int
    let tags: UInt32
    let postedAt: Int64
}

extension Action.Kind {
    /// Whether the same may happen to the same people again, told apart by `detail`.
    fileprivate var isRepeated: Bool {
        switch self {
        case .decision, .choice, .payment, .feedback, .close: true
        default: false
        }
    }
}

/// Cumulative shares of trades and countries, for drawing.
struct Shares {
    let trades = WeightedList(weights: Trade.all.map(\.share))
    let freelancerCountries = WeightedList(weights: Country.all.map(\.freelancers))
    let clientCountries = WeightedList(weights: Country.all.map(\.clients))
}

/// The letter that ids of a kind begin with.
enum Identifier: UInt8 {
    case freelancer = 0x66
    case client = 0x63
    case job = 0x6A
    case event = 0x65
    case application = 0x61
    case invitation = 0x69
    case contract = 0x6B
    case search = 0x73
    case session = 0x76
    case ranking = 0x72

    /// The letter and the number: "f12".
    func text(_ number: Int) -> String {
        var digits = 1
        var rest = number / 10
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        return String(unsafeUninitializedCapacity: digits + 1) { output in
            output[0] = rawValue
            var value = number
            for place in stride(from: digits, through: 1, by: -1) {
                output[place] = UInt8(48 + value % 10)
                value /= 10
            }
            return digits + 1
        }
    }

    /// The number of such an id; `nil` for what is none.
    func number(_ id: String) -> Int? {
        guard id.utf8.first == rawValue else { return nil }
        return Int(id.dropFirst())
    }
}
