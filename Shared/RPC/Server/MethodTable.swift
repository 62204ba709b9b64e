/// One method of a server: its name, and how its calls are served.
final class ServerMethod: Sendable {
    /// How calls are served, with types erased.
    enum Handler: Sendable {
        /// Runs to completion on the loop; answers by itself and says how.
        case immediate(@Sendable (ServerConnection, UInt32, UnsafeRawBufferPointer, CallContext) -> StatusCode)
        /// Begins a call that ends later; the bytes of the request are valid only within.
        case deferred(@Sendable (ServerCall, UnsafeRawBufferPointer) -> Void)
        /// Begins a call whose requests come one by one.
        case streaming(@Sendable (ServerCall) -> Void)
    }

    let name: String
    let handler: Handler
    let recorder: (any CallRecorder)?

    init(name: String, handler: Handler, recorder: (any CallRecorder)?) {
        self.name = name
        self.handler = handler
        self.recorder = recorder
    }
}

/// Methods by the bytes of their names, found without making a String.
struct MethodTable: Sendable {
    private struct Entry: Sendable {
        var name: [UInt8]
        var method: ServerMethod
    }

    /// Open addressing; the size is a power of two and at least twice the number of methods.
    private var slots: [Entry?]

    init(_ methods: [ServerMethod]) {
        var size = 16
        while size < methods.count * 2 { size *= 2 }
        slots = Array(repeating: nil, count: size)
        for method in methods {
            let name = Array(method.name.utf8)
            var index = name.withUnsafeBytes(MethodTable.hash) & (size - 1)
            while slots[index] != nil { index = (index + 1) & (size - 1) }
            slots[index] = Entry(name: name, method: method)
        }
    }

    /// The method of that name.
    func find(_ name: UnsafeRawBufferPointer) -> ServerMethod? {
        var index = MethodTable.hash(name) & (slots.count - 1)
        while let entry = slots[index] {
            if entry.name.count == name.count, entry.name.elementsEqual(name) { return entry.method }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// FNV-1a: the names are ours, so nobody can choose them to collide.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
