import CSQLite
import Glibc

/// One connection to an SQLite file, and the words for what goes wrong with it.
///
/// Not safe for use by two threads at once.
final class SQLiteConnection {
    let path: String
    let handle: OpaquePointer

    /// Opens a file, waiting up to `patience` seconds for other writers' turns.
    init(path: String, flags: Int32, patience: Double = 30) throws(FactLogError) {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard let opened else { throw FactLogError(.failed, "no memory to open the log \(path)") }
        self.path = path
        handle = opened
        if code != SQLITE_OK { throw error(code) }
        sqlite3_extended_result_codes(handle, 1)
        // SQLite's own timeout sleeps up to 100 ms between tries, so that a writer that comes back at once (an import)
        // would keep others out; trying every millisecond finds the gap between its batches.
        let tries = Int(patience * 1_000)
        sqlite3_busy_handler(
            handle,
            { limit, count in
                guard Int(count) < Int(bitPattern: limit) else { return 0 }
                usleep(1_000)
                return 1
            }, UnsafeMutableRawPointer(bitPattern: tries))
    }

    deinit { sqlite3_close_v2(handle) }

    /// Runs statements that return nothing of interest.
    func execute(_ sql: String) throws(FactLogError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        if code != SQLITE_OK { throw error(code) }
    }

    /// A statement to run many times.
    func prepare(_ sql: String) throws(FactLogError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(code) }
        return SQLiteStatement(statement, self)
    }

    /// The one whole number that a query yields; 0 for none or null.
    func integer(_ sql: String) throws(FactLogError) -> Int64 {
        let statement = try prepare(sql)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    /// Rows changed by the last statement.
    var changes: Int { Int(sqlite3_changes(handle)) }

    /// Runs a body as one transaction that no other writer can enter; undone when the body throws.
    func transaction<Result>(_ body: () throws(FactLogError) -> Result) throws(FactLogError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // Some errors, such as a full disk, have ended the transaction already.
            if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
            throw error
        }
    }

    /// What a result code means for whoever runs the marketplace.
    func error(_ code: Int32) -> FactLogError {
        let detail = String(cString: sqlite3_errmsg(handle))
        switch code & 0xFF {
        case SQLITE_NOTADB:
            return FactLogError(
                .foreign, "\(path) is not a log of Tandem: give the log another path, or move the file away")
        case SQLITE_CORRUPT:
            return FactLogError(
                .corrupted,
                "the log \(path) is damaged (\(detail)): restore a backup, or salvage it with `sqlite3 \(path) .recover`"
            )
        case SQLITE_FULL:
            return FactLogError(
                .diskFull, "no room for the log \(path): free space on its disk; nothing of the batch was kept")
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
            return FactLogError(
                .readOnly,
                "the log \(path) may not be written: check the rights of the file and of its folder, which readers need too, "
                    + "for the files beside it")
        case SQLITE_BUSY, SQLITE_LOCKED:
            return FactLogError(
                .busy, "other writers kept the log \(path) too long: try again, or look for a process that hangs")
        case SQLITE_CANTOPEN:
            return FactLogError(
                .missing, "cannot open the log \(path): check that its folder exists and may be written")
        case SQLITE_IOERR where errno == ENOSPC:
            return FactLogError(
                .diskFull, "no room for the log \(path): free space on its disk; nothing of the batch was kept")
        case SQLITE_IOERR:
            return FactLogError(
                .failed,
                "the disk of the log \(path) fails or is full: \(detail) (SQLite code \(code)); free space and try again"
            )
        default:
            return FactLogError(.failed, "the log \(path) failed: \(detail) (SQLite code \(code))")
        }
    }
}

/// A prepared statement.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let connection: SQLiteConnection

    init(_ handle: OpaquePointer, _ connection: SQLiteConnection) {
        self.handle = handle
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    /// Whether there is another row.
    @inline(__always)
    func step() throws(FactLogError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let error = connection.error(code)
        sqlite3_reset(handle)
        throw error
    }

    @inline(__always)
    func reset() { sqlite3_reset(handle) }

    @inline(__always)
    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }

    /// Binds memory that must stay as it is until the next `reset`.
    @inline(__always)
    func bindBlob(_ index: Int32, _ bytes: UnsafeRawBufferPointer) {
        sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), nil)
    }

    /// Binds a text, which SQLite copies.
    @inline(__always)
    func bind(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                _ = sqlite3_bind_text(handle, index, bytes.baseAddress ?? nothing, Int32(bytes.count), copied)
            }
        }
    }

    /// Binds a text, or null for an empty one.
    @inline(__always)
    func bindUnlessEmpty(_ index: Int32, _ text: String) {
        if text.isEmpty { sqlite3_bind_null(handle, index) } else { bind(index, text) }
    }

    @inline(__always)
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// A column's bytes, valid until the next step.
    @inline(__always)
    func blob(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    func text(_ column: Int32) -> String {
        sqlite3_column_text(handle, column).map { String(cString: $0) } ?? ""
    }
}

/// SQLITE_TRANSIENT, a cast that C's macro doesn't carry over: "copy this before you return".
private nonisolated(unsafe) let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
/// A text that is empty, rather than null, needs an address.
private nonisolated(unsafe) let nothing: UnsafePointer<CChar> = UnsafePointer(
    UnsafeMutablePointer<CChar>.allocate(capacity: 1))
