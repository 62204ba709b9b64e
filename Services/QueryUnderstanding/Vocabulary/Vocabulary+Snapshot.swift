import Marketplace

extension Vocabulary: SnapshotCodable {
    /// Writes the spellings in order, from which everything else follows.
    func encode(to writer: inout SnapshotWriter) {
        writer.unsigned(ontology.fingerprint)
        writer.unsigned(UInt64(spellingCount))
        for spelling in 0..<UInt32(spellingCount) { writer.string(text(ofSpelling: spelling)) }
    }

    /// Learns the spellings anew; none counts as used yet.
    init(from reader: inout SnapshotReader) throws(SnapshotError) {
        self.init()
        guard try reader.unsigned() == ontology.fingerprint else {
            throw .invalid(offset: 0, reason: "concepts of another ontology")
        }
        let spellings = try reader.strings()
        for (number, text) in spellings.enumerated() {
            guard spelling(of: text) == UInt32(number) else {
                throw .invalid(offset: 0, reason: "\"\(text)\" as a spelling, which it can't be")
            }
        }
    }
}
