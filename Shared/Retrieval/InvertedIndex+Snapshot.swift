internal import Text

/// Snapshots: fields, the terms in use, and each document's terms; all else is worked out again.
///
/// Layout after the name, numbers little-endian: saturation (f64); fields (u32 count; name, weight f64, length
/// normalization f64); terms (u32 count; each u32 length and UTF-8); documents in order of arrival (u32 count; each its
/// number u32, u32 count of entries, and entries of 64 bits: term in the upper half, field in 8 bits, occurrences in 24,
/// ascending); checksum.
extension InvertedIndex {
    private static let snapshotName = "tdindex1"

    /// The index as bytes: equal for equal histories, and whatever was removed leaves no trace.
    public func serialized() -> [UInt8] {
        var encoder = SnapshotEncoder(name: Self.snapshotName)
        encoder.write(saturation)
        encoder.write(UInt32(fields.count))
        for field in fields {
            encoder.write(field.name)
            encoder.write(field.weight)
            encoder.write(field.lengthNormalization)
        }
        let terms = (0..<UInt32(postings.records.count)).filter { postings.records[Int($0)].documentFrequency > 0 }
        encoder.write(UInt32(terms.count))
        for term in terms { encoder.write(vocabulary.string(term)) }
        encoder.write(UInt32(count))
        let (entries, ends) = entriesBySlot(terms)
        slots.live.forEach { slot in
            let start = slot == 0 ? 0 : ends[Int(slot) - 1]
            encoder.write(slots.documents[Int(slot)])
            encoder.write(UInt32(ends[Int(slot)] - start))
            for entry in entries[start..<ends[Int(slot)]] { encoder.write(entry) }
        }
        return encoder.finished()
    }

    /// Entries of all slots one after the other, terms numbered by their places in `terms`, and where each slot's end.
    private func entriesBySlot(_ terms: [UInt32]) -> (entries: [UInt64], ends: [Int]) {
        var ends = [Int](repeating: 0, count: slots.count)
        for term in terms {
            for index in postings.range(of: term) { ends[Int(Posting(packed: postings.packed[index]).slot)] += 1 }
        }
        var next = ends
        var sum = 0
        for slot in ends.indices {
            next[slot] = sum
            sum += ends[slot]
            ends[slot] = sum
        }
        var entries = [UInt64](repeating: 0, count: sum)
        for (number, term) in terms.enumerated() {
            for index in postings.range(of: term) {
                let packed = postings.packed[index]
                let slot = Int(packed >> 32)
                entries[next[slot]] = UInt64(number) << 32 | packed & 0xFFFF_FFFF
                next[slot] += 1
            }
        }
        return (entries, ends)
    }

    /// An index out of the bytes of ``serialized()``: every search gives what the first index gave.
    public init(serialized bytes: [UInt8]) throws(SnapshotError) {
        var decoder = try SnapshotDecoder(bytes, name: Self.snapshotName)
        let saturation = try decoder.readDouble()
        guard saturation > 0, saturation.isFinite else { throw SnapshotError("the snapshot's saturation is no number") }
        self.init(fields: try Self.readFields(&decoder), saturation: saturation)
        let termCount = try decoder.readCount(bytesEach: 4)
        for number in 0..<termCount where vocabulary.intern(try decoder.readString()) != UInt32(number) {
            throw SnapshotError("the snapshot has a term twice")
        }
        let documentCount = try decoder.readCount(bytesEach: 8)
        for _ in 0..<documentCount {
            let document = try decoder.read(UInt32.self)
            guard document <= Self.maximumDocument, !contains(document) else {
                throw SnapshotError("the snapshot has the document \(document) twice, or out of range")
            }
            update(document, entries: try readEntries(&decoder, termCount: termCount))
        }
        try decoder.finish()
    }

    private static func readFields(_ decoder: inout SnapshotDecoder) throws(SnapshotError) -> [IndexField] {
        let count = try decoder.readCount(bytesEach: 20)
        guard (1...maximumFields).contains(count) else { throw SnapshotError("the snapshot has \(count) fields") }
        var fields: [IndexField] = []
        for _ in 0..<count {
            let name = try decoder.readString()
            let weight = try decoder.readDouble()
            let normalization = try decoder.readDouble()
            guard weight > 0, weight.isFinite, (0...1).contains(normalization) else {
                throw SnapshotError("the snapshot's field \(name) has impossible parameters")
            }
            fields.append(IndexField(name, weight: weight, lengthNormalization: normalization))
        }
        return fields
    }

    private func readEntries(
        _ decoder: inout SnapshotDecoder, termCount: Int
    ) throws(SnapshotError) -> [DocumentEntry] {
        let count = try decoder.readCount(bytesEach: 8)
        var entries: [DocumentEntry] = []
        entries.reserveCapacity(count)
        var previous: UInt64?
        for _ in 0..<count {
            let packed = try decoder.read(UInt64.self)
            let entry = DocumentEntry(
                term: UInt32(packed >> 32), field: Int(packed >> 24 & 0xFF), occurrences: UInt32(packed & 0xFF_FFFF))
            let isAscending = previous.map { $0 < packed >> 24 } ?? true
            guard isAscending, Int(entry.term) < termCount, entry.field < fields.count, entry.occurrences > 0 else {
                throw SnapshotError("the snapshot has an impossible entry")
            }
            previous = packed >> 24
            entries.append(entry)
        }
        return entries
    }
}
