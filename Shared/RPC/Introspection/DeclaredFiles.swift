internal import ContractDescriptors
internal import Contracts
internal import ProtobufWire

/// The `.proto` files of the contract, compiled, and what each declares: what reflection tells.
///
/// Read from the `google.protobuf.FileDescriptorSet` that is built into the program; the numbers of its fields are
/// those of google/protobuf/descriptor.proto.
struct DeclaredFiles: Sendable {
    /// The contract of this program.
    static let contract: DeclaredFiles = {
        let bytes = UnsafeRawBufferPointer(
            start: tandem_file_descriptor_set(), count: tandem_file_descriptor_set_size())
        do {
            return try DeclaredFiles(fileDescriptorSet: bytes)
        } catch {
            preconditionFailure("the descriptors built into the program are damaged: \(error)")
        }
    }()

    /// One file.
    struct File: Sendable {
        var name = ""
        /// As it is in the set.
        var bytes: [UInt8]
        var imports: [String] = []
        /// Full names of what it declares, those within messages included.
        var symbols: [String] = []
    }

    private var files: [File] = []
    private var placeOfFile: [String: Int] = [:]
    private var placeOfSymbol: [String: Int] = [:]
    /// By name on the wire.
    private(set) var methods: [String: MethodDescription] = [:]
    /// Names on the wire of a service's methods, in the order of the file.
    private(set) var methodsOfService: [String: [String]] = [:]

    init(fileDescriptorSet set: UnsafeRawBufferPointer) throws(WireError) {
        try DeclaredFiles.read(set) { (number, reader) throws(WireError) in
            guard number == 1, let bytes = try reader.rawBytes() else { return }
            try add(bytes)
        }
    }

    /// The file that declares a symbol (a method as "service/method" or "service.method"), or of that name, and before it
    /// all that it imports; nil when there is none.
    func files(symbol: String) -> [File]? {
        let dotted = symbol.replacing("/", with: ".")
        return placeOfSymbol[dotted].map { closure([$0]) }
    }

    /// The file of a name, and before it all that it imports; nil when there is none.
    func files(named name: String) -> [File]? {
        placeOfFile[name].map { closure([$0]) }
    }

    /// The files that declare services, and before each all that it imports.
    func files(services: [String]) -> [File] {
        closure(services.compactMap { placeOfSymbol[$0] })
    }

    private func closure(_ places: [Int]) -> [File] {
        var order: [Int] = []
        func visit(_ place: Int) {
            guard !order.contains(place) else { return }
            for name in files[place].imports { if let next = placeOfFile[name] { visit(next) } }
            order.append(place)
        }
        for place in places { visit(place) }
        return order.map { files[$0] }
    }

    // MARK: Reading

    private static func read(
        _ bytes: UnsafeRawBufferPointer, _ body: (Int, inout WireReader) throws(WireError) -> Void
    ) throws(WireError) {
        var reader = WireReader(bytes)
        var others = UnknownFields()
        while let field = try reader.nextField(&others) { try body(Int(field.number), &reader) }
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) throws(WireError) {
        var file = File(bytes: Array(bytes))
        var package = ""
        var services: [(name: String, methods: [MethodDescription])] = []
        try DeclaredFiles.read(bytes) { (number, reader) throws(WireError) in
            switch number {
            case 1: try reader.string(&file.name)
            case 2: try reader.string(&package)
            case 3: try reader.repeatedString(&file.imports)
            case 4:
                if let bytes = try reader.rawBytes() { try DeclaredFiles.names(ofMessage: bytes, "", &file.symbols) }
            case 5: if let bytes = try reader.rawBytes() { try file.symbols.append(DeclaredFiles.name(bytes)) }
            case 6: if let bytes = try reader.rawBytes() { try services.append(DeclaredFiles.service(bytes)) }
            default: break
            }
        }
        let prefix = package.isEmpty ? "" : package + "."
        file.symbols = file.symbols.map { prefix + $0 }
        for service in services {
            let name = prefix + service.name
            file.symbols.append(name)
            for method in service.methods {
                file.symbols.append("\(name).\(method.name)")
                methods["\(name)/\(method.name)"] = method
                methodsOfService[name, default: []].append("\(name)/\(method.name)")
            }
        }
        placeOfFile[file.name] = files.count
        for symbol in file.symbols { placeOfSymbol[symbol] = files.count }
        files.append(file)
    }

    private static func name(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> String {
        var name = ""
        try read(bytes) { (number, reader) throws(WireError) in
            if number == 1 { try reader.string(&name) }
        }
        return name
    }

    private static func names(
        ofMessage bytes: UnsafeRawBufferPointer, _ prefix: String, _ symbols: inout [String]
    ) throws(WireError) {
        let name = prefix + (try name(bytes))
        symbols.append(name)
        try read(bytes) { (number, reader) throws(WireError) in
            switch number {
            case 3: if let inner = try reader.rawBytes() { try names(ofMessage: inner, name + ".", &symbols) }
            case 4: if let inner = try reader.rawBytes() { symbols.append(name + "." + (try self.name(inner))) }
            default: break
            }
        }
    }

    private static func service(
        _ bytes: UnsafeRawBufferPointer
    ) throws(WireError) -> (name: String, methods: [MethodDescription]) {
        var service = (name: "", methods: [MethodDescription]())
        try read(bytes) { (number, reader) throws(WireError) in
            switch number {
            case 1: try reader.string(&service.name)
            case 2: if let bytes = try reader.rawBytes() { try service.methods.append(method(bytes)) }
            default: break
            }
        }
        return service
    }

    private static func method(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> MethodDescription {
        var method = MethodDescription()
        try read(bytes) { (number, reader) throws(WireError) in
            switch number {
            case 1: try reader.string(&method.name)
            case 2: try reader.string(&method.request)
            case 3: try reader.string(&method.response)
            case 5: try reader.bool(&method.clientStreaming)
            case 6: try reader.bool(&method.serverStreaming)
            default: break
            }
        }
        // Names of types begin with a dot where they are complete, as protoc makes them.
        if method.request.hasPrefix(".") { method.request.removeFirst() }
        if method.response.hasPrefix(".") { method.response.removeFirst() }
        return method
    }
}
