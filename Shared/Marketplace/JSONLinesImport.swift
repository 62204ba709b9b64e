import Contracts
import Glibc

/// Bounds of an import.
public struct ImportOptions: Sendable {
    /// Bytes of the longest line taken.
    public var longestLine = 4 << 20
    /// Bytes of lines held in memory while a file is sorted.
    public var sortMemory = 64 << 20
    /// Where files that are not in order of time are sorted; needs their (uncompressed) size.
    public var temporaryFolder: String
    /// Facts a transaction.
    public var batch = 8_192

    /// The usual bounds; the temporary folder is `TMPDIR`, or `/tmp`.
    public init() { temporaryFolder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }
}

/// Brings the files of a folder into the log: `freelancers`, `clients`, `jobs` and `events`, as `.jsonl` or
/// `.jsonl.gz`, at least one of them; docs/data-formats.md describes their fields.
///
/// All files become one stream in order of event time; at equal times freelancers come first, then clients, jobs and
/// events. Memory does not grow with the files: one in order is read as a stream, another is sorted on disk first.
/// Lines that can't be taken are counted, reported and set aside in a file, and the rest goes in. Importing again
/// changes nothing.
///
/// ```swift
/// let report = try JSONLinesImport(directory: "data").run(into: log, rejectsPath: "var/rejects.jsonl")
/// ```
public struct JSONLinesImport: Sendable {
    let sources: [(file: RecordFile, path: String)]
    private let options: ImportOptions

    /// An import of the files that are in a folder.
    ///
    /// - Throws: when the folder can't be read, has none of the four, or one of them twice (plain and compressed).
    public init(directory: String, options: ImportOptions = ImportOptions()) throws(TransferError) {
        var sources: [(RecordFile, String)] = []
        for file in RecordFile.allCases {
            let names = ["\(file.rawValue).jsonl", "\(file.rawValue).jsonl.gz"]
            let found = names.filter { access("\(directory)/\($0)", F_OK) == 0 }
            if found.count == 2 {
                throw TransferError("\(directory) has both \(names[0]) and \(names[1]): remove the one not meant")
            }
            if let name = found.first { sources.append((file, "\(directory)/\(name)")) }
        }
        if sources.isEmpty {
            guard let folder = opendir(directory) else {
                throw TransferError("cannot read the folder \(directory): \(String(cString: strerror(errno)))")
            }
            closedir(folder)
            throw TransferError(
                "\(directory) has none of freelancers, clients, jobs and events as .jsonl or .jsonl.gz")
        }
        self.sources = sources
        self.options = options
    }

    /// Reads everything into the log.
    ///
    /// - Parameters:
    ///   - log: open for writing.
    ///   - rejectsPath: where lines set aside go; written anew, and only when there are some.
    ///   - progress: told now and then, on this thread.
    /// - Throws: `TransferError` for a file that can't be read or written, `FactLogError` for the log's troubles; what
    ///   was appended before stays, and importing again goes on from there.
    public func run(
        into log: FactLog, rejectsPath: String, progress: (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        let rejects = RejectFile(path: rejectsPath)
        var streams: [FactStream] = []
        var total: UInt64 = 0
        var sorted: [String] = []
        for (file, path) in sources {
            let name = String(path.split(separator: "/").last ?? "")
            let check = try check(file, path, progress)
            total += check.lines
            let source: any LineSource
            if check.isSorted {
                source = try LineReader(path: path, longest: options.longestLine)
            } else {
                source = try sort(file, path, check.lines, progress)
                sorted.append(name)
            }
            streams.append(FactStream(file: file, name: name, source: source, rejects: rejects))
        }
        var tally = Tally()
        try append(streams, to: log, &tally) { lines in
            progress(ImportProgress(phase: .append, lines: lines, total: total))
        }
        try rejects.finish()
        return report(streams, rejects, tally, sorted, lastSequence: try log.lastSequence())
    }

    /// Counts a file's lines and sees whether their times ascend.
    private func check(
        _ file: RecordFile, _ path: String, _ progress: (ImportProgress) -> Void
    ) throws(TransferError) -> (isSorted: Bool, lines: UInt64) {
        let reader = try LineReader(path: path, longest: options.longestLine)
        var lines: UInt64 = 0
        var last: Int64 = .min
        var isSorted = true
        while let line = try reader.next() {
            lines += 1
            if lines % 65_536 == 0 { progress(ImportProgress(phase: .check, lines: lines, total: nil)) }
            guard isSorted, !line.isTooLong, let time = RecordLine.time(line.bytes, in: file) else { continue }
            isSorted = time >= last
            last = time
        }
        return (isSorted, lines)
    }

    private func sort(
        _ file: RecordFile, _ path: String, _ total: UInt64, _ progress: (ImportProgress) -> Void
    ) throws(TransferError) -> SortedLines {
        var lines: UInt64 = 0
        let reader = try LineReader(path: path, longest: options.longestLine)
        return try SortedLines(reader, folder: options.temporaryFolder, limit: options.sortMemory) { line in
            lines += 1
            if lines % 65_536 == 0 { progress(ImportProgress(phase: .sort, lines: lines, total: total)) }
            return RecordLine.time(line, in: file)
        }
    }

    /// Merges the streams by time into batches, which another thread appends while the next one is read.
    private func append(
        _ streams: [FactStream], to log: FactLog, _ tally: inout Tally, _ progress: (UInt64) -> Void
    ) throws {
        let appender = BatchAppender(log: log)
        var batch: [Fact] = []
        var bytes = 0
        do {
            for stream in streams { try stream.advance() }
            while let stream = Self.leading(streams), let fact = stream.current {
                tally.kinds[fact.kind?.name ?? "", default: 0] += 1
                batch.append(fact)
                bytes += stream.currentBytes
                if batch.count >= options.batch || bytes >= 32 << 20 {
                    try appender.append(batch)
                    batch = []
                    bytes = 0
                    progress(streams.reduce(0) { $0 + $1.lines })
                }
                try stream.advance()
            }
            if !batch.isEmpty { try appender.append(batch) }
        } catch {
            _ = try? appender.finish()
            throw error
        }
        tally.result = try appender.finish()
        progress(streams.reduce(0) { $0 + $1.lines })
    }

    /// The stream whose fact comes next: the earliest, and of equal ones the first.
    private static func leading(_ streams: [FactStream]) -> FactStream? {
        var best: FactStream?
        for stream in streams {
            guard let time = stream.current?.time else { continue }
            if let other = best?.current?.time, other <= time { continue }
            best = stream
        }
        return best
    }

    private struct Tally {
        var result = AppendResult()
        var kinds: [String: UInt64] = [:]
    }

    private func report(
        _ streams: [FactStream], _ rejects: RejectFile, _ tally: Tally, _ sorted: [String], lastSequence: UInt64
    ) -> ImportReport {
        var report = ImportReport()
        report.lines = streams.reduce(0) { $0 + $1.lines }
        report.appended = UInt64(tally.result.appended)
        report.duplicates = UInt64(tally.result.duplicates)
        report.rejected = rejects.count
        report.rejectedByReason = rejects.byReason
        report.firstRejected = rejects.first
        report.rejectsPath = rejects.count > 0 ? rejects.path : nil
        for stream in streams { report.unknownFields.merge(stream.unknownFields) { $0 + $1 } }
        report.kinds = tally.kinds
        report.files = streams.map { stream in
            ImportedFile(
                name: stream.name, lines: stream.lines, rejected: rejects.byFile[stream.name] ?? 0,
                isSorted: sorted.contains(stream.name))
        }
        report.lastSequence = lastSequence
        return report
    }
}
