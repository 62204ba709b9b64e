/// The rows that make up the vector of each token: its own and those of its character n-grams.
struct FeatureLists: Sendable {
    private let starts: [Int]
    private let rows: [Int32]

    init(_ lists: [[Int32]]) {
        var starts = [0]
        for list in lists { starts.append(starts[starts.count - 1] + list.count) }
        self.starts = starts
        rows = Array(lists.joined())
    }

    /// Calls the body with each row of a token.
    @inline(__always)
    func forEach(of token: Int, _ body: (Int) -> Void) {
        for position in starts[token]..<starts[token + 1] { body(Int(rows[position])) }
    }

    /// What one row counts in the mean of a token's rows.
    @inline(__always)
    func share(of token: Int) -> Float { 1 / Float(max(starts[token + 1] - starts[token], 1)) }
}
