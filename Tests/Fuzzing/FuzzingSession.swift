import Foundation
import ProtobufWire

/// Seeded mutation of a corpus: the same seed gives the same inputs.
struct FuzzingSession {
    private var pool: [[UInt8]]
    private let originals: Int
    private var random: SeededRandom
    private let current: CurrentInput

    /// Reads every file of the folder, in order of their names.
    init(corpus: URL, seed: UInt64) throws {
        let files = try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        pool = try files.map { [UInt8](try Data(contentsOf: $0)) }
        guard !pool.isEmpty else { throw CocoaError(.fileReadNoSuchFile) }
        originals = pool.count
        random = SeededRandom(state: seed)
        current = try CurrentInput()
    }

    /// Runs the corpus as it is, then mutations for so many seconds.
    ///
    /// - Returns: False when some input violated a property; it has been kept and said where.
    mutating func run(seconds: Double) -> Bool {
        for input in pool where !holds(input) { return false }
        let start = ContinuousClock.now
        var runs = 0
        while start.duration(to: .now) < .seconds(seconds) {
            // A hang ends the process, with its input kept.
            alarm(30)
            for _ in 0..<500 {
                let input = mutated()
                guard holds(input) else { return false }
                runs += 1
                // What was mutated once may be mutated again, so that damage adds up.
                if random.below(50) == 0 {
                    if pool.count < 4 * originals {
                        pool.append(input)
                    } else {
                        pool[originals + random.below(3 * originals)] = input
                    }
                }
            }
        }
        alarm(0)
        current.remove()
        print("\(originals) files of the corpus and \(runs) mutations of them: no violation")
        return true
    }

    private func holds(_ input: [UInt8]) -> Bool {
        current.keep(input)
        guard let violation = input.withUnsafeBytes({ Property.violation(by: $0) }) else { return true }
        print("\(violation)\nThe input is in \(current.path)")
        return false
    }

    private mutating func mutated() -> [UInt8] {
        var bytes = pool[random.below(pool.count)]
        for _ in 0...random.below(6) { mutate(&bytes) }
        return bytes.count > CurrentInput.limit ? Array(bytes.prefix(CurrentInput.limit)) : bytes
    }

    private static let interesting: [[UInt8]] = [
        [0], [1], [0x7F], [0x80], [0xFF], [0x80, 0x00], [0xFF, 0x7F], [0x80, 0x80, 0x04],
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x0B], [0x0C],
        [0xC3, 0xA9], [0xED, 0xA0, 0x80],
    ]

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard bytes.count > Property.selectorSize else { return bytes.append(UInt8(random.below(256))) }
        let start = Property.selectorSize + random.below(bytes.count - Property.selectorSize)
        let range = start..<min(bytes.count, start + 1 + random.below(24))
        switch random.below(10) {
        case 0: bytes[start] ^= 1 << UInt8(random.below(8))
        case 1: bytes[start] = UInt8(random.below(256))
        case 2: bytes.removeSubrange(range)
        case 3: bytes.insert(UInt8(random.below(256)), at: start)
        case 4: bytes.insert(contentsOf: bytes[range], at: start)
        case 5: bytes.removeLast(bytes.count - start)
        case 6: bytes.insert(contentsOf: Self.interesting[random.below(Self.interesting.count)], at: start)
        case 7: bytes.replaceSubrange(range, with: Self.interesting[random.below(Self.interesting.count)])
        case 8:
            // Another input's tail.
            let other = pool[random.below(pool.count)]
            bytes.replaceSubrange(start..., with: other.suffix(random.below(other.count + 1)))
        default:
            // A few bytes again and again, up to megabytes at times: what fills memory.
            let part = Array(bytes[range])
            let copies = 1 << random.below(random.below(40) == 0 ? 17 : 8)
            bytes.insert(contentsOf: repeatElement(part, count: copies).joined(), at: start)
        }
    }
}

/// The input being run, in a file that outlives a crash.
private struct CurrentInput {
    static let limit = 4 << 20

    let path: String
    private let map: UnsafeMutableRawPointer
    private let descriptor: Int32

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "codec-fuzzer-\(getpid()).bin").path
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0, ftruncate(descriptor, off_t(Self.limit)) == 0,
            let map = mmap(nil, Self.limit, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), map != MAP_FAILED
        else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.map = map
    }

    /// Writes the input, and its size behind it: the last eight bytes of the file.
    func keep(_ input: [UInt8]) {
        let size = min(input.count, Self.limit - 8)
        map.copyMemory(from: input, byteCount: size)
        (map + Self.limit - 8).storeBytes(of: UInt64(size).littleEndian, as: UInt64.self)
    }

    func remove() {
        munmap(map, Self.limit)
        close(descriptor)
        unlink(path)
    }
}

/// Marsaglia's xorshift, by a seed that is never 0.
private struct SeededRandom {
    private var state: UInt64

    init(state seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}
