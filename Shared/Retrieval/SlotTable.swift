/// Which slot of an index holds which document.
///
/// Slots are taken in order and never twice, so that postings stay ascending; a removed document's slot is dead until
/// the index is compacted.
struct SlotTable: Sendable {
    static let none = UInt32.max

    /// Document in each slot, dead ones included.
    private(set) var documents: [UInt32] = []
    /// Slots whose document is in the index.
    private(set) var live = Bitmap()
    private(set) var liveCount = 0
    /// Slots by document number, in pages that are empty until one of their documents comes, so that numbers far apart
    /// cost little.
    private var pages: [[UInt32]] = []
    private static let pageSize = 1_024

    var count: Int { documents.count }
    var deadCount: Int { documents.count - liveCount }

    var liveDocuments: [UInt32] { live.numbers.map { documents[Int($0)] } }

    func slot(of document: UInt32) -> UInt32? {
        let (page, index) = Int(document).quotientAndRemainder(dividingBy: Self.pageSize)
        guard page < pages.count, !pages[page].isEmpty, pages[page][index] != Self.none else { return nil }
        return pages[page][index]
    }

    /// A new slot for a document that has none.
    mutating func append(_ document: UInt32) -> UInt32 {
        let (page, index) = Int(document).quotientAndRemainder(dividingBy: Self.pageSize)
        while pages.count <= page { pages.append([]) }
        if pages[page].isEmpty { pages[page] = [UInt32](repeating: Self.none, count: Self.pageSize) }
        let slot = UInt32(documents.count)
        documents.append(document)
        pages[page][index] = slot
        live.insert(slot)
        liveCount += 1
        return slot
    }

    /// Leaves a document's slot dead, and gives it.
    mutating func remove(_ document: UInt32) -> UInt32? {
        guard let slot = slot(of: document) else { return nil }
        let (page, index) = Int(document).quotientAndRemainder(dividingBy: Self.pageSize)
        pages[page][index] = Self.none
        live.remove(slot)
        liveCount -= 1
        return slot
    }

    /// For each slot its number once the dead are gone, `none` for the dead; and the live slots in order.
    func renumbering() -> (newSlots: [UInt32], kept: [UInt32]) {
        var newSlots = [UInt32](repeating: Self.none, count: documents.count)
        let kept = live.numbers
        for (new, old) in kept.enumerated() { newSlots[Int(old)] = UInt32(new) }
        return (newSlots, kept)
    }

    /// A table of some of its slots only.
    func keeping(_ kept: [UInt32]) -> SlotTable {
        var result = SlotTable()
        for slot in kept { _ = result.append(documents[Int(slot)]) }
        return result
    }
}
