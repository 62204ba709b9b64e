import Marketplace

/// The terms of a document by field, as numbers of a ``Vocabulary``, in one array.
struct DocumentTerms: Equatable {
    private var numbers: [UInt32] = []
    /// Where each field's terms end.
    private var ends = SIMD8<UInt32>(repeating: 0)

    /// No terms.
    init() {}

    /// The terms of a field.
    subscript(field: DocumentField) -> ArraySlice<UInt32> {
        let start = field.rawValue == 0 ? 0 : Int(ends[field.rawValue - 1])
        return numbers[start..<Int(ends[field.rawValue])]
    }

    /// Puts terms in the place of a field's terms.
    mutating func set(_ field: DocumentField, _ terms: [UInt32]) {
        let range = self[field].indices
        let change = terms.count - range.count
        numbers.replaceSubrange(range, with: terms)
        for later in field.rawValue..<DocumentField.allCases.count {
            ends[later] = UInt32(Int(ends[later]) + change)
        }
    }

    /// The terms of each field, in the order of the fields, as an index takes them.
    var contents: [[UInt32]] { DocumentField.allCases.map { Array(self[$0]) } }

    /// Whether all terms are below a bound.
    func isBelow(_ bound: Int) -> Bool { numbers.allSatisfy { Int($0) < bound } }
}

extension DocumentTerms: SnapshotCodable {
    func encode(to writer: inout SnapshotWriter) {
        writer.numbers(numbers)
        for field in DocumentField.allCases { writer.unsigned(UInt64(ends[field.rawValue])) }
    }

    init(from reader: inout SnapshotReader) throws(Marketplace.SnapshotError) {
        numbers = try reader.numbers(UInt32.self)
        var last: UInt64 = 0
        for field in DocumentField.allCases {
            let end = try reader.unsigned()
            guard end >= last, end <= UInt64(numbers.count) else {
                throw .invalid(offset: 0, reason: "a field that ends outside its document")
            }
            ends[field.rawValue] = UInt32(end)
            last = end
        }
        guard last == UInt64(numbers.count) else { throw .invalid(offset: 0, reason: "terms of no field") }
    }
}
