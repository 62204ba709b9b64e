/// A text made comparable, which still knows where each of its bytes came from.
///
/// What a search or a match finds in ``utf8`` can be shown in the text as its author wrote it: ``originalRange(of:)``
/// takes byte offsets back. The map is a list of runs, one for each place where lengths changed, so that plain text
/// costs almost nothing.
public struct NormalizedText: Sendable, Equatable {
    /// The normalized text, valid UTF-8.
    public let utf8: [UInt8]

    /// Length of the original text in UTF-8 bytes.
    public let originalCount: Int

    private let runs: [Run]

    /// Stretch of normalized bytes that came from one stretch of the original.
    struct Run: Sendable, Equatable {
        var normalizedStart: UInt32
        var originalStart: UInt32
        var originalEnd: UInt32
        /// Whether byte n of the run came from byte n of the original stretch, rather than all from all.
        var isLinear: Bool
    }

    init(utf8: [UInt8], originalCount: Int, runs: [Run]) {
        self.utf8 = utf8
        self.originalCount = originalCount
        self.runs = runs
    }

    /// The normalized text as a string.
    public var string: String { String(decoding: utf8, as: UTF8.self) }

    /// Bytes of the original text that a range of normalized bytes came from, half open.
    ///
    /// A range inside a character that normalization expanded ("ﬁ" to "fi") gives the whole of that character. An
    /// empty range gives an empty one. `range` must lie within ``utf8`` and begin and end between characters.
    /// Logarithmic in the number of places where lengths changed.
    public func originalRange(of range: Range<Int>) -> Range<Int> {
        precondition(range.lowerBound >= 0 && range.upperBound <= utf8.count, "range outside the normalized text")
        let start = originalStart(of: range.lowerBound)
        return range.isEmpty ? start..<start : start..<originalEnd(of: range.upperBound)
    }

    private func originalStart(of offset: Int) -> Int {
        guard let run = run(containing: offset) else { return offset == 0 ? 0 : originalCount }
        guard run.isLinear else { return Int(run.originalStart) }
        return min(Int(run.originalStart) + offset - Int(run.normalizedStart), Int(run.originalEnd))
    }

    private func originalEnd(of offset: Int) -> Int {
        guard let run = run(containing: offset - 1) else { return originalCount }
        return run.isLinear ? Int(run.originalStart) + offset - Int(run.normalizedStart) : Int(run.originalEnd)
    }

    /// Last run that starts at or before an offset.
    private func run(containing offset: Int) -> Run? {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if Int(runs[middle].normalizedStart) <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : runs[low - 1]
    }
}
