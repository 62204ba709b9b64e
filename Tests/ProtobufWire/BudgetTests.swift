import ProtobufWire
import Testing

/// A small message cannot fill the memory: what may be built from it is bounded by its size.
struct BudgetTests {
    private func outcome(_ field: String, _ count: Int) -> WireError? {
        let field = hex(field)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(field.count * count)
        for _ in 0..<count { bytes += field }
        do throws(WireError) {
            _ = try AllTypes(serializedBytes: bytes)
            return nil
        } catch {
            return error
        }
    }

    /// Children are the largest of all: hundreds of bytes each, out of three.
    @Test
    func emptyMessages() {
        #expect(outcome("fa0200", 1000) == nil)
        let error = outcome("fa0200", 1 << 20)
        #expect(error?.reason == .memoryBudgetExceeded)
        #expect(error?.fieldNumber == 47)
        #expect(error?.description.contains("send them in several messages") == true)
    }

    /// The array is not made before it is paid for: with nothing else between, the first field is where it ends.
    @Test
    func refusedBeforeAnythingIsBuilt() {
        #expect(outcome("fa0200", 1 << 20)?.offset == 2)
    }

    /// Runs of one, so that no array is asked for at once.
    @Test
    func emptyMessagesBetweenOtherFields() {
        #expect(outcome("fa0200 1801", 1000) == nil)
        #expect(outcome("fa0200 1801", 1 << 20)?.reason == .memoryBudgetExceeded)
    }

    /// What grows little is not refused, however much there is.
    @Test
    func manySmallStringsAndNumbers() {
        #expect(outcome("e20200", 1 << 20) == nil)
        #expect(outcome("e2020161", 1 << 20) == nil)
        #expect(outcome("e20210 61616161616161616161616161616161", 1 << 18) == nil)
        #expect(outcome("f80101", 1 << 20) == nil)
        #expect(outcome("fa010101", 1 << 20) == nil)
    }

    @Test
    func theBudgetGrowsWithTheMessage() {
        #expect(WireReader.memoryBudget(for: 0) == 4 << 20)
        #expect(WireReader.memoryBudget(for: 4 << 20) == 68 << 20)
    }
}
