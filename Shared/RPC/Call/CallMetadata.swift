public import Contracts

/// Key–value pairs that travel beside messages: who asks, how to trace it, what it cost.
///
/// Keys are lower-case `[0-9a-z_.-]`, repeat if need be, and keep their order. A key that ends in "-bin" carries bytes,
/// any other printable ASCII. A set of at most ``entryLimit`` entries and ``sizeLimit`` bytes is sent.
public struct CallMetadata: Sendable, Equatable {
    /// Most entries in one set.
    public static let entryLimit = 128
    /// Most bytes in one set, keys and values and 32 for each entry: gRPC's 8 KiB.
    public static let sizeLimit = 8 << 10

    /// The entries as they travel.
    public private(set) var entries: [Metadata]

    /// No entries.
    public init() {
        entries = []
    }

    /// Text entries; a key that ends in "-bin" takes the text's UTF-8.
    public init(_ pairs: [(String, String)]) {
        self.init()
        for (key, value) in pairs { add(key, value) }
    }

    init(entries: [Metadata]) {
        self.entries = entries
    }

    /// Whether there are no entries.
    public var isEmpty: Bool { entries.isEmpty }

    /// The first text of a key.
    ///
    /// Setting replaces all entries of the key; nil removes them.
    public subscript(_ key: String) -> String? {
        get { entries.first { $0.key == key }?.text }
        set {
            entries.removeAll { $0.key == key }
            if let newValue { add(key, newValue) }
        }
    }

    /// The first bytes of a key that ends in "-bin".
    ///
    /// Setting replaces all entries of the key; nil removes them.
    public subscript(binary key: String) -> [UInt8]? {
        get { entries.first { $0.key == key }?.binary }
        set {
            entries.removeAll { $0.key == key }
            if let newValue { entries.append(Metadata(key: key, binary: newValue)) }
        }
    }

    /// All texts of a key, in order.
    public func values(of key: String) -> [String] {
        entries.filter { $0.key == key }.map(\.text)
    }

    /// Adds an entry, whether or not the key is there.
    public mutating func add(_ key: String, _ value: String) {
        if CallMetadata.isBinary(key) {
            entries.append(Metadata(key: key, binary: Array(value.utf8)))
        } else {
            entries.append(Metadata(key: key, text: value))
        }
    }

    /// Adds all entries of another set.
    public mutating func merge(_ other: CallMetadata) {
        entries.append(contentsOf: other.entries)
    }

    /// What is wrong with this set, or nil if it may travel.
    ///
    /// - Returns: RESOURCE_EXHAUSTED for too many entries or bytes, INTERNAL for a key or value that is not allowed.
    public func violation() -> RPCError? {
        guard !entries.isEmpty else { return nil }
        guard entries.count <= CallMetadata.entryLimit else {
            return RPCError(
                .resourceExhausted, "\(entries.count) metadata entries; at most \(CallMetadata.entryLimit) are allowed")
        }
        var size = 0
        for entry in entries {
            size += 32 + entry.key.utf8.count + entry.text.utf8.count + entry.binary.count
            guard CallMetadata.isValid(key: entry.key) else {
                return RPCError(
                    .internalError, "metadata key '\(entry.key.prefix(64))': use one or more of 0-9 a-z _ . -")
            }
            let isBinary = CallMetadata.isBinary(entry.key)
            guard isBinary ? entry.text.isEmpty : entry.binary.isEmpty else {
                return RPCError(.internalError, "metadata key '\(entry.key)': bytes go with keys that end in -bin")
            }
            guard entry.text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
                return RPCError(
                    .internalError, "metadata value of '\(entry.key)': use printable ASCII, or a key that ends in -bin")
            }
        }
        guard size <= CallMetadata.sizeLimit else {
            return RPCError(
                .resourceExhausted, "\(size) bytes of metadata; at most \(CallMetadata.sizeLimit) are allowed")
        }
        return nil
    }

    private static func isBinary(_ key: String) -> Bool {
        key.hasSuffix("-bin")
    }

    private static func isValid(key: String) -> Bool {
        !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
                case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"): true
                default: false
                }
            }
    }
}
