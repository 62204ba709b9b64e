public import Contracts
import Foundation
import ProtobufWire

/// Trained models on disk: `models/<service>/<number>-<version>.model`, the highest number being the one that serves.
///
/// A file is the line `TANDEMMODEL1`, the artifact's length as 8 bytes, little-endian, the artifact, and its CRC-32 as 4
/// bytes. Files are written whole or not at all, and the newest three are kept, each with its card, `<number>-<version>.md`.
public struct ArtifactStore: Sendable {
    private let folder: String

    /// The models of one service.
    public init(home: String, service: String) {
        folder = "\(home)/models/\(service)"
    }

    private static let magic = Array("TANDEMMODEL1\n".utf8)
    private static let keptFiles = 3
    private static let cardSuffix = ".md"

    /// File names in order of their numbers.
    public var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".model") }.sorted()
    }

    /// Stores an artifact as the newest, under the version that its content has.
    ///
    /// When it is the newest already nothing is written: a training that begins again after it was killed must not push the
    /// older models out.
    ///
    /// - Returns: The artifact with its version, and the path of its file.
    public func save(_ artifact: Artifact) throws(HostingError) -> (artifact: Artifact, path: String) {
        var stored = artifact
        stored.version = ""
        stored.version = Self.version(of: stored.serializedBytes())
        let bytes = stored.serializedBytes()
        if let last = names.last, let newest = try? load(last), newest.serializedBytes() == bytes {
            return (newest, "\(folder)/\(last)")
        }
        let number = (names.last.flatMap { Int($0.prefix(6)) } ?? 0) + 1
        let name = "\(String(format: "%06d", number))-\(stored.version)"
        let path = "\(folder)/\(name).model"
        var file = Self.magic
        withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { file.append(contentsOf: $0) }
        file += bytes
        withUnsafeBytes(of: DurableFile.checksum(bytes).littleEndian) { file.append(contentsOf: $0) }
        // The card comes first, so that there is no model without one.
        try DurableFile.write(Array(ModelCard(stored).markdown.utf8), to: "\(folder)/\(name)\(Self.cardSuffix)")
        try DurableFile.write(file, to: path)
        removeOld()
        return (stored, path)
    }

    /// Removes all but the newest models, cards without a model, and what a writer that was killed left half written.
    ///
    /// Only the operator's training writes here, one model of a service at a time.
    private func removeOld() {
        let kept = Set(names.suffix(Self.keptFiles).map { String($0.dropLast(".model".count)) })
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for file in files where !kept.contains(String(file.prefix { $0 != "." })) || file.hasSuffix(".part") {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(file)")
        }
    }

    /// The file of a model's card, whose name is that of the model's file.
    public func cardPath(of name: String) -> String {
        "\(folder)/" + (name.hasSuffix(".model") ? String(name.dropLast(".model".count)) : name) + Self.cardSuffix
    }

    /// The newest artifact whose file is whole; what was wrong with newer ones goes to the closure.
    public func newest(problem: (String) -> Void) -> (artifact: Artifact, name: String)? {
        for name in names.reversed() {
            do {
                return (try load(name), name)
            } catch {
                problem("ignoring \(folder)/\(name): \(error)")
            }
        }
        return nil
    }

    /// Makes an older artifact the newest again, under its own version.
    ///
    /// - Parameter version: of the one wanted; nil for the newest whose version is not the one that serves.
    /// - Returns: What serves from now on.
    /// - Throws: when there is none such whose file is whole.
    public func restore(version: String? = nil) throws(HostingError) -> Artifact {
        let whole = names.reversed().compactMap { name in (try? load(name)).map { (name: name, artifact: $0) } }
        guard let serving = whole.first else { throw HostingError("there is no model in \(folder)") }
        let wanted = whole.first { candidate in
            version.map { $0 == candidate.artifact.version }
                ?? (candidate.artifact.version != serving.artifact.version)
        }
        guard let wanted else {
            let versions = whole.map(\.artifact.version).joined(separator: ", ")
            throw HostingError(
                version.map { "there is no model \($0) in \(folder), only \(versions)" }
                    ?? "there is no other model than \(versions) in \(folder)")
        }
        guard wanted.name != serving.name else { return wanted.artifact }
        return try save(wanted.artifact).artifact
    }

    /// The artifact of one file.
    public func load(_ name: String) throws -> Artifact {
        guard let bytes = DurableFile.read("\(folder)/\(name)") else { throw HostingError("it can't be read") }
        let header = Self.magic.count + 8
        guard bytes.count >= header + 4, bytes.starts(with: Self.magic) else {
            throw HostingError("it is not a model")
        }
        let length = bytes[Self.magic.count..<header].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length == UInt64(bytes.count - header - 4) else { throw HostingError("it is cut off") }
        let content = Array(bytes[header..<bytes.count - 4])
        let stored = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard DurableFile.checksum(content) == stored else { throw HostingError("its checksum is wrong") }
        return try Artifact(serializedBytes: content)
    }

    private static func version(of bytes: [UInt8]) -> String {
        String(format: "%08x", DurableFile.checksum(bytes))
    }
}

extension Artifact {
    /// "client-model@4f2a9c01".
    public var identifier: String { "\(service)@\(version)" }
}
