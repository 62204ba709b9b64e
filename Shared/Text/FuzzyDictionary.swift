/// A word of a dictionary that is near to another.
public struct FuzzyMatch: Sendable, Equatable {
    /// The place of the word among those that the dictionary was made of.
    public let index: Int
    /// How many edits part it from the word that was looked for.
    public let distance: Int

    /// A match at a distance.
    public init(index: Int, distance: Int) {
        self.index = index
        self.distance = distance
    }
}

/// Finds the words that a misspelt one may be.
///
/// An edit puts in, takes out or changes a character, or swaps two neighbors; no part of a word is edited twice
/// (optimal string alignment). Characters are Unicode scalars, compared as they are: normalize words first.
///
/// The words lie sorted, so that those that begin alike are neighbors and share the rows of the table of distances
/// (Wagner and Fischer, "The String-to-String Correction Problem", 1974): a row is worked out once for each distinct
/// beginning, only within `distance` of the diagonal, and where a row exceeds the distance everywhere, all words that
/// begin so are passed over.
public struct FuzzyDictionary: Sendable {
    /// The greatest distance that can be asked for.
    public static let maximumDistance = 8
    /// Longer words are never found.
    public static let maximumLength = 255

    /// Characters of all words in sorted order, and where each word's begin.
    private var characters: [UInt32] = []
    private var starts: [Int] = [0]
    /// For each sorted word how many characters it begins with that the last one began with too.
    private var shared: [UInt8] = []
    /// For each sorted word its place among those given.
    private var indices: [Int] = []

    /// A dictionary of words; one that is given twice is found twice.
    public init(_ words: [String]) {
        let scalars = words.map { $0.unicodeScalars.map(\.value) }
        indices = words.indices.filter { scalars[$0].count <= Self.maximumLength }
        indices.sort {
            scalars[$0] == scalars[$1] ? $0 < $1 : scalars[$0].lexicographicallyPrecedes(scalars[$1])
        }
        var last: [UInt32] = []
        for index in indices {
            let word = scalars[index]
            shared.append(UInt8(zip(word, last).prefix { $0 == $1 }.count))
            characters.append(contentsOf: word)
            starts.append(characters.count)
            last = word
        }
    }

    /// How many words there are, without those that are too long.
    public var count: Int { indices.count }

    /// The words within a distance of one, nearest first, then in the order in which they were given.
    ///
    /// `distance` must be in 0...``maximumDistance``. Takes time in proportion to the distinct beginnings that are
    /// within the distance of some beginning of the word.
    public func matches(_ word: String, within distance: Int, limit: Int = .max) -> [FuzzyMatch] {
        precondition((0...Self.maximumDistance).contains(distance), "a distance is in 0...8")
        let wanted = word.unicodeScalars.map(\.value)
        guard wanted.count <= Self.maximumLength + distance else { return [] }
        var result: [FuzzyMatch] = []
        withUnsafeTemporaryAllocation(
            of: UInt16.self, capacity: (Self.maximumLength + 1) * (wanted.count + 1)
        ) { memory in
            var table = DistanceTable(wanted, distance, memory)
            search(&table, wanted.count, distance) { result.append($0) }
        }
        result.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
        return limit < result.count ? Array(result.prefix(max(limit, 0))) : result
    }

    private func search(
        _ table: inout DistanceTable, _ length: Int, _ distance: Int, _ found: (FuzzyMatch) -> Void
    ) {
        // Rows up to here are those of the current word's beginning.
        var known = 0
        var word = 0
        while word < indices.count {
            let start = starts[word]
            let count = starts[word + 1] - start
            known = min(known, Int(shared[word]))
            var isWithin = true
            while known < count, isWithin {
                let previous = known == 0 ? nil : characters[start + known - 1]
                known += 1
                isWithin = table.fill(row: known, characters[start + known - 1], previous)
            }
            guard isWithin else {
                // All that begin with the first `known` characters are too far.
                word += 1
                while word < indices.count, Int(shared[word]) >= known { word += 1 }
                known -= 1
                continue
            }
            if abs(count - length) <= distance, table.last(row: count) <= distance {
                found(FuzzyMatch(index: indices[word], distance: table.last(row: count)))
            }
            word += 1
        }
    }
}

/// Distances of the beginnings of one word from those of another, row by row; exact up to a greatest one.
private struct DistanceTable {
    private let wanted: [UInt32]
    private let distance: Int
    private let cells: UnsafeMutableBufferPointer<UInt16>
    private let width: Int
    private let tooFar: UInt16

    init(_ wanted: [UInt32], _ distance: Int, _ cells: UnsafeMutableBufferPointer<UInt16>) {
        self.wanted = wanted
        self.distance = distance
        self.cells = cells
        width = wanted.count + 1
        tooFar = UInt16(distance) + 1
        for column in 0..<width { cells[column] = min(UInt16(column), tooFar) }
    }

    func last(row: Int) -> Int { Int(cells[row * width + width - 1]) }

    /// Works out the row of a beginning that ends in a character; false if no cell is within the distance.
    mutating func fill(row: Int, _ character: UInt32, _ previous: UInt32?) -> Bool {
        let first = max(row - distance, 0)
        let last = min(row + distance, width - 1)
        let current = row * width
        let above = current - width
        guard first <= last else { return false }
        // Neighbors of the band are too far.
        if first > 0 { cells[current + first - 1] = tooFar }
        if last + 1 < width { cells[current + last + 1] = tooFar }
        var best = tooFar
        for column in first...last {
            var cell = cells[above + column] + 1
            if column > 0 {
                let isSame = wanted[column - 1] == character
                cell = min(cell, cells[current + column - 1] + 1, cells[above + column - 1] + (isSame ? 0 : 1))
                if column > 1, let previous, wanted[column - 2] == character, wanted[column - 1] == previous {
                    cell = min(cell, cells[above - width + column - 2] + 1)
                }
            }
            cell = min(cell, tooFar)
            cells[current + column] = cell
            best = min(best, cell)
        }
        return best < tooFar
    }
}
