import CSQLite
import Contracts
import Glibc

/// The log's tables; docs/data-formats.md describes them for people who query them.
enum SQLiteSchema {
    /// Kept in `user_version`.
    static let version: Int64 = 1
    /// "TNDM", kept in `application_id`: tells a log from other SQLite files.
    static let applicationID: Int64 = 0x544E_444D

    /// Makes the tables in an empty file, or names the kinds that this program is the first to know.
    static func prepare(_ connection: SQLiteConnection) throws(FactLogError) {
        try useWriteAheadLog(connection)
        // Two first writers may meet here: whoever comes second finds the work done.
        try connection.transaction { () throws(FactLogError) in
            if try isEmpty(connection) { try connection.execute(tables) }
            try check(connection)
            let names = FactKind.allCases.map { "(\($0.rawValue), '\($0.name)')" }.joined(separator: ", ")
            let known = try connection.integer("SELECT count(*) FROM kinds")
            if known < FactKind.allCases.count {
                try connection.execute("INSERT OR IGNORE INTO kinds (kind, name) VALUES \(names)")
            }
        }
    }

    /// Makes write-ahead logging the file's way.
    ///
    /// Of two connections that change a new file at once SQLite sends one away without asking its busy handler, since both
    /// would wait for each other; a moment later the file is changed.
    private static func useWriteAheadLog(_ connection: SQLiteConnection) throws(FactLogError) {
        var tries = 0
        while true {
            do throws(FactLogError) {
                return try connection.execute(
                    "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            } catch {
                tries += 1
                guard error.reason == .busy, tries < changeTries else { throw error }
                usleep(1_000)
            }
        }
    }

    private static let changeTries = 1_000

    /// Refuses what is no log, or one of the future.
    static func check(_ connection: SQLiteConnection) throws(FactLogError) {
        guard try connection.integer("PRAGMA application_id") == applicationID else {
            throw FactLogError(
                .foreign,
                "\(connection.path) is a database of another program: give the log another path, or move the file away")
        }
        let found = try connection.integer("PRAGMA user_version")
        guard found == version else {
            throw FactLogError(
                .newerVersion,
                "the log \(connection.path) has layout \(found), this program knows \(version): use a newer Tandem")
        }
    }

    /// Whether nobody has put anything into the file.
    static func isEmpty(_ connection: SQLiteConnection) throws(FactLogError) -> Bool {
        let version = try connection.integer("PRAGMA user_version")
        let application = try connection.integer("PRAGMA application_id")
        let tables = try connection.integer("SELECT count(*) FROM sqlite_schema")
        return version == 0 && application == 0 && tables == 0
    }

    private static let tables = """
        CREATE TABLE facts (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            time INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            freelancer_id TEXT,
            client_id TEXT,
            job_id TEXT,
            payload BLOB NOT NULL
        );
        CREATE TABLE kinds (kind INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE log (identity TEXT NOT NULL);
        INSERT INTO log (identity) VALUES (lower(hex(randomblob(16))));
        CREATE VIEW named_facts AS
            SELECT sequence, id, strftime('%Y-%m-%dT%H:%M:%fZ', time / 1000000.0, 'unixepoch') AS time,
                coalesce(kinds.name, facts.kind) AS kind, freelancer_id, client_id, job_id, length(payload) AS bytes
            FROM facts LEFT JOIN kinds USING (kind);
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """
}
