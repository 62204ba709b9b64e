/// When an address is taken out because its calls fail more than others' (gRFC A50).
///
/// Every ``interval`` the calls since the last sweep are counted, by address, over all loops of the channel. An address that
/// stands out gets no calls for ``baseEjectionTime`` times the number of its ejections, at most ``maximumEjectionTime``; each
/// sweep in which it is in lowers that number by one.
public struct OutlierDetection: Sendable, Equatable {
    /// Ejects addresses whose share of successes is far below the mean.
    public struct SuccessRate: Sendable, Equatable {
        /// Standard deviations below the mean, in thousandths.
        public var deviationFactor: Int
        /// Chance in percent that an address which stands out is ejected.
        public var enforcementPercentage: Int
        /// Addresses with enough calls that are needed to compare.
        public var minimumHosts: Int
        /// Calls in a sweep that are enough.
        public var requestVolume: Int

        /// A50's defaults: 1.9 deviations, 5 hosts, 100 calls.
        public init(
            deviationFactor: Int = 1900, enforcementPercentage: Int = 100, minimumHosts: Int = 5,
            requestVolume: Int = 100
        ) {
            self.deviationFactor = deviationFactor
            self.enforcementPercentage = enforcementPercentage
            self.minimumHosts = minimumHosts
            self.requestVolume = requestVolume
        }
    }

    /// Ejects addresses by their share of failures alone.
    public struct FailurePercentage: Sendable, Equatable {
        /// Percent of failed calls above which an address is ejected.
        public var threshold: Int
        /// Chance in percent that an address which stands out is ejected.
        public var enforcementPercentage: Int
        /// Addresses with enough calls that are needed.
        public var minimumHosts: Int
        /// Calls in a sweep that are enough.
        public var requestVolume: Int

        /// A50's defaults: 85 %, 5 hosts, 50 calls.
        public init(
            threshold: Int = 85, enforcementPercentage: Int = 100, minimumHosts: Int = 5, requestVolume: Int = 50
        ) {
            self.threshold = threshold
            self.enforcementPercentage = enforcementPercentage
            self.minimumHosts = minimumHosts
            self.requestVolume = requestVolume
        }
    }

    /// Time between sweeps.
    public var interval: Duration
    /// Time out for the first ejection.
    public var baseEjectionTime: Duration
    /// Longest time out.
    public var maximumEjectionTime: Duration
    /// Share of the addresses that may be out at a time, in percent; one may be in any case.
    public var maximumEjectionPercent: Int
    /// Compares addresses with each other; nil to leave that out.
    public var successRate: SuccessRate?
    /// Looks at each address by itself; nil to leave that out.
    public var failurePercentage: FailurePercentage?

    /// A50's defaults: sweeps every 10 s, 30 s × n, at most 300 s, at most 10 %.
    public init(
        interval: Duration = .seconds(10), baseEjectionTime: Duration = .seconds(30),
        maximumEjectionTime: Duration = .seconds(300), maximumEjectionPercent: Int = 10,
        successRate: SuccessRate? = SuccessRate(), failurePercentage: FailurePercentage? = nil
    ) {
        self.interval = interval
        self.baseEjectionTime = baseEjectionTime
        self.maximumEjectionTime = maximumEjectionTime
        self.maximumEjectionPercent = maximumEjectionPercent
        self.successRate = successRate
        self.failurePercentage = failurePercentage
    }

    /// What is kept of an address from sweep to sweep.
    struct Host: Equatable {
        var address: String
        /// Of the calls since the last sweep.
        var successes = 0
        var failures = 0
        /// Times ejected, less the sweeps since in which it was in.
        var multiplier = 0
        /// When it was taken out; nil when it is in.
        var ejectedAt: UInt64?

        var volume: Int { successes + failures }
    }

    /// One sweep over hosts in a fixed order: A50's steps, success rate first.
    ///
    /// - Parameters:
    ///   - now: Monotonic nanoseconds.
    ///   - random: Uniform in 0 to 1; drawn for each host that stands out.
    func sweep(_ hosts: inout [Host], now: UInt64, random: () -> Double) {
        ejectBySuccessRate(&hosts, now: now, random: random)
        ejectByFailures(&hosts, now: now, random: random)
        for index in hosts.indices {
            hosts[index].successes = 0
            hosts[index].failures = 0
            guard let since = hosts[index].ejectedAt else {
                hosts[index].multiplier = max(0, hosts[index].multiplier - 1)
                continue
            }
            let base = baseEjectionTime.nanoseconds
            let longest = max(base, maximumEjectionTime.nanoseconds)
            let (product, isTooLong) = base.multipliedReportingOverflow(by: UInt64(hosts[index].multiplier))
            if now >= since &+ (isTooLong ? longest : min(product, longest)) { hosts[index].ejectedAt = nil }
        }
    }

    private func ejectBySuccessRate(_ hosts: inout [Host], now: UInt64, random: () -> Double) {
        guard let rule = successRate else { return }
        let rated = hosts.indices.filter { hosts[$0].volume >= max(1, rule.requestVolume) }
        guard rated.count >= max(1, rule.minimumHosts) else { return }
        let rates = rated.map { Double(hosts[$0].successes) / Double(hosts[$0].volume) }
        let mean = rates.reduce(0, +) / Double(rates.count)
        let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rates.count)
        let bound = mean - variance.squareRoot() * Double(rule.deviationFactor) / 1000
        for (index, rate) in zip(rated, rates) where rate < bound {
            eject(index, of: &hosts, now: now, chance: rule.enforcementPercentage, random: random)
        }
    }

    private func ejectByFailures(_ hosts: inout [Host], now: UInt64, random: () -> Double) {
        guard let rule = failurePercentage else { return }
        let rated = hosts.indices.filter { hosts[$0].volume >= max(1, rule.requestVolume) }
        guard rated.count >= max(1, rule.minimumHosts) else { return }
        for index in rated where hosts[index].failures * 100 > rule.threshold * hosts[index].volume {
            eject(index, of: &hosts, now: now, chance: rule.enforcementPercentage, random: random)
        }
    }

    private func eject(_ index: Int, of hosts: inout [Host], now: UInt64, chance: Int, random: () -> Double) {
        let ejected = hosts.count { $0.ejectedAt != nil }
        // At least one may go, however few there are: the share is looked at before it goes.
        guard ejected * 100 < maximumEjectionPercent * hosts.count, hosts[index].ejectedAt == nil else { return }
        guard random() * 100 < Double(chance) else { return }
        hosts[index].ejectedAt = now
        hosts[index].multiplier += 1
    }
}
