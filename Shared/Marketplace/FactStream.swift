import Contracts
import Dispatch
import Glibc
import JSON
import Synchronization

/// The facts of one import file, one at a time; lines that hold none are set aside on the way.
final class FactStream {
    let name: String
    /// The fact that comes next; `nil` at the end.
    private(set) var current: Fact?
    /// Bytes of its line.
    private(set) var currentBytes = 0
    /// Lines read, blank ones left out.
    private(set) var lines: UInt64 = 0
    /// Fields nobody knows, with how often they came.
    private(set) var unknownFields: [String: UInt64] = [:]

    private let file: RecordFile
    private let source: any LineSource
    private let rejects: RejectFile

    init(file: RecordFile, name: String, source: any LineSource, rejects: RejectFile) {
        self.file = file
        self.name = name
        self.source = source
        self.rejects = rejects
    }

    /// Reads on to the next fact.
    func advance() throws(TransferError) {
        var unknown: [String] = []
        current = nil
        while current == nil, let line = try source.next() {
            if line.isDamaged {
                let fault = LineFault(.unreadable, "the compressed data is damaged; what follows is lost")
                try rejects.add(fault, file: name, line)
                continue
            }
            if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            lines += 1
            if line.isTooLong {
                try rejects.add(LineFault(.lineTooLong, "the line is longer than allowed"), file: name, line)
                continue
            }
            do {
                current = try RecordLine.fact(line.bytes, in: file, unknown: &unknown)
                currentBytes = line.bytes.count
            } catch {
                try rejects.add(error, file: name, line)
                continue
            }
            for field in unknown {
                let key = "\(file.rawValue).\(field)"
                if unknownFields.count < 1_000 || unknownFields[key] != nil { unknownFields[key, default: 0] += 1 }
            }
        }
    }
}

/// Where lines that can't be taken go: one JSON object a line, with file, line, field, reason and the text itself.
final class RejectFile {
    let path: String
    private(set) var count: UInt64 = 0
    private(set) var byReason: [RejectReason: UInt64] = [:]
    private(set) var byFile: [String: UInt64] = [:]
    private(set) var first: [RejectedLine] = []
    private var file: UnsafeMutablePointer<FILE>?
    private var writer = JSONWriter()

    /// A file that appears with the first bad line; that of an earlier import goes.
    init(path: String) {
        self.path = path
        unlink(path)
    }

    deinit { if let file { fclose(file) } }

    func add(_ fault: LineFault, file name: String, _ line: Line) throws(TransferError) {
        count += 1
        byReason[fault.reason, default: 0] += 1
        byFile[name, default: 0] += 1
        if first.count < ImportReport.rejectSamples {
            first.append(
                RejectedLine(
                    file: name, line: line.number, reason: fault.reason, field: fault.field, detail: fault.detail))
        }
        if file == nil { file = fopen(path, "wb") }
        writer.reset()
        writer.beginObject()
        writer.member("file", name)
        writer.key("line")
        writer.write(line.number)
        writer.member("field", unlessEmpty: fault.field)
        writer.member("reason", "\(fault.reason.rawValue): \(fault.detail)")
        // Bytes that are no UTF-8 become U+FFFD here: the file is for people.
        writer.member("text", String(decoding: line.bytes, as: UTF8.self))
        writer.endObject()
        writer.endLine()
        let bytes = writer.bytes
        guard let file, fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw failure() }
    }

    func finish() throws(TransferError) {
        if let file, fflush(file) != 0 { throw failure() }
    }

    private func failure() -> TransferError {
        TransferError("cannot set bad lines aside in \(path): \(String(cString: strerror(errno)))")
    }
}

/// Appends batches in order on a thread of its own, at most two ahead of it.
final class BatchAppender: Sendable {
    private struct State {
        var result = AppendResult()
        var failure: FactLogError?
    }

    private let log: FactLog
    private let queue = DispatchQueue(label: "tandem.import")
    private let room = DispatchSemaphore(value: 2)
    private let state = Mutex(State())

    init(log: FactLog) { self.log = log }

    /// Hands a batch over; waits while two are under way.
    ///
    /// - Throws: what went wrong with an earlier batch.
    func append(_ batch: [Fact]) throws(FactLogError) {
        room.wait()
        if let failure = state.withLock({ $0.failure }) {
            room.signal()
            throw failure
        }
        queue.async { [self] in
            defer { room.signal() }
            guard state.withLock({ $0.failure }) == nil else { return }
            do throws(FactLogError) {
                let result = try log.append(batch)
                state.withLock { state in
                    state.result.appended += result.appended
                    state.result.duplicates += result.duplicates
                    state.result.lastSequence = result.lastSequence
                }
            } catch {
                state.withLock { $0.failure = error }
            }
        }
    }

    /// Waits for all batches and says what they did.
    func finish() throws(FactLogError) -> AppendResult {
        queue.sync {}
        let (result, failure) = state.withLock { ($0.result, $0.failure) }
        if let failure { throw failure }
        return result
    }
}
