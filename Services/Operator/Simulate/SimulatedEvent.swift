/// Types of events, as the files write them.
enum SimulatedEvent: Int, CaseIterable {
    case freelancerUpdated
    case jobClosed
    case signup
    case search
    case impression
    case click
    case view
    case save
    case rankingServed
    case application
    case applicationWithdrawn
    case invitation
    case invitationResponse
    case interview
    case offer
    case rejection
    case hire
    case contractStart
    case payment
    case contractEnd
    case feedback
    case endorsement

    /// As files write it: "job_closed".
    var name: String { Self.names[rawValue] }

    private static let names = allCases.map { event in
        var name = ""
        for letter in "\(event)" {
            if letter.isUppercase { name += "_" }
            name += letter.lowercased()
        }
        return name
    }
}

/// What a simulation has written.
struct SimulationCounts: Equatable, Sendable {
    /// Lines over all files.
    var facts = 0
    /// By raw value of `SimulatedEvent`.
    var events = [Int](repeating: 0, count: SimulatedEvent.allCases.count)
    /// Jobs that were filled.
    var filled = 0
    /// Public ratings of freelancers, their sum in tenths.
    var ratingSum = 0
    var ratings = 0
    /// Paid to freelancers, in cents.
    var paid = 0

    /// Events of a type.
    subscript(type: SimulatedEvent) -> Int { events[type.rawValue] }
}
