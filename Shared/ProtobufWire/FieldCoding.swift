// Protobuf's types as Swift types, for what is generic over them: the entries of maps, unpacked numbers.

/// A type that a protobuf field can have: which Swift type holds its value, and how that is written and read.
public protocol FieldCoding {
    /// What holds the value.
    associatedtype Value: Sendable

    /// The value of a field that did not come.
    static var initial: Value { get }

    /// Writes the field, even when it holds the default.
    static func write(_ value: Value, _ number: Int, to writer: inout WireWriter)

    /// Reads the reader's current field, if its wire type fits.
    static func read(_ value: inout Value, from reader: inout WireReader) throws(WireError)
}

/// A type that the keys of a map can have.
public protocol MapKeyCoding: FieldCoding where Value: Hashable {
    /// The order in which a map's entries are written.
    static func precedes(_ left: Value, _ right: Value) -> Bool
}

extension MapKeyCoding where Value: Comparable {
    /// By size.
    @inlinable
    public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

/// The scalar types of proto3, by their names in a `.proto`.
public enum Scalar {
    /// A double.
    public enum Double: FieldCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Double { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Double, _ number: Int, to writer: inout WireWriter) {
            writer.double(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Double, from reader: inout WireReader) throws(WireError) {
            try reader.double(&value)
        }
    }

    /// A float.
    public enum Float: FieldCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Float { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Float, _ number: Int, to writer: inout WireWriter) {
            writer.float(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Float, from reader: inout WireReader) throws(WireError) {
            try reader.float(&value)
        }
    }

    /// An int32.
    public enum Int32: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Int32 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Int32, _ number: Int, to writer: inout WireWriter) {
            writer.int32(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Int32, from reader: inout WireReader) throws(WireError) {
            try reader.int32(&value)
        }
    }

    /// An int64.
    public enum Int64: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Int64 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Int64, _ number: Int, to writer: inout WireWriter) {
            writer.int64(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Int64, from reader: inout WireReader) throws(WireError) {
            try reader.int64(&value)
        }
    }

    /// A uint32.
    public enum UInt32: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.UInt32 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.UInt32, _ number: Int, to writer: inout WireWriter) {
            writer.uint32(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.UInt32, from reader: inout WireReader) throws(WireError) {
            try reader.uint32(&value)
        }
    }

    /// A uint64.
    public enum UInt64: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.UInt64 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.UInt64, _ number: Int, to writer: inout WireWriter) {
            writer.uint64(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.UInt64, from reader: inout WireReader) throws(WireError) {
            try reader.uint64(&value)
        }
    }

    /// A sint32 (zigzag).
    public enum SInt32: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Int32 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Int32, _ number: Int, to writer: inout WireWriter) {
            writer.sint32(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Int32, from reader: inout WireReader) throws(WireError) {
            try reader.sint32(&value)
        }
    }

    /// A sint64 (zigzag).
    public enum SInt64: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Int64 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Int64, _ number: Int, to writer: inout WireWriter) {
            writer.sint64(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Int64, from reader: inout WireReader) throws(WireError) {
            try reader.sint64(&value)
        }
    }

    /// A fixed32.
    public enum Fixed32: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.UInt32 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.UInt32, _ number: Int, to writer: inout WireWriter) {
            writer.fixed32(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.UInt32, from reader: inout WireReader) throws(WireError) {
            try reader.fixed32(&value)
        }
    }

    /// A fixed64.
    public enum Fixed64: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.UInt64 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.UInt64, _ number: Int, to writer: inout WireWriter) {
            writer.fixed64(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.UInt64, from reader: inout WireReader) throws(WireError) {
            try reader.fixed64(&value)
        }
    }

    /// An sfixed32.
    public enum SFixed32: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Int32 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Int32, _ number: Int, to writer: inout WireWriter) {
            writer.sfixed32(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Int32, from reader: inout WireReader) throws(WireError) {
            try reader.sfixed32(&value)
        }
    }

    /// An sfixed64.
    public enum SFixed64: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Int64 { 0 }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Int64, _ number: Int, to writer: inout WireWriter) {
            writer.sfixed64(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Int64, from reader: inout WireReader) throws(WireError) {
            try reader.sfixed64(&value)
        }
    }

    /// A bool.
    public enum Bool: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.Bool { false }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.Bool, _ number: Int, to writer: inout WireWriter) {
            writer.bool(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.Bool, from reader: inout WireReader) throws(WireError) {
            try reader.bool(&value)
        }

        /// False first.
        @inlinable
        public static func precedes(_ left: Swift.Bool, _ right: Swift.Bool) -> Swift.Bool { !left && right }
    }

    /// A string.
    public enum String: MapKeyCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: Swift.String { "" }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: Swift.String, _ number: Int, to writer: inout WireWriter) {
            writer.string(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout Swift.String, from reader: inout WireReader) throws(WireError) {
            try reader.string(&value)
        }

        /// By their bytes, as other languages order them.
        @inlinable
        public static func precedes(_ left: Swift.String, _ right: Swift.String) -> Swift.Bool {
            left.utf8.lexicographicallyPrecedes(right.utf8)
        }
    }

    /// Bytes.
    public enum Bytes: FieldCoding {
        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable public static var initial: [Swift.UInt8] { [] }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func write(_ value: [Swift.UInt8], _ number: Int, to writer: inout WireWriter) {
            writer.bytes(number, ifPresent: value)
        }

        // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
        @inlinable
        public static func read(_ value: inout [Swift.UInt8], from reader: inout WireReader) throws(WireError) {
            try reader.bytes(&value)
        }
    }
}
