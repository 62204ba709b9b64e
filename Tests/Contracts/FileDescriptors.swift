import ContractDescriptors
import ProtobufWire

/// What protoc's own descriptors tell and protoc-c's do not: which methods stream, and what oneofs are called.
///
/// The numbers are those of google/protobuf/descriptor.proto.
struct FileDescriptors {
    /// Full names of methods that answer with a stream.
    private(set) var serverStreaming: Set<String> = []
    /// Full names of methods that are asked with a stream.
    private(set) var clientStreaming: Set<String> = []
    /// Full name of a message to the names of its oneofs.
    private(set) var oneofs: [String: [String]] = [:]

    private var package = ""

    static let contract: FileDescriptors? = {
        let bytes = UnsafeRawBufferPointer(
            start: tandem_file_descriptor_set(), count: tandem_file_descriptor_set_size())
        var descriptors = FileDescriptors()
        do {
            try fields(bytes) { number, file in
                if number == 1 { try descriptors.read(file: file) }
            }
            return descriptors
        } catch {
            return nil
        }
    }()

    private mutating func read(file: UnsafeRawBufferPointer) throws {
        package = try Self.text(file, field: 2)
        try Self.fields(file) { number, value in
            if number == 4 { try read(message: value) }
            if number == 6 { try read(service: value) }
        }
    }

    private mutating func read(message: UnsafeRawBufferPointer) throws {
        var names: [String] = []
        try Self.fields(message) { number, value in
            if number == 8 { names.append(try Self.text(value, field: 1)) }
        }
        oneofs["\(package).\(try Self.text(message, field: 1))"] = names
    }

    private mutating func read(service: UnsafeRawBufferPointer) throws {
        let name = try Self.text(service, field: 1)
        try Self.fields(service) { number, method in
            guard number == 2 else { return }
            let method = (try Self.text(method, field: 1), try Self.flags(method))
            if method.1.contains(5) { clientStreaming.insert("\(package).\(name)/\(method.0)") }
            if method.1.contains(6) { serverStreaming.insert("\(package).\(name)/\(method.0)") }
        }
    }

    private static func fields(
        _ bytes: UnsafeRawBufferPointer, _ body: (UInt32, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var reader = WireReader(bytes)
        var others = UnknownFields()
        while let tag = try reader.nextField(&others) {
            if let value = try reader.rawBytes() { try body(tag.number, value) }
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer, field: UInt32) throws -> String {
        var text = ""
        try fields(bytes) { number, value in
            if number == field { text = String(decoding: value, as: UTF8.self) }
        }
        return text
    }

    private static func flags(_ bytes: UnsafeRawBufferPointer) throws -> Set<UInt32> {
        var reader = WireReader(bytes)
        var others = UnknownFields()
        var flags: Set<UInt32> = []
        while let tag = try reader.nextField(&others) {
            var flag = false
            try reader.bool(&flag)
            if flag { flags.insert(tag.number) }
        }
        return flags
    }
}
