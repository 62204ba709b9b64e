/// Snapshots of columns, checked like those of an index.
extension NumericColumn {
    private static let snapshotName = "tdnumbr1"

    /// The column as bytes: each document that has a value, ascending, with it.
    public func serialized() -> [UInt8] {
        var encoder = SnapshotEncoder(name: Self.snapshotName)
        let documents = present.numbers
        encoder.write(UInt32(documents.count))
        for document in documents {
            encoder.write(document)
            encoder.write(value(of: document) ?? 0)
        }
        return encoder.finished()
    }

    /// A column out of the bytes of ``serialized()``.
    public init(serialized bytes: [UInt8]) throws(SnapshotError) {
        self.init()
        var decoder = try SnapshotDecoder(bytes, name: Self.snapshotName)
        for _ in 0..<(try decoder.readCount(bytesEach: 12)) {
            let document = try decoder.read(UInt32.self)
            guard document <= InvertedIndex.maximumDocument else { throw SnapshotError("a document is out of range") }
            set(try decoder.read(Int64.self), for: document)
        }
        try decoder.finish()
    }
}

extension CategoryColumn {
    private static let snapshotName = "tdcateg1"

    /// The column as bytes: every value ever set, then each document that has values, ascending, with their numbers.
    public func serialized() -> [UInt8] {
        var encoder = SnapshotEncoder(name: Self.snapshotName)
        let counts = counts
        encoder.write(UInt32(counts.count))
        for (value, _) in counts { encoder.write(value) }
        let documents = documentsWithValues
        encoder.write(UInt32(documents.count))
        for document in documents {
            let numbers = valueNumbers(of: document)
            encoder.write(document)
            encoder.write(UInt32(numbers.count))
            for number in numbers { encoder.write(number) }
        }
        return encoder.finished()
    }

    /// A column out of the bytes of ``serialized()``.
    public init(serialized bytes: [UInt8]) throws(SnapshotError) {
        self.init()
        var decoder = try SnapshotDecoder(bytes, name: Self.snapshotName)
        var values: [String] = []
        for number in 0..<(try decoder.readCount(bytesEach: 4)) {
            let value = try decoder.readString()
            guard define(value) == UInt32(number) else { throw SnapshotError("the snapshot has a value twice") }
            values.append(value)
        }
        for _ in 0..<(try decoder.readCount(bytesEach: 8)) {
            let document = try decoder.read(UInt32.self)
            guard document <= InvertedIndex.maximumDocument else { throw SnapshotError("a document is out of range") }
            var documentValues: [String] = []
            for _ in 0..<(try decoder.readCount(bytesEach: 4)) {
                let number = Int(try decoder.read(UInt32.self))
                guard number < values.count else { throw SnapshotError("the snapshot lacks a value") }
                documentValues.append(values[number])
            }
            set(documentValues, for: document)
        }
        try decoder.finish()
    }
}
