import Foundation
import Marketplace

/// A state on disk: `snapshots/<service>.snapshot`.
///
/// The layout is the line `TANDEMSNAPSHOT1`, then by `SnapshotWriter`: the service, the state's format version, the
/// identity of the log, sequence and market time, the state's bytes; and the CRC-32 of everything before it. Anything
/// that doesn't fit makes the snapshot as good as absent: the state is rebuilt from the log.
struct SnapshotFile: Sendable {
    let path: String
    let service: String

    init(home: String, service: String) {
        path = "\(home)/snapshots/\(service).snapshot"
        self.service = service
    }

    private static let magic = Array("TANDEMSNAPSHOT1\n".utf8)

    func save<State: LogState>(
        _ state: State, _ position: GuardedState<State>.Position, logIdentity: String
    ) -> [UInt8] {
        var content = SnapshotWriter()
        state.encode(to: &content)
        var writer = SnapshotWriter()
        writer.string(service)
        writer.unsigned(UInt64(State.formatVersion))
        writer.string(logIdentity)
        writer.unsigned(position.sequence)
        writer.integer(position.marketTime)
        writer.data(content.bytes)
        var bytes = Self.magic + writer.bytes
        withUnsafeBytes(of: DurableFile.checksum(bytes).littleEndian) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// The state of the file, if it is whole and belongs to this service, program and log.
    ///
    /// - Throws: why it can't be used; nil when there is no file.
    func load<State: LogState>(
        _: State.Type, log: FactLog
    ) throws -> (state: State, position: GuardedState<State>.Position)? {
        guard let bytes = DurableFile.read(path) else { return nil }
        guard bytes.count > Self.magic.count + 4, bytes.starts(with: Self.magic) else {
            throw HostingError("it is not a snapshot")
        }
        let body = bytes.dropLast(4)
        let stored = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard DurableFile.checksum(body) == stored else { throw HostingError("its checksum is wrong") }
        var reader = SnapshotReader(Array(body.dropFirst(Self.magic.count)))
        guard try reader.string() == service else { throw HostingError("it belongs to another service") }
        guard try reader.unsigned() == UInt64(State.formatVersion) else {
            throw HostingError("it was written by another version")
        }
        guard try reader.string() == log.identity else { throw HostingError("it belongs to another log") }
        let position = GuardedState<State>.Position(
            sequence: try reader.unsigned(), marketTime: try reader.int64())
        guard position.sequence <= (try log.lastSequence()) else {
            throw HostingError("it is ahead of the log")
        }
        var content = SnapshotReader(try reader.data())
        let state = try State(from: &content)
        guard content.isAtEnd, reader.isAtEnd else { throw HostingError("it is longer than its content") }
        return (state, position)
    }
}
