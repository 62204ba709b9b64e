import ContractDescriptors
import Contracts
import Foundation
import ProtobufWire
import TestSupport
import Testing

/// Google's own protobuf runtime, in Python, judges every message in both directions.
struct PythonTests {
    @Test(.enabled(if: Python.withProtobuf != nil, "\(Python.missing)"))
    func bothSidesReadEachOther() throws {
        let python = try #require(Python.withProtobuf)
        let folder = FileManager.default.temporaryDirectory.appending(path: "tandem-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["descriptors", "ours", "theirs"].map { folder.appending(path: $0) }
        try Data(bytes: tandem_file_descriptor_set(), count: tandem_file_descriptor_set_size()).write(to: files[0])

        var ours = Data()
        var count = 0
        for descriptor in MessageDescriptor.all {
            let type = try #require(ContractMessages.all.first { $0.messageName == descriptor.name })
            for seed in 0..<20 {
                let content = RandomContent(seed: UInt64(1000 + seed))
                var fill = RandomContent.Fill.anything
                if seed < 4 { fill = .everything(oneofMember: seed) }
                let bytes = LibProtobufC.pack(content.message(descriptor, fill))
                let message = try type.init(serializedBytes: bytes)
                append(Array(descriptor.name.utf8), to: &ours)
                append(message.serializedBytes(), to: &ours)
                count += 1
                withExtendedLifetime(content) {}
            }
        }
        try ours.write(to: files[1])
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "python_judge.py")
        let verdict = python.run([script.path] + files.map(\.path))
        #expect(verdict.status == 0 && verdict.output == "ok \(count)\n", "\(verdict.output.suffix(4000))")

        let theirs = Array(try Data(contentsOf: files[2]))
        var place = 0
        var seen: [String: Int] = [:]
        while place < theirs.count {
            let name = String(decoding: part(of: theirs, &place), as: UTF8.self)
            let bytes = part(of: theirs, &place)
            let type = try #require(ContractMessages.all.first { $0.messageName == name })
            // Two messages one after the other, which are one, merged; and a field that nobody knows, which is kept.
            let message = try type.init(serializedBytes: bytes)
            #expect(Array(message.unknownFields.bytes) == [0xF8, 0xFF, 0xFF, 0x7F, 5], "\(name)")
            #expect(message.serializedBytes() == part(of: theirs, &place), "\(name)")
            seen[name, default: 0] += 1
        }
        #expect(Set(seen.keys) == Set(ContractMessages.all.map { $0.messageName }))
        #expect(seen.values.allSatisfy { $0 == 20 })
    }

    private func append(_ part: [UInt8], to data: inout Data) {
        withUnsafeBytes(of: UInt32(part.count).bigEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: part)
    }

    private func part(of data: [UInt8], _ place: inout Int) -> [UInt8] {
        let size = data[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
        place += 4 + size
        return Array(data[(place - size)..<place])
    }
}
