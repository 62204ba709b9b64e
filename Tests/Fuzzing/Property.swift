import Contracts
import Foundation
import ProtobufWire

/// What must hold of every input.
enum Property {
    /// Four bytes choose the message, so that the corpus survives new ones: a hash of its name.
    static let selectorSize = 4

    private static let types: [(selector: UInt32, type: any Message.Type)] = ContractMessages.all.map {
        (selector(of: $0.messageName), $0)
    }

    /// FNV-1a.
    static func selector(of name: String) -> UInt32 {
        name.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    /// What does not hold of an input, or nil.
    static func violation(by input: UnsafeRawBufferPointer) -> String? {
        guard input.count >= selectorSize else { return nil }
        let selector = UInt32(littleEndian: input.loadUnaligned(as: UInt32.self))
        let type =
            types.first { $0.selector == selector }?.type ?? types[Int(selector % UInt32(types.count))].type
        return violation(of: type, by: UnsafeRawBufferPointer(rebasing: input[selectorSize...]))
    }

    private static func violation<Value: Message>(of type: Value.Type, by bytes: UnsafeRawBufferPointer) -> String? {
        let before = peakMemory()
        do throws(WireError) {
            let message = try Value(serializedBytes: bytes)
            let taken = peakMemory() - before
            // Packed numbers grow by 8, whatever the budget, and arrays have room to grow.
            if taken > 2 * (WireReader.memoryBudget(for: bytes.count) + 8 * bytes.count) + 8 << 20 {
                return "\(type.messageName): \(taken) bytes of memory for a message of \(bytes.count)"
            }
            let written = message.serializedBytes()
            // A negative number may come in 5 bytes and goes in 10; lengths grow with what they measure.
            if written.count > 3 * bytes.count {
                return "\(type.messageName): \(written.count) bytes written for \(bytes.count) read"
            }
            return stability(of: type, written)
        } catch {
            guard (0...bytes.count).contains(error.offset) else {
                return "\(type.messageName): an error at byte \(error.offset) of \(bytes.count)"
            }
            return nil
        }
    }

    /// The most memory that the process has had so far, in bytes.
    private static func peakMemory() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }

    private static func stability<Value: Message>(of type: Value.Type, _ written: [UInt8]) -> String? {
        do throws(WireError) {
            let again = try Value(serializedBytes: written)
            return again.serializedBytes() == written ? nil : "\(type.messageName): written otherwise the second time"
        } catch {
            // What is nearly empty may be written shorter than it came, and its budget is smaller then.
            if error.reason == .memoryBudgetExceeded { return nil }
            return "\(type.messageName): what was written is refused: \(error)"
        }
    }
}
