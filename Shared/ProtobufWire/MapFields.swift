// Maps: on the wire, repeated messages of a key (1) and a value (2). A key that comes again replaces its value, and what
// does not come is at its default.
extension WireReader {
    /// An entry of a map.
    ///
    /// Keys of type string are the same when Unicode calls them so: Swift's strings know no other equality.
    @inlinable
    public mutating func map<Key: MapKeyCoding, Field: FieldCoding>(
        _ values: inout [Key.Value: Field.Value], _: Key.Type, _: Field.Type
    ) throws(WireError) {
        guard tag.has(.lengthDelimited) else { return }
        let outer = try enterMessage()
        var key = Key.initial
        var value = Field.initial
        var others = UnknownFields()
        while let tag = try nextField(&others) {
            switch tag.number {
            case 1: try Key.read(&key, from: &self)
            case 2: try Field.read(&value, from: &self)
            default: break
            }
        }
        leaveMessage(outer)
        // A hash table is at least a quarter empty, and after it has grown more than half.
        try charge(2 * (MemoryLayout<Key.Value>.stride + MemoryLayout<Field.Value>.stride))
        values[key] = value
    }
}

extension WireWriter {
    /// A map, in the order of its keys, so that equal maps are equal bytes.
    ///
    /// An entry's key and value are written even when they are defaults, as Google's runtimes do.
    @inlinable
    public mutating func map<Key: MapKeyCoding, Field: FieldCoding>(
        _ number: Int, _ values: [Key.Value: Field.Value], _: Key.Type, _: Field.Type
    ) {
        if values.isEmpty { return }
        let tag = FieldTag(number, .lengthDelimited)
        for entry in values.sorted(by: { Key.precedes($0.key, $1.key) }) {
            let body = beginLengthDelimited(tag)
            Key.write(entry.key, 1, to: &self)
            Field.write(entry.value, 2, to: &self)
            endLengthDelimited(body)
        }
    }

    /// Repeated values that are not packed, for a field declared with `packed = false`: one field each, defaults too.
    @inlinable
    public mutating func unpacked<Field: FieldCoding>(_ number: Int, _ values: [Field.Value], _: Field.Type) {
        for value in values { Field.write(value, number, to: &self) }
    }
}
