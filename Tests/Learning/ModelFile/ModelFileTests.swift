import Foundation
import Testing

@testable import Learning

/// A file's name that is removed at the end of its test.
final class TemporaryFile {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
}

@Suite struct ModelFileTests {
    private func written() throws -> TemporaryFile {
        let file = TemporaryFile()
        var writer = ModelFileWriter(kind: "example", version: 3)
        writer.add("whole", [Int64(-1), 0, .max])
        writer.add("real", [Double.pi])
        writer.add("bytes", ModelNumbers((0..<100).map { UInt8($0) }, zero: 0))
        writer.add("none", [Double]())
        try writer.write(to: file.path)
        return file
    }

    private func refusal(_ path: String, kind: String = "example", version: UInt32 = 3) -> LearningError? {
        do throws(LearningError) {
            _ = try ModelFile(path: path, kind: kind, version: version)
            return nil
        } catch {
            return error
        }
    }

    @Test func givesBackWhatWasWritten() throws {
        let temporary = try written()
        let file = try ModelFile(path: temporary.path, kind: "example", version: 3)
        #expect(try file.numbers("whole", of: Int64.self).array == [-1, 0, .max])
        #expect(try file.numbers("real", of: Double.self, count: 1).array == [.pi])
        let bytes = try file.numbers("bytes", of: UInt8.self)
        #expect(bytes.array == (0..<100).map { UInt8($0) })
        #expect(UInt(bitPattern: bytes.base) % 64 == 0)
        #expect(try file.numbers("none", of: Double.self).count == 0)
        #expect(try temporary.bytes().count % 64 == 0)
    }

    @Test func numbersOutliveTheFileObject() throws {
        let temporary = try written()
        let numbers = try ModelFile(path: temporary.path, kind: "example", version: 3).numbers("real", of: Double.self)
        #expect(numbers.array == [.pi])
    }

    @Test func refusesEveryFlippedBitThatMatters() throws {
        let temporary = try written()
        let whole = try temporary.bytes()
        var refused = 0
        for index in whole.indices {
            var damaged = whole
            damaged[index] ^= 1 << UInt8(index % 8)
            try temporary.write(damaged)
            if let error = refusal(temporary.path) {
                #expect(error.code == .damagedModel && error.message.contains(temporary.path))
                refused += 1
            }
        }
        // What fills sections up is not covered, since nobody reads it: 40 + 56 + 28 bytes.
        #expect(refused == whole.count - 124)
    }

    @Test func refusesEveryShorterFile() throws {
        let temporary = try written()
        let whole = try temporary.bytes()
        for count in stride(from: 0, to: whole.count, by: 7) {
            try temporary.write(Array(whole[..<count]))
            #expect(refusal(temporary.path) != nil)
        }
    }

    @Test func saysWhatIsWrong() throws {
        let temporary = try written()
        #expect(refusal(temporary.path, kind: "other")?.message.contains("\"example\", not \"other\"") == true)
        #expect(refusal(temporary.path, version: 4)?.message.contains("version 3") == true)
        #expect(refusal(temporary.path + ".absent")?.code == .file)
        let file = try ModelFile(path: temporary.path, kind: "example", version: 3)
        #expect(throws: LearningError.self) { try file.numbers("absent", of: Double.self) }
        #expect(throws: LearningError.self) { try file.numbers("bytes", of: Int64.self) }
        #expect(throws: LearningError.self) { try file.numbers("real", of: Double.self, count: 2) }
    }
}
