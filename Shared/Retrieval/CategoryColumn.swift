internal import Text

/// Any number of values out of a small vocabulary for each document: categories, countries, states.
///
/// Keeps a bitmap for each value, so that filters are a few words of work for each 64 documents. Meant for up to some
/// thousand values; for a vocabulary without bound use a field of an ``InvertedIndex``.
public struct CategoryColumn: Sendable {
    private var vocabulary = StringInterner()
    private var documents: [Bitmap] = []
    private var valuesOfDocument: [[UInt32]] = []

    /// A column without values.
    public init() {}

    /// Sets the values of a document in the place of those it had; none takes it out.
    public mutating func set(_ values: [String], for document: UInt32) {
        let index = Int(document)
        if index < valuesOfDocument.count {
            for value in valuesOfDocument[index] { documents[Int(value)].remove(document) }
        } else if values.isEmpty {
            return
        } else {
            valuesOfDocument.append(contentsOf: repeatElement([], count: index + 1 - valuesOfDocument.count))
        }
        var numbers: [UInt32] = []
        for value in values {
            let number = define(value)
            if !numbers.contains(number) { numbers.append(number) }
            documents[Int(number)].insert(document)
        }
        valuesOfDocument[index] = numbers
    }

    /// The values of a document, in the order in which they were set.
    public func values(of document: UInt32) -> [String] {
        let index = Int(document)
        return index < valuesOfDocument.count ? valuesOfDocument[index].map(vocabulary.string) : []
    }

    /// Documents that have a value.
    public func documents(with value: String) -> Bitmap {
        vocabulary.find(value).map { documents[Int($0)] } ?? Bitmap()
    }

    /// Documents that have at least one of some values.
    public func documents(withAnyOf values: [String]) -> Bitmap {
        values.reduce(into: Bitmap()) { $0.formUnion(documents(with: $1)) }
    }

    /// Documents that have all of some values; none if there are no values.
    public func documents(withAllOf values: [String]) -> Bitmap {
        guard let first = values.first else { return Bitmap() }
        return values.dropFirst().reduce(into: documents(with: first)) { $0.formIntersection(documents(with: $1)) }
    }

    /// Every value ever set with how many documents have it now, in order of first sight.
    public var counts: [(value: String, count: Int)] {
        documents.enumerated().map { (vocabulary.string(UInt32($0.offset)), $0.element.count) }
    }

    /// The number of a value, a new one if it has not been seen.
    mutating func define(_ value: String) -> UInt32 {
        let number = vocabulary.intern(value)
        if Int(number) == documents.count { documents.append(Bitmap()) }
        return number
    }

    /// Documents that have any value, ascending.
    var documentsWithValues: [UInt32] {
        valuesOfDocument.indices.filter { !valuesOfDocument[$0].isEmpty }.map { UInt32($0) }
    }

    /// Numbers of the values of a document, in the order in which they were set.
    func valueNumbers(of document: UInt32) -> [UInt32] { valuesOfDocument[Int(document)] }
}
