internal import Glibc
internal import Synchronization

/// Memory of one search at a time: which slots it has seen, and the candidates it keeps.
final class SearchScratch {
    /// One bit a slot, all zero between walks.
    private(set) var visited: UnsafeMutablePointer<UInt64>
    /// Slots whose bit is set, in order of visit; room for each slot once and a list of links more.
    private(set) var touched: UnsafeMutablePointer<UInt32>
    private var slots: Int
    private(set) var pool: UnsafeMutablePointer<UInt64>
    private var breadth: Int
    /// A query as it is stored, and its results when a filter parts them from the walk.
    private(set) var query: UnsafeMutableRawPointer
    private(set) var results: UnsafeMutablePointer<UInt64>
    var heap = CandidateHeap()
    /// A walk's links of one slot are at most so many.
    static let maximumLinks = 512

    init(queryBytes: Int) {
        slots = 1_024
        breadth = 64
        visited = Self.zeroed(slots / 64, UInt64.self)
        touched = .allocate(capacity: slots + Self.maximumLinks)
        pool = .allocate(capacity: breadth + 1)
        results = .allocate(capacity: breadth + 1)
        query = .allocate(byteCount: queryBytes, alignment: 64)
    }

    deinit {
        free(visited)
        touched.deallocate()
        pool.deallocate()
        results.deallocate()
        query.deallocate()
    }

    /// Makes room for walks over so many slots that keep so many candidates.
    func prepare(slots: Int, breadth: Int) {
        if slots > self.slots {
            self.slots = max(slots, self.slots * 2)
            free(visited)
            touched.deallocate()
            visited = Self.zeroed(self.slots / 64 + 1, UInt64.self)
            touched = .allocate(capacity: self.slots + Self.maximumLinks)
        }
        if breadth > self.breadth {
            self.breadth = breadth
            pool.deallocate()
            results.deallocate()
            pool = .allocate(capacity: breadth + 1)
            results = .allocate(capacity: breadth + 1)
        }
    }

    /// Clears the bits of what a walk has touched.
    @inline(__always)
    func clear(_ count: Int) {
        for index in 0..<count { visited[Int(touched[index] &>> 6)] = 0 }
    }

    private static func zeroed<Element>(_ count: Int, _: Element.Type) -> UnsafeMutablePointer<Element> {
        guard let memory = calloc(count, MemoryLayout<Element>.stride) else {
            preconditionFailure("out of memory for \(count) elements")
        }
        return memory.bindMemory(to: Element.self, capacity: count)
    }
}

/// Scratch memory that searches take and give back, so that several may run at once.
final class ScratchPool: Sendable {
    private let free = Mutex<[SendableScratch]>([])
    private let queryBytes: Int

    /// Handed from one search to the next, never held by two.
    private struct SendableScratch: @unchecked Sendable { let scratch: SearchScratch }

    init(queryBytes: Int) { self.queryBytes = queryBytes }

    func withScratch<Result>(slots: Int, breadth: Int, _ body: (SearchScratch) throws -> Result) rethrows -> Result {
        let scratch = free.withLock { $0.popLast() }?.scratch ?? SearchScratch(queryBytes: queryBytes)
        let handed = SendableScratch(scratch: scratch)
        defer { free.withLock { $0.append(handed) } }
        scratch.prepare(slots: slots, breadth: breadth)
        return try body(scratch)
    }
}
