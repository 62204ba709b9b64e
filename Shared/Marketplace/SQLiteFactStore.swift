import CSQLite
import Contracts
import Glibc
import ProtobufWire
import Synchronization

/// Facts in an SQLite file.
///
/// Write-ahead logging, so that readers and the writer don't wait for each other; `synchronous = FULL`, so that a
/// commit is on disk when it returns. The one index besides the sequence is that of ids: it makes appending idempotent
/// and is most of what appending costs, which is why subjects have none.
final class SQLiteFactStore: FactStore, @unchecked Sendable {
    let identity: String
    private let path: String
    private let mode: FactLog.Mode
    private let inode: UInt64
    /// Guards the connection and everything made from it.
    private let lock = Mutex<Void>(())
    private let connection: SQLiteConnection
    private let insert: SQLiteStatement?
    private let selectLast: SQLiteStatement
    private let select: SQLiteStatement

    init(path: String, mode: FactLog.Mode) throws(FactLogError) {
        self.path = path
        self.mode = mode
        var status = stat()
        if mode == .readOnly, stat(path, &status) != 0 {
            throw FactLogError(.missing, "there is no log at \(path): `tandem import` makes one")
        }
        switch mode {
        case .readOnly:
            connection = try SQLiteConnection(path: path, flags: SQLITE_OPEN_READONLY)
            if try SQLiteSchema.isEmpty(connection) {
                throw FactLogError(.missing, "the log \(path) is not made yet: `tandem import` makes it")
            }
            try SQLiteSchema.check(connection)
            insert = nil
        case .readWrite:
            connection = try SQLiteConnection(path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
            if try !SQLiteSchema.isEmpty(connection) { try SQLiteSchema.check(connection) }
            try SQLiteSchema.prepare(connection)
            // A larger journal is folded back less often, and then each page of the id index once rather than many
            // times; 64 MiB of it is what a crash leaves to be read again.
            try connection.execute(
                "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192; PRAGMA journal_size_limit = 67108864")
            insert = try connection.prepare(
                """
                INSERT OR IGNORE INTO facts (sequence, id, time, kind, freelancer_id, client_id, job_id, payload)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """)
        }
        selectLast = try connection.prepare("SELECT max(sequence) FROM facts")
        select = try connection.prepare(
            "SELECT sequence, payload FROM facts WHERE sequence > ?1 ORDER BY sequence LIMIT ?2")
        let name = try connection.prepare("SELECT identity FROM log")
        identity = try name.step() ? name.text(0) : ""
        name.reset()
        _ = stat(path, &status)
        inode = UInt64(status.st_ino)
    }

    func append(_ facts: [Fact]) throws(FactLogError) -> AppendResult {
        guard let insert else {
            throw FactLogError(
                .readOnly, "the log \(path) was opened for reading only: open it as .readWrite to append")
        }
        let batch = try EncodedFacts(facts)
        return try lock.withLock { _ throws(FactLogError) in
            try connection.transaction { () throws(FactLogError) in
                var result = AppendResult(lastSequence: try last())
                for (index, fact) in facts.enumerated() {
                    try batch.withPayload(index) { payload throws(FactLogError) in
                        try write(fact, payload, at: result.lastSequence + 1, with: insert)
                    }
                    if connection.changes == 1 {
                        result.appended += 1
                        result.lastSequence += 1
                    } else {
                        result.duplicates += 1
                    }
                }
                return result
            }
        }
    }

    func read(after sequence: UInt64, limit: Int, _ body: (Fact) -> Bool) throws(FactLogError) -> Int {
        try lock.withLock { _ throws(FactLogError) in
            defer { select.reset() }
            select.bind(1, Int64(clamping: sequence))
            select.bind(2, Int64(limit))
            var count = 0
            while try select.step() {
                var fact: Fact
                do {
                    fact = try Fact(serializedBytes: select.blob(1))
                } catch {
                    throw FactLogError(
                        .corrupted,
                        "fact \(select.integer(0)) of the log \(path) cannot be read (\(error)): restore a backup")
                }
                fact.sequence = UInt64(clamping: select.integer(0))
                count += 1
                if !body(fact) { break }
            }
            return count
        }
    }

    func lastSequence() throws(FactLogError) -> UInt64 {
        try lock.withLock { _ throws(FactLogError) in try last() }
    }

    func hasBeenReplaced() -> Bool {
        var status = stat()
        return stat(path, &status) != 0 || UInt64(status.st_ino) != inode
    }

    /// Runs statements on the store's own connection: lets tests make a disk full or a file foreign.
    func execute(_ sql: String) throws(FactLogError) {
        try lock.withLock { _ throws(FactLogError) in try connection.execute(sql) }
    }

    private func last() throws(FactLogError) -> UInt64 {
        defer { selectLast.reset() }
        return try selectLast.step() ? UInt64(clamping: selectLast.integer(0)) : 0
    }

    private func write(
        _ fact: Fact, _ payload: UnsafeRawBufferPointer, at sequence: UInt64, with insert: SQLiteStatement
    ) throws(FactLogError) {
        let subjects = fact.subjects
        insert.bind(1, Int64(sequence))
        insert.bind(2, fact.id)
        insert.bind(3, fact.time)
        insert.bind(4, Int64(fact.kind?.rawValue ?? 0))
        insert.bindUnlessEmpty(5, subjects.freelancerID)
        insert.bindUnlessEmpty(6, subjects.clientID)
        insert.bindUnlessEmpty(7, subjects.jobID)
        insert.bindBlob(8, payload)
        _ = try insert.step()
        insert.reset()
    }
}

/// A batch's payloads end to end, made before the log is locked so that other writers wait less.
struct EncodedFacts {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// Checks and encodes; a payload is the fact without its sequence, which its row tells.
    init(_ facts: [Fact]) throws(FactLogError) {
        ends.reserveCapacity(facts.count)
        var writer = WireWriter(capacity: 4_096)
        for fact in facts {
            if let problem = FactLimits.problem(with: fact) {
                throw FactLogError(.invalidFact, "fact \"\(fact.id)\" is not taken: \(problem)")
            }
            var fact = fact
            fact.sequence = 0
            let start = writer.count
            fact.encode(to: &writer)
            guard writer.count - start <= FactLimits.payloadBytes else {
                throw FactLogError(
                    .invalidFact, "fact \"\(fact.id)\" is not taken: it is larger than \(FactLimits.payloadBytes) bytes"
                )
            }
            ends.append(writer.count)
        }
        bytes = writer.bytes()
    }

    func withPayload(
        _ index: Int, _ body: (UnsafeRawBufferPointer) throws(FactLogError) -> Void
    ) throws(FactLogError) {
        let start = index == 0 ? 0 : ends[index - 1]
        try bytes.withUnsafeBufferPointer { bytes throws(FactLogError) in
            try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<ends[index]]))
        }
    }
}
