/// How the file of a segment is made; see ``SectionedFile`` for the frame.
///
/// Sections:
/// 0. Description: documents, terms, first document (or all bits set if documents are listed), fields; then for each
///    field bytes of a length, flags, sum of lengths, documents where it isn't empty. 64-bit numbers.
/// 1. Document numbers by place, 32 bits each; empty if they count up from the first.
/// 2. Lengths: for each field one number for each document, filled up to a multiple of 8 bytes.
/// 3. Where each 16 terms begin in section 4, 32 bits each.
/// 4. Terms in the order of their bytes. For each 16: places in sections 5 to 7 where their data begin. For each term:
///    bytes shared with the last, bytes that follow, those; fields that have it, as bits (if there are several fields);
///    documents with it in any (if several have it); for each of those fields: documents, bytes in section 6, bytes
///    in section 7 (if the field has positions).
/// 5. For each block of postings the last document's place, and where it begins in its list; 32 bits each. Lists of one
///    block have none.
/// 6. Postings. A list of several blocks begins with its impacts. A block: impacts; where its positions begin (if the
///    field has them); 128 gaps of places, packed; 128 numbers of occurrences less one, packed. The last block of fewer
///    is written byte-wise: twice the gap, plus one if there is one occurrence, else their number follows.
/// 7. Positions, for each posting and each occurrence: gap from the last, and if the field has payloads, their length
///    and bytes.
enum SegmentFormat {
    static let name = "tdsegmt1"
    static let sections = 8
    static let termsInGroup = 16
    static let descriptionCount = 4
    static let descriptionCountOfField = 4
    /// Stands for documents that are listed.
    static let listed = UInt64.max
    static let hasPositions: UInt64 = 1
    static let hasPayloads: UInt64 = 2
    /// Past the last place.
    static let end = UInt32.max

    /// Bytes that keep numbers up to a greatest one.
    static func width(_ greatest: UInt32) -> Int { greatest < 1 << 8 ? 1 : greatest < 1 << 16 ? 2 : 4 }

    @inline(__always)
    static func length(_ lengths: UnsafeRawPointer, _ width: Int, _ place: UInt32) -> Int {
        switch width {
        case 1: Int(lengths.load(fromByteOffset: Int(place), as: UInt8.self))
        case 2: Int(lengths.load(fromByteOffset: Int(place) &* 2, as: UInt16.self))
        default: Int(lengths.load(fromByteOffset: Int(place) &* 4, as: UInt32.self))
        }
    }
}
