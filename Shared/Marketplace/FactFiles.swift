public import Contracts
import Glibc
import JSON

/// The four files that an import reads, written side by side: `freelancers`, `clients`, `jobs` and `events`.
///
/// They appear under their names, all of them, when `finish` is called.
public final class FactFiles {
    /// What to do about such files that are there already.
    public enum Existing: Sendable {
        /// Refuse when a file of the other spelling (`.jsonl`, `.jsonl.gz`) is there, which an import would read as well.
        case replaceSame
        /// Refuse when any such file is there.
        case refuse
        /// Replace them, whatever their spelling.
        case replaceAll
    }

    private let directory: String
    private let ending: String
    private let otherEnding: String
    private let existing: Existing
    private let files: [LineFile]
    private var writer = JSONWriter()

    /// Opens the files in a folder that is there.
    ///
    /// - Parameter compression: zlib's level for `.jsonl.gz`; `nil` for `.jsonl`.
    /// - Throws: When a file can't be made, or one is in the way.
    public init(directory: String, compression: Int?, existing: Existing) throws(TransferError) {
        self.directory = directory
        self.existing = existing
        ending = compression == nil ? ".jsonl" : ".jsonl.gz"
        otherEnding = compression == nil ? ".jsonl.gz" : ".jsonl"
        for file in RecordFile.allCases {
            let other = "\(directory)/\(file.rawValue)\(otherEnding)"
            if existing == .replaceSame, access(other, F_OK) == 0 {
                throw TransferError("\(other) would stand beside the new file: remove it, or export elsewhere")
            }
            for end in [ending, otherEnding] where existing == .refuse {
                let path = "\(directory)/\(file.rawValue)\(end)"
                guard access(path, F_OK) != 0 else { throw TransferError("\(path) is there already") }
            }
        }
        var files: [LineFile] = []
        for file in RecordFile.allCases {
            files.append(try LineFile(path: "\(directory)/\(file.rawValue)\(ending)", compression: compression))
        }
        self.files = files
    }

    /// Bytes written, before compression.
    public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// Appends a fact to the file it belongs to.
    ///
    /// An entity without a fact's id has the one that an import would give it.
    /// - Throws: When the disk is full or gone.
    public func write(_ fact: Fact) throws(TransferError) {
        guard let body = fact.body else { return }
        writer.reset()
        RecordLine.write(fact, body, &writer)
        writer.endLine()
        try files[Self.place(of: body)].write(writer.bytes)
    }

    /// Closes the files and gives them their names.
    ///
    /// - Throws: When that fails.
    public func finish() throws(TransferError) {
        for file in files { try file.finish() }
        for (file, record) in zip(files, RecordFile.allCases) {
            if existing == .replaceAll { unlink("\(directory)/\(record.rawValue)\(otherEnding)") }
            try file.publish()
        }
    }

    private static func place(of body: Fact.Body) -> Int {
        switch RecordLine.file(of: body) {
        case .freelancers: 0
        case .clients: 1
        case .jobs: 2
        case .events: 3
        }
    }
}
