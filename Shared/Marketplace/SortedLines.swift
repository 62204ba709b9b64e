import Glibc

/// The lines of a file in order of time, by an external merge sort: memory stays bounded whatever the file's size.
///
/// Lines are gathered up to a limit, sorted by time and line number, and spilled as a run; runs are then merged. Knuth,
/// The Art of Computer Programming, volume 3, section 5.4.
final class SortedLines: LineSource {
    /// Runs merged at once; each is an open file with a buffer.
    private static let widest = 64

    private let folder: String
    private var runs: [RunReader] = []
    private var madeRuns = 0
    private var isFirst = true

    /// Sorts all lines of a source.
    ///
    /// - Parameters:
    ///   - limit: bytes of lines held in memory.
    ///   - time: when a line happened; `nil` for a line without a time, which stays behind the one before it.
    init(
        _ source: any LineSource, folder: String, limit: Int, time: (UnsafeBufferPointer<UInt8>) -> Int64?
    ) throws(TransferError) {
        var template = Array((folder + "/tandem-sort-" + String(repeating: "X", count: 6)).utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TransferError("cannot make a folder in \(folder) to sort in: \(String(cString: strerror(errno)))")
        }
        self.folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        var paths: [String] = []
        var run = Run()
        var last: Int64 = .min
        while let line = try source.next() {
            last = time(line.bytes) ?? last
            run.add(line, time: last)
            if run.bytes.count >= limit {
                paths.append(try spill(&run))
            }
        }
        if !run.entries.isEmpty { paths.append(try spill(&run)) }
        while paths.count > Self.widest {
            paths = Array(paths.dropFirst(Self.widest)) + [try merge(Array(paths.prefix(Self.widest)))]
        }
        for path in paths { runs.append(try RunReader(path: path)) }
    }

    deinit {
        runs = []
        for index in 0..<madeRuns { unlink(path(index)) }
        rmdir(folder)
    }

    func next() throws(TransferError) -> Line? {
        // The line given last stays valid until now.
        if !isFirst { try advanceLast() }
        isFirst = false
        return leading().flatMap { runs[$0].current }?.line
    }

    /// The run whose line comes next.
    private func leading() -> Int? {
        var best: (index: Int, time: Int64, number: UInt64)?
        for (index, run) in runs.enumerated() {
            guard let current = run.current else { continue }
            if let best, (best.time, best.number) < (current.time, current.line.number) { continue }
            best = (index, current.time, current.line.number)
        }
        return best?.index
    }

    private func advanceLast() throws(TransferError) {
        if let index = leading() { try runs[index].advance() }
    }

    private func path(_ index: Int) -> String { "\(folder)/\(index).run" }

    private func spill(_ run: inout Run) throws(TransferError) -> String {
        run.entries.sort { ($0.time, $0.number) < ($1.time, $1.number) }
        let path = path(madeRuns)
        madeRuns += 1
        let writer = try RunWriter(path: path)
        for entry in run.entries {
            try run.bytes.withUnsafeBufferPointer { bytes throws(TransferError) in
                let slice = UnsafeBufferPointer(rebasing: bytes[entry.start..<entry.start + entry.length])
                let line = Line(
                    number: entry.number, bytes: slice, isTooLong: entry.isTooLong, isDamaged: entry.isDamaged)
                try writer.write(line, time: entry.time)
            }
        }
        try writer.finish()
        run.entries.removeAll(keepingCapacity: true)
        run.bytes.removeAll(keepingCapacity: true)
        return path
    }

    private func merge(_ paths: [String]) throws(TransferError) -> String {
        runs = []
        for path in paths { runs.append(try RunReader(path: path)) }
        let path = path(madeRuns)
        madeRuns += 1
        let writer = try RunWriter(path: path)
        while let index = leading(), let current = runs[index].current {
            try writer.write(current.line, time: current.time)
            try runs[index].advance()
        }
        try writer.finish()
        runs = []
        for path in paths { unlink(path) }
        return path
    }
}

/// Lines gathered in memory.
private struct Run {
    struct Entry {
        var time: Int64
        var number: UInt64
        var start: Int
        var length: Int
        var isTooLong: Bool
        var isDamaged: Bool
    }

    var bytes: [UInt8] = []
    var entries: [Entry] = []

    mutating func add(_ line: Line, time: Int64) {
        entries.append(
            Entry(
                time: time, number: line.number, start: bytes.count, length: line.bytes.count,
                isTooLong: line.isTooLong, isDamaged: line.isDamaged))
        bytes.append(contentsOf: line.bytes)
    }
}

/// A run's file: per line its time, its number, its flags, its length (24 bytes in all), and its bytes.
private final class RunWriter {
    private let file: UnsafeMutablePointer<FILE>
    private let path: String

    init(path: String) throws(TransferError) {
        guard let file = fopen(path, "wbx") else {
            throw TransferError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        self.file = file
        self.path = path
        setvbuf(file, nil, _IOFBF, 1 << 18)
    }

    deinit { fclose(file) }

    func write(_ line: Line, time: Int64) throws(TransferError) {
        let flags = (line.isTooLong ? 1 : 0) | (line.isDamaged ? 2 : 0)
        var header = (time, line.number, UInt32(flags), UInt32(line.bytes.count))
        guard fwrite(&header, RunReader.headerBytes, 1, file) == 1,
            fwrite(line.bytes.baseAddress, 1, line.bytes.count, file) == line.bytes.count
        else { throw failure() }
    }

    func finish() throws(TransferError) {
        if fflush(file) != 0 { throw failure() }
    }

    private func failure() -> TransferError {
        TransferError("cannot sort in \(path): \(String(cString: strerror(errno))); give another temporary folder")
    }
}

/// Reads a run back, one line at a time.
private final class RunReader {
    static let headerBytes = 24

    private let file: UnsafeMutablePointer<FILE>
    private let path: String
    private(set) var current: (time: Int64, line: Line)?
    private var storage: UnsafeMutableBufferPointer<UInt8> = .allocate(capacity: 1 << 12)

    init(path: String) throws(TransferError) {
        guard let file = fopen(path, "rb") else {
            throw TransferError("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        self.file = file
        self.path = path
        setvbuf(file, nil, _IOFBF, 1 << 18)
        try advance()
    }

    deinit {
        fclose(file)
        storage.deallocate()
    }

    func advance() throws(TransferError) {
        var header: (Int64, UInt64, UInt32, UInt32) = (0, 0, 0, 0)
        guard fread(&header, Self.headerBytes, 1, file) == 1 else {
            current = nil
            return
        }
        let length = Int(header.3)
        if length > storage.count {
            storage.deallocate()
            storage = .allocate(capacity: length * 2)
        }
        guard fread(storage.baseAddress, 1, length, file) == length else {
            throw TransferError("\(path) ends too early: was it changed meanwhile?")
        }
        let bytes = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(storage)[0..<length])
        current = (
            header.0,
            Line(number: header.1, bytes: bytes, isTooLong: header.2 & 1 != 0, isDamaged: header.2 & 2 != 0)
        )
    }
}
